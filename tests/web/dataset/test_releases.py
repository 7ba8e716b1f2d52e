"""Every release on disk stays reachable: its manifest, its description, its files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from tests.conftest import Server

from migov.knowledge.release.build import build
from migov.knowledge.release.release import Release
from migov.settings import resources
from migov.vocabulary import BASE, PREFIXES

EARLIER = """
PREFIX mg: <https://w3id.org/migov/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX source: <https://w3id.org/migov/id/source/>
PREFIX state: <https://w3id.org/migov/id/state/>
source:editorial {
  source:editorial a mg:Source ; dcterms:title "Decisions of the editors"@en .
  state:ETH a mg:State ; skos:prefLabel "Ethiopia"@en .
}
"""
DATASET = f"<{BASE}dataset>"


@pytest.fixture(scope="module")
def folder(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small earlier release and the project's, which is current."""
    folder = tmp_path_factory.mktemp("history")
    data = tmp_path_factory.mktemp("data")
    (data / "all.trig").write_text(EARLIER, encoding="utf-8")
    small = build_small(data, folder)
    os.utime(small.path / "manifest.json", (1, 1))
    shutil.copytree(release.path, folder / release.id)
    (folder / "current").write_text(f"{release.id}\n")
    return folder


def build_small(data: Path, folder: Path) -> Release:
    """A release of the data in a folder, held to no shape: the real rules, ontology, concepts."""
    root = data / "root"
    (root / "queries").mkdir(parents=True)
    for part in ("ontology", "queries/derive"):
        shutil.copytree(resources() / part, root / part)
    (root / "shapes").mkdir()
    (root / "queries" / "checks").mkdir()
    built = build([data / "all.trig"], folder, root)
    assert built.release is not None, built.findings
    return built.release


@pytest.fixture(scope="module")
def history(folder: Path) -> Iterator[httpx.Client]:
    running = Server(folder)
    yield running.client
    running.stop()


@pytest.fixture(scope="module")
def earlier(folder: Path, release: Release) -> Release:
    (found,) = [each for each in Release.all(folder) if each.id != release.id]
    return found


def rows(response: httpx.Response, pattern: str) -> set[tuple[str, ...]]:
    assert response.status_code == 200, response.text
    store = ox.Store()
    store.load(response.content, format=ox.RdfFormat.TURTLE)
    prefixes = "".join(f"PREFIX {p}: <{ns}>\n" for p, ns in PREFIXES.items())
    found = store.query(f"{prefixes} SELECT * {{ {pattern} }}")
    assert isinstance(found, ox.QuerySolutions)
    return {tuple(term.value for term in row) for row in found}  # type: ignore[union-attr]


def test_both_are_listed_the_newest_first(
    history: httpx.Client, earlier: Release, release: Release
) -> None:
    told = history.get("/releases").json()
    assert told["current"] == release.id
    assert [each["id"] for each in told["releases"]] == [release.id, earlier.id]
    page = history.get("/releases", headers={"Accept": "text/html"}).text
    for each in told["releases"]:
        assert f'href="{each["url"]}"' in page
        assert history.get(each["url"]).status_code == 200


def test_an_earlier_release_is_as_it_was(history: httpx.Client, earlier: Release) -> None:
    root = f"/release/{earlier.id}/"
    assert history.get(root).json() == json.loads((earlier.path / "manifest.json").read_text())
    for file, entry in earlier.manifest["files"].items():
        response = history.get(f"{root}dump/{file}", headers={"Accept-Encoding": "identity"})
        assert hashlib.sha256(response.content).hexdigest() == entry["sha256"]
        held = {"If-None-Match": response.headers["etag"]}
        assert history.get(f"{root}dump/{file}", headers=held).status_code == 304
    page = history.get(root, headers={"Accept": "text/html"})
    assert f'href="{root}dump/migov.nq.gz"' in page.text
    assert history.get(root.rstrip("/")).headers["location"] == root


