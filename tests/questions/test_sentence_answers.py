"""Answers of the graph in sentences: they say what was asked, and nothing else."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from migov.engine.solutions import Solutions
from migov.questions import Labels, answer
from migov.questions.catalogue import Catalogue, Question
from migov.questions.sentence import LANGUAGES

from .conftest import Ask, StoreEngine

TODAY = date(2026, 11, 29)


def test_the_term_is_that_which_a_source_states(ask: Any) -> None:
    found = ask("chairs", actor="khartoum-process", asOf="2026-11-29")
    assert "from 9 April 2025 for one year; it was last seen in November 2025" in found.sentence
    iris = [source["iri"] for source in found.sources]
    assert len(iris) == len(set(iris)) > 1


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
            "chairs",
            {"actor": "rabat-process", "asOf": "2023-01-01"},
            r"Morocco chaired .* on 1 January 2023, from 14 December 2022 until 1 February 2024\.",
        ),
        (
            "timeline",
            {"actor": "khartoum-process"},
            r"\d+ dated events of .*; the latest is dated 4 November 2025: Joint Thematic Meeting ",
        ),
        (
            "timeline",
            {"actor": "khartoum-process", "from": "2027"},
            r"One dated event of .*; planned for 31 December 2028: Support Programme ",
        ),
        (
            "parties",
            {"instrument": "global-compact-for-migration"},
            r"152 states voted for the Global Compact .*; it binds nobody: Angola, ",
        ),
        (
            "parties",
            {"instrument": "cartagena-declaration", "asOf": "1990-01-01"},
            r"10 states adopted the Cartagena Declaration on Refugees by 1 January 1990; it binds ",
        ),
        (
            "parties",
            {"instrument": "cartagena-declaration", "asOf": "1940-01-01"},
            r"The Cartagena Declaration on Refugees was adopted only on 22 November 1984: no one ",
        ),
        (
            "parties",
            {"instrument": "global-compact-for-migration", "asOf": "2018-12-10"},
            r"The Global Compact .* binds nobody, and no one is known to have voted for it ",
        ),
        (
            "parties",
            {"instrument": "global-compact-for-migration", "act": "ratification"},
            r"No actor is known with the act “ratification” on the Global Compact ",
        ),
        (
            "not-parties",
            {"actor": "khartoum-process", "instrument": "global-compact-for-migration"},
            r"\d+ members of the Khartoum Process are not known to have voted for the Global .* "
            r"or adopted it; it binds nobody: ",
        ),
        (
            "not-parties",
            {
                "actor": "khartoum-process",
                "instrument": "palermo-protocol-smuggling",
                "asOf": "2010-01-01",
            },
            r"No member of the Khartoum Process is known on 1 January 2010\.",
        ),
        (
            "treaties",
            {"actor": "USA", "treaty": "global-compact-migration"},
            r"The United States of America voted on the Global Compact .*against, 19 December 2018",
        ),
        (
            "treaties",
            {"actor": "USA", "treaty": "refugee-convention-1951"},
            r"Not known since 2021\. Up to that date the list of parties .*, and the United States",
        ),
        (
            "initiatives",
            {"project": "better-migration-management"},
            r"Better Migration Management is funded by the European Commission and the German "
            r".*, from 2016 until 2025; it is carried out by the British Council, .*\.",
        ),
        (
            "treaties",
            {"actor": "USA", "treaty": "palermo-protocol-smuggling", "standing": "signatory"},
            r"No\. No source gives the United States of America the standing “signatory” toward",
        ),
        (
            "parties",
            {"instrument": "palermo-protocol-smuggling", "act": "denunciation", "of": "igad"},
            r"No actor is known with the act “denunciation” .*\(among the members of the ",
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
            "roles",
            {"actor": "CHE", "role": "chair"},
            r"Switzerland has one role now: in the Rabat Process\. \d more are over or only last ",
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
