"""Values reach the query as RDF terms: no text can change it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migov.questions import Catalogue, Labels, ParameterError, QuestionError
from migov.questions.binding import bound, values
from migov.questions.header import RESOURCE_TYPES, TYPES
from migov.questions.labels import Entry
from migov.settings import resources
from migov.vocabulary import iri

TODAY = date(2026, 11, 22)
CATALOGUE = Catalogue.load(resources() / "queries" / "questions")
#: Each question with each of its parameters, and one that it has not.
PARAMETERS = [(question.name, name) for question in CATALOGUE for name in (*question.params, "x")]


def _entries() -> Iterator[Entry]:
    """A thing for each example and default of the catalogue, and those of the tests below."""
    yield _entry("mechanism", "rabat-process")
    for question in CATALOGUE:
        for parameter in question.params.values():
            kinds = RESOURCE_TYPES.get(parameter.type, ())
            for text in (parameter.example, parameter.default):
                for slug in (text or "").split(","):
                    if kinds and slug:
                        yield _entry("state" if slug.isupper() else kinds[0], slug.strip())


def _entry(kind: str, slug: str) -> Entry:
    label = "Ethiopia" if slug == "ETH" else slug.replace("-", " ")
    return Entry(iri(kind, slug), kind, slug, {"en": label}, [(label, "label"), (slug, "code")])


LABELS = Labels({entry.slug: entry for entry in _entries()}.values())
_SLOT = re.compile(r"\s*VALUES \?\w+ \{ (.*) \}")

nasty = st.text(st.characters(), max_size=60) | st.sampled_from(
    [
        '"',
        "}",
        "} #",
        "> } ?s ?p ?o . VALUES ?x { <a",
        '" } #',
        "\\u0022 }",
        "'''",
        "\n}",
        "\x00",
        "\u202e",
        "\ud800",
        "UNDEF",
        "khartoum-process> . } DROP ALL #",
        "mechanism:khartoum-process } {",
        "https://w3id.org/migov/id/mechanism/x> } UNION { ?a ?b ?c",
        '2022-06-01"^^<x>',
        "membership:x> } #",
    ]
)


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_parameter_is_some_questions(kind: str) -> None:
    used = {p.type for question in CATALOGUE for p in question.params.values()}
    assert kind in used | {"organization", "meeting"}


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
@given(text=nasty)
@settings(max_examples=30, deadline=None)
def test_no_text_changes_a_query(name: str, parameter: str, text: str) -> None:
    question = CATALOGUE.get(name)
    needed = {p.name for p in question.params.values() if p.required} | {*question.header.any_of}
    known = {each: question.params[each].example or "" for each in needed}
    values(question, known, LABELS, TODAY)  # they are good: what is refused below is the text
    try:
        found = values(question, {**known, parameter: text}, LABELS, TODAY)
    except QuestionError:
        return
    query = bound(question, found).split("\n")
    slots = {slot.line: slot for slot in question.slots}
    kept = [
        (number, was)
        for number, was in enumerate(question.lines)
        if number not in slots or slots[number].needed or slots[number].parameter in found
    ]
    for line, (number, was) in zip(query, kept, strict=True):
        if number not in slots:
            assert line == was
            continue
        match = _SLOT.fullmatch(line)
        assert match is not None
        value = found.get(slots[number].parameter)
        assert _terms(match[1]) == (list(value.terms) if value else [])


@given(text=st.text(max_size=40))
def test_a_literal_comes_back_from_the_parser_as_it_went_in(text: str) -> None:
    question = CATALOGUE.get("meetings")
    try:
        found = values(question, {"city": text}, LABELS, TODAY)
    except QuestionError:
        return
    if "city" in found:
        assert _terms(str(found["city"].terms[0])) == [ox.Literal(text.strip())]


def _terms(data: str) -> list[object]:
    """What a SPARQL parser reads in the data of a VALUES block."""
    rows = ox.Store().query(f"SELECT ?x WHERE {{ VALUES ?x {{ {data} }} }}")
    assert isinstance(rows, ox.QuerySolutions)
    return [row["x"] for row in rows]


def test_the_lines_of_a_parameter_that_is_not_given_are_left_out() -> None:
    question = CATALOGUE.get("members")
    query = bound(question, values(question, {"actor": "khartoum-process"}, LABELS, TODAY))
    assert "VALUES ?role" not in query
    assert "VALUES ?who" not in query
    assert 'VALUES ?certainty { "default" }' in query
    assert ox.Store().query(query)


def test_a_group_that_needs_a_parameter_gets_no_values_without_it() -> None:
    question = CATALOGUE.get("agreements")
    query = bound(question, values(question, {}, LABELS, TODAY))
    assert query.count("VALUES ?actor {  }") == 3
    assert "FILTER(!BOUND(?actor))" in query
    given = values(question, {"actor": "khartoum-process"}, LABELS, TODAY)
    assert bound(question, given).count("VALUES ?actor { <https://") == 4


def test_several_values_stand_side_by_side() -> None:
    question = CATALOGUE.get("shared-members")
    found = values(
        question, {"actors": "Khartoum Process, rabat-process,khartoum-process"}, LABELS, TODAY
    )
    assert found["actors"].plain == ("khartoum-process", "rabat-process")
    assert bound(question, found).count("mechanism/khartoum-process> <https://") == 2


@pytest.mark.parametrize(
    ("name", "params", "parameter"),
    [
        ("members", {}, "actor"),
        ("members", {"actor": "rabat-process", "colour": "red"}, "colour"),
        ("members", {"actor": "rabat-process", "asOf": "yesterday"}, "asOf"),
        ("members", {"actor": "rabat-process", "asOf": "2022-02-30"}, "asOf"),
        ("members", {"actor": "rabat-process", "certainty": "mostly"}, "certainty"),
        ("members", {"actor": "x" * 10_000}, "actor"),
        ("members", {"actor": "ETH"}, "actor"),
        ("overlap", {"actor": "khartoum-process", "other": "ETH"}, "other"),
        ("joined-left", {"from": "2026", "until": "2024"}, "until"),
        ("meetings", {"from": "2026-01-02", "until": "2026-01-01"}, "until"),
        ("members", {"actor": "khartoum\x00"}, "actor"),
        ("path", {"a": "Ethiopia", "b": "rabat-process", "chains": "1e3"}, "chains"),
        ("path", {"a": "Ethiopia", "b": "rabat-process", "chains": "0"}, "chains"),
        ("evidence", {}, "actor"),
    ],
)
def test_a_wrong_value_names_its_parameter_and_the_remedy(
    name: str, params: dict[str, str], parameter: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        values(CATALOGUE.get(name), params, LABELS, TODAY)
    assert caught.value.parameter == parameter
    assert caught.value.remedy
