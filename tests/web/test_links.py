"""No IRI of ours is dead, and no link of a page: what we name or point to answers."""

from __future__ import annotations

import contextlib
import gzip
import re
import string
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import httpx
import pyoxigraph as ox
import pytest
from tests.conftest import Server

from migov.knowledge.release.release import Release
from migov.vocabulary import BASE, PREFIXES

#: Connections that ask at the same time.
LANES = 4
#: Pages that are of a kind of their own; the things are those of things.txt.
PAGES = (
    "/",
    "/questions",
    "/questions/members?actor=khartoum-process",
    "/ask?q=who+chairs+the+Khartoum+Process",
    "/ask?q=nonsense",
    "/compare?actors=khartoum-process,rabat-process",
    "/network",
    "/search?q=khartoum",
    "/sparql",
    "/ontology",
    "/shapes",
    "/dataset",
    "/releases",
    "/docs",
    "/problem",
)
THINGS = Path(__file__).with_name("things.txt").read_text().split()


@pytest.fixture(scope="module")
def named(release: Release) -> dict[str, str]:
    """Every IRI of ours in the dump, without its fragment, with one that has it."""
    found: dict[str, str] = {}
    with gzip.open(release.path / "migov.nq.gz") as dump:
        for quad in ox.parse(dump, format=ox.RdfFormat.N_QUADS):
            for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
                if isinstance(term, ox.NamedNode) and term.value.startswith(BASE):
                    found.setdefault(urldefrag(term.value).url, term.value)
    return found


@pytest.fixture(scope="module")
def withdrawn(release: Release) -> set[str]:
    """The IRIs of ours that the release has withdrawn: they answer 410."""
    deprecated = ox.NamedNode(PREFIXES["owl"] + "deprecated")
    with gzip.open(release.path / "migov.nq.gz") as dump:
        return {
            quad.subject.value
            for quad in ox.parse(dump, format=ox.RdfFormat.N_QUADS)
            if quad.predicate == deprecated and isinstance(quad.subject, ox.NamedNode)
        }


class Statuses:
    """The status that each address ends with, asked once; redirections are followed while ours.

    Thousands are asked: the standard library's client takes a fifth of another's time.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._known: dict[str, int] = {}

    def __call__(self, paths: Iterable[str]) -> dict[str, int]:
        wanted = list(paths)
        fresh = [path for path in wanted if path not in self._known]
        with ThreadPoolExecutor(LANES) as lanes:
            for found in lanes.map(self._asked, [fresh[lane::LANES] for lane in range(LANES)]):
                self._known |= found
        return {path: self._known[path] for path in wanted}

    def _asked(self, paths: list[str]) -> dict[str, int]:
        with contextlib.closing(HTTPConnection(urlsplit(self._url).netloc, timeout=60)) as ours:
            return {path: self._status(ours, path) for path in paths}

    def _status(self, ours: HTTPConnection, path: str) -> int:
        for attempt in range(6):
            headers = {"Accept": "application/n-triples, */*;q=0.1"}
            ours.request("HEAD", quote(path, safe=string.punctuation), headers=headers)
            response = ours.getresponse()
            response.read()
            # The first reader of a network or panel pays for what the release keeps of it.
            if response.status in (503, 504) and attempt < 5:
                time.sleep(1)
                continue
            target = urljoin(f"{self._url}{path}", response.headers.get("location", ""))
            if not 300 <= response.status < 400 or not target.startswith(f"{self._url}/"):
                return response.status
            path = target.removeprefix(self._url)
        raise AssertionError(f"{path} is redirected again and again")


@pytest.fixture(scope="module")
def statuses(server: Server) -> Statuses:
    return Statuses(server.url)


def test_every_iri_of_ours_in_the_release_leads_to_a_description(
    statuses: Statuses, named: dict[str, str], withdrawn: set[str], client: httpx.Client
) -> None:
    paths = sorted("/" + iri.removeprefix(BASE) for iri in named)
    assert len(paths) > 5000
    gone = {"/" + iri.removeprefix(BASE) for iri in withdrawn}
    dead = {
        path: status
        for path, status in statuses(paths).items()
        if status != (410 if path in gone else 200)
    }
    # A question that needs a parameter is described by its form, and answers no program without.
    forms = {path for path, status in dead.items() if status == 422 and "/questions/" in path}
    for path in forms:
        assert client.get(path, headers={"Accept": "text/html"}).status_code == 200, path
        del dead[path]
    assert dead == {}


def test_every_fragment_of_ours_is_described_where_it_leads(
    client: httpx.Client, release: Release
) -> None:
    fragments: dict[str, set[str]] = defaultdict(set)
    with gzip.open(release.path / "migov.nq.gz", "rt", encoding="utf-8") as dump:
        for line in dump:
            for iri in re.findall(rf"<{re.escape(BASE)}([^>]*#[^>]+)>", line):
                document, _, fragment = iri.partition("#")
                fragments[document].add(fragment)
    assert set(fragments) == {"dataset", "ontology", "shapes"}
    # The parts of the data set, thousands, are described as data alone.
    parts = client.get("/dataset.nt").text
    described = {each for each in fragments.pop("dataset") if f"<{BASE}dataset#{each}> " in parts}
    assert described
    for document, used in fragments.items():
        page = client.get(f"/{document}.html").text
        missing = sorted(each for each in used if f'id="{each}"' not in page)
        assert missing == [], document
        graph = client.get(f"/{document}.nt").text
        assert [each for each in sorted(used) if f"<{BASE}{document}#{each}> " not in graph] == []


class _Links(HTMLParser):
    """The addresses that a page points to, and the anchors that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name in ("href", "src", "action"):
                self.links.add(value)
            elif value and name == "id":
                self.anchors.add(value)


def links(page: str) -> _Links:
    found = _Links()
    found.feed(page)
    return found


def test_every_link_of_every_kind_of_page_answers(
    statuses: Statuses, client: httpx.Client, release: Release
) -> None:
    where: dict[str, str] = {}
    pages = {}
    for path in (*PAGES, *(f"/doc/{each}" for each in THINGS), f"/release/{release.id}/"):
        response = client.get(path, headers={"Accept": "text/html"})
        assert response.headers["content-type"].startswith("text/html"), path
        found = links(response.text)
        pages[path] = found.anchors
        for link in found.links:
            target = urljoin(path, link)
            if target.startswith(BASE):
                target = "/" + target.removeprefix(BASE)
            if not target.startswith(("http:", "https:", "mailto:", "data:")):
                where.setdefault(target, path)
    assert len(where) > 1500
    ours = sorted({urldefrag(target).url for target in where})
    found_at = statuses(ours)
    # A form's own address may ask for what the form would send.
    dead = {
        target: (where[target], status)
        for target in where
        if (status := found_at[urldefrag(target).url]) not in (200, 422)
    }
    assert dead == {}
    lost = [
        (path, target)
        for target, path in where.items()
        if (parts := urldefrag(target)).fragment
        and parts.url in pages
        and parts.fragment not in pages[parts.url]
    ]
    assert lost == []
