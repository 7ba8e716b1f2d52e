"""The messages of sentences: every question and parameter has them in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast

from migov.questions.cases import Facts
from migov.questions.catalogue import Catalogue
from migov.questions.sentence import LANGUAGES, Sentences
from migov.settings import resources

QUERIES = resources() / "queries"
CATALOGUE = Catalogue.load(QUERIES / "questions")
SENTENCES = Sentences(QUERIES / "sentences")
TODAY = date(2026, 11, 29)


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
    common = {"count", "distinct", "ended", "names", "day", "tense", "list", "others"}
    common |= {"absent", "absent-is"}
    for name, message in _messages(language).items():
        if name not in CATALOGUE.names():
            continue
        question = CATALOGUE.get(name)
        known = common | {
            f"{parameter}{end}"
            for parameter in question.params
            for end in ("", "-the", "-of", "-to", "-number")
        }
        known |= {
            f"{prefix}-{column}{end}"
            for prefix in ("first", "last", "newest", "max")
            for column in question.columns
            for end in ("", "-is", "-the", "-tense")
        }
        assert set(_variables(message)) <= known, (language, name)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_each_choice_has_its_word_in_each_language(language: str) -> None:
    select = next(e for e in _messages(language)["choice"].value.elements)
    worded = {variant.key.name for variant in select.expression.variants}
    for question in CATALOGUE:
        for parameter in question.params.values():
            # Certainty has a message of its own; kinds and classes have labels in the graph.
            labelled = parameter.name in ("certainty", "status") or (
                parameter.name == "kind" and question.name == "agreements"
            )
            for choice in () if labelled else parameter.choices:
                if choice == choice.lower() and choice != parameter.default:
                    assert choice.replace(" ", "-") in worded, (question.name, choice)


#: Parameters that no sentence names: the calendar day, the size of a result, a tie by its IRI.
UNNAMED = {"today", "chains", "statement", "a", "b", "actors"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_that_narrows_an_answer_has_words(language: str) -> None:
    messages = _messages(language)
    for question in CATALOGUE:
        for parameter in question.params.keys() - UNNAMED:
            message = messages[f"filter-{parameter}"]
            known = {"value", "value-the", "value-of", "value-to"}
            assert set(_variables(message)) <= known, (language, parameter)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_names_every_filter(language: str) -> None:
    """Without rows, each sentence holds the label of each parameter that narrows the answer."""
    for question in CATALOGUE:
        things = [p for p in question.params.values() if p.type not in ("date", "text", "integer")]
        values = {p.name: [f"https://w3id.org/migov/id/theme/x{p.name}"] for p in things}
        facts = Facts(question.name, values, [], 0, 0, TODAY, TODAY, filters=values.keys())
        said = SENTENCES.sentence(facts, lambda iri, _: iri.rpartition("/")[2], language)
        for name in values.keys() - UNNAMED:
            assert re.search(rf"x{name}\b", said, re.IGNORECASE), (question.name, name, said)
