"""Questions in words: what is understood, and what is not."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.questions.conftest import TODAY, StoreEngine

from migov.questions import Catalogue, Labels, Question, prepare
from migov.questions.header import RESOURCE_TYPES
from migov.questions.understanding.understand import NotUnderstood, Understood, understand
from migov.settings import resources
from migov.vocabulary import iri

UNDERSTOOD = {
    # who is in it
    "who is in the Khartoum Process": ("members", {"actor": "khartoum-process"}),
    "members of the Bali Process in 2010": ("members", {"actor": "bali-process", "asOf": "2010"}),
    "Members of the Bali process (2010)": ("members", {"actor": "bali-process", "asOf": "2010"}),
    "In 2010, who were the members of the Bali Process?": (
        "members",
        {"actor": "bali-process", "asOf": "2010"},
    ),
    "Please list all the members of the Bali Process on 1 June 2022.": (
        "members",
        {"actor": "bali-process", "asOf": "2022-06-01"},
    ),
    "which countries are members of IGAD as of May 2022": (
        "members",
        {"actor": "igad", "asOf": "2022-05"},
    ),
    "who is in igad on 2022-06-01": ("members", {"actor": "igad", "asOf": "2022-06-01"}),
    "who is in khartoum-process": ("members", {"actor": "khartoum-process"}),
    "members of the Bali Process before 2020": (
        "members",
        {"actor": "bali-process", "asOf": "2019-12-31"},
    ),
    "members of the Bali Process today": (
        "members",
        {"actor": "bali-process", "asOf": TODAY.isoformat()},
    ),
    "observers of the Khartoum Process": (
        "members",
        {"actor": "khartoum-process", "role": "observer"},
    ),
    "which states are observers in the Bali Process": (
        "members",
        {"actor": "bali-process", "role": "observer"},
    ),
    "membres du Processus de Rabat": ("members", {"actor": "rabat-process"}),
    "quels pays sont membres du Processus de Khartoum en mai 2022 ?": (
        "members",
        {"actor": "khartoum-process", "asOf": "2022-05"},
    ),
    "¿Qué países participan en el Proceso de Jartum?": ("members", {"actor": "khartoum-process"}),
    "miembros del Proceso de Rabat el 1 de junio de 2022": (
        "members",
        {"actor": "rabat-process", "asOf": "2022-06-01"},
    ),
    # what it belongs to
    "what is Ethiopia a member of": ("memberships", {"actor": "ETH"}),
    "What does Éthiopie belong to?": ("memberships", {"actor": "ETH"}),
    "what is ETH a member of": ("memberships", {"actor": "ETH"}),
    "which mechanisms is Kenya in": ("memberships", {"actor": "KEN", "kind": "mechanism"}),
    "which organizations does Kenya belong to": (
        "memberships",
        {"actor": "KEN", "kind": "organization"},
    ),
    "à quels processus participe l'Éthiopie ?": (
        "memberships",
        {"actor": "ETH", "kind": "mechanism"},
    ),
    "¿A qué pertenece Etiopía?": ("memberships", {"actor": "ETH"}),
    "what was Ethiopia a member of in 2016": ("memberships", {"actor": "ETH", "asOf": "2016"}),
    # with whom
    "who partners with the Khartoum Process?": ("partners", {"actor": "khartoum-process"}),
    "who does ICMPD work with": ("partners", {"actor": "icmpd"}),
    "avec qui coopère le Processus de Rabat": ("partners", {"actor": "rabat-process"}),
    "socios del Proceso de Jartum": ("partners", {"actor": "khartoum-process"}),
    "how do the Khartoum and Rabat Processes cooperate": (
        "cooperation",
        {"a": "khartoum-process", "b": "rabat-process"},
    ),
    "what links IGAD and the Khartoum Process": (
        "cooperation",
        {"a": "igad", "b": "khartoum-process"},
    ),
    "coopération entre le Processus de Khartoum et le Processus de Rabat": (
        "cooperation",
        {"a": "khartoum-process", "b": "rabat-process"},
    ),
    "how is Ethiopia connected to ICMPD": ("path", {"a": "ETH", "b": "icmpd"}),
    # who leads and serves it
    "who chairs the Khartoum Process": ("chairs", {"actor": "khartoum-process"}),
    "WHO CHAIRS THE RABAT PROCESS?": ("chairs", {"actor": "rabat-process"}),
    "who chaired the Khartoum Process in 2018": (
        "chairs",
        {"actor": "khartoum-process", "asOf": "2018"},
    ),
    "who chaired the Khartoum Process before March 2020": (
        "chairs",
        {"actor": "khartoum-process", "asOf": "2020-02-29"},
    ),
    "Who's the current chair of the Khartoum Process?": (
        "chairs",
        {"actor": "khartoum-process", "asOf": TODAY.isoformat()},
    ),
    "Rabat Process secretariat": ("secretariats", {"actor": "rabat-process"}),
    "Ethiopia's memberships in 2016": ("memberships", {"actor": "ETH", "asOf": "2016"}),
    "which organisations does Kenya belong to": (
        "memberships",
        {"actor": "KEN", "kind": "organization"},
    ),
    "who currently chairs the Khartoum Process": (
        "chairs",
        {"actor": "khartoum-process", "asOf": TODAY.isoformat()},
    ),
    "quién preside el Proceso de Rabat": ("chairs", {"actor": "rabat-process"}),
    "¿Quién presidió el Proceso de Jartum en 2018?": (
        "chairs",
        {"actor": "khartoum-process", "asOf": "2018"},
    ),
    "qui préside le Processus de Khartoum": ("chairs", {"actor": "khartoum-process"}),
    "who runs the secretariat of the Colombo Process": (
        "secretariats",
        {"actor": "colombo-process"},
    ),
    "secrétariat du Processus de Khartoum": ("secretariats", {"actor": "khartoum-process"}),
    "who sits on the steering committee of the Khartoum Process": (
        "steering-committee",
        {"actor": "khartoum-process"},
    ),
    "comité directivo del Proceso de Rabat": ("steering-committee", {"actor": "rabat-process"}),
    # several at once
    "which states are in both the Khartoum and the Rabat Process?": (
        "shared-members",
        {"actors": "khartoum-process, rabat-process"},
    ),
    "which states are in both the Khartoum Process and the Rabat Process": (
        "shared-members",
        {"actors": "khartoum-process, rabat-process"},
    ),
    "shared members of Khartoum Process, Rabat Process and Niamey Process": (
        "shared-members",
        {"actors": "khartoum-process, rabat-process, niamey-process"},
    ),
    "which states are in the Khartoum Process but not in the Rabat Process": (
        "shared-members",
        {"actors": "khartoum-process", "without": "rabat-process"},
    ),
    "which states were in both the Khartoum and the Rabat Process in 2022": (
        "shared-members",
        {"actors": "khartoum-process, rabat-process", "asOf": "2022"},
    ),
    "qué países están en los Procesos de Jartum y de Rabat": (
        "shared-members",
        {"actors": "khartoum-process, rabat-process"},
    ),
    "quels pays sont membres du Processus de Khartoum et du Processus de Rabat": (
        "shared-members",
        {"actors": "khartoum-process, rabat-process"},
    ),
    # when
    "meetings of the Rabat Process between 2015 and 2020": (
        "meetings",
        {"actor": "rabat-process", "from": "2015", "until": "2020"},
    ),
    "meetings of the Rabat Process since 2015": (
        "meetings",
        {"actor": "rabat-process", "from": "2015"},
    ),
    "meetings of the Rabat Process before 2020": (
        "meetings",
        {"actor": "rabat-process", "until": "2019-12-31"},
    ),
    "meetings of the Rabat Process after May 2019": (
        "meetings",
        {"actor": "rabat-process", "from": "2019-06-01"},
    ),
    "which ministerial conferences did the Rabat Process hold": (
        "meetings",
        {"actor": "rabat-process", "kind": "MinisterialConference"},
    ),
    "réunions du Processus de Rabat entre janvier 2015 et décembre 2016": (
        "meetings",
        {"actor": "rabat-process", "from": "2015-01", "until": "2016-12"},
    ),
    "reuniones del Proceso de Rabat desde 2015": (
        "meetings",
        {"actor": "rabat-process", "from": "2015"},
    ),
    "who joined the Khartoum Process since 2018": (
        "joined-left",
        {"actor": "khartoum-process", "from": "2018", "only": "joined"},
    ),
    "who left the Khartoum Process between 2016 and 2022": (
        "joined-left",
        {"actor": "khartoum-process", "from": "2016", "until": "2022", "only": "left"},
    ),
    # about what
    "who works on human trafficking": ("themes", {"theme": "human-trafficking"}),
    "what does the Khartoum Process work on?": ("themes", {"actor": "khartoum-process"}),
    "quién trabaja en trata de seres humanos": ("themes", {"theme": "human-trafficking"}),
    "who supports the most mechanisms": ("support", {}),
    "where do sources disagree": ("conflicts", {}),
    "evidence for the Khartoum Process": ("evidence", {"actor": "khartoum-process"}),
}

REFUSED = {
    "": "Nothing was asked",
    "  \n ": "Nothing was asked",
    "?": "No question",
    "asdf qwer zxcv": "No question",
    "how many people crossed the Mediterranean": "No question",
    "weather in Rabat": "No question",
    "Khartoum Process": "No question",
    "who": "No question",
    "who chairs": "No question",
    "who is not in the Rabat Process": "No question",
    "who will chair the Rabat Process": "No question",
    "former members of the Rabat Process": "No question",
    "members of the Rabat Process who joined yesterday": "No actor",
    "who chairs Congo": "may mean more than one",
    "who is in Congo and Kenya": "may mean more than one",
    "what does CAN belong to": "may mean more than one",
    "who chairs the Khartum Process": "No actor is called",
    "what does are belong to": "No actor is called",
    "what does per belong to": "No actor is called",
    "what does eth belong to": "No actor is called",
    "who works on astrology": "No theme is called",
    "who chairs the Rabat Process on 31 February 2022": "date",
    "members of the Bali Process since 2015": "answered for one day",
    "members of the Bali Process between 2015 and 2020": "answered for one day",
    "who were the members of the Bali Process": "speaks of the past",
    "priorities of the Rabat Process in 2018": "takes no date",
    "who joined the Khartoum Process": "`from`",
    "members of the Bali Process in 2010 in 2011": "",
    "members of the Bali Process; members of the Rabat Process": "",
    "members of Bali Process'; DROP TABLE members; --": "",
    "members of Bali Process' OR 1=1 --": "characters",
    "who chairs } UNION { ?s ?p ?o } #": "characters",
    "who chairs <https://w3id.org/migov/id/mechanism/rabat-process>": "characters",
    "who chairs the Rabat Process\x00": "characters",
    "who chairs the \u202eRabat Process": "characters",
    "SELECT * WHERE { ?s ?p ?o }": "characters",
    "who chairs " + "x" * 10_000: "at most",
    "a " * 5_000: "at most",
    "and " * 60: "at most",
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_understood(text: str, catalogue: Catalogue, labels: Labels) -> None:
    found = understand(text, catalogue, labels, TODAY)
    assert isinstance(found, Understood), found
    assert (found.question, found.parameters) == UNDERSTOOD[text]


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text[:40]))
def test_not_understood(text: str, catalogue: Catalogue, labels: Labels) -> None:
    found = understand(text, catalogue, labels, TODAY)
    assert isinstance(found, NotUnderstood), found
    assert REFUSED[text] in found.reason
    assert found.suggestions
    for suggestion in found.suggestions:
        understood = understand(suggestion.text, catalogue, labels, TODAY)
        assert isinstance(understood, Understood), suggestion
        assert understood.question == suggestion.question
        assert understood.parameters == suggestion.parameters


def _asked() -> Iterator[tuple[str, str, dict[str, str]]]:
    """The sentences of the file: what is asked, as which question, with which parameters."""
    for line in (Path(__file__).parent / "things-asked.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, question, *more = line.split("\t")
            pairs = more[0].split(" & ") if more and more[0] else []
            yield text, question, dict(pair.split("=", 1) for pair in pairs)


def test_what_analysts_ask_is_understood_or_refused(catalogue: Catalogue, labels: Labels) -> None:
    wrong = {}
    for text, question, parameters in _asked():
        found = understand(text, catalogue, labels, TODAY)
        if isinstance(found, Understood):
            if (found.question, found.parameters) != (question, parameters):
                wrong[text] = f"{found.question} {found.parameters}"
        elif question != "-" or not found.suggestions:
            wrong[text] = found.reason
    assert wrong == {}


def test_many_ask_in_each_language() -> None:
    assert len(list(_asked())) > 280


def test_candidates_of_an_ambiguous_name_are_offered(catalogue: Catalogue, labels: Labels) -> None:
    found = understand("who has chaired Congo in 2018", catalogue, labels, TODAY)
    assert isinstance(found, NotUnderstood)
    asked = [(each.question, each.parameters) for each in found.suggestions]
    assert asked == [
        ("chairs", {"actor": "COG", "asOf": "2018"}),
        ("chairs", {"actor": "COD", "asOf": "2018"}),
    ]


def test_the_others_of_a_list_stay(catalogue: Catalogue, labels: Labels) -> None:
    found = understand(
        "which states are in both the Rabat Process and the Khartum Process",
        catalogue,
        labels,
        TODAY,
    )
    assert isinstance(found, NotUnderstood)
    assert found.suggestions[0].parameters == {"actors": "rabat-process, khartoum-process"}


@pytest.mark.parametrize("name", Catalogue.load(resources() / "queries" / "questions").names())
def test_every_phrase_is_understood(name: str, catalogue: Catalogue, labels: Labels) -> None:
    """Filled with the examples of its question, a phrase asks that question."""
    question = catalogue.get(name)
    for phrasing in question.header.phrasings:
        filled = _filled(phrasing.text, question, labels)
        found = understand(filled, catalogue, labels, TODAY)
        assert isinstance(found, Understood), (filled, found)
        assert found.question == name, filled
        assert phrasing.settings.items() <= found.parameters.items()


def _filled(text: str, question: Question, labels: Labels) -> str:
    filled = text
    for gap in re.findall(r"\{(\w+)\}", text):
        parameter = question.params[gap]
        given = (parameter.example or "").split(", ")
        if parameter.choices:
            given = [re.sub("(?<=[a-z])(?=[A-Z])", " ", given[0])]
        elif parameter.type == "role":
            given = ["observers"]
        elif parameter.type not in ("date", "integer"):
            given = [_called(labels, each, parameter.type) for each in given]
        filled = filled.replace(f"{{{gap}}}", " and ".join(given))
    if {"from"} <= question.params.keys() and "from" not in text and question.name != "meetings":
        filled += " since 2015"
    return filled


def _called(labels: Labels, slug: str, kind: str) -> str:
    kinds = RESOURCE_TYPES[kind]
    return next(entry.label() for entry in labels.of_kinds(kinds) if entry.slug == slug)


def test_what_is_understood_is_answered(
    engine: StoreEngine, catalogue: Catalogue, labels: Labels
) -> None:
    found = understand("who chaired the Khartoum Process in 2018", catalogue, labels, TODAY)
    assert isinstance(found, Understood)
    prepared = prepare(catalogue, labels, found.question, found.parameters, TODAY)
    rows = asyncio.run(engine.select(prepared.query)).rows
    assert [row["chair"].value for row in rows] == [iri("state", "ITA")]
