"""The catalogue is complete and valid, and says what is wrong with a file that is not."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from rdflib.plugins.sparql import prepareQuery

from migov.questions import Catalogue, CatalogueError, UnknownQuestion
from migov.settings import resources

NAMES = [
    *("members", "memberships", "partners", "cooperation", "shared-members", "co-members"),
    *("overlap", "bridges", "chairs", "secretariats", "steering-committee", "meetings"),
    *("instruments", "initiatives", "themes", "joined-left", "support", "path", "evidence"),
    *("conflicts", "gaps"),
]

ALL = Catalogue.load(resources() / "queries" / "questions").names()

GOOD = """\
#+ summary: Who is in X?
#+ description: Everybody.
#+ params:
#+   actor: {type: actor, required: true, description: Whose., example: x}
#+ phrases: ['who is in {actor}']
#+ columns:
#+   member: {label: Member, kind: resource, description: Who.}
PREFIX org: <http://www.w3.org/ns/org#>

SELECT ?member WHERE {
  VALUES ?actor { <https://w3id.org/migov/id/mechanism/x> }
  ?m org:organization ?actor ; org:member ?member
}
"""


def test_it_answers_at_least_what_it_promises(catalogue: Catalogue) -> None:
    assert set(NAMES) <= set(catalogue.names())


@pytest.mark.parametrize("name", ALL)
def test_each_question_says_all_of_itself(catalogue: Catalogue, name: str) -> None:
    question = catalogue.get(name)
    assert question.summary.endswith("?")
    assert question.tags
    assert question.phrases
    assert question.expect
    assert "sources" in question.columns


@pytest.mark.parametrize("name", ALL)
def test_each_body_is_sparql_for_another_parser_too(catalogue: Catalogue, name: str) -> None:
    prepareQuery(catalogue.get(name).body)


@pytest.mark.parametrize("name", ALL)
def test_no_body_holds_a_word_that_has_it_parsed_twice(catalogue: Catalogue, name: str) -> None:
    """A dataset clause or federation is looked for with rdflib's parser: 0.2 s, for a comment."""
    assert not re.search(r"(?i)(?<![?$\w])(from|service)\b", catalogue.get(name).body)


@pytest.mark.parametrize("name", ALL)
def test_each_body_runs_as_it_stands(catalogue: Catalogue, engine: Any, name: str) -> None:
    assert asyncio.run(engine.select(catalogue.get(name).body)).variables


@pytest.mark.parametrize("name", ALL)
def test_each_question_answers_its_examples(catalogue: Catalogue, ask: Any, name: str) -> None:
    question = catalogue.get(name)
    given = {p.name: p.example for p in question.params.values() if p.required and p.example}
    if question.header.any_of:
        first = question.params[question.header.any_of[0]]
        given[first.name] = first.example
    assert ask(name, **given).rows


def test_an_unknown_question_is_named_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownQuestion) as caught:
        catalogue.get("membres")
    assert "members" in caught.value.near


