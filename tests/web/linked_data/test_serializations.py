"""Every serialization of every graph that is served, read by another library: rdflib, lxml."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from lxml import etree
from rdflib import BNode, Dataset, Graph
from rdflib.compare import to_canonical_graph

#: The extension of each format, and rdflib's name of it; the formats beside Turtle.
OTHERS = {"nt": "nt", "jsonld": "json-ld", "rdf": "xml", "trig": "trig", "nq": "nquads"}
DOCUMENTS = (
    "/ontology",
    "/shapes",
    "/dataset",
    "/doc/mechanism/bali-process",
    "/doc/state/ERI",
    "/doc/instrument/rome-declaration-2014",
    "/doc/source/iom-khartoum-process-factsheet-2022",
)
#: Characters that XML 1.0 does not allow, in every place where a chunk may split one.
ODD = "a\u0001b\u000cc\ufffe\uffffd\ufffd"


def read(content: bytes, syntax: str) -> set[Any]:
    """The triples of a document, whatever graph they are in, with canonical blank nodes."""
    dataset = Dataset()
    dataset.parse(data=content, format=syntax, publicID="https://example.org/")
    graph = Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    blank = any(isinstance(term, BNode) for triple in graph for term in triple)
    return set(to_canonical_graph(graph) if blank else graph)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_format_holds_the_triples_of_the_turtle(client: httpx.Client, path: str) -> None:
    expected = read(client.get(f"{path}.ttl").content, "turtle")
    assert len(expected) > 10
    for extension, syntax in OTHERS.items():
        response = client.get(f"{path}.{extension}")
        assert response.status_code == 200
        assert read(response.content, syntax) == expected, extension


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_a_graph_of_the_store_is_the_same_in_every_format(
    client: httpx.Client, accept: str
) -> None:
    params = {"graph": "https://w3id.org/migov/id/source/iom-khartoum-process-factsheet-2022"}
    syntax = {"text/turtle": "turtle", "application/rdf+xml": "xml"}.get(accept, "json-ld")
    expected = client.get("/graph", params=params, headers={"Accept": "application/n-triples"})
    response = client.get("/graph", params=params, headers={"Accept": accept})
    assert read(response.content, syntax) == read(expected.content, "nt") != set()


@pytest.mark.parametrize("path", DOCUMENTS)
def test_xml_is_well_formed(client: httpx.Client, path: str) -> None:
    etree.fromstring(client.get(f"{path}.rdf").content)


@pytest.mark.parametrize("split", [0, 65_530, 65_531, 65_532])
def test_characters_that_xml_does_not_allow_are_escaped(client: httpx.Client, split: int) -> None:
    text = "x" * split + ODD
    literal = text.encode("unicode_escape").decode().replace("\\x", "\\u00")
    written = text.replace("\u0001", "\\u0001").replace("\u000c", "\\u000C")
    written = written.replace("\ufffe", "\\uFFFE").replace("\uffff", "\\uFFFF")
    for query, form in (
        (f'SELECT ?x {{ BIND("{literal}" AS ?x) }}', "srx"),
        (f'CONSTRUCT {{ <urn:s> <urn:p> "{literal}" }} WHERE {{}}', "rdf"),
    ):
        response = client.post(f"/sparql?format={form}", data={"query": query})
        assert response.status_code == 200
        assert written in "".join(etree.fromstring(response.content).itertext())


def test_the_literals_of_other_formats_stay_as_they_are(client: httpx.Client) -> None:
    query = 'SELECT ("a\\u0001b" AS ?x) {}'
    rows = client.get("/sparql", params={"query": query, "format": "json"}).json()
    assert rows["results"]["bindings"][0]["x"]["value"] == "a\u0001b"
