"""Questions in words: sentences that nobody wrote for the matcher, and what each must mean."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.questions.conftest import TODAY, Understand

from migov.questions import Catalogue, Labels, prepare
from migov.questions.understanding import reasons
from migov.questions.understanding.reading import masked
from migov.questions.understanding.training import OUT_OF_SCOPE, held_out, renderings
from migov.questions.understanding.understand import (
    LONGEST,
    NotUnderstood,
    Understood,
    reader_of,
    understand,
)
from migov.settings import resources

#: Sentences as people type them. They guided the work on names and phrasings, so they show whether
#: something is lost, not how sentences fare that nobody has seen.
ASKED = json.loads((Path(__file__).parent / "asked.json").read_text(encoding="utf-8"))["questions"]
#: Parts of those sentences that must be understood, refused, and may be taken for another question.
UNDERSTOOD, REFUSED, WRONG = 0.9, 0.95, 0.02
#: The part of the phrasings held out of fitting that the model must put under their question.
HELD_OUT = 0.82

#: The phrasings that each question has at least, by language.
PHRASINGS = {"en": 60, "fr": 60, "es": 60, "pt": 40, "ar": 40}


def test_sentences_of_people_are_understood(asked: Understand) -> None:
    outcomes: Counter[str] = Counter()
    for case in ASKED:
        found = asked(case["q"])
        wanted = case.get("expect_question")
        if wanted is None:
            outcomes["refused" if isinstance(found, NotUnderstood) else "answered"] += 1
        elif isinstance(found, NotUnderstood):
            outcomes["missed"] += 1
        else:
            outcomes["understood" if found.question in wanted else "wrong"] += 1
    to_answer = outcomes["understood"] + outcomes["missed"] + outcomes["wrong"]
    assert outcomes["understood"] >= UNDERSTOOD * to_answer, outcomes
    assert outcomes["wrong"] <= WRONG * to_answer, outcomes
    assert outcomes["refused"] >= REFUSED * (outcomes["refused"] + outcomes["answered"]), outcomes


def test_phrasings_held_out_of_fitting_go_to_their_question(
    catalogue: Catalogue, labels: Labels
) -> None:
    reader = reader_of(catalogue, labels)
    right = total = 0
    for question in catalogue:
        for phrasing in question.header.phrasings:
            if held_out(phrasing):
                sentence = next(renderings(phrasing, question, reader.vocabulary))
                chances = reader.model.probabilities(sentence)
                right += reader.model.frames[chances.argmax()].question == question.name
                total += 1
    assert total > 200
    assert right >= HELD_OUT * total, f"{right} of {total}"


def test_each_question_has_phrasings_in_each_language(catalogue: Catalogue) -> None:
    for question in catalogue:
        counts = Counter(phrasing.language for phrasing in question.header.phrasings)
        lacking = {
            language: counts[language]
            for language, least in PHRASINGS.items()
            if counts[language] < least
        }
        assert not lacking, f"{question.name} needs more phrasings: {lacking}"


def test_each_file_of_phrasings_belongs_to_a_question(catalogue: Catalogue) -> None:
    folder = next(iter(catalogue)).path.parent.parent / "phrasings"
    named = {path.name for path in folder.glob("*.yaml")} - {OUT_OF_SCOPE}
    assert named == {f"{question.name}.yaml" for question in catalogue}


@pytest.mark.parametrize(
    ("text", "question", "parameters"),
    [
        ("khartoum process member states", "members", {"actor": "khartoum-process"}),
        ("members of the Khartoum Process", "members", {"role": "member"}),
        ("who was in the khartum proces before Brexit", "members", {"asOf": "2020-01-30"}),
        ("is Ethiopia a member of the Khartoum Process", "members", {"who": "ETH"}),
        ("who observes the Bali Process", "members", {"role": "observer"}),
        ("who chairs the Khartoum Process", "chairs", {"asOf": "today"}),
        ("who chaired the Khartoum Process", "chairs", {"asOf": None}),
        ("who chaired the Khartoum Process in 2018", "chairs", {"from": "2018", "until": "2018"}),
        ("meetings in Kampala", "meetings", {"city": "Kampala"}),
        ("reuniões em Lisboa", "meetings", {"city": "Lisbon"}),
        ("projects in West Africa", "initiatives", {"region": "western-africa"}),
        ("IOM projects in Europe", "initiatives", {"region": "europe"}),
        ("projects on human trafficking in the Horn of Africa", "initiatives",
         {"region": "horn-of-africa", "theme": "human-trafficking"}),
        ("projets en Afrique de l'Ouest", "initiatives", {"region": "western-africa"}),
        ("proyectos en América Central", "initiatives", {"region": "central-america"}),
        ("projetos na África Ocidental", "initiatives", {"region": "western-africa"}),
        ("المشاريع في غرب أفريقيا", "initiatives", {"region": "western-africa"}),
        ("mechanisms in West Africa", "mechanisms", {"region": "western-africa"}),
        ("members of Rabat and Khartoum but not in IGAD", "shared-members",
         {"actors": "rabat-process, khartoum-process", "without": "igad"}),
        ("من يرأس عملية الخرطوم", "chairs", {"actor": "khartoum-process"}),
        ("participation éthiopienne aux dialogues sur la migration", "memberships",
         {"actor": "ETH"}),
        ("how much do the Bali Process and the Colombo Process overlap", "overlap",
         {"actor": "bali-process", "other": "colombo-process"}),
        ("Hello, could you tell me whether Eritrea was in the Khartoum Process in 2018? Thanks",
         "members", {"actor": "khartoum-process", "who": "ERI", "asOf": "2018"}),
        ("I write a brief on West Africa. What ties ECOWAS and IOM together?", "cooperation",
         {"a": "ecowas", "b": "iom"}),
        ("is Italy on the steering committee of the Khartoum Process", "steering-committee",
         {"actor": "khartoum-process"}),
        ("reuniones de Sudán del Sur en la década de 2010", "meetings",
         {"state": "SSD", "from": "2010", "until": "2019"}),
        ("partes en la Convención de Kampala", "parties", {"instrument": "kampala-convention"}),
        ("traités auxquels le Burkina Faso est partie", "treaties", {"actor": "BFA"}),
        ("que países da CRM não são parte da Convenção dos Refugiados de 1951", "not-parties",
         {"actor": "rcm", "instrument": "1951-refugee-convention"}),
        ("organisations that give technical support to the most processes", "support",
         {"role": "technical-support"}),
        ("what is DR Congo a member of", "memberships", {"actor": "COD"}),
        ("which RCPs does IOM provide the secretariat for", "secretariats",
         {"who": "iom", "actor": None}),
        ("quels secrétariats assure l'OIM", "secretariats", {"who": "iom", "actor": None}),
        ("qué secretarías lleva la OIM", "secretariats", {"who": "iom", "actor": None}),
        ("que secretariados assegura a OIM", "secretariats", {"who": "iom", "actor": None}),
        ("ما الأمانات التي تديرها المنظمة الدولية للهجرة", "secretariats",
         {"who": "iom", "actor": None}),
        ("what is the secretariat of IOM", "secretariats", {"actor": "iom", "who": None}),
        ("who left the Puebla Process", "joined-left", {"role": "member", "only": "left"}),
        ("qui a quitté le processus de Rabat", "joined-left", {"role": "member"}),
        ("quién salió de la CRM", "joined-left", {"role": "member"}),
        ("quem saiu do Processo de Quito", "joined-left", {"role": "member"}),
        ("من غادر عملية الخرطوم", "joined-left", {"role": "member"}),
        ("which observers left the Khartoum Process", "joined-left", {"role": "observer"}),
        ("which mechanisms has Nigeria chaired", "roles", {"role": "chair, co-chair"}),
        ("quels processus l'Égypte a-t-elle présidés", "roles", {"role": "chair, co-chair"}),
        ("qué procesos ha presidido Argentina", "roles", {"role": "chair, co-chair"}),
        ("que processos o Brasil já presidiu", "roles", {"role": "chair, co-chair"}),
        ("ما الآليات التي ترأستها مصر", "roles", {"role": "chair, co-chair"}),
        ("what roles has Nigeria held", "roles", {"role": None}),
        ("how is Mexico connected to the Colombo Process", "path",
         {"a": "MEX", "b": "colombo-process"}),
        ("how is Mexico linked to the Colombo Process", "cooperation",
         {"a": "MEX", "b": "colombo-process"}),
        ("next meeting of the Rabat Process", "meetings", {"from": "today"}),
        ("prochaine réunion du processus de Rabat", "meetings", {"from": "today"}),
        ("próxima reunión de la CRM", "meetings", {"from": "today"}),
        ("próxima reunião do Processo de Praga", "meetings", {"from": "today"}),
        ("متى الاجتماع القادم لعملية الرباط", "meetings", {"from": "today"}),
        ("which mechanisms are dormant", "mechanisms", {"status": "dormant"}),
        ("quels mécanismes sont en sommeil", "mechanisms", {"status": "dormant"}),
        ("qué procesos están activos", "mechanisms", {"status": "active"}),
        ("que diálogos terminaram", "mechanisms", {"status": "concluded"}),
        ("ما الآليات الخاملة", "mechanisms", {"status": "dormant"}),
        ("difference between Khartoum Process and Rabat Process members", "shared-members",
         {"actors": "khartoum-process", "without": "rabat-process"}),
        ("différence entre les membres du processus de Rabat et du processus de Khartoum",
         "shared-members", {"actors": "rabat-process", "without": "khartoum-process"}),
        ("diferencia entre los miembros del Proceso de Jartum y del Proceso de Rabat",
         "shared-members", {"actors": "khartoum-process", "without": "rabat-process"}),
        ("diferença entre os membros do Processo de Cartum e do Processo de Rabat",
         "shared-members", {"actors": "khartoum-process", "without": "rabat-process"}),
        ("الفرق بين أعضاء عملية الخرطوم وعملية الرباط", "shared-members",
         {"actors": "khartoum-process", "without": "rabat-process"}),
        ("members of the Rabat and Khartoum processes", "shared-members",
         {"actors": "rabat-process, khartoum-process", "without": None}),
        ("who says that Eritrea is a member of the Khartoum Process", "evidence",
         {"actor": "khartoum-process", "other": "ERI", "role": "member"}),
        ("¿quién dice que Eritrea es miembro del Proceso de Jartum?", "evidence",
         {"other": "ERI", "role": "member"}),
        ("D'où tenez-vous que le Niger est membre du Processus de Rabat ?", "evidence",
         {"other": "NER", "role": "member"}),
        ("ما مصدر القول إن الجزائر عضو في عملية الرباط؟", "evidence",
         {"other": "DZA", "role": "member"}),
        ("what is the source for Norway being in the Khartoum Process", "evidence",
         {"other": "NOR", "role": None}),
        ("which mechanisms work on labour migration", "themes",
         {"theme": "labour-migration", "kind": "mechanism"}),
        ("quels mécanismes travaillent sur la migration de main-d'œuvre", "themes",
         {"kind": "mechanism"}),
        ("qué mecanismos trabajan sobre remesas", "themes", {"kind": "mechanism"}),
        ("que mecanismos trabalham sobre remessas", "themes", {"kind": "mechanism"}),
        ("ما الآليات التي تعمل على التحويلات المالية", "themes", {"kind": "mechanism"}),
        ("who works on labour migration", "themes", {"kind": None}),
        ("mechanisms in the Horn of Africa", "mechanisms", {"region": "horn-of-africa"}),
        ("who voted against the Global Compact", "parties", {"act": "against"}),
        ("is the Bali Process dormant", "mechanisms", {"actor": "bali-process", "status": None}),
    ],
)  # fmt: skip
def test_names_dates_and_roles_fill_parameters(
    asked: Understand, text: str, question: str, parameters: dict[str, str | None]
) -> None:
    found = asked(text)
    assert isinstance(found, Understood), found
    assert found.question == question
    assert {name: found.parameters.get(name) for name in parameters} == parameters


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("memberships of Congo", {"COG", "COD"}),
        ("what does Korea belong to", {"KOR", "PRK"}),
        ("CAN memberships", {"state:CAN", "can"}),
    ],
)
def test_an_ambiguous_name_offers_each_candidate(
    asked: Understand, text: str, candidates: set[str]
) -> None:
    found = asked(text)
    assert isinstance(found, NotUnderstood)
    assert "may mean more than one" in found.reason
    assert candidates <= {each.parameters["actor"] for each in found.suggestions}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("members of the Timbuktu Process", "Nothing in the graph is called “Timbuktu"),
        ("أعضاء عملية طنطا", "Nothing in the graph is called “طنطا”"),
        ("is Wakanda a member of the Khartoum Process", "Nothing in the graph is called “Wakanda”"),
        ("how many refugees live in Kenya", "none of the questions"),
        ("who chairs the Rabat Process and where did it meet last?", "two questions"),
        ("who was a member of the Khartoum Process in 2031", "future"),
        ("who chaired the Colombo Process in the year 1432", "as old as 1432"),
        ("meetings of the Prague Process between 2022 and 2014", "ends before it begins"),
        ("who chaired the Khartoum Process before the pandemic", "is no date"),
        ("who chairs the Process", "which process is meant"),
        ("when will France ratify the migrant workers convention", "none of the questions"),
        ("members of the Sahel Process", "Nothing in the graph is called “Sahel Process”"),
        ("who chairs it", "which process is meant"),
        ("membros do processo de Cartum no mês 13 de 2019", "no date “13 de 2019”"),
        ("accords du Maroc sur la pêche", "does not take “pêche”"),
        ("meetings on human trafficking in the Horn of Africa", "does not take “Horn of Africa”"),
        ("réunions sur la traite dans la Corne de l'Afrique", "does not take “Corne de l'Afrique”"),
        ("reuniones sobre trata de personas en el Cuerno de África", "“Cuerno de África”"),
        ("reuniões no Corno de África", "“Corno de África”"),
        ("اجتماعات حول الاتجار بالبشر في القرن الأفريقي", "“القرن الأفريقي”"),
        (
            "which states voted against or abstained on the Global Compact",
            "“voted against” or “abstained”, not both",
        ),
        ("quels États ont voté contre ou se sont abstenus sur le Pacte mondial", "“voté contre”"),
        (
            "qué países votaron en contra o se abstuvieron en el Pacto Mundial",
            "“votaron en contra”",
        ),
        ("que países votaram contra ou se abstiveram no Pacto Global", "“votaram contra”"),
        ("من صوت ضد الميثاق العالمي أو امتنع عن التصويت", "“صوت ضد”"),
        ("which states signed but did not ratify the Palermo Convention", "“signed” or “ratify”"),
        ("ministerial conferences and summits of the Rabat Process", "“summits”, not both"),
        ("عضويات الكونغو", "may mean more than one"),
        ("", "Nothing was asked"),
        ("word " * 5000, f"at most {LONGEST} characters"),
        ("who chairs\x00 the Rabat Process", "characters"),
        ("who chairs } UNION { ?s ?p ?o } #", "characters"),
        ("¿?", "no words"),
    ],
)
def test_a_refusal_says_why_and_what_could_be_asked(
    asked: Understand, text: str, reason: str
) -> None:
    found = asked(text)
    assert isinstance(found, NotUnderstood), found
    assert reason in found.reason
    assert found.suggestions
    for suggestion in found.suggestions:
        again = asked(suggestion.text)
        assert isinstance(again, Understood)
        assert again.question == suggestion.question


@pytest.mark.parametrize(
    ("language", "outside", "unknown"),
    [
        ("en", "none of the questions", "Nothing in the graph is called “Timbuktu”"),
        ("fr", "aucune des questions", "ne s’appelle “Timbuktu”"),
        ("es", "ninguna de las preguntas", "se llama “Timbuktu”"),
        ("pt", "nenhuma das perguntas", "se chama “Timbuktu”"),
        ("ar", "ليس هذا من الأسئلة", "اسمه “Timbuktu”"),
        ("zh", "none of the questions", "Nothing in the graph is called “Timbuktu”"),
    ],
)
def test_a_reason_is_said_in_the_language(
    asked: Understand, language: str, outside: str, unknown: str
) -> None:
    for text, words in (
        ("how many refugees live in Kenya", outside),
        ("members of the Timbuktu Process", unknown),
    ):
        found = asked(text)
        assert isinstance(found, NotUnderstood)
        assert words in found.reason_in(language)


def test_each_reason_has_its_message_in_each_language() -> None:
    folder = resources() / "queries" / "sentences"
    named = {
        path.stem: set(re.findall(r"^refusal-([a-z-]+) =", path.read_text(encoding="utf-8"), re.M))
        for path in folder.glob("*.ftl")
    }
    source = Path(reasons.__file__).parent
    used = {
        name
        for path in source.glob("*.py")
        for name in re.findall(r"Reason\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert len(used) > 20
    for language, names in named.items():
        assert names == used, language


def test_of_two_choices_each_is_offered(asked: Understand) -> None:
    found = asked("which states voted against or abstained on the Global Compact")
    assert isinstance(found, NotUnderstood)
    offered = {each.parameters.get("act") for each in found.suggestions}
    assert {"against", "abstention"} <= offered


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("which treaties bind Sudan", "Republic of the Sudan"),
        ("Congo memberships", "Republic of the Congo"),
        ("quels traités lient le Soudan", "République du Soudan"),
    ],
)
def test_a_suggestion_names_things_in_its_language(asked: Understand, text: str, name: str) -> None:
    found = asked(text)
    assert isinstance(found, NotUnderstood)
    assert any(name in each.text for each in found.suggestions), found
    others = {"Republic", "République"} - {name.split()[0]}
    assert not any(word in each.text for each in found.suggestions for word in others), found


def test_the_same_sentence_always_means_the_same(catalogue: Catalogue, labels: Labels) -> None:
    reader_of.cache_clear()
    first = [understand(case["q"], catalogue, labels, TODAY) for case in ASKED[:40]]
    reader_of.cache_clear()
    assert first == [understand(case["q"], catalogue, labels, TODAY) for case in ASKED[:40]]


def test_what_is_understood_can_be_asked(
    asked: Understand, catalogue: Catalogue, labels: Labels
) -> None:
    for case in ASKED:
        found = asked(case["q"])
        if isinstance(found, Understood):
            prepare(catalogue, labels, found.question, found.parameters, TODAY)


def test_names_are_masked_by_their_kinds(catalogue: Catalogue, labels: Labels) -> None:
    reader = reader_of(catalogue, labels)
    best = reader.analyse("is Ethiopia in the Khartoum Process since 2015", TODAY)
    assert best.best is not None
    assert masked(best.linked, best.best.mentions) == [
        "is", "@state", "in", "the", "@mechanism", "@date",
    ]  # fmt: skip
