"""Words that decide what is asked: verbs of doing and paying, nouns of a kind, acts and years."""

from __future__ import annotations

import re

import pytest
from tests.questions.conftest import Ask, Understand

from migov.questions.understanding.understand import NotUnderstood, Understood

_RABAT_CHAIR = {"actor": "rabat-process", "other": "CHE", "role": "chair"}
_LEFT = {"actor": "ecowas", "who": "NER", "only": "left"}


@pytest.mark.parametrize(
    ("question", "parameters", "texts"),
    [
        ("initiatives", {"actor": "iom", "state": "NER", "funder": None, "implementer": None},
         ("IOM projects in Niger", "projects of IOM in Niger", "projets de l'OIM au Niger",
          "proyectos de la OIM en Níger", "projetos da OIM no Níger",
          "مشاريع المنظمة الدولية للهجرة في النيجر")),
        ("initiatives", {"implementer": "iom", "state": "NER", "actor": None},
         ("projects implemented by IOM in Niger", "projets mis en œuvre par l'OIM au Niger",
          "¿Qué proyectos ejecuta la OIM en Níger?", "projetos executados pela OIM no Níger",
          "المشاريع التي تنفذها المنظمة الدولية للهجرة في النيجر")),
        ("initiatives", {"funder": "eu", "state": "NER", "actor": None},
         ("projects funded by the EU in Niger", "projets financés par l'UE au Niger",
          "¿Qué proyectos financia la UE en Níger?", "projetos financiados pela UE no Níger",
          "المشاريع الممولة من الاتحاد الأوروبي في النيجر")),
        ("chairs", {"actor": "rabat-process", "from": "2022", "until": "2022", "asOf": None},
         ("Who chaired the Rabat Process in 2022?", "Qui a présidé le processus de Rabat en 2022 ?",
          "¿Quién presidió el Proceso de Rabat en 2022?",
          "quem presidiu o Processo de Rabat em 2022",
          "من ترأس عملية الرباط في 2022")),
        ("chairs", {"actor": "khartoum-process", "from": "2019-03", "until": "2019-03"},
         ("who chaired the Khartoum Process in March 2019",)),
        ("steering-committee", {"from": "2019", "until": "2019", "asOf": None},
         ("who was on the steering committee of the Khartoum Process in 2019",)),
        ("roles", {"actor": "EGY", "from": "2016", "until": "2016"}, ("roles of Egypt in 2016",)),
        ("members", {"asOf": "2018"}, ("members of the Rabat Process in 2018",)),
        ("secretariats", {"actor": "rcm"},
         ("which organizations support the Puebla Process", "supporters of the Puebla Process",
          "quelles organisations soutiennent le Processus de Puebla ?",
          "qui soutient le Processus de Puebla", "¿Qué organizaciones apoyan el Proceso de Puebla?",
          "que organizações apoiam o Processo de Puebla", "ما المنظمات التي تدعم عملية بويبلا")),
        ("support", {"actor": "iom"}, ("which processes does IOM support",)),
        ("members", {"actor": "bali-process", "role": "member", "kind": "state"},
         ("how many states are members of the Bali Process?", "member states of the Bali Process",
          "states only: members of the Bali Process", "which countries are in the Bali Process",
          "combien de pays sont membres du Processus de Bali ?",
          "¿cuántos países son miembros del Proceso de Bali?",
          "quantos países são membros do Processo de Bali", "كم عدد الدول الأعضاء في عملية بالي")),
        ("members", {"actor": "bali-process", "role": "member", "kind": "organization"},
         ("which organizations are members of the Bali Process",
          "quelles organisations sont membres du Processus de Bali ?",
          "¿qué organizaciones son miembros del Proceso de Bali?",
          "que organizações são membros do Processo de Bali",
          "ما المنظمات الأعضاء في عملية بالي")),
        ("members", {"actor": "bali-process", "kind": None},
         ("members of the Bali Process", "states and organizations in the Bali Process by role")),
        ("evidence", _RABAT_CHAIR,
         ("who says that Switzerland chairs the Rabat Process?",
          "qui dit que la Suisse préside le Processus de Rabat ?",
          "¿quién dice que Suiza preside el Proceso de Rabat?",
          "quem diz que a Suíça preside o Processo de Rabat",
          "من يقول إن سويسرا ترأس عملية الرباط")),
        ("treaties", {"actor": "UGA", "standing": "party"},
         ("Treaties ratified by Uganda", "traités ratifiés par l'Ouganda",
          "tratados ratificados por Uganda", "tratados ratificados pelo Uganda",
          "المعاهدات التي صادقت عليها أوغندا", "what is Uganda party to")),
        ("treaties", {"actor": "UGA", "standing": "not ratified"},
         ("treaties signed but not ratified by Uganda",
          "traités signés mais non ratifiés par l'Ouganda",
          "tratados firmados pero no ratificados por Uganda",
          "tratados assinados mas não ratificados pelo Uganda")),
        ("treaties", {"actor": "UGA", "standing": "signed"}, ("which treaties has Uganda signed",)),
        ("treaties", {"actor": "PRT", "standing": None},
         ("what is Portugal bound by and what has it signed", "treaties of Portugal")),
        ("joined-left", _LEFT,
         ("when did Niger leave ECOWAS", "did Niger leave ECOWAS?",
          "Quand le Niger a-t-il quitté la CEDEAO ?", "¿Cuándo salió Níger de la CEDEAO?",
          "quando o Níger deixou a CEDEAO", "متى انسحبت النيجر من الإيكواس")),
    ],
)  # fmt: skip
def test_words_decide_what_is_asked(
    asked: Understand, question: str, parameters: dict[str, str | None], texts: tuple[str, ...]
) -> None:
    for text in texts:
        found = asked(text)
        assert isinstance(found, Understood), (text, found)
        assert found.question == question, text
        given = {name: found.parameters.get(name) for name in parameters}
        assert given == parameters, (text, found.parameters)


