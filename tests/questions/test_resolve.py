"""Names: what is exact, what is ambiguous, and what is near."""

from __future__ import annotations

import pytest

from migov.questions import AmbiguousActor, Labels, UnknownActor
from migov.questions.labels import Entry
from migov.questions.names import folded
from migov.questions.resolve import resolve
from migov.vocabulary import ACTOR_KINDS, iri


def entry(kind: str, slug: str, *codes: str, **by_language: str) -> Entry:
    names = [(text, "label") for text in by_language.values()]
    names += [(code, "code" if kind == "state" else "abbreviation") for code in codes]
    return Entry(iri(kind, slug), kind, slug, by_language, names, sovereign=kind == "state")


LABELS = Labels(
    [
        entry("state", "ETH", "ETH", "ET", en="Ethiopia", fr="Éthiopie", ar="إثيوبيا"),
        entry("state", "CAN", "CAN", "CA", en="Canada"),
        entry("state", "ECU", "ECU", "EC", en="Ecuador"),
        entry("state", "CIV", "CIV", "CI", en="Côte d’Ivoire"),
        entry("state", "COG", "COG", "CG", en="Congo", fr="Congo-Brazzaville"),
        entry("state", "COD", "COD", "CD", en="Democratic Republic of the Congo",
              fr="Congo-Kinshasa"),
        entry("state", "KOR", "KOR", "KR", en="Republic of Korea", es="Corea del Sur"),
        entry("state", "PRK", "PRK", "KP", en="Democratic People's Republic of Korea",
              es="Corea del Norte"),
        entry("state", "IRL", "IRL", "IE", en="Ireland", fr="Irlande", es="Irlanda"),
        entry("state", "GBR", "GBR", "GB", fr="Royaume-Uni", es="Reino Unido",
              en="United Kingdom of Great Britain and Northern Ireland"),
        entry("state", "GIN", "GIN", "GN", en="Guinea", fr="Guinée", es="Guinea"),
        entry("state", "GNB", "GNB", "GW", en="Guinea-Bissau", fr="Guinée-Bissau",
              es="Guinea-Bisáu"),
        entry("organization", "can", "CAN", en="Andean Community"),
        entry("organization", "european-commission", "EC", en="European Commission"),
        entry("organization", "iom", "IOM", "OIM", en="International Organization for Migration"),
        entry("mechanism", "khartoum-process", en="Khartoum Process", fr="Processus de Khartoum"),
        entry("mechanism", "rabat-process", en="Rabat Process"),
        entry("role", "member", en="member"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("khartoum-process", "khartoum-process"),
        ("mechanism:khartoum-process", "khartoum-process"),
        ("https://w3id.org/migov/id/mechanism/khartoum-process", "khartoum-process"),
        ("the KHARTOUM process ", "khartoum-process"),
        ("Processus de Khartoum", "khartoum-process"),
        ("ETH", "ETH"),
        ("eth", "ETH"),
        ("ET", "ETH"),
        ("ethiopie", "ETH"),
        ("إثيوبيا", "ETH"),
        ("Cote d'Ivoire", "CIV"),
        ("can", "can"),
        ("state:CAN", "CAN"),
        ("Canada", "CAN"),
        ("iom", "iom"),
        ("OIM", "iom"),
        ("COG", "COG"),
        ("Democratic Republic of the Congo", "COD"),
        ("Ireland", "IRL"),
        ("GIN", "GIN"),
    ],
)
def test_an_exact_name(text: str, slug: str) -> None:
    assert resolve(LABELS, text, ACTOR_KINDS).slug == slug


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("CAN", {"CAN", "can"}),
        ("EC", {"ECU", "european-commission"}),
        ("ec", {"ECU", "european-commission"}),
        ("Congo", {"COG", "COD"}),
        ("korea", {"KOR", "PRK"}),
        ("Corea", {"KOR", "PRK"}),
        ("Guinea", {"GIN", "GNB"}),
    ],
)
def test_an_ambiguous_name_gives_the_candidates(text: str, slugs: set[str]) -> None:
    with pytest.raises(AmbiguousActor) as caught:
        resolve(LABELS, text, ACTOR_KINDS)
    assert {candidate.slug for candidate in caught.value.candidates} == slugs


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("khartum", "khartoum-process"), ("Ethopia", "ETH"), ("rabatt", "rabat-process")],
)
def test_an_unknown_name_gives_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(UnknownActor) as caught:
        resolve(LABELS, text, ACTOR_KINDS)
    assert caught.value.near[0].slug == nearest


