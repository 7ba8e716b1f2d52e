"""A query is parsed for SERVICE whenever it may contain that clause, and only then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migov.engine.inspection import inspect, mentions_service
from migov.vocabulary import PREFIXES

#: Declarations and comments that may stand before a query, some with the keyword in them.
DECLARATIONS = st.sampled_from(
    [
        "# service\n",
        "#>\r",
        "BASE <http://example.org/service/>",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>",
        "prefix service: <http://example.org/>\n",
        "PREFIX : <#service>",
        "\n",
    ]
)
PROLOGUES = st.lists(DECLARATIONS, max_size=6).map(" ".join)
FEDERATED = [
    "ASK { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "ASK { FILTER(1<2)SERVICE#>\n?e{ ?s ?p ?o } }",
    "SELECT * { service silent ?e { } }",
    "ASK { BIND('#' AS ?x) SERVICE ?e { } }",
    "PREFIX x: <y z> ASK { SERVICE ?e { } }",
    "PREFIX x:#<\nSERVICE>",
]


@pytest.mark.parametrize("query", FEDERATED)
@given(prologue=PROLOGUES)
def test_a_service_clause_is_found_behind_any_prologue(query: str, prologue: str) -> None:
    assert mentions_service(f"{prologue} {query}")


@given(prologue=PROLOGUES)
def test_a_prologue_alone_does_not_federate(prologue: str) -> None:
    assert not mentions_service(f"{prologue} ASK {{ ?s ?p ?o }}")


def test_a_query_with_all_our_prefixes_is_not_parsed() -> None:
    """Parsing takes twenty times as long as a small query."""
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    assert "service" in prologue
    assert not mentions_service(f"{prologue} ASK {{ ?s ?p ?o }}")


def test_a_dataset_clause_is_read_behind_a_prologue() -> None:
    text = "PREFIX from: <http://example.org/from>\nSELECT * FROM <x:g> { ?s ?p ?o }"
    assert inspect(text).default_graphs == ("x:g",)