@pytest.mark.parametrize(
    ("question", "parameters", "texts"),
    [
        # A name with its abbreviation in brackets is one name.
        ("instruments", {"actor": "can"}, ("instrumentos de la Comunidad Andina (CAN)",
                                           "texts of the Andean Community (CAN)")),
        ("not-parties", {"actor": "ecowas", "instrument": "ilo-c189"},
         ("Which ECOWAS states havent ratified the domestic workers convention (C189)?",)),
        # A year of a text's name is no date.
        ("parties", {"instrument": "1951-refugee-convention", "asOf": None},
         ("parties to the Refugee Convention 1951", "أطراف اتفاقية اللاجئين 1951")),
        # A protocol of Palermo is the one that its subject says.
        ("parties", {"instrument": "palermo-protocol-smuggling"},
         ("how many states are party to the Palermo Protocol on smuggling",
          "combien d'États sont parties au Protocole de Palerme contre le trafic de migrants ?",
          "¿Cuántos estados son parte del Protocolo de Palermo contra el tráfico de migrantes?",
          "partes no Protocolo de Palermo contra o tráfico ilícito de migrantes")),
        ("parties", {"instrument": "palermo-protocol-trafficking"},
         ("parties to the Palermo Protocol", "parties au Protocole de Palerme sur la traite",
          "partes en el Protocolo de Palermo contra la trata de personas")),
        # "No" behind a name excludes it.
        ("shared-members", {"actors": "prague-process", "without": "budapest-process"},
         ("Prague Process yes, Budapest Process no: which states?",)),
        # General words beside a kind ask for all kinds.
        ("bodies", {"actor": "prague-process", "kind": None},
         ("groupes de travail et autres organes du Processus de Prague",
          "working groups and other bodies of the Prague Process")),
        ("bodies", {"actor": "prague-process", "kind": "WorkingGroup"},
         ("groupes de travail du Processus de Prague",)),
        # All up to now are not those of today.
        ("chairs", {"actor": "khartoum-process", "asOf": None},
         ("من ترأس عملية الخرطوم حتى الآن؟", "who has chaired the Khartoum Process until now",
          "presidencias del Proceso de Jartum, todas")),
        # Initiatives of a process are not the process.
        ("initiatives", {"actor": "khartoum-process", "state": "NGA"},
         ("initiatives of the Khartoum Process in Nigeria",
          "Khartoum Process initiatives in Nigeria")),
    ],
)  # fmt: skip
def test_names_years_and_general_words_are_read_as_people_mean_them(
    asked: Understand, question: str, parameters: dict[str, str | None], texts: tuple[str, ...]
) -> None:
    test_words_decide_what_is_asked(asked, question, parameters, texts)


