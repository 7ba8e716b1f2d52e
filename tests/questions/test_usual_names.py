"""Names as journalists, ministries and data sets write them: `usual-names.csv`.

The list was written before the code was read. `expected` holds slugs: of an ambiguous name all its
candidates, of a misspelt one those of which the first of the nearest must be one.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from migov.questions import AmbiguousActor, Labels, UnknownActor
from migov.questions.names import folded, rearranged
from migov.questions.resolve import resolve
from migov.questions.search import find
from migov.questions.usage import ambiguous_names, further_names
from migov.settings import resources
from migov.vocabulary import ACTOR_KINDS, iri

KINDS = (*ACTOR_KINDS, "instrument")
with (Path(__file__).parent / "usual-names.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [(row["name"], row["kind"], row["expected"].split()) for row in csv.DictReader(file)]
CERTAIN = [(name, slugs[0]) for name, kind, slugs in ROWS if kind not in ("ambiguous", "typo")]
AMBIGUOUS = [(name, set(slugs)) for name, kind, slugs in ROWS if kind == "ambiguous"]
MISSPELT = [(name, slugs) for name, kind, slugs in ROWS if kind == "typo"]


def test_every_unambiguous_name_is_resolved(labels: Labels) -> None:
    found = {}
    for name, _ in CERTAIN:
        try:
            found[name] = resolve(labels, name, KINDS, whole=True).slug
        except (AmbiguousActor, UnknownActor) as error:
            found[name] = str(error)
    assert found == dict(CERTAIN)


def test_search_finds_every_unambiguous_name_first(labels: Labels) -> None:
    missed = {}
    for name, slug in CERTAIN:
        hits = [hit for hit in find(labels, name) if hit.entry.kind in KINDS]
        best = [hit.entry.slug for hit in hits if hit.score == hits[0].score]
        if slug not in best:
            missed[name] = best
    assert missed == {}


@pytest.mark.parametrize(("name", "slugs"), AMBIGUOUS)
def test_an_ambiguous_name_gives_its_candidates(labels: Labels, name: str, slugs: set[str]) -> None:
    with pytest.raises(AmbiguousActor) as caught:
        resolve(labels, name, KINDS, whole=True)
    assert {candidate.slug for candidate in caught.value.candidates} == slugs


@pytest.mark.parametrize(("name", "slugs"), MISSPELT)
def test_a_misspelt_name_gives_the_nearest(labels: Labels, name: str, slugs: list[str]) -> None:
    with pytest.raises(UnknownActor) as caught:
        resolve(labels, name, KINDS, whole=True)
    assert caught.value.near[0].slug in slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [("FRA", "FRA"), ("fra", "FRA"), ("RU", "RUS"), ("cow:220", "FRA"), ("COW 255", "DEU"),
     ("gw:260", "DEU"), ("cow:970", "NRU"), ("gw:970", "KIR"), ("m49:4", "AFG"), ("250.0", "FRA"),
     ("٢٥٠", "FRA")],
)  # fmt: skip
def test_codes(labels: Labels, text: str, slug: str) -> None:
    assert resolve(labels, text, ACTOR_KINDS).slug == slug


def test_a_number_of_no_state_is_unknown(labels: Labels) -> None:
    for text in ("999", "cow:999", "0"):
        with pytest.raises(UnknownActor):
            resolve(labels, text, ACTOR_KINDS)


def test_a_word_of_several_names_is_ambiguous_unless_it_is_the_whole_name(labels: Labels) -> None:
    for text, slug in (("Guinea", "GIN"), ("Sudan", "SDN")):
        assert resolve(labels, text, ["state"], whole=True).slug == slug
        with pytest.raises(AmbiguousActor):
            resolve(labels, text, ["state"])


def test_a_former_name_says_that_it_is_one(labels: Labels) -> None:
    hit = find(labels, "Zaire")[0]
    assert (hit.entry.slug, hit.by) == ("COD", "former name")
    assert "until 17 May 1997" in hit.note
    burma = find(labels, "Burma")[0]
    assert (burma.entry.slug, burma.by) == ("MMR", "other name")  # in use still
    assert "1989" in burma.note


def test_every_history_note_of_a_state_is_about_a_name_that_it_bears(labels: Labels) -> None:
    notes = 0
    for path in sorted((resources() / "data" / "states").glob("*.trig")):
        for quad in ox.parse(path=str(path)):
            if quad.predicate.value.endswith("historyNote"):
                entry = labels.entry(quad.subject.value)
                assert entry is not None
                name = next(n for n, note in entry.history.items() if note == quad.object.value)
                assert folded(name) in {folded(text) for text, _ in entry.own_names}
                notes += 1
    assert notes > 50


def test_the_names_in_use_are_names_of_things_of_the_release(labels: Labels) -> None:
    listed = {reference for reference, _, _ in further_names()}
    listed |= {each for meant in ambiguous_names().values() for each in meant}
    known = {each for each in listed if labels.entry(iri(*each.split(":")))}
    assert listed == known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Korea, Rep. of", "Republic of Korea"),
        ("Tanzania (United Republic of)", "United Republic of Tanzania"),
        ("S. Sudan", "South Sudan"),
        ("St. Lucia", "Saint Lucia"),
        ("Gambia, The", "The Gambia"),
        ("International Labor Organization", "International Labour Organisation"),
        ("5+5 Dialogue", "Dialogue 5+5"),
        ("الأردن", "أردن"),
    ],
)
def test_names_in_another_order_or_spelling_are_alike(one: str, other: str) -> None:
    assert rearranged(one) == rearranged(other)


@pytest.mark.parametrize(
    ("one", "other"), [("South Sudan", "Sudan"), ("5 Dialogue", "5+5 Dialogue")]
)
def test_other_names_are_not_alike(one: str, other: str) -> None:
    assert rearranged(one) != rearranged(other)


def test_letters_that_are_written_for_one_another_are_alike() -> None:
    assert folded("مكتبة") == folded("مكتبه")
    assert folded("إثيوبيا") == folded("اثيوبيا")
    assert folded("U.K.") == folded("UK")
    assert folded("D.R. Congo") == "dr congo"
