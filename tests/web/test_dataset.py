"""The description of the data set is true to the release that it describes."""

from __future__ import annotations

import hashlib

import httpx
import pyoxigraph as ox
import pytest

from migov.knowledge.release import Release
from migov.vocabulary import BASE, PREFIXES

DATASET = ox.NamedNode(f"{BASE}dataset")


class Described:
    """The description, with questions to it."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        response = client.get("/void", headers={"Accept": "text/turtle"})
        assert response.status_code == 200
        self.store = ox.Store()
        self.store.load(response.content, format=ox.RdfFormat.TURTLE)

    def rows(self, pattern: str) -> list[dict[str, str]]:
        prefixes = "".join(f"PREFIX {p}: <{ns}>\n" for p, ns in PREFIXES.items())
        prefixes += "PREFIX spdx: <http://spdx.org/rdf/terms#>\n"
        found = self.store.query(f"{prefixes} SELECT * {{ {pattern} }}")
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [
            {n: t.value for n, t in zip(names, row, strict=True) if hasattr(t, "value")}
            for row in found
        ]

    def one(self, prefixed: str) -> str:
        (row,) = self.rows(f"<{DATASET.value}> {prefixed} ?value")
        return row["value"]

    def count(self, pattern: str, what: str = "*") -> int:
        """What the endpoint counts of a pattern."""
        query = f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}"
        found = self.client.get("/sparql", params={"query": query}).json()
        return int(found["results"]["bindings"][0]["n"]["value"])


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> Described:
    return Described(client)


def test_counts_are_those_of_the_endpoint(described: Described, release: Release) -> None:
    assert int(described.one("void:triples")) == described.count("?s ?p ?o")
    assert int(described.one("void:triples")) == release.manifest["counts"]["triples"]
    assert int(described.one("void:distinctSubjects")) == described.count("?s ?p ?o", "DISTINCT ?s")
    assert int(described.one("void:properties")) == described.count("?s ?p ?o", "DISTINCT ?p")


def test_partitions_are_true(described: Described) -> None:
    classes = described.rows(
        "?set void:classPartition ?part . ?part void:class ?class ; void:entities ?n"
    )
    by_class = {row["class"]: int(row["n"]) for row in classes}
    state = PREFIXES["mg"] + "State"
    assert by_class[state] == described.count(f"?s a <{state}>", "DISTINCT ?s")
    properties = described.rows(
        "?set void:propertyPartition ?part . ?part void:property ?property ; void:triples ?n"
    )
    assert sum(int(row["n"]) for row in properties) == described.count("?s ?p ?o")


def test_linksets_are_true(described: Described) -> None:
    rows = described.rows(
        "?set void:linkPredicate ?link ; void:triples ?n ; void:objectsTarget/foaf:homepage ?home"
    )
    wikidata = next(
        row
        for row in rows
        if "wikidata" in row["home"] and row["link"] == PREFIXES["owl"] + "sameAs"
    )
    expected = described.count(
        f"?s <{PREFIXES['owl']}sameAs> ?o "
        'FILTER(STRSTARTS(STR(?o), "http://www.wikidata.org/entity/"))'
    )
    assert int(wikidata["n"]) == expected > 100


def test_distributions_can_be_downloaded(
    described: Described, release: Release, client: httpx.Client
) -> None:
    rows = described.rows(
        "?d a dcat:Distribution ; dcat:downloadURL ?url ; dcat:byteSize ?size ; "
        "spdx:checksum/spdx:checksumValue ?sum"
    )
    assert len(rows) == len(release.manifest["files"])
    for row in rows:
        response = client.get(row["url"], headers={"Accept-Encoding": "identity"})
        assert len(response.content) == int(row["size"])
        assert hashlib.sha256(response.content).hexdigest() == row["sum"]


def test_every_named_graph_is_listed(described: Described, client: httpx.Client) -> None:
    rows = described.rows("?set sd:namedGraph ?entry . ?entry sd:name ?name")
    assert len(rows) == described.count("GRAPH ?g { ?s ?p ?o }", "DISTINCT ?g")


def test_it_says_what_may_be_done_with_it(described: Described, release: Release) -> None:
    assert described.one("dcterms:license") == "https://creativecommons.org/licenses/by/4.0/"
    assert described.one("dcat:version") == release.id
    assert described.one("dcterms:title")
    assert described.one("dcterms:publisher")
    assert described.one("void:sparqlEndpoint").endswith("/sparql")


def test_it_is_found_at_three_addresses_in_every_form(client: httpx.Client) -> None:
    turtle = client.get("/dataset.ttl").content
    for path in ("/dataset", "/void", "/.well-known/void"):
        assert client.get(path).content == turtle
        page = client.get(path, headers={"Accept": "text/html"})
        assert page.headers["content-type"].startswith("text/html")
    sizes = {
        len({q.triple for q in ox.parse(client.get(f"/dataset.{ext}").content, format=format)})
        for ext, format in (
            ("ttl", ox.RdfFormat.TURTLE),
            ("trig", ox.RdfFormat.TRIG),
            ("jsonld", ox.RdfFormat.JSON_LD),
            ("rdf", ox.RdfFormat.RDF_XML),
            ("nq", ox.RdfFormat.N_QUADS),
        )
    }
    assert len(sizes) == 1


@pytest.mark.parametrize("host", ['"><script>', "a b", "x" * 300, "evil.example/path?", "[::1"])
def test_a_hostile_host_header_stays_out(client: httpx.Client, host: str) -> None:
    for path in ("/dataset.nt", "/sparql"):
        response = client.get(path, headers={"Host": host, "Accept": "application/n-triples"})
        assert response.status_code in (200, 400)
        assert host not in response.text


def test_the_page_names_release_licence_and_files(client: httpx.Client, release: Release) -> None:
    page = client.get("/dataset", headers={"Accept": "text/html"}).text
    assert release.id in page
    for name, entry in release.manifest["files"].items():
        assert f'href="/dump/{name}"' in page
        assert entry["sha256"] in page