def test_a_good_file_is_a_question(tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_text(GOOD)
    question = Catalogue.load(tmp_path).get("x")
    assert question.params["actor"].required
    assert [slot.line for slot in question.slots] == [3]


def test_a_phrase_may_stand_for_several_and_settle_parameters(tmp_path: Path) -> None:
    said = "['who (is|sits) in (the|) {actor}', {'first of {actor}': {limit: 1}}]"
    (tmp_path / "x.rq").write_text(GOOD.replace("['who is in {actor}']", said))
    question = Catalogue.load(tmp_path).get("x")
    assert question.phrases == (
        "who is in the {actor}", "who is in {actor}",
        "who sits in the {actor}", "who sits in {actor}",
        "first of {actor}",
    )  # fmt: skip
    settings = {each.text: each.settings for each in question.header.phrasings if each.settings}
    assert settings == {"first of {actor}": {"limit": "1"}}


#: The beginning of an expectation in one line.
EXPECT = "#+ expect: [{source: Me., "
BAD = [
    ("kind: resource", "kind: thing", 7, "needs `label`, `kind`"),
    ("type: actor", "type: person", 4, "no type that exists"),
    ("#+ summary", "#+ sumary", 1, "no key `sumary`"),
    ("#+ summary: Who is in X?\n", "", 1, "`summary` is missing"),
    ("in {actor}'", "in {body}'", 5, "a gap {body}"),
    ("['who is in {actor}']", "who", 5, "`phrases` is not a list"),
    ("['who is in {actor}']", "[{who: {kind: x}}]", 5, "{kind} that is not a parameter"),
    ("['who is in {actor}']", "[{who: no}]", 5, "neither a text nor"),
    ("'who is in {actor}'", "'(who|) {actor}', '{actor}'", 5, "is there twice"),
    ("columns:", "columns: [", 7, "The header is not YAML"),
    ("  VALUES ?actor {", "  VALUES ?other {", 1, "has no line in the query"),
    ("{ <https://w3id.org/migov/id/mechanism/x> }", "{ }", 11, "is empty"),
    ("SELECT ?member", "SELECT ?body", 8, "beyond, and lacks"),
    ("?m org:organization", "?m org:organization ,", 12, "No valid SPARQL"),
    ("SELECT ?member WHERE", "ASK", 8, "The query is not a SELECT"),
    ("params:", "params:\n#+   lang: {type: text, description: x}", 1, "with every question"),
    ("required: true", "needed: true", 4, "something that none can say"),
    ("#+ phrases", "#+ summary: Again?\n#+ phrases", 5, "`summary` is there twice"),
    ("  ?m org", "  { SELECT * { VALUES ?actor { <x:y> } } } ?m org", 12, "a line of its own"),
    ("  ?m org", "  VALUES $actor { <x:y> }\n  ?m org", 12, "a line of its own"),
    ("  ?m org", "  VALUES ?actor {\n    <x:y>\n  }\n  ?m org", 12, "a line of its own"),
    ("  ?m org", "  values ?actor { <x:y> } # x\n  ?m org", 12, "a line of its own"),
    ("organization ?actor", "organization ?body # ?actor", 11, "does not use the parameter"),
    ("organization ?actor", 'memberOf "?actor"', 11, "does not use the parameter"),
    ("example: x", "example: x, default: y", 4, "is required and has a default"),
    ("type: actor", "bound: middle, type: date", 4, "cannot be `middle`"),
    ("type: actor", "choices: [y, z], type: text", 4, "is none of its choices"),
    ("#+ columns", "#+ any_of: [body]\n#+ columns", 6, "names no parameter `body`"),
    ("#+ columns", f"{EXPECT}params: {{body: x}}, total: 1}}]\n#+ columns", 6, "gives `body`"),
    ("#+ columns", f"{EXPECT}contains: [{{body: x}}]}}]\n#+ columns", 6, "a cell `body`"),
    ("#+ columns", f"{EXPECT}params: {{actor: x}}}}]\n#+ columns", 6, "expects nothing"),
    ("#+ columns", "#+ measure: jaccard\n#+ columns", 8, "computes no column `member`"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), BAD)
def test_a_bad_file_is_refused_with_line_and_remedy(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in GOOD
    (tmp_path / "x.rq").write_text(GOOD.replace(old, new, 1))
    with pytest.raises(CatalogueError, match=r"x\.rq:") as caught:
        Catalogue.load(tmp_path)
    assert caught.value.line == line
    assert message in caught.value.message
    assert caught.value.remedy


def test_phrasings_stand_in_a_file_beside_the_catalogue_by_language(tmp_path: Path) -> None:
    questions, phrasings = tmp_path / "questions", tmp_path / "phrasings"
    questions.mkdir()
    phrasings.mkdir()
    (questions / "x.rq").write_text(GOOD.replace("#+ phrases: ['who is in {actor}']\n", ""))
    file = phrasings / "x.yaml"
    file.write_text("en:\n  - who is in {actor}\nfr:\n  - qui est dans {actor}\n")
    found = Catalogue.load(questions).get("x").header.phrasings
    assert [(each.language, each.text) for each in found] == [
        ("en", "who is in {actor}"),
        ("fr", "qui est dans {actor}"),
    ]
    for wrong, line, message in (
        ("xx:\n  - who is in {actor}\n", 1, "not a mapping from languages"),
        ("en:\n  - ok {actor}\n  - who is in {body}\n", 3, "a gap {body}"),
        ("en: [\n", 1, "Cannot be read"),
    ):
        file.write_text(wrong)
        with pytest.raises(CatalogueError) as caught:
            Catalogue.load(questions)
        assert (caught.value.path, caught.value.line) == (file, line)
        assert message in str(caught.value)
