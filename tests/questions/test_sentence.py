"""Answers in sentences: every question has them in every language, and they say what rows say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast

from migov.questions.articles import Name, form
from migov.questions.catalogue import Catalogue
from migov.questions.sentence import LANGUAGES, Facts, Sentences
from migov.settings import resources

from .conftest import Ask

QUERIES = resources() / "queries"
CATALOGUE = Catalogue.load(QUERIES / "questions")
SENTENCES = Sentences(QUERIES / "sentences")
TODAY = date(2026, 11, 29)
KHARTOUM = "https://w3id.org/migov/id/mechanism/khartoum-process"
FRANCE = {"iri": "https://w3id.org/migov/id/state/FRA", "label": "France", "slug": "FRA"}


def _resource(path: Path) -> ast.Resource:
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    junk = [entry.content for entry in resource.body if isinstance(entry, ast.Junk)]
    assert not junk, junk
    return resource


def _messages(language: str) -> dict[str, ast.Message]:
    resource = _resource(QUERIES / "sentences" / f"{language}.ftl")
    return {entry.id.name: entry for entry in resource.body if isinstance(entry, ast.Message)}


def _variables(node: Any) -> Iterator[str]:
    if isinstance(node, ast.VariableReference):
        yield node.id.name
    elif isinstance(node, ast.BaseNode):
        for value in vars(node).values():
            for each in value if isinstance(value, list) else [value]:
                yield from _variables(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_its_sentences(language: str) -> None:
    messages = _messages(language)
    for question in CATALOGUE:
        attributes = {attribute.id.name for attribute in messages[question.name].attributes}
        assert {"none", "some"} <= attributes, question.name
        if "lastSeen" in question.columns and question.params.keys() & {"actor"}:
            assert "unknown" in attributes, question.name
        if "who" in question.params:
            assert {"yes", "no"} <= attributes, question.name
            assert "lastSeen" not in question.columns or "not-known" in attributes, question.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_name_only_what_there_is(language: str) -> None:
    common = {"count", "distinct", "names", "day", "tense", "list", "others"}
    for name, message in _messages(language).items():
        if name not in CATALOGUE.names():
            continue
        question = CATALOGUE.get(name)
        known = common | {
            f"{parameter}{end}"
            for parameter in question.params
            for end in ("", "-the", "-of", "-to")
        }
        known |= {
            f"{prefix}-{column}{end}"
            for prefix in ("first", "last", "max")
            for column in question.columns
            for end in ("", "-is")
        }
        assert set(_variables(message)) <= known, (language, name)


def _say(question: str, language: str = "en", **given: Any) -> str:
    facts = {
        "values": {"actor": [KHARTOUM]},
        "rows": [],
        "total": len(given.get("rows", [])),
        "left_out": 0,
        "as_of": TODAY,
        "today": TODAY,
        **given,
    }
    names = {"en": "Khartoum Process", "fr": "Processus de Khartoum", "ar": "عملية الخرطوم"}
    label = lambda iri, lang: names.get(lang, names["en"])  # noqa: E731
    return SENTENCES.sentence(Facts(question, **facts), label, language)


def _chair(**cells: Any) -> dict[str, Any]:
    return {"chair": FRANCE, "since": "2025-04-09", "until": None, "current": True,
            "basis": "assumed", "lastSeen": "2025-11", **cells}  # fmt: skip


def test_one_chair() -> None:
    said = _say("chairs", rows=[_chair()])
    assert said == "France chairs the Khartoum Process now, since 9 April 2025."


def test_a_last_known_chair_is_not_said_to_be_current() -> None:
    row = _chair(current=False, basis="last known")
    said = _say("chairs", rows=[row], last=row)
    assert said == (
        "Nobody is known to chair the Khartoum Process now. France was the last known chair, "
        "from 9 April 2025; it was last seen in November 2025."
    )
    french = _say("chairs", "fr", rows=[row], last=row)
    assert "préside le Processus de Khartoum" in french
    assert "à partir du 9 avril 2025" in french
    assert "novembre 2025" in french
    assert "9 أبريل 2025" in _say("chairs", "ar", rows=[row], last=row)


def test_a_question_about_one_actor_is_answered_by_yes_no_or_not_known() -> None:
    values = {"actor": [KHARTOUM], "who": ["https://w3id.org/migov/id/state/FRA"]}
    role = {"iri": "https://w3id.org/migov/id/role/member", "label": "member", "slug": "member"}
    row = {"member": FRANCE, "role": role, "since": "2014", "lastSeen": "2022"}
    assert _say("members", values=values, rows=[row]).startswith("Yes. ")
    assert _say("members", values=values).startswith("No. ")
    assert _say("members", values=values, left_out=1, last=row).startswith("Not known. ")


def test_rows_left_out_are_counted() -> None:
    assert _say("chairs", rows=[_chair()], left_out=1).endswith(
        "One more row is left out, since no source shows that it still holds."
    )


def test_a_day_of_the_past_is_named() -> None:
    said = _say("chairs", rows=[_chair()], as_of=date(2025, 6, 1))
    assert said == "France chaired the Khartoum Process on 1 June 2025, since 9 April 2025."


def test_many_names_are_counted() -> None:
    rows = [
        {
            "member": {
                "iri": f"https://w3id.org/migov/id/state/A{n:02}",
                "label": f"A{n}",
                "slug": "",
            }
        }
        for n in range(40)
    ]
    role = ["https://w3id.org/migov/id/role/member"]
    said = _say("members", rows=rows, values={"actor": [KHARTOUM], "role": role})
    assert said == ("The Khartoum Process has 40 members now: A0, A1, A2, A3, A4 and 35 others.")


def test_names_take_articles() -> None:
    for language, label, kind, wanted, said in (
        ("en", "Khartoum Process", "mechanism", "the", "the Khartoum Process"),
        ("en", "IOM", "organization", "the", "IOM"),
        ("en", "Netherlands (Kingdom of the)", "state", "the", "the Netherlands (Kingdom of the)"),
        ("en", "France", "state", "the", "France"),
        ("en", "League of Arab States", "organization", "the", "the League of Arab States"),
        ("fr", "Processus de Rabat", "mechanism", "of", "du Processus de Rabat"),
        ("fr", "Union européenne", "organization", "of", "de l’Union européenne"),
        ("fr", "Pays-Bas", "state", "of", "des Pays-Bas"),
        ("fr", "Cuba", "state", "the", "Cuba"),
        ("es", "Unión Europea", "organization", "of", "de la Unión Europea"),
        ("es", "Proceso de Puebla", "mechanism", "of", "del Proceso de Puebla"),
        ("pt", "Processo de Cartum", "mechanism", "to", "no Processo de Cartum"),
        ("ar", "عملية الخرطوم", "mechanism", "of", "عملية الخرطوم"),
    ):
        assert form(Name(label, kind), language, wanted) == said


def test_no_sentence_shows_what_it_is_made_of(ask: Ask) -> None:
    """Every question's first known answer is a sentence in every language, without a variable."""
    for question in CATALOGUE:
        for expectation in question.expect[:1]:
            for language in LANGUAGES:
                sentence = ask(question.name, **expectation.params, lang=language).sentence
                assert len(sentence) > 10, (question.name, language)
                assert not re.search(r"[{}$]|\b(actor|instrument)-(the|of|to)\b", sentence), (
                    sentence
                )
