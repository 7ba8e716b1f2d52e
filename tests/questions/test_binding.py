"""Values reach the query as RDF terms: no text can change it."""

from __future__ import annotations

import re
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migov.questions import Catalogue, Labels, ParameterError, QuestionError
from migov.questions.binding import bound, values
from migov.questions.labels import Entry
from migov.settings import resources
from migov.vocabulary import iri

TODAY = date(2026, 11, 22)
CATALOGUE = Catalogue.load(resources() / "queries" / "questions")
LABELS = Labels(
    Entry(iri(kind, slug), kind, slug, {"en": label}, [(label, "label")])
    for kind, slug, label in (
        ("mechanism", "khartoum-process", "Khartoum Process"),
        ("mechanism", "rabat-process", "Rabat Process"),
        ("state", "ETH", "Ethiopia"),
        ("role", "member", "member"),
        ("theme", "return", "return"),
    )
)
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


@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_no_text_changes_a_query(data: st.DataObject) -> None:
    question = CATALOGUE.get(data.draw(st.sampled_from(CATALOGUE.names())))
    known = {p.name: p.example or "" for p in question.params.values() if p.required}
    name = data.draw(st.sampled_from([*question.params, "x"]))
    try:
        found = values(question, {**known, name: data.draw(nasty)}, LABELS, TODAY)
    except QuestionError:
        return
    query = bound(question, found).split("\n")
    slots = {slot.line: slot for slot in question.slots}
    assert len(query) == len(question.lines)
    for number, (line, was) in enumerate(zip(query, question.lines, strict=True)):
        if number not in slots:
            assert line == was
            continue
        match = _SLOT.fullmatch(line)
        assert match is not None
        value = found.get(slots[number].parameter)
        if value is not None:
            assert _terms(match[1]) == list(value.terms)


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


def test_what_is_not_paramsis_nothing() -> None:
    question = CATALOGUE.get("meetings")
    query = bound(question, values(question, {"actor": " "}, LABELS, TODAY))
    assert "VALUES ?actor { <http://www.w3.org/2002/07/owl#Nothing> }" in query
    assert 'VALUES ?city { "" }' in query


def test_several_values_stand_side_by_side() -> None:
    question = CATALOGUE.get("shared-members")
    found = values(
        question, {"actors": "Khartoum Process, rabat-process,khartoum-process"}, LABELS, TODAY
    )
    assert found["actors"].said == ("khartoum-process", "rabat-process")
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
