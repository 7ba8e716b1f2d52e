"""Answers in sentences: every question has them in every language, and they say what rows say."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast

from migov.engine import Solutions
from migov.questions import Labels, answer
from migov.questions.articles import Name, form
from migov.questions.cases import Facts
from migov.questions.catalogue import Catalogue, Question
from migov.questions.sentence import LANGUAGES, Sentences
from migov.settings import resources

from .conftest import Ask, StoreEngine

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
            for end in ("", "-is", "-the")
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


@pytest.mark.parametrize(
    ("language", "lasting"),
    [
        ("en", {"P1Y": "for one year", "P2Y": "for two years", "P6M": "for six months",
                "P3Y": "for 3 years", "P1Y6M": "for 18 months"}),
        ("fr", {"P1Y": "pour un an", "P6M": "pour six mois", "P1Y6M": "pour 18 mois"}),
        ("es", {"P1Y": "por un año", "P6M": "por seis meses", "P4Y": "por 4 años"}),
        ("pt", {"P1Y": "por um ano", "P6M": "por seis meses", "P4Y": "por 4 anos"}),
        ("ar", {"P1Y": "لمدة سنة واحدة", "P2Y": "لمدة سنتين", "P6M": "لمدة ستة أشهر"}),
    ],
)  # fmt: skip
def test_the_term_of_a_chair_is_said_with_its_beginning(
    language: str, lasting: dict[str, str]
) -> None:
    row = _chair(current=False, basis="last known")
    for term, words in lasting.items():
        assert words in _say("chairs", language, rows=[_chair()], term=term)
        assert words in _say("chairs", language, rows=[row], last=row, term=term)
        undated = _chair(since=None)
        assert words not in _say("chairs", language, rows=[undated], term=term)


def test_the_term_is_that_which_a_source_states(ask: Any) -> None:
    found = ask("chairs", actor="khartoum-process", asOf="2026-11-29")
    assert "from 9 April 2025 for one year; it was last seen in November 2025" in found.sentence
    iris = [source["iri"] for source in found.sources]
    assert len(iris) == len(set(iris)) > 1


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


class _Remembering:
    """An engine that runs a query once, for a sweep that asks each in every language."""

    def __init__(self, engine: StoreEngine) -> None:
        self._engine = engine
        self._found: dict[str, Solutions] = {}

    async def select(self, text: str, client: str = "local") -> Solutions:
        if text not in self._found:
            self._found[text] = await self._engine.select(text, client)
        return self._found[text]


def _requests(question: Question) -> Iterator[dict[str, str]]:
    """A question's parameters: the required ones alone, and with any one or two of the others."""
    examples = {p.name: p.example for p in question.params.values() if p.example}
    required = {p.name: examples[p.name] for p in question.params.values() if p.required}
    others = sorted(examples.keys() - required.keys() - {"today"})
    for count in range(3):
        for chosen in combinations(others, count):
            given = {**required, **{name: examples[name] for name in chosen}}
            if not question.header.any_of or given.keys() & set(question.header.any_of):
                yield given


def test_no_sentence_shows_what_it_is_made_of(
    engine: StoreEngine, catalogue: Catalogue, labels: Labels
) -> None:
    """Every request of one or two optional parameters has a sentence, without a variable's name."""
    remembering = _Remembering(engine)
    for question in catalogue:
        for given in _requests(question):
            for language in LANGUAGES:
                params = {**given, "lang": language, "limit": "8"}
                found = answer(remembering, catalogue, labels, question.name, params, "r", TODAY)
                sentence = asyncio.run(found).sentence
                assert len(sentence) > 10, (question.name, params)
                leak = re.search(r"[{}$]|\b[a-z]+-(the|of|to|is)\b|\b(first|last|max)-", sentence)
                assert not leak, (question.name, params, sentence)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("question", "params"),
    [
        ("members", {"actor": "khartoum-process", "role": "member", "asOf": "2022-06-01"}),
        ("memberships", {"actor": "KEN"}),
        ("parties", {"instrument": "palermo-protocol-smuggling"}),
        ("themes", {"actor": "khartoum-process"}),
        ("agreements", {"actor": "eu"}),
    ],
)
def test_names_and_others_are_all_of_them(
    ask: Ask, question: str, params: dict[str, str], language: str
) -> None:
    """However many names are listed, those and the others make the same number."""
    totals = set()
    for limit in range(1, 6):
        said = ask(question, **params, limit=str(limit), lang=language)
        ((before, others),) = re.findall(
            r"^(.*?)(?: and| et| y| e mais| \u0648)\s?(\d+)"
            r"(?: others| autres| más| \u063a\u064a\u0631\u0647\u0627|[.(])",
            said.sentence,
        )
        assert before
        totals.add(int(others) + limit)
    assert len(totals) == 1, totals


def test_a_page_without_current_rows_denies_nothing(ask: Ask) -> None:
    first, later = (ask("agreements", actor="eu", limit="5", offset=o) for o in ("0", "80"))
    assert [row["current"] for row in later.rows] != [row["current"] for row in first.rows]
    assert later.sentence == first.sentence
    assert ask("members", actor="khartoum-process", offset="5000").sentence == (
        ask("members", actor="khartoum-process").sentence
    )


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "chair"), ("fr", "présid"), ("es", "presid"), ("pt", "presid"), ("ar", "رئاسة")],
)
def test_a_last_known_chair_without_a_start_is_still_a_chair(
    ask: Ask, language: str, word: str
) -> None:
    assert word in ask("chairs", actor="rcm", lang=language).sentence


