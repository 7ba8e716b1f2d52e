"""The description of the data set is true to the release that it describes."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import httpx
import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph, URIRef

from migov.knowledge.release.release import Release
from migov.vocabulary import BASE, PREFIXES
from migov.web.dataset.statistics import TARGETS

DCAT_AP = Path(__file__).with_name("dcat-ap.ttl")
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


@pytest.fixture(scope="module")
def loaded(client: httpx.Client, described: Described) -> ox.Store:
    """The N-Quads dump in a fresh store."""
    (row,) = described.rows(
        "?d dcat:downloadURL ?url ; dcat:mediaType ?media ; dcat:compressFormat ?coding "
        'FILTER(STRENDS(STR(?media), "/n-quads") && STRENDS(STR(?coding), "/gzip"))'
    )
    store = ox.Store()
    store.load(gzip.decompress(client.get(row["url"]).content), format=ox.RdfFormat.N_QUADS)
    return store


class TestTheDump:
    """The N-Quads load into a store of another kind, with the counts that VoID states."""

    def count(self, store: ox.Store, pattern: str, what: str = "*") -> int:
        query = f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}"
        found = store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        (row,) = found
        return int(row["n"].value)

    def test_totals(self, loaded: ox.Store, described: Described) -> None:
        triple = "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }"
        assert int(described.one("void:triples")) == self.count(loaded, f"{{ {triple} }}")
        for name, what in (
            ("void:distinctSubjects", "DISTINCT ?s"),
            ("void:distinctObjects", "DISTINCT ?o"),
            ("void:properties", "DISTINCT ?p"),
        ):
            assert int(described.one(name)) == self.count(loaded, "?s ?p ?o", what), name
        assert int(described.one("void:classes")) == self.count(
            loaded, "?s a ?class FILTER(isIRI(?class))", "DISTINCT ?class"
        )
        assert int(described.one("void:entities")) == self.count(
            loaded, f'?s a ?class FILTER(STRSTARTS(STR(?s), "{BASE}id/"))', "DISTINCT ?s"
        )

    def test_every_class_and_every_property(self, loaded: ox.Store, described: Described) -> None:
        classes = described.rows("?part void:class ?of ; void:entities ?n")
        assert len(classes) == int(described.one("void:classes")) > 50
        for row in classes:
            number = self.count(loaded, f"?s a <{row['of']}>", "DISTINCT ?s")
            assert int(row["n"]) == number, row["of"]
        properties = described.rows("?part void:property ?of ; void:triples ?n")
        assert len(properties) == int(described.one("void:properties")) > 100
        for row in properties:
            pattern = f"{{ SELECT DISTINCT ?s ?o {{ ?s <{row['of']}> ?o }} }}"
            assert int(row["n"]) == self.count(loaded, pattern), row["of"]

    def test_every_graph(self, loaded: ox.Store, described: Described, release: Release) -> None:
        graphs = described.rows("?entry sd:name ?name ; sd:graph/void:triples ?n")
        assert {row["name"] for row in graphs} == {
            graph.value for graph in loaded.named_graphs() if isinstance(graph, ox.NamedNode)
        }
        for row in graphs:
            quads = loaded.quads_for_pattern(None, None, None, ox.NamedNode(row["name"]))
            assert int(row["n"]) == len(list(quads)), row["name"]
        assert len(loaded) == release.manifest["counts"]["quads"]

    def test_every_linkset(self, loaded: ox.Store, described: Described) -> None:
        rows = described.rows(
            "?set void:linkPredicate ?link ; void:triples ?n ; void:objectsTarget/dcterms:title ?to"
        )
        starts = {title: start for _, title, start, _ in TARGETS}
        assert {"Wikidata", "EU authority tables", "EuroVoc"} <= {row["to"] for row in rows}
        for row in rows:
            pattern = (
                f"{{ SELECT DISTINCT ?s ?o {{ ?s <{row['link']}> ?o "
                f'FILTER(STRSTARTS(STR(?s), "{BASE}id/") && '
                f'STRSTARTS(STR(?o), "{starts[row["to"]]}")) }} }}'
            )
            assert int(row["n"]) == self.count(loaded, pattern), row


@pytest.mark.parametrize("path", ["/dataset.ttl", "/release/{id}/dataset.ttl"])
def test_it_keeps_to_dcat_ap(client: httpx.Client, release: Release, path: str) -> None:
    described = Graph().parse(data=client.get(path.format(id=release.id)).text, format="turtle")
    asked = Graph().parse(DCAT_AP)
    if path.startswith("/release"):
        asked.remove((URIRef("urn:InUse"), None, None))
    conforms, _, said = pyshacl.validate(described, shacl_graph=asked)
    assert conforms, said


def test_what_breaks_dcat_ap_is_found(client: httpx.Client) -> None:
    described = Graph().parse(data=client.get("/dataset.ttl").text, format="turtle")
    described.remove((None, URIRef(PREFIXES["dcat"] + "accessURL"), None))
    conforms, _, _ = pyshacl.validate(described, shacl_graph=Graph().parse(DCAT_AP))
    assert not conforms