@pytest.mark.parametrize(
    "text",
    [
        "miembros de la CRM que no presentaron informe este año",
        "membros da CRM que não apresentaram relatório",
        "members of the Rabat Process that share a border with Mali",
    ],
)
def test_what_is_not_stated_is_refused(asked: Understand, text: str) -> None:
    assert isinstance(asked(text), NotUnderstood)


def test_a_reading_is_said_with_its_own_choices(asked: Understand) -> None:
    for text, word, other in (
        ("combien de pays sont membres du Processus de Bali ?", "pays", "organisations"),
        ("which organizations are members of the Bali Process", "organizations", "states"),
    ):
        found = asked(text)
        assert isinstance(found, Understood)
        assert word in found.said.text.split()
        assert other not in found.said.text
    found = asked("projetos executados pela OIM no Níger")
    assert isinstance(found, Understood)
    assert found.said.language == "pt"
    assert "pela Organização" in found.said.text
    assert found.said.text.endswith("no Níger")


def test_a_year_has_all_who_chaired_in_it(ask: Ask) -> None:
    for actor, year, chairs in (
        ("quito-process", "2020", {"CHL", "PER"}),
        ("rabat-process", "2022", {"ESP", "MAR"}),
        ("khartoum-process", "2025", {"EGY", "FRA"}),
    ):
        found = ask("chairs", actor=actor, **{"from": year, "until": year})
        assert {row["chair"]["slug"] for row in found.rows} == chairs
        assert found.sentence.endswith(f"(in {year}).")


def test_a_kind_narrows_members(ask: Ask) -> None:
    whole = ask("members", actor="bali-process", role="member")
    states = ask("members", actor="bali-process", role="member", kind="state")
    others = ask("members", actor="bali-process", role="member", kind="organization")
    assert (states.total, others.total) == (44, whole.total - 44)


@pytest.mark.parametrize("lang", ["en", "fr", "es", "pt", "ar"])
def test_a_no_says_why(ask: Ask, lang: str) -> None:
    left = ask("members", actor="ecowas", role="member", who="BFA", lang=lang)
    assert not left.rows
    assert "2025" in left.sentence
    assert left.sources
    known = ask("treaties", actor="ERI", treaty="palermo-protocol-smuggling", lang=lang)
    assert "2014" in known.sentence
    assert known.sentence == ask("treaties", **_eritrea(lang, "2026-01-01")).sentence
    sure = ask("treaties", **_eritrea(lang, "2014-01-01"))
    assert "2014" in sure.sentence
    assert sure.sentence != known.sentence
    named = ask("treaties", actor="UGA", treaty="palermo-protocol-smuggling", lang=lang)
    assert "2022" in named.sentence


def _eritrea(lang: str, day: str) -> dict[str, str]:
    return {"actor": "ERI", "treaty": "palermo-protocol-smuggling", "asOf": day, "lang": lang}


def test_a_no_has_the_date_of_a_departure_or_an_entry(ask: Ask) -> None:
    said = ask("members", actor="ecowas", role="member", who="BFA").sentence
    assert said.endswith("left the Economic Community of West African States on 29 January 2025.")
    gone = ask("members", actor="khartoum-process", role="member", who="GBR").sentence
    assert gone.endswith("was no longer in the Khartoum Process by 2022.")
    later = ask("members", actor="au", role="member", who="MAR", asOf="2010-01-01").sentence
    assert "Morocco" in later
    assert re.search(r"\b(19|20)\d\d", later)
    assert "No source shows" in ask("members", actor="au", role="member", who="FRA").sentence


def test_evidence_names_the_newest_source(ask: Ask) -> None:
    found = ask("evidence", actor="rabat-process", other="CHE", role="chair", limit="1")
    newest = ask("evidence", actor="rabat-process", other="CHE", role="chair", limit="1000")
    last = max(newest.rows, key=lambda row: str(row["contentDate"] or ""))
    assert last["sources"][0]["label"] in found.sentence


def test_what_was_signed_is_not_what_binds(ask: Ask) -> None:
    party = ask("treaties", actor="UGA", standing="party")
    signed = ask("treaties", actor="UGA", standing="signed")
    unbound = ask("treaties", actor="UGA", standing="not ratified")
    assert all(row["standing"] == "party" for row in party.rows)
    assert all(row["standing"] in ("signatory", "no party") for row in unbound.rows)
    slugs = {row["instrument"]["slug"] for row in signed.rows}
    assert {row["instrument"]["slug"] for row in unbound.rows} < slugs
