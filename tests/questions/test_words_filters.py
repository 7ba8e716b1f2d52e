"""Questions in words leave out no date, role, place or name in silence."""

from __future__ import annotations

import pytest
from tests.questions.conftest import Understand

from migov.questions.understanding.understand import NotUnderstood, Understood


@pytest.mark.parametrize(
    ("text", "question", "parameters"),
    [
        ("chairs of the GFMD since 2016", "chairs", {"from": "2016", "until": None}),
        ("presidencias del MIRPS desde 2018", "chairs", {"from": "2018"}),
        ("رؤساء عملية كولومبو منذ 2016", "chairs", {"from": "2016"}),
        ("who chaired the Khartoum Process in 2018", "chairs", {"from": "2018", "asOf": None}),
        ("who chaired the Khartoum Process at the end of 2018", "chairs", {"asOf": "2018"}),
        ("who chaired the Khartoum Process on 31 December 2018", "chairs", {"asOf": "2018-12-31"}),
        ("who has chaired the Khartoum Process", "chairs", {"until": "today", "asOf": None}),
        ("who chairs the Khartoum Process", "chairs", {"asOf": "today", "until": None}),
        ("did Egypt ever chair the Khartoum Process", "chairs", {"who": "EGY", "until": "today"}),
        ("mechanisms founded before 1995", "mechanisms", {"until": "1994-12-31"}),
        ("agreements that Italy signed in 2017", "agreements", {"from": "2017", "until": "2017"}),
        ("agreements of Spain in 2017", "agreements", {"asOf": "2017", "from": None}),
        ("Reuniões de Colombo desde 2016", "meetings", {"actor": "colombo-process", "city": None}),
        ("Khartoum Process meetings in twenty twenty two", "meetings", {"from": "2022"}),
        ("présidence de Khartoum en deux mille vingt et un", "chairs", {"from": "2021"}),
        ("que mecanismos há na ásia", "mechanisms", {"region": "asia"}),
        ("Bali Process states outside the UN smuggling protocol", "not-parties",
         {"instrument": "palermo-protocol-smuggling"}),
        ("Y a-t-il eu des réunions du processus d'Almaty en 2023 ?", "meetings",
         {"actor": "almaty-process"}),
        ("members and observers of the Bali Process", "members", {"role": None}),
        ("De quels processus et organisations la Côte d'Ivoire fait-elle partie ?", "memberships",
         {"actor": "CIV", "kind": None}),
        ("To which organizations does Ethiopia belong?", "memberships", {"kind": "organization"}),
        ("Is Kenya not a member of the Rabat Process?", "members", {"who": "KEN"}),
        ("mechanisms for which we dont know any secretariat", "gaps",
         {"only": "no secretariat known"}),
        ("Which declarations, action plans or other texts has the Khartoum Process adopted?",
         "instruments", {"actor": "khartoum-process", "kind": None}),
        ("mechanisms without a known secretariat", "gaps", {"only": "no secretariat known"}),
        ("Quem participou no processo de Rabat no ano de 2015?", "members", {"asOf": "2015"}),
        ("Quick check - is Djibouti in the Khartoum Process or not?", "members", {"who": "DJI"}),
        ("Bom dia! Sou estudante. A que processos pertence Cabo Verde?", "memberships",
         {"actor": "CPV"}),
    ],
)  # fmt: skip
def test_what_narrows_a_question_becomes_a_parameter(
    asked: Understand, text: str, question: str, parameters: dict[str, str | None]
) -> None:
    found = asked(text)
    assert isinstance(found, Understood), found
    assert found.question == question
    assert {name: found.parameters.get(name) for name in parameters} == parameters


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("partners of IOM since 2015", "answered for one day"),
        ("¿De qué mecanismos no se sabe quién los preside?", "not what is not so"),
        ("who does not attend the Bali Process meetings", "not what is not so"),
        (
            "Which declarations or action plans has the Khartoum Process adopted?",
            "not both",
        ),
        ("Por que razão Portugal aderiu ao Processo de Praga?", "none of the questions"),
        ("For what reason did Portugal join the Prague Process?", "none of the questions"),
        ("members of the Khartoum Process in 2014 and 2022", "answered for one day"),
        ("conflicts between sources on the Khartoum Process in 2015", "takes no date"),
        ("which African states are in the Budapest Process", "does not take “African”"),
        ("readmission agreements of Switzerland with African countries", "“African”"),
        ("¿y quiénes son los miembros?", "needs `actor`"),
        ("who are the members?", "needs `actor`"),
        ("onde se reuniu da última vez?", "does not say which process"),
    ],
)
def test_what_has_no_place_is_refused(asked: Understand, text: str, reason: str) -> None:
    found = asked(text)
    assert isinstance(found, NotUnderstood), found
    assert reason in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "why did the United Kingdom leave the Khartoum Process",
        "pourquoi la France a-t-elle signé le pacte mondial",
        "por qué Chile rechazó el Pacto Mundial",
        "porque é que o Brasil saiu do pacto global",
        "لماذا انسحبت مصر من عملية الخرطوم",
        "will Libya join the Rabat Process",
        "qui sera le prochain pays à rejoindre le processus de Khartoum",
        "هل ستنضم ليبيا إلى عملية الخرطوم",
        "nombre de morts en Méditerranée en 2022",
    ],
)
def test_causes_and_the_future_are_not_answered(asked: Understand, text: str) -> None:
    assert isinstance(asked(text), NotUnderstood)