@pytest.mark.parametrize(
    "text", ["", "!!", "https://w3id.org/migov/id/mechanism/no-such", "\N{SNOWMAN}"]
)
def test_what_names_nothing_is_unknown(text: str) -> None:
    with pytest.raises(UnknownActor):
        resolve(LABELS, text, ACTOR_KINDS)


def test_the_kind_asked_for_decides() -> None:
    assert resolve(LABELS, "CAN", ["state"], "state").slug == "CAN"
    assert resolve(LABELS, "member", ["role"], "role").slug == "member"
    with pytest.raises(UnknownActor, match="No state is called"):
        resolve(LABELS, "Khartoum Process", ["state"], "state")


def test_folding() -> None:
    assert folded("  The Côte d’IVOIRE ") == folded("cote d ivoire")
    assert folded("Łódź & Ærø") == "lodz and aero"


def test_a_membership_is_called_by_its_parts() -> None:
    membership = Entry(
        iri("membership", "m"), "membership", "m",
        parts=(iri("state", "ETH"), iri("role", "member"), iri("mechanism", "khartoum-process")),
    )  # fmt: skip
    labels = Labels([*LABELS.of_kinds(["state", "role", "mechanism"]), membership])
    assert labels.label(membership.iri, "fr") == "Éthiopie, member, Processus de Khartoum"


def test_a_stranger_is_called_by_its_words() -> None:
    assert LABELS.label("https://schema.org/startDate") == "start date"
    assert LABELS.label("https://example.org/x") == "https://example.org/x"


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Congolese", {"COG", "COD"}),
        ("Dominican", {"DMA", "DOM"}),
        ("Sudanese", {"SDN", "SSD"}),
        ("Korean", {"KOR", "PRK"}),
    ],
)
def test_a_demonym_of_several_states_gives_the_candidates(
    labels: Labels, text: str, slugs: set[str]
) -> None:
    with pytest.raises(AmbiguousActor) as caught:
        resolve(labels, text, ACTOR_KINDS)
    assert {candidate.slug for candidate in caught.value.candidates} == slugs


def test_the_names_of_the_release(labels: Labels) -> None:
    with pytest.raises(AmbiguousActor):
        resolve(labels, "CAN", ACTOR_KINDS)
    with pytest.raises(AmbiguousActor):
        resolve(labels, "EC", ACTOR_KINDS)
    with pytest.raises(AmbiguousActor):
        resolve(labels, "Congo", ACTOR_KINDS)
    with pytest.raises(AmbiguousActor):
        resolve(labels, "Korea", ACTOR_KINDS)
    for text, slug in {
        "Éthiopie": "ETH", "ETH": "ETH", "ET": "ETH", "Processus de Khartoum": "khartoum-process",
        "IOM": "iom", "埃塞俄比亚": "ETH", "Kenya": "KEN", "Ireland": "IRL",
        "Ethiopian": "ETH", "french": "FRA", "South Sudanese": "SSD",
        "Ivory Coast": "CIV", "Burma": "MMR", "Zaire": "COD", "Swaziland": "SWZ", "Turquie": "TUR",
        "Tanzania, United Republic of": "TZA", "Государство Палестина": "PSE", "دولة فلسطين": "PSE",
        "Palestinian Territories": "PSE", "République populaire démocratique de Corée": "PRK",
    }.items():  # fmt: skip
        assert resolve(labels, text, ACTOR_KINDS).slug == slug
