"""Every question gives the same rows, whichever store holds the release."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from migov.questions import Catalogue, Labels, answer
from migov.settings import resources

TODAY = date(2026, 11, 22)
CATALOGUE = Catalogue.load(resources() / "queries" / "questions")
EXPECTED = [
    (question.name, {"limit": "10000", **expectation.params}, expectation.total)
    for question in CATALOGUE
    for expectation in question.expect
]


async def asked(engine: Any) -> dict[str, list[Any]]:
    """The rows of every expectation of every question."""
    labels = await Labels.load(engine)
    rows = {}
    for name, params, _ in EXPECTED:
        found = await answer(engine, CATALOGUE, labels, name, params, "release", TODAY)
        rows[f"{name} {params}"] = [dict(row) for row in found.rows]
    return rows


@pytest.fixture(scope="module")
def expected(use: Any, local: Any) -> dict[str, list[Any]]:
    """What the embedded engine answers."""
    answers: dict[str, list[Any]] = use(local, asked)
    return answers


def test_every_question_is_asked(expected):
    assert {name.partition(" ")[0] for name in expected} == set(CATALOGUE.names())
    empty = {f"{name} {params}" for name, params, total in EXPECTED if total == 0}
    assert {question for question, rows in expected.items() if not rows} <= empty


def test_the_rows_are_the_same(use, endpoint, expected):
    found = use(endpoint, asked)
    assert found.keys() == expected.keys()
    for question, rows in expected.items():
        assert found[question] == rows, question
