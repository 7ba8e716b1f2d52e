"""Errors with codes: what a process or a client reads is what was raised."""

from __future__ import annotations

import json

import pytest

from migov.engine import errors
from migov.engine.instrumented import OUTCOMES, outcome
from migov.engine.workers import wire
from migov.questions import errors as asked
from migov.web.http.problem_types import TYPES

RAISED = (
    errors.QuerySyntaxError("No query.", 2, 7, "SELEC"),
    errors.QuerySyntaxError("No query."),
    errors.QueryRefused("SERVICE is refused."),
    errors.NotAcceptable("a table", ("text/csv",)),
    errors.QueryFailed("It failed."),
    errors.LimitExceeded("time", 20.0, "Too long."),
    errors.LimitExceeded("memory", 1 << 20, "Too much."),
    errors.LimitExceeded("result-size", 1 << 10, "Too large."),
    errors.LimitExceeded("complexity", None, "Too deep."),
    errors.StoreUnavailable("No store."),
)


@pytest.mark.parametrize("error", RAISED, ids=lambda error: f"{type(error).__name__}-{error.code}")
def test_an_error_crosses_the_wire_as_it_is(error):
    read = wire.unpacked(json.loads(json.dumps(wire.packed(error))))
    assert type(read) is type(error)
    assert (str(read), read.code, read.members()) == (str(error), error.code, error.members())
    assert vars(read) == vars(error)


@pytest.mark.parametrize("code", [*errors.BY_CODE, *asked.BY_CODE])
def test_each_code_is_a_type_of_problem(code):
    assert TYPES[code].statuses[0] >= 400


def test_each_outcome_is_one_that_the_metrics_know():
    raised = (
        *RAISED,
        errors.Overloaded("Wait.", 2),
        errors.Overloaded("Wait.", 2, by_client=False),
    )
    assert {outcome(error) for error in raised} < set(OUTCOMES)
    assert outcome(None) == "answered"


@pytest.mark.parametrize("kind", asked.BY_CODE.values())
def test_a_question_s_error_is_read_from_its_members(kind):
    ethiopia = asked.Candidate("https://w3id.org/migov/id/state/ETH", "state", "ETH", "Ethiopia")
    members = {
        "given": "Ethopia",
        "parameter": "actor",
        "remedy": "Write Ethiopia.",
        "suggestions": [vars_of(ethiopia)] if kind is asked.UnknownActor else ["members"],
        "candidates": [vars_of(ethiopia)],
    }
    read = kind.read("What the service said.", members)
    assert str(read) == "What the service said."
    assert read.members().items() <= members.items()


def vars_of(candidate: asked.Candidate) -> dict[str, str]:
    return {name: getattr(candidate, name) for name in ("iri", "kind", "slug", "label")}