def test_who_asks_for_rdf_is_led_to_the_description(
    history: httpx.Client, earlier: Release
) -> None:
    root = f"/release/{earlier.id}/"
    response = history.get(root, headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert response.url.path == f"{root}dataset"
    iri = f"<{BASE}release/{earlier.id}/>"
    assert rows(response, f"{iri} dcat:version ?id") == {(earlier.id,)}
    assert rows(response, f"{iri} dcterms:isVersionOf ?of") == {(BASE + "dataset",)}
    ((endpoint,),) = rows(response, f"{iri} void:sparqlEndpoint ?endpoint")
    assert history.get(endpoint).status_code == 200
    files = rows(response, f"{iri} dcat:distribution/dcat:downloadURL ?url")
    assert len(files) == len(earlier.manifest["files"])
    for (address,) in files:
        assert history.head(address).status_code == 200
    sizes = {
        len({q.triple for q in ox.parse(history.get(f"{root}dataset.{e}").content, format=f)})
        for e, f in (
            ("ttl", ox.RdfFormat.TURTLE),
            ("trig", ox.RdfFormat.TRIG),
            ("jsonld", ox.RdfFormat.JSON_LD),
            ("rdf", ox.RdfFormat.RDF_XML),
        )
    }
    assert len(sizes) == 1


def test_the_data_set_tells_its_history(
    history: httpx.Client, earlier: Release, release: Release
) -> None:
    described = history.get("/dataset.ttl")
    old, new = f"{BASE}release/{earlier.id}/", f"{BASE}release/{release.id}/"
    assert rows(described, f"{DATASET} dcterms:hasVersion ?v") == {(old,), (new,)}
    assert rows(described, f"{DATASET} dcat:previousVersion ?v") == {(old,)}
    assert rows(described, f"<{new}> dcat:previousVersion ?v") == {(old,)}
    assert rows(described, f"?v dcterms:isVersionOf {DATASET}") == {(old,), (new,)}


@pytest.mark.parametrize(
    "path",
    [
        "/release/000000000000/",
        "/release/000000000000",
        "/release/current/",
        "/release/..%2f..%2fetc/",
        "/release/.lock/dump/x",
        "/release/000000000000/dump/migov.nq.gz",
        "/release/000000000000/dataset.ttl",
    ],
)
def test_an_unknown_release_is_told_with_those_there_are(
    history: httpx.Client, path: str, release: Release
) -> None:
    response = history.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    if "%2f" not in path:
        assert f"/release/{release.id}/" in response.json()["available"]


def test_only_files_of_the_manifest_are_had(history: httpx.Client, earlier: Release) -> None:
    for file in ("manifest.json", "store", "..%2fcurrent", "%2e%2e%2fcurrent"):
        assert history.get(f"/release/{earlier.id}/dump/{file}").status_code == 404


def test_what_cannot_be_had_is_told(history: httpx.Client, earlier: Release) -> None:
    response = history.get(f"/release/{earlier.id}/", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "application/json" in response.text


def test_the_tables_lead_to_their_description(history: httpx.Client, release: Release) -> None:
    for root in ("/", f"/release/{release.id}/"):
        link = history.head(f"{root}dump/memberships.csv").headers["link"]
        address = f"{root}dump/tables.csv-metadata.json"
        assert f'<{address}>; rel="describedby"; type="application/csvm+json"' in link
        response = history.get(address)
        assert response.headers["content-type"] == "application/csvm+json"
        assert "memberships.csv" in {table["url"] for table in response.json()["tables"]}


class TestThingsAsTheyWere:
    """An earlier release is opened when it is asked for, and answers as the one in use does."""

    ETHIOPIA = "/doc/state/ETH"

    def test_an_iri_leads_to_its_description_in_that_release(
        self, history: httpx.Client, earlier: Release
    ) -> None:
        root = f"/release/{earlier.id}"
        response = history.get(f"{root}/id/state/ETH")
        assert response.status_code == 303
        assert response.headers["location"] == f"{root}{self.ETHIOPIA}"
        described = history.get(root + self.ETHIOPIA, headers={"Accept": "text/turtle"})
        assert described.headers["content-location"] == f"{root}{self.ETHIOPIA}.ttl"
        assert f'<{root}/dataset>; rel="describedby"' in described.headers["link"]
        label = f"<{BASE}id/state/ETH> skos:prefLabel ?label"
        assert rows(described, label) == {("Ethiopia",)}
        assert len(rows(history.get(self.ETHIOPIA + ".ttl"), label)) > 1
        held = {"If-None-Match": described.headers["etag"], "Accept": "text/turtle"}
        assert history.get(root + self.ETHIOPIA, headers=held).status_code == 304

    @pytest.mark.parametrize("extension", ["ttl", "trig", "jsonld", "rdf", "nt", "nq", "html"])
    def test_in_every_form_with_links_that_stay_in_the_release(
        self, history: httpx.Client, earlier: Release, extension: str
    ) -> None:
        root = f"/release/{earlier.id}"
        response = history.get(f"{root}{self.ETHIOPIA}.{extension}")
        assert response.status_code == 200
        alternates = response.headers["link"].partition('; rel="canonical"')[0].split(", <")
        assert len(alternates) == 8
        assert all(address.lstrip("<").startswith(root) for address in alternates)

    def test_the_page_says_that_it_is_of_another_time(
        self, history: httpx.Client, earlier: Release
    ) -> None:
        root = f"/release/{earlier.id}"
        page = history.get(f"{root}{self.ETHIOPIA}.html").text
        assert f'href="{root}/"' in page
        assert f'href="{self.ETHIOPIA}"' in page  # the same thing in the release in use
        assert f'href="{root}/doc/source/editorial"' in page
        main = page.partition("<main")[2].partition("</main>")[0]
        strays = [part for part in main.split('href="/doc/')[1:] if part[:10] != 'state/ETH"']
        assert strays == []

    def test_what_it_does_not_tell_of_is_unknown_there(
        self, history: httpx.Client, earlier: Release
    ) -> None:
        for path in ("id", "doc"):
            address = f"/release/{earlier.id}/{path}/mechanism/khartoum-process"
            assert history.get(address).status_code == 404
        assert history.get("/doc/mechanism/khartoum-process").status_code == 200

    def test_its_vocabulary_and_its_queries(self, history: httpx.Client, earlier: Release) -> None:
        root = f"/release/{earlier.id}"
        for path in ("ontology", "ontology.ttl", "shapes.html", "ontology.html"):
            assert history.get(f"{root}/{path}").status_code == 200
        query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        counted = history.get(f"{root}/sparql", params={"query": query}).json()
        number = int(counted["results"]["bindings"][0]["n"]["value"])
        assert number == earlier.manifest["counts"]["triples"]
        broken = history.post(f"{root}/sparql", data={"query": "SELECT"})
        assert broken.status_code == 400
        described = history.get(f"{root}/sparql", headers={"Accept": "text/turtle"})
        assert f"{root}/sparql>" in described.text
        page = history.get(f"{root}/sparql", headers={"Accept": "text/html"})
        assert f'action="{root}/sparql"' in page.text

    def test_its_questions(self, history: httpx.Client, earlier: Release, release: Release) -> None:
        path = "/questions/memberships?actor=state:ETH&certainty=all"
        now = history.get(path).json()
        same = history.get(f"/release/{release.id}{path}").json()
        before = history.get(f"/release/{earlier.id}{path}").json()
        assert [each["release"] for each in (now, same, before)] == [
            release.id, release.id, earlier.id,
        ]  # fmt: skip
        assert same["rows"] == now["rows"] != []
        assert before["rows"] == []
        table = history.get(f"/release/{release.id}{path}&format=csv")
        assert table.headers["content-type"].startswith("text/csv")
        assert len(table.text.splitlines()) == len(now["rows"]) + 1
        unknown = history.get(f"/release/{earlier.id}/questions/members?actor=khartoum-process")
        assert unknown.status_code == 404
        assert unknown.json()["parameter"] == "actor"

    def test_a_browser_gets_the_rows_of_a_question_in_that_release(
        self, history: httpx.Client, release: Release
    ) -> None:
        path = f"/release/{release.id}/questions/members?actor=rabat-process"
        led = history.get(path, headers={"Accept": "text/html"})
        assert led.status_code == 303
        assert led.headers["location"].startswith(f"/release/{release.id}/sparql?query=")
        page = history.get(led.headers["location"], headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert "state:SEN" in page.text

    def test_a_link_to_less_certain_rows_stays_in_the_release(
        self, history: httpx.Client, release: Release
    ) -> None:
        path = "questions/members?actor=khartoum-process&asOf=2022-06-01"
        link = history.get(f"/release/{release.id}/{path}").headers["link"]
        assert link.startswith(f"</release/{release.id}/questions/members?")

    @pytest.mark.parametrize("path", ["network", "panel/state-year", "compare", "search", "x/y"])
    def test_what_it_does_not_answer_is_said_with_what_it_does(
        self, history: httpx.Client, earlier: Release, path: str
    ) -> None:
        response = history.get(f"/release/{earlier.id}/{path}?q=1")
        assert response.status_code == 404
        body = response.json()
        assert f"does not answer /{path}" in body["detail"]
        assert f"/release/{earlier.id}/questions/{{name}}" in body["available"]

    def test_the_release_in_use_has_such_addresses_too(
        self, history: httpx.Client, release: Release
    ) -> None:
        described = history.get(f"/release/{release.id}{self.ETHIOPIA}.nt")
        assert described.content == history.get(f"{self.ETHIOPIA}.nt").content
        assert described.headers["memento-datetime"]


class TestDatetimes:
    """RFC 7089: a description negotiates its versions by datetime."""

    THING = "/doc/state/ETH"

    def test_a_description_tells_its_gate_and_its_map(self, history: httpx.Client) -> None:
        for path in (f"{self.THING}.ttl", f"{self.THING}.html", "/id/state/ETH"):
            response = history.head(path)
            assert "Accept-Datetime" in response.headers["vary"]
            assert f'<{self.THING}>; rel="original timegate"' in response.headers["link"]
            assert '</timemap/state/ETH>; rel="timemap"' in response.headers["link"]
            assert "memento-datetime" not in response.headers

    @pytest.mark.parametrize("path", [THING, f"{THING}.nt", "/id/state/ETH"])
    def test_the_gate_leads_to_the_release_of_that_time(
        self, history: httpx.Client, earlier: Release, release: Release, path: str
    ) -> None:
        for moment, chosen in (
            ("Sun, 22 Nov 2015 12:00:00 GMT", earlier),
            ("Thu, 01 Jan 1970 00:00:00 GMT", earlier),  # before the first: the first
            ("Sun, 22 Nov 2099 12:00:00 GMT", release),
        ):
            response = history.get(path, headers={"Accept-Datetime": moment}, follow_redirects=True)
            assert response.status_code == 200
            assert response.url.path.startswith(f"/release/{chosen.id}/doc/state/ETH")
            assert response.history[-1].status_code == 302
            assert "Accept-Datetime" in response.history[-1].headers["vary"]
            assert f'<{self.THING}>; rel="original timegate"' in response.headers["link"]
            told = parsedate_to_datetime(response.headers["memento-datetime"])
            assert int(told.timestamp()) == int((chosen.path / "manifest.json").stat().st_mtime)

    def test_a_release_that_does_not_know_the_thing_is_passed_over(
        self, history: httpx.Client, release: Release
    ) -> None:
        moment = {"Accept-Datetime": "Sun, 22 Nov 2015 12:00:00 GMT"}
        response = history.get("/doc/mechanism/khartoum-process", headers=moment)
        assert response.headers["location"].startswith(f"/release/{release.id}/")
        assert history.get("/doc/mechanism/never-was", headers=moment).status_code == 404

    @pytest.mark.parametrize("moment", ["", "yesterday", "2026-11-22", "Sun, 99 Nov 2015", "\xff"])
    def test_what_is_no_datetime_is_400(self, history: httpx.Client, moment: str) -> None:
        head = {"Accept-Datetime": moment.encode("latin-1")}
        assert history.get(self.THING, headers=head).status_code == 400

    def test_the_map_lists_all(
        self, history: httpx.Client, earlier: Release, release: Release
    ) -> None:
        response = history.get("/timemap/state/ETH")
        assert response.headers["content-type"].startswith("application/link-format")
        for each, relation in ((earlier, "first memento"), (release, "last memento")):
            address = f"{history.base_url}/release/{each.id}{self.THING}".replace("//r", "/r")
            assert f'<{address}>; rel="{relation}"; datetime="' in response.text
            assert history.get(address).status_code == 200
        assert history.get("/timemap/mechanism/never-was").status_code == 404


def test_releases_beyond_what_memory_holds_wait_their_turn(folder: Path, earlier: Release) -> None:
    running = Server(folder, MIGOV_EARLIER_RELEASES="0")
    try:
        response = running.client.get(f"/release/{earlier.id}/doc/state/ETH")
        assert response.status_code == 503
        assert "dump" in response.json()["detail"]
        assert running.client.get("/doc/state/ETH").status_code == 200
        assert running.client.get(f"/release/{earlier.id}/dump/migov.nq.gz").status_code == 200
    finally:
        running.stop()
