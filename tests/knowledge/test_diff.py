"""The difference of two releases reads like news, by actor."""

from __future__ import annotations

import json

import pytest

from migov.knowledge.diff.diff import as_json, as_text, compare, find_release
from migov.knowledge.diff.sentences import date
from migov.knowledge.release.build import build
from migov.knowledge.release.release import NoRelease

K = "data/mechanisms/k.trig"


@pytest.fixture
def news(world):
    """A function that edits the data of the world and tells the lines of the difference."""

    def release():
        result = build([world.data], world.releases, world.root)
        assert result.release is not None, result.findings
        return result.release

    before = release()

    def tell(old="", new="", added="", name=K):
        path = world.root / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new) + added)
        difference = compare(before, release())
        return [line for line in as_text(difference).splitlines()[1:] if line]

    return tell


def chair(dates: str, state: str = "FRA") -> str:
    return (
        f"source:news {{ membership:k-{state}-chair a org:Membership ; org:member state:{state} ;"
        f" org:organization mechanism:k ; org:role role:chair {dates} . }}"
    )


def test_a_new_chair(news):
    added = chair('; schema:startDate "2025-04-09"^^xsd:date')
    assert news(added=added) == ["Khartoum Process: France chairs from 9 April 2025"]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("", "France chairs"),
        ('; schema:startDate "2025-04"^^xsd:gYearMonth', "France chairs from April 2025"),
        ('; schema:startDate "2025"^^xsd:gYear', "France chairs from 2025"),
        (
            '; schema:startDate "2025"^^xsd:gYear ; schema:endDate "2026"^^xsd:gYear',
            "France was a chair from 2025 until 2026",
        ),
        ('; mg:endedBy "2026"^^xsd:gYear', "France was a chair, gone by 2026"),
    ],
)
def test_each_precision(news, dates, expected):
    assert news(added=chair(dates)) == [f"Khartoum Process: {expected}"]


def test_a_membership_that_ends(news):
    sentences = news(
        "org:role role:member .", 'org:role role:member ; schema:endDate "2025"^^xsd:gYear .'
    )
    assert sentences == ["Khartoum Process: Ethiopia ends as member in 2025"]


def test_a_corrected_date(news):
    sentences = news('"2014-11-28"^^xsd:date', '"2014-11-29"^^xsd:date')
    assert sentences == [
        "Khartoum Process: Ethiopia, membership: begins 29 November 2014 (was 28 November 2014)"
    ]


def test_a_further_source_and_a_lost_one(news):
    sentences = news(
        "source:news {\nmembership:k-ETH-member a org:Membership",
        "source:other {\nmembership:k-ETH-member a org:Membership",
        '\nsource:editorial { source:other a mg:Source ; dcterms:title "Another"@en . }',
    )
    assert (
        "Khartoum Process: Ethiopia, membership: now also stated by “Another”,"
        " no longer stated by “News”"
    ) in sentences
    assert "Sources: New: source “Another”" in sentences


def test_a_removed_partnership_and_a_renamed_actor(news):
    sentences = news(
        "partnership:k-r-joint a mg:Partnership ;\n  mg:partner mechanism:k , mechanism:r .", ""
    )
    assert sentences == [
        "Khartoum Process: No longer listed: Khartoum Process and Rabat Process: partnership"
    ]


def test_a_meeting(news):
    sentences = news(
        added="source:news { meeting:m a mg:Meeting ; mg:convenedBy mechanism:r ;"
        ' skos:prefLabel "Summit"@en ; mg:hostState state:ETH ; mg:city "Addis Ababa" ;'
        ' schema:startDate "2025-04-09"^^xsd:date ; schema:endDate "2025-04-10"^^xsd:date . }'
    )
    assert sentences == [
        "Rabat Process: New: Summit on 9 April 2025 to 10 April 2025, Addis Ababa, Ethiopia"
    ]


def test_a_label(news):
    sentences = news('"Rabat Process"@en', '"Rabat Process"@en , "Processus de Rabat"@fr')
    assert sentences == ["Rabat Process: name Processus de Rabat (fr)"]


def test_a_new_actor(news):
    added = 'source:editorial { state:ERI a mg:State ; skos:prefLabel "Eritrea"@en . }'
    assert news(added=added) == ["Eritrea: new state"]


def test_nothing(news):
    assert news() == ["Nothing that a source states has changed."]


def test_json(world, news):
    first = next(path for path in world.releases.iterdir() if len(path.name) == 12)
    news(added=chair(""))
    before, after = (
        find_release(first.name, world.releases),
        find_release("current", world.releases),
    )
    content = json.loads(as_json(compare(before, after)))
    assert (content["from"], content["to"]) == (before.id, after.id)
    [actor] = content["actors"]
    assert actor["iri"] == "https://w3id.org/migov/id/mechanism/k"
    [change] = actor["changes"]
    assert (change["change"], change["text"]) == ("added", "France chairs")
    assert {entry["property"] for entry in change["properties"]} >= {"org:member", "org:role"}


def test_a_release_is_found_by_id_begin_of_id_and_directory(world, news):
    release = find_release("current", world.releases)
    for text in (release.id, release.id[:6], str(release.path)):
        assert find_release(text, world.releases).id == release.id
    for text in ("nowhere", "000000000000", "../.."):
        with pytest.raises(NoRelease):
            find_release(text, world.releases)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-04-09", "9 April 2025"),
        ("2025-04", "April 2025"),
        ("2025", "2025"),
        ("2025-13", "2025"),
        ("soon", "soon"),
    ],
)
def test_dates_in_words(text, expected):
    assert date(text) == expected
