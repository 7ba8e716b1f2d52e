"""SPARQLWrapper, rdflib and pandas query the endpoint as their documentation shows."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import GET, POST, POSTDIRECTLY, URLENCODED, SPARQLWrapper

SELECT = "SELECT ?s { ?s ?p ?o } LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"
ETHIOPIA = URIRef("https://w3id.org/migov/id/state/ETH")


@pytest.fixture
def endpoint(client: httpx.Client) -> str:
    return str(client.base_url).rstrip("/") + "/sparql"


@pytest.mark.parametrize(
    ("method", "body"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)
@pytest.mark.parametrize(
    ("query", "format"),
    [
        *((SELECT, format) for format in ("json", "xml", "csv", "tsv")),
        *((CONSTRUCT, format) for format in ("turtle", "n3", "rdf", "rdf+xml", "xml", "json-ld")),
        ("ASK {}", "json"),
        ("ASK {}", "xml"),
    ],
)
def test_sparqlwrapper(endpoint: str, query: str, format: str, method: str, body: str) -> None:
    wrapper = SPARQLWrapper(endpoint, returnFormat=format)
    wrapper.setQuery(query)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(body)
    result = wrapper.query().convert()
    if isinstance(result, Graph):
        assert len(result) == 3
    elif query == CONSTRUCT:
        found = Graph().parse(data=result, format="turtle")
        assert len(found) == 3
    elif isinstance(result, bytes):
        assert len(result.splitlines()) == 4
    else:
        assert result


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json", "csv", "tsv"])
def test_rdflib_sparql_store(endpoint: str, format: str, method: str) -> None:
    graph = Graph(SPARQLStore(endpoint, method=method, returnFormat=format))
    assert len(list(graph.query(SELECT))) == 3
    assert list(graph.triples((ETHIOPIA, None, None)))
    if format in ("xml", "json"):  # an ASK has no table
        assert (ETHIOPIA, None, None) in graph


def test_pandas(endpoint: str) -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.read_csv(f"{endpoint}?{urlencode({'query': SELECT, 'format': 'csv'})}")
    assert table.shape == (3, 1)