def test_kinds_and_states_of_mechanisms_are_named_in_the_language(ask: Ask) -> None:
    said = ask("mechanisms", region="oceania", status="dormant", lang="fr").sentence
    assert said.endswith("(région : Océanie ; état « en sommeil »).")
    said = ask("meetings", actor="khartoum-process", kind="Training", state="FJI").sentence
    assert said.endswith("(in Fiji; of the kind “training”).")


def test_what_is_over_is_not_denied(ask: Ask) -> None:
    said = ask("roles", actor="EGY", role="chair, co-chair")
    assert said.rows
    assert said.sentence.startswith("Nothing is known to hold now; known of the past: ")
    assert "Egypt" in said.sentence


@pytest.mark.parametrize(
    ("question", "params", "said"),
    [
        ("secretariats", {"who": "iom"}, r"Yes\. .*serves the .*Colombo Process.* now"),
        (
            "secretariats",
            {"actor": "icmpd", "role": "technical-support"},
            r"The International Centre for Migration Policy Development serves the .*Process",
        ),
        ("agreements", {"with": "TUN"}, r"\d+ agreements with Tunisia are known to hold now: "),
        (
            "agreements",
            {"actor": "ITA", "with": "ALB", "kind": "readmission-agreement", "asOf": "1990"},
            r"No agreement between Italy and Albania is known "
            r"\(of the kind “readmission agreement”; on 31 December 1990\)\.",
        ),
        (
            "initiatives",
            {"state": "FIN", "theme": "return", "funder": "igad"},
            r"No .* \(in Finland; funded by the Intergovernmental .*; on the theme “.*”\)\.",
        ),
        (
            "meetings",
            {"actor": "khartoum-process", "state": "FJI", "from": "2022"},
            r"No such meeting of the Khartoum Process is known \(in Fiji; from 1 January 2022\)\.",
        ),
        (
            "treaties",
            {"actor": "LBY", "treaty": "palermo-protocol-smuggling"},
            r"Yes\. Libya is party to the Protocol against .*ratification.*24 September 2004\)\.",
        ),
        (
            "treaties",
            {"actor": "USA", "treaty": "global-compact-migration"},
            r"The United States of America voted on the Global Compact .*against, 19 December 2018",
        ),
        (
            "treaties",
            {"actor": "USA", "treaty": "refugee-convention-1951"},
            r"No\. No source shows",
        ),
        (
            "initiatives",
            {"project": "better-migration-management"},
            r"Better Migration Management is funded by the European Commission and the German "
            r".* is carried out by the British Council, .*, from 2016 until 2025\.",
        ),
        (
            "treaties",
            {"actor": "USA", "treaty": "palermo-protocol-smuggling", "standing": "signatory"},
            r"No\. No source gives the United States of America the standing “signatory” toward",
        ),
        (
            "parties",
            {"instrument": "palermo-protocol-smuggling", "act": "denunciation", "of": "igad"},
            r"No actor is known to have done this \(denunciation\) .*\(among the members of the ",
        ),
        (
            "overlap",
            {"actor": "khartoum-process", "other": "rabat-process"},
            r"The Khartoum Process and the Rabat Process share \d+ members now\.$",
        ),
        (
            "shared-members",
            {"actors": "igad", "without": "khartoum-process"},
            r"Nobody is known to be in the Inter.* Development but not in the Khartoum Process now",
        ),
        (
            "support",
            {"actor": "iom"},
            r"The .* Migration supports \d\d mechanisms now: the .* others",
        ),
        (
            "mechanisms",
            {"actor": "khartoum-process"},
            r"The Khartoum Process: .*forum.*; founded: 28 November 2014; members known now: \d+\.",
        ),
        (
            "themes",
            {"theme": "human-trafficking"},
            r"\d+ actors work on the theme “traffick.*Crime",
        ),
        (
            "members",
            {"actor": "rabat-process", "who": "CHE"},
            r"Yes\. Switzerland is in the Rabat Process now, as member, since .* 2006\.",
        ),
    ],
)
def test_a_sentence_answers_what_was_asked(
    ask: Ask, question: str, params: dict[str, str], said: str
) -> None:
    assert re.match(said, ask(question, **params).sentence), ask(question, **params).sentence


@pytest.mark.parametrize(
    ("language", "standing", "gap"),
    [
        ("en", "“signatory”", "“no chair known”"),
        ("fr", "« signataire »", "« aucune présidence connue »"),
        ("es", "«signatario»", "«ninguna presidencia conocida»"),
        ("pt", "«signatário»", "«nenhuma presidência conhecida»"),
        ("ar", "الوضع: موقّع", "لا رئاسة معروفة"),
    ],
)
def test_a_choice_is_said_in_the_language(ask: Ask, language: str, standing: str, gap: str) -> None:
    assert standing in ask("treaties", actor="ETH", standing="signatory", lang=language).sentence
    assert gap in ask("gaps", only="no chair known", lang=language).sentence
