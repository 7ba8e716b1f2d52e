"""`/changes`: three stored releases, as a page, an Atom feed and an event stream."""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import feedparser
import httpx
import pyoxigraph as ox
import pytest
from pyld import jsonld
from tests.conftest import Server
from tests.web.dataset.test_releases import build_small

from migov.knowledge.release.release import Release
from migov.vocabulary import BASE, PREFIXES

FACTS = """
source:editorial {
  source:editorial a mg:Source ; dcterms:title "Decisions of the editors"@en .
  source:sheet a mg:Source ; dcterms:title "Fact sheet" ; mg:contentDate "2022"^^xsd:gYear .
  state:ETH a mg:State ; skos:prefLabel "Ethiopia"@en .
  state:KEN a mg:State ; skos:prefLabel "Kenya"@en .
  mechanism:alpha a mg:InterregionalForum ; skos:prefLabel "Alpha Process"@en .
  mechanism:beta a mg:InterregionalForum ; skos:prefLabel "Beta Process"@en .
}
source:sheet {
  membership:alpha-ETH-member a org:Membership ; org:member state:ETH ;
    org:organization mechanism:alpha ; org:role role:member ; schema:startDate "2014"^^xsd:gYear .
  membership:beta-KEN-member a org:Membership ; org:member state:KEN ;
    org:organization mechanism:beta ; org:role role:member .
}
"""
KENYA = """
source:sheet {
  membership:alpha-KEN-chair a org:Membership ; org:member state:KEN ;
    org:organization mechanism:alpha ; org:role role:chair ; schema:startDate "2020"^^xsd:gYear .
}
"""
ENDED = KENYA.replace(" .\n}", ' ; schema:endDate "2021"^^xsd:gYear .\n}')


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Release]]:
    """A folder of three releases: a chair comes; it ends, a date is corrected, a member goes."""
    folder = tmp_path_factory.mktemp("releases")
    prefixes = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
    third = FACTS.replace('"2014"', '"2015"').replace(
        FACTS[FACTS.index("  membership:beta") : FACTS.rindex("}")], ""
    )
    built = []
    for number, facts in enumerate((FACTS, FACTS + KENYA, third + ENDED)):
        data = tmp_path_factory.mktemp("data")
        (data / "all.trig").write_text(prefixes + facts, encoding="utf-8")
        release = build_small(data, folder)
        os.utime(release.path / "manifest.json", (10**9 + number, 10**9 + number))
        built.append(release)
    return folder, built


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def followed(stored, kept) -> Iterator[httpx.Client]:
    running = Server(stored[0], MIGOV_CHANGES=str(kept))
    yield running.client
    running.stop()


def get(client: httpx.Client, path: str, **headers: str) -> httpx.Response:
    """The answer, also where the releases are compared first."""
    for _ in range(30):
        response = client.get(path, headers=headers)
        if response.status_code != 503:
            return response
        time.sleep(min(2, int(response.headers["retry-after"])))
    return response


def feed(client: httpx.Client, path: str) -> feedparser.FeedParserDict:
    response = get(client, path)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def test_the_feed_says_what_was_added_ended_corrected_and_removed(followed, stored):
    first, second, third = (release.id for release in stored[1])
    parsed = feed(followed, "/changes.atom")
    found = {(entry.tags[0].term, entry.title) for entry in parsed.entries}
    assert found == {
        ("added", "Alpha Process: Kenya chairs from 2020"),
        ("ended", "Alpha Process: Kenya ends as chair in 2021"),
        ("corrected", "Alpha Process: Ethiopia, membership: begins 2015 (was 2014)"),
        ("removed", "Beta Process: Kenya is no longer listed as a member"),
    }
    by_title = {entry.title.partition(": ")[2]: entry for entry in parsed.entries}
    added = by_title["Kenya chairs from 2020"]
    assert added.id == f"{BASE}changes?from={first}&to={second}#membership:alpha-KEN-chair"
    assert added.updated == "2001-09-09T01:46:41Z"
    assert added.link.endswith("/doc/membership/alpha-KEN-chair")
    removed = by_title["Kenya is no longer listed as a member"]
    assert f"/release/{second}/doc/membership/beta-KEN-member" in removed.link
    assert get(followed, removed.link).status_code == 200
    # The newest release comes first.
    assert third in parsed.entries[0].id
    assert parsed.feed.updated == parsed.entries[0].updated
    assert [entry.id for entry in feed(followed, "/changes?format=atom").entries] == [
        entry.id for entry in parsed.entries
    ]


@pytest.mark.parametrize(
    ("actor", "count"),
    [("mechanism/alpha", 3), ("mechanism/beta", 1), ("state/KEN", 3), ("state/ETH", 1)],
)
def test_an_actor_is_followed_through_all_that_concerns_it(followed, actor, count):
    assert len(feed(followed, f"/changes/{actor}.atom").entries) == count


