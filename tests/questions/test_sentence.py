"""Sentences about given facts: what rows say, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from migov.questions.articles import Name, form
from migov.questions.cases import Facts
from migov.questions.sentence import Sentences
from migov.settings import resources

QUERIES = resources() / "queries"
SENTENCES = Sentences(QUERIES / "sentences")
TODAY = date(2026, 11, 29)
KHARTOUM = "https://w3id.org/migov/id/mechanism/khartoum-process"
FRANCE = {"iri": "https://w3id.org/migov/id/state/FRA", "label": "France", "slug": "FRA"}


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


def test_a_period_is_answered_with_all_that_held_in_it() -> None:
    rows = [_chair(current=False), _chair(chair={**FRANCE, "label": "Egypt"}, current=False)]
    values = {"actor": [KHARTOUM], "from": ["2024-01-01"]}
    said = _say("chairs", rows=rows, values=values, filters=("from",))
    assert said == (
        "Known chairs of the Khartoum Process, the latest first: France and Egypt "
        "(from 1 January 2024)."
    )
    until = {**values, "until": [TODAY.isoformat()]}
    assert _say("chairs", rows=rows, values=until, filters=("from", "until")) == said
    asked = {"actor": [KHARTOUM], "who": [FRANCE["iri"]], "until": ["2018-12-31"]}
    assert "now" not in _say("chairs", values=asked)


@pytest.mark.parametrize(
    ("language", "label", "said"),
    [
        ("fr", "Pays-Bas", "Les Pays-Bas font partie"),
        ("fr", "France", "La France fait partie"),
        ("es", "Países Bajos", "Los Países Bajos forman parte"),
        ("pt", "Estados Unidos", "Os Estados Unidos fazem parte"),
        ("pt", "Quênia", "O Quênia faz parte"),
    ],
)
def test_verbs_agree_with_names(language: str, label: str, said: str) -> None:
    state = "https://w3id.org/migov/id/state/XXX"
    role = {"iri": "https://w3id.org/migov/id/role/member", "label": "member", "slug": "member"}
    member = {"iri": state, "label": label, "slug": "XXX"}
    row = {"member": member, "role": role, "since": "2014", "lastSeen": "2022"}
    values = {"actor": [KHARTOUM], "who": [state]}
    facts = Facts("members", values, [row], 1, 0, TODAY, TODAY)
    label_of = lambda iri, lang: label if iri == state else "Khartoum"  # noqa: E731
    assert said in SENTENCES.sentence(facts, label_of, language)


def test_prepositions_are_joined() -> None:
    rows = [
        {"chair": {**FRANCE, "label": name}, "current": True} for name in ("Australia", "India")
    ]
    assert "Australia e India" in _say("chairs", "es", rows=rows)
    assert "لعملية الخرطوم" in _say("roles", "ar")
