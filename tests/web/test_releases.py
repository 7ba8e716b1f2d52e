"""Every release on disk stays reachable: its manifest, its description, its files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from tests.conftest import Server

from migov.knowledge.build import build
from migov.knowledge.release import Release
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