def test_the_page_leads_to_the_feeds_and_to_what_changed(followed):
    response = get(followed, "/changes/mechanism/alpha", Accept="text/html")
    assert response.status_code == 200
    html = response.text
    assert 'type="application/atom+xml" href="/changes/mechanism/alpha.atom"' in html
    assert '<a href="/doc/membership/alpha-KEN-chair">Kenya ends as chair in 2021</a>' in html
    assert '<a href="/changes/mechanism/alpha">Alpha Process</a>' in html
    assert "Kenya is no longer listed" not in html
    assert "Kenya is no longer listed" in get(followed, "/changes", Accept="text/html").text


def test_an_actors_page_leads_to_its_changes(followed):
    response = followed.get("/doc/mechanism/alpha", headers={"Accept": "text/html"})
    assert 'type="application/atom+xml" href="/changes/mechanism/alpha.atom"' in response.text
    assert 'href="/changes/mechanism/alpha"' in response.text


def quads(response: httpx.Response) -> list[ox.Quad]:
    """The triples by a second implementation of JSON-LD, with no context from elsewhere."""
    lines = jsonld.to_rdf(response.json(), {"format": "application/n-quads"})
    return list(ox.parse(lines, format=ox.RdfFormat.N_QUADS))


def values(found: list[ox.Quad], predicate: str) -> set[str]:
    return {q.object.value for q in found if q.predicate.value == predicate}  # type: ignore[union-attr]


def test_the_event_stream_leads_to_all_events_in_fragments_that_never_change(followed, stored):
    tree, activities = "https://w3id.org/tree#", "https://www.w3.org/ns/activitystreams#"
    root = get(followed, "/changes", Accept="application/ld+json")
    assert root.headers["content-type"] == "application/ld+json"
    assert "Accept" in root.headers["vary"]
    found = quads(root)
    assert "https://w3id.org/ldes#EventStream" in values(found, PREFIXES["rdf"] + "type")
    nodes = values(found, f"{tree}node")
    assert len(nodes) == 2
    events: set[str] = set()
    for node in nodes:
        response = get(followed, node)
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        found = quads(response)
        members = values(found, f"{tree}member")
        assert members == {
            q.subject.value for q in found if q.predicate.value == f"{activities}published"
        }
        assert len(values(found, f"{activities}published")) == 1
        events |= members
        again = followed.get(node, headers={"If-None-Match": response.headers["etag"]})
        assert again.status_code == 304
    atom = {entry.id for entry in feed(followed, "/changes.atom").entries}
    assert atom <= events
    created = [q for q in found if q.object == ox.NamedNode(f"{activities}Create")]
    assert created or any("Delete" in str(q.object) for q in found)


@pytest.mark.parametrize(
    ("path", "accept", "status", "media_type"),
    [
        ("/changes", "text/html", 200, "text/html"),
        ("/changes", "application/atom+xml", 200, "application/atom+xml"),
        ("/changes", "application/ld+json, application/atom+xml;q=0.4", 200, "application/ld+json"),
        ("/changes", "image/png, application/problem+json;q=0.1", 406, "application/problem+json"),
        ("/changes.jsonld", "text/html", 200, "application/ld+json"),
        ("/changes/state/KEN.html", "application/ld+json", 200, "text/html"),
        ("/changes.ttl", "*/*", 404, "application/problem+json"),
        ("/changes/mechanism/nowhere", "*/*", 404, "application/problem+json"),
        ("/changes/role/member", "*/*", 404, "application/problem+json"),
        ("/changes/state/KEN.", "*/*", 404, "application/problem+json"),
        ("/changes?page=0", "*/*", 422, "application/problem+json"),
        ("/changes.atom?page=9", "*/*", 404, "application/problem+json"),
        ("/changes?from=abc&to=def", "*/*", 404, "application/problem+json"),
    ],
)  # fmt: skip
def test_negotiation_and_faults(followed, path, accept, status, media_type):
    response = get(followed, path, Accept=accept)
    assert response.status_code == status, response.text
    assert response.headers["content-type"].partition(";")[0] == media_type


def test_a_pair_is_compared_once_and_kept_on_disk(followed, stored, kept):
    get(followed, "/changes.atom")
    files = sorted(kept.glob("*.json.gz"))
    pairs = [f"{a.id}-{b.id}" for a, b in zip(stored[1], stored[1][1:], strict=False)]
    assert sorted(file.name[:25] for file in files) == sorted(pairs)
    # What is kept is what another server answers from; what is damaged is made again.
    events = json.loads(gzip.decompress(files[0].read_bytes()))
    marked = [[*event[:4], "as kept", event[5]] for event in events]
    files[0].write_bytes(gzip.compress(json.dumps(marked).encode()))
    files[1].write_bytes(b"damaged")
    running = Server(stored[0], MIGOV_CHANGES=str(kept))
    try:
        titles = {entry.title for entry in feed(running.client, "/changes.atom").entries}
    finally:
        running.stop()
    assert any("as kept" in title for title in titles)
    assert any("as kept" not in title for title in titles)
    assert json.loads(gzip.decompress(files[1].read_bytes()))


def test_one_release_has_nothing_to_compare_with(client):
    response = client.get("/changes", headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert "nothing to compare it with" in response.text
    assert feedparser.parse(client.get("/changes.atom").content).entries == []
