"""Each question gives the known answers that its file expects, read in a source by a person."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from tests.questions.conftest import StoreEngine

from migov.questions import Catalogue
from migov.questions.header import Expectation
from migov.settings import resources

EXPECTED = [
    pytest.param(question.name, expectation, id=f"{question.name}-{number}")
    for question in Catalogue.load(resources() / "queries" / "questions")
    for number, expectation in enumerate(question.expect, 1)
]


@pytest.mark.parametrize(("name", "expected"), EXPECTED)
def test_known_answer(ask: Any, name: str, expected: Expectation) -> None:
    found = ask(name, **{"limit": "10000", **expected.params})
    if expected.total is not None:
        assert found.total == expected.total
    for wanted in expected.contains:
        assert any(_meets(row, wanted) for row in found.rows), f"no row with {wanted}"
    for unwanted in expected.excludes:
        assert not any(_meets(row, unwanted) for row in found.rows), f"a row with {unwanted}"


@pytest.mark.parametrize(("name", "expected"), EXPECTED)
def test_each_row_has_its_source(ask: Any, name: str, expected: Expectation) -> None:
    for row in ask(name, **{"limit": "10000", **expected.params}).rows:
        # What nobody says, which is what `gaps` finds, has no source.
        assert row["sources"] or (name == "gaps" and row["stated"] is None), row


def test_a_question_that_holds_on_a_day_says_how_surely(catalogue: Catalogue) -> None:
    for question in catalogue:
        if {"chair", "member"} & set(question.columns) and "since" in question.columns:
            assert {"basis", "sources", "statement"} <= set(question.columns), question.name


def test_a_question_with_a_basis_says_when_it_was_last_seen(catalogue: Catalogue) -> None:
    for question in catalogue:
        if "basis" in question.columns:
            assert "lastSeen" in question.columns, question.name


@pytest.fixture(scope="module")
def dated(engine: StoreEngine) -> set[str]:
    """The sources that stand for a date."""
    found = asyncio.run(
        engine.select("SELECT ?s { ?s <https://w3id.org/migov/ontology#contentDate> ?date }")
    )
    return {row["s"].value for row in found.rows}


@pytest.mark.parametrize(("name", "expected"), EXPECTED)
def test_each_row_says_when_it_was_last_seen(
    ask: Any, catalogue: Catalogue, dated: set[str], name: str, expected: Expectation
) -> None:
    """Unless no source dates it, or what dates it shows neither its begin nor its course."""
    question = catalogue.get(name)
    if "basis" not in question.columns:
        return
    params = {"limit": "10000", **expected.params, "certainty": "all"}
    for row in ask(name, **params).rows:
        if row["basis"] not in (None, "unknown") and row["lastSeen"] is None:
            assert not {source["iri"] for source in row["sources"]} & dated, row
            assert row.get("since") is None, row


def _meets(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(_is(row[column], value) for column, value in wanted.items())


def _is(cell: Any, wanted: Any) -> bool:
    """A resource is meant by its slug, its label, or the last word of its IRI."""
    if isinstance(wanted, list):
        return all(any(_is(item, each) for item in cell) for each in wanted)
    if isinstance(cell, dict):
        last = cell["iri"].rpartition("#")[2].rpartition("/")[2]
        return wanted in (cell["slug"], cell["label"], last)
    return bool(cell == wanted)
