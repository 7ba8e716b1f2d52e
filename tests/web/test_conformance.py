"""Every operation does what the OpenAPI document says of it, whatever is sent to it.

schemathesis makes requests from the document: its examples, and data that fit it and do not. What
is promised of an answer (its status, media type, headers and schema) must hold of every one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, checks

#: Requests to each operation beyond its examples: that fit its description, and that do not.
FITTING, UNFITTING = 8, 5
#: What a value must be beyond its type (a name that is known, a query that parses) no schema can
#: say, so that neither what fits it must be taken, nor what does not fit be refused.
CHECKED = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
)


schemathesis.serializer.alias("application/sparql-query", "text/plain")


@pytest.fixture(scope="module")
def operations(server: Any) -> list[Any]:
    """The operations of the running server's document."""
    schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json")
    return [found.ok() for found in schema.get_all_operations()]


def test_every_operation_keeps_its_promises(operations: list[Any], subtests: Any) -> None:
    for operation in operations:
        with subtests.test(operation.label):
            for strategy, most in _cases(operation):
                _hold(strategy, most)


def _cases(operation: Any) -> Iterator[tuple[Any, int]]:
    """Requests to an operation and how many: its examples, what fits it, and what does not."""
    for strategy in operation.get_strategies_from_examples():
        yield strategy, 1
    yield operation.as_strategy(generation_mode=GenerationMode.POSITIVE), FITTING
    # Whatever is written in a path is a text.
    if operation.query or operation.body:
        yield operation.as_strategy(generation_mode=GenerationMode.NEGATIVE), UNFITTING


def _hold(strategy: Any, most: int) -> None:
    @given(case=strategy)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def holds(case: Any) -> None:
        case.call_and_validate(checks=CHECKED)

    holds()


def test_everything_that_a_person_may_ask_is_an_operation(client: Any) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {
        "/sparql", "/questions", "/ask", "/compare", "/network", "/search", "/doc/{kind}/{file}",
        "/id/{kind}/{slug}", "/dump/{file}", "/release/{id}/", "/dataset", "/ontology",
        "/health/ready",
    } <= paths.keys()  # fmt: skip
