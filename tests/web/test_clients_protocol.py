"""What real clients send: media types with parameters, formats by URL, odd requests."""

from __future__ import annotations

import httpx
import pytest

SELECT = "SELECT ?x WHERE { VALUES ?x { 1 } }"
RESULTS = "application/sparql-results+json"
CONSTRUCT = "CONSTRUCT { <s> <p> 1 } WHERE {}"


@pytest.mark.parametrize(
    ("query", "accept", "served"),
    [
        (SELECT, f"{RESULTS}; charset=utf-8", RESULTS),
        (SELECT, "text/csv;header=present", "text/csv; charset=utf-8"),
        (SELECT, 'application/json; profile="x"; q=0.9, text/csv;q=0.1', "application/json"),
        (CONSTRUCT, "text/turtle; charset=utf-8", "text/turtle; charset=utf-8"),
        (CONSTRUCT, 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
         "application/ld+json"),
        (CONSTRUCT, "text/turtle;version=1.2;q=0.2, application/n-triples;q=0.1",
         "text/turtle; charset=utf-8"),
    ],
)  # fmt: skip
def test_parameters_that_select_nothing_are_ignored(
    client: httpx.Client, query: str, accept: str, served: str
) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == served


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/doc/mechanism/khartoum-process", "text/turtle; charset=utf-8"),
        ("/ontology", 'application/ld+json;profile="x"'),
        ("/questions/members?actor=khartoum-process", "text/csv;header=present"),
        ("/dataset", "text/turtle;version=1.2"),
    ],
)
def test_every_route_ignores_them(client: httpx.Client, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(accept.partition(";")[0])


def test_a_range_excluded_without_parameters_stays_excluded(client: httpx.Client) -> None:
    accept = "text/csv;q=0, text/csv;header=present, application/json"
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("name", "query", "served"),
    [
        ("csv", SELECT, "text/csv"),
        ("tsv", SELECT, "text/tab-separated-values"),
        ("json", SELECT, "application/json"),
        ("xml", SELECT, "application/xml"),
        ("ttl", CONSTRUCT, "text/turtle"),
        ("nt", CONSTRUCT, "application/n-triples"),
        ("jsonld", CONSTRUCT, "application/ld+json"),
        ("rdf", CONSTRUCT, "application/rdf+xml"),
    ],
)
def test_the_address_names_the_format(
    client: httpx.Client, name: str, query: str, served: str
) -> None:
    params = {"query": query, "format": name}
    response = client.get("/sparql", params=params, headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(served)
    posted = client.post("/sparql", data=params)
    assert posted.headers["content-type"].startswith(served)


def test_an_unknown_format_is_refused_with_the_list(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": SELECT, "format": "pdf"})
    assert response.status_code == 400
    assert "csv" in response.json()["detail"]
    assert client.get("/sparql", params={"query": SELECT, "format": "ttl"}).status_code == 406


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("/questions", {"GET", "HEAD", "OPTIONS"}),
        ("/doc/mechanism/khartoum-process", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_refused_method_lists_those_taken(
    client: httpx.Client, path: str, methods: set[str]
) -> None:
    response = client.put(path)
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == methods


def test_relative_iris_resolve_against_the_endpoint(client: httpx.Client) -> None:
    response = client.get(
        "/sparql", params={"query": CONSTRUCT}, headers={"Accept": "application/n-triples"}
    )
    assert response.status_code == 200
    base = str(client.base_url).rstrip("/")
    assert f"<{base}/s> <{base}/p>" in response.text
    own = "BASE <http://example.org/> " + CONSTRUCT
    response = client.get(
        "/sparql", params={"query": own}, headers={"Accept": "application/n-triples"}
    )
    assert "<http://example.org/s>" in response.text


def test_a_post_without_a_query_is_refused(client: httpx.Client) -> None:
    assert client.post("/sparql", data={}).status_code in (400, 415)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/sparql", content=b"", headers=form).status_code == 400
    assert client.post("/sparql", content=b"x=1", headers=form).status_code == 400


def test_the_address_with_a_slash_answers_too(client: httpx.Client) -> None:
    for response in (
        client.post("/sparql/", data={"query": SELECT}, headers={"Accept": "text/csv"}),
        client.get("/sparql/", params={"query": SELECT}, headers={"Accept": "text/csv"}),
    ):
        assert response.status_code == 200
        assert response.text.splitlines() == ["x", "1"]


def test_an_empty_default_graph_is_as_if_absent(client: httpx.Client) -> None:
    ask = "ASK { ?s ?p ?o }"
    for params in ({"query": ask}, {"query": ask, "default-graph-uri": ""}):
        assert client.get("/sparql", params=params).json()["boolean"] is True
