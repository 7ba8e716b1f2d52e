"""The description of the data set is true to the release that it describes."""

from __future__ import annotations

import gzip
import hashlib
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph, URIRef

from migov.knowledge.release.release import Release
from migov.vocabulary import BASE, PREFIXES
from migov.web.dataset.void import TARGETS

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
        f"<{DATASET.value}> void:classPartition ?part . ?part void:class ?class ; void:entities ?n"
    )
    by_class = {row["class"]: int(row["n"]) for row in classes}
    state = PREFIXES["mg"] + "State"
    assert by_class[state] == described.count(f"?s a <{state}>", "DISTINCT ?s")
    properties = described.rows(
        f"<{DATASET.value}> void:propertyPartition ?part . "
        "?part void:property ?property ; void:triples ?n"
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
        f"<{DATASET.value}> dcat:distribution ?d . "
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
        properties = described.rows(
            f"<{DATASET.value}> void:propertyPartition ?part . "
            "?part void:property ?of ; void:triples ?n"
        )
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


def test_versions_are_data_sets_with_files(described: Described, release: Release) -> None:
    for row in described.rows(f"<{DATASET.value}> dcat:hasVersion ?version"):
        files = described.rows(f"<{row['version']}> dcat:distribution/dcat:downloadURL ?url")
        assert len(files) == len(release.manifest["files"])


def test_it_changed_when_the_release_was_built(described: Described, client: httpx.Client) -> None:
    built = parsedate_to_datetime(client.get("/dataset").headers["Last-Modified"])
    assert described.one("dcterms:modified") == built.date().isoformat()


def catalogued(client: httpx.Client, path: str) -> Graph:
    """The description at `path` without the partitions, of which DCAT-AP has no rules."""
    described = Graph().parse(data=client.get(path).text, format="turtle")
    for part in {s for s in described.subjects() if "#class-" in s or "#property-" in s}:
        described.remove((part, None, None))
    return described


def findings(described: Graph, *, in_use: bool = True) -> str:
    """What the shapes of DCAT-AP find; empty where nothing."""
    asked = Graph().parse(DCAT_AP)
    if not in_use:
        asked.remove((URIRef("urn:InUse"), None, None))
    conforms, _, said = pyshacl.validate(described, shacl_graph=asked)
    return "" if conforms else str(said)


@pytest.fixture(scope="module")
def dcat(client: httpx.Client) -> Graph:
    return catalogued(client, "/dataset.ttl")


def test_it_keeps_to_dcat_ap(dcat: Graph) -> None:
    assert not findings(dcat)


def test_a_release_keeps_to_dcat_ap(client: httpx.Client, release: Release) -> None:
    described = catalogued(client, f"/release/{release.id}/dataset.ttl")
    assert not findings(described, in_use=False)


@pytest.mark.parametrize(
    ("subject", "property"),
    [
        (None, "dcat:accessURL"),
        (None, "dcat:contactPoint"),
        (None, "dcat:dataset"),
        (None, "dcterms:format"),
        (f"{BASE}dataset#catalog", "dcterms:publisher"),
        (f"{BASE}release/{{id}}/", "dcat:distribution"),
    ],
)
def test_what_breaks_dcat_ap_is_found(
    dcat: Graph, release: Release, subject: str | None, property: str
) -> None:
    prefix, _, local = property.partition(":")
    node = URIRef(subject.format(id=release.id)) if subject else None
    broken = Graph()
    broken += dcat
    broken.remove((node, URIRef(PREFIXES[prefix] + local), None))
    assert len(broken) < len(dcat)
    assert findings(broken)


class TestInsideTheEndpoint:
    """Partitions, example queries and shapes are in named graphs, and in the default graph."""

    def rows(self, client: httpx.Client, query: str) -> list[dict[str, str]]:
        prefixes = "".join(f"PREFIX {p}: <{ns}>\n" for p, ns in PREFIXES.items())
        prefixes += "PREFIX void-ext: <http://ldf.fi/void-ext#>\n"
        found = client.post("/sparql", data={"query": prefixes + query}).json()
        return [
            {name: term["value"] for name, term in row.items()}
            for row in found["results"]["bindings"]
        ]

    def test_partitions_of_classes_by_property(
        self, client: httpx.Client, described: Described
    ) -> None:
        parts = self.rows(
            client,
            "SELECT ?class ?property ?n { ?part void:class ?class ; void:propertyPartition ?p . "
            "?p void:property ?property ; void:triples ?n }",
        )
        assert len(parts) > 500
        counted = {
            (row["class"], row["property"]): row["n"]
            for row in self.rows(
                client,
                "SELECT ?class ?property (COUNT(*) AS ?n) "
                "{ ?s a ?class ; ?property ?o FILTER(?class != void:Dataset && isIRI(?class)) } "
                "GROUP BY ?class ?property",
            )
        }
        assert {(row["class"], row["property"]): row["n"] for row in parts} == counted
        shown = described.rows(
            "?part void:class ?class ; void:propertyPartition ?p . "
            "?p void:property ?property ; void:triples ?n"
        )
        assert len(shown) == len(parts)

    def test_kinds_of_values_as_editors_read_them(self, client: httpx.Client) -> None:
        # The query with which the SIB's SPARQL editor learns what can be asked for.
        rows = self.rows(
            client,
            """SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype WHERE {
              ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
              ?pp void:property ?prop .
              OPTIONAL {
                { ?pp void:classPartition [ void:class ?objectClass ] } UNION
                { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }
              } }""",
        )
        mg, org, xsd = PREFIXES["mg"], PREFIXES["org"], PREFIXES["xsd"]
        membership = [row for row in rows if row["subjectClass"] == org + "Membership"]
        assert mg + "State" in {
            row.get("objectClass") for row in membership if row["prop"] == org + "member"
        }
        assert xsd + "date" in {
            row.get("objectDatatype") for row in membership if row["prop"] == mg + "startsOn"
        }

    def test_examples_as_editors_read_them(self, client: httpx.Client) -> None:
        found = self.rows(
            client,
            """SELECT DISTINCT ?sq ?comment ?query ?target {
              ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
                sh:select|sh:ask|sh:construct ?query ; schema:target ?target }""",
        )
        names = {row["sq"].rpartition("#example-")[2] for row in found}
        assert {"members", "chairs", "chairs-now", "describe-a-mechanism"} <= names
        assert {row["target"] for row in found} == {f"{BASE}sparql"}
        for row in found:
            answer = client.post("/sparql", data={"query": row["query"]})
            assert answer.status_code == 200, row["sq"]

    def test_prefixes_as_editors_read_them(self, client: httpx.Client) -> None:
        rows = self.rows(
            client, "SELECT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix }"
        )
        assert {row["prefix"]: row["namespace"] for row in rows} == PREFIXES

    def test_each_is_a_named_graph(self, client: httpx.Client) -> None:
        for name, pattern in (
            ("shapes", "?shape a sh:NodeShape"),
            ("examples", "?example a sh:SPARQLExecutable"),
            ("partitions", "?set void:classPartition ?part"),
        ):
            graph = f"{BASE}graph/{name}"
            assert self.rows(client, f"SELECT * {{ GRAPH <{graph}> {{ {pattern} }} }}")
            led = client.get(f"/graph/{name}")
            assert led.headers["Location"] == f"/dataset#{name}"
            page = client.get("/dataset", headers={"Accept": "text/html"}).text
            assert f'id="{name}"' in page
