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


#: What clients send for a SELECT or a CONSTRUCT, and what each reads.
CLIENTS = {
    "Jena, SELECT": (SELECT, f"{RESULTS}, application/sparql-results+xml;q=0.9, "
        "text/tab-separated-values;q=0.7, text/csv;q=0.5, application/json;q=0.2, */*;q=0.1",
        RESULTS),
    "Jena, CONSTRUCT": (CONSTRUCT, "text/turtle,application/n-triples;q=0.9,"
        "application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3", "text/turtle"),
    "Jena, data set": (CONSTRUCT, "application/trig,application/n-quads;q=0.9,*/*;q=0.3",
        "application/trig"),
    "RDF4J, SELECT": (SELECT, "application/x-binary-rdf-results-table;q=0.8, "
        "application/sparql-results+xml;q=0.8, text/csv;q=0.7", "application/sparql-results+xml"),
    "RDF4J, ASK": ("ASK {}", f"text/boolean;q=0.8, {RESULTS}", RESULTS),
    "RDF4J, CONSTRUCT": (CONSTRUCT, "application/x-binary-rdf;q=0.8, text/x-nquads;q=0.5, "
        "application/n-triples, text/turtle;q=0.8, text/n3;q=0.5", "application/n-triples"),
    "SPARQLWrapper, JSON": (SELECT, f"{RESULTS},application/json,text/javascript,"
        "application/javascript", RESULTS),
    "SPARQLWrapper, N3": (CONSTRUCT, "application/turtle,text/n3,text/rdf+n3,application/rdf+n3,"
        "text/turtle", "text/turtle"),
    "rdflib": (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
    "YASGUI": (SELECT, f"{RESULTS},*/*;q=0.9", RESULTS),
    "Comunica": (SELECT, "application/n-quads,application/trig;q=0.95,text/turtle;q=0.6,"
        f"{RESULTS},application/sparql-results+xml;q=0.9", RESULTS),
    "Firefox": (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
        "image/webp,*/*;q=0.8", "text/html"),
    "Chrome": (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
        "image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7", "text/html"),
    "a type in capitals": (SELECT, "TEXT/CSV", "text/csv"),
    "any text": (CONSTRUCT, "text/*", "text/turtle"),
    "any application": (SELECT, "application/*", RESULTS),
    "a single star": (SELECT, "*", RESULTS),
    "a single star with a quality": (SELECT, "image/png, *; q=.2", RESULTS),
    "a star without JSON": (SELECT, f"*;q=0.5, {RESULTS};q=0",
        "application/sparql-results+xml"),
    "nothing": (SELECT, "", RESULTS),
}  # fmt: skip


@pytest.mark.parametrize(("query", "accept", "served"), CLIENTS.values(), ids=CLIENTS)
def test_a_client_gets_what_it_reads(
    client: httpx.Client, query: str, accept: str, served: str
) -> None:
    headers = {"Accept": accept}
    for response in (
        client.get("/sparql", params={"query": query}, headers=headers),
        client.post("/sparql", data={"query": query}, headers=headers),
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] == served


#: Addresses with several representations.
NEGOTIATED = (
    "/sparql?query=ASK%7B%7D", "/graph?default", "/questions",
    "/questions/members?actor=khartoum-process", "/ask?q=who+chairs+the+Rabat+Process",
    "/compare?actors=khartoum-process,rabat-process", "/doc/mechanism/khartoum-process",
    "/id/mechanism/khartoum-process", "/problem", "/problem/not-found", "/compare",
    "/questions/members", "/sparql",
    "/ontology", "/shapes", "/void", "/.well-known/void", "/dataset", "/releases",
    "/search?q=niger", "/network", "/panel/state-year?from=2020&to=2021", "/changes",
    "/changes/mechanism/khartoum-process", "/brief/mechanism/khartoum-process",
    "/oembed?url=https://example.org/",
)  # fmt: skip


#: Addresses of documents in RDF.
NEGOTIATED_RDF = (
    "/doc/mechanism/khartoum-process", "/ontology", "/shapes", "/void", "/dataset",
)  # fmt: skip


@pytest.mark.parametrize("path", NEGOTIATED)
def test_an_unknown_format_is_refused_everywhere_with_the_list(
    client: httpx.Client, path: str
) -> None:
    response = client.get(f"{path}{'&' if '?' in path else '?'}format=no-such")
    assert response.status_code == 400, response.text
    assert response.json()["available"]


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize("path", NEGOTIATED)
def test_every_negotiated_answer_has_validators(
    client: httpx.Client, path: str, accept: str
) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert "Accept" in response.headers["vary"]
    if response.status_code == 200:
        known = {"If-None-Match": response.headers["etag"], "Accept": accept}
        assert response.headers["last-modified"]
        assert client.get(path, headers=known).status_code == 304


@pytest.mark.parametrize("path", [path for path in NEGOTIATED if "oembed" not in path])
def test_what_no_route_writes_is_refused_with_the_list(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers={"Accept": "model/stl, application/problem+json;q=0.1"})
    assert response.status_code == 406, response.text
    assert response.json()["available"]


@pytest.mark.parametrize(
    ("path", "accept", "like"),
    [
        *((path, "application/json", "application/ld+json") for path in NEGOTIATED_RDF),
        *((path, "application/xml", "application/rdf+xml") for path in NEGOTIATED_RDF),
        ("/changes", "application/json", "application/ld+json"),
    ],
)
def test_the_general_type_of_a_syntax_is_taken_for_rdf(
    client: httpx.Client, path: str, accept: str, like: str
) -> None:
    general, own = (client.get(path, headers={"Accept": each}) for each in (accept, like))
    assert (general.status_code, general.headers["content-type"]) == (200, accept)
    assert general.content == own.content
    assert general.headers["etag"] != own.headers["etag"]


def test_a_graph_is_written_in_the_format_that_the_address_names(client: httpx.Client) -> None:
    response = client.get("/graph?default&format=nt", headers={"Accept": "text/turtle"})
    assert response.headers["content-type"] == "application/n-triples"


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
        # SPARQLWrapper's names, and media types, as clients of Virtuoso send them.
        ("turtle", CONSTRUCT, "text/turtle"),
        ("n3", CONSTRUCT, "text/turtle"),
        ("rdf+xml", CONSTRUCT, "application/rdf+xml"),
        ("json-ld", CONSTRUCT, "application/ld+json"),
        ("text/csv", SELECT, "text/csv"),
        ("application/sparql-results+json", SELECT, RESULTS),
        ("application/sparql-results json", SELECT, RESULTS),
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


@pytest.mark.parametrize(
    ("name", "query", "accept", "served"),
    [
        ("xml", SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        ("xml", CONSTRUCT, "application/rdf+xml, text/turtle", "application/rdf+xml"),
        ("xml", CONSTRUCT, "text/turtle", "application/xml"),
        ("json", SELECT, "*/*", "application/json"),
        ("json", SELECT, f"{RESULTS}, application/json;q=0.9", RESULTS),
    ],
)
def test_accept_chooses_among_the_types_of_the_format_that_the_address_names(
    client: httpx.Client, name: str, query: str, accept: str, served: str
) -> None:
    params = {"query": query, "format": name}
    response = client.get("/sparql", params=params, headers={"Accept": accept})
    assert response.headers["content-type"] == served


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
        ("/reconcile", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("/robots.txt", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_refused_method_lists_those_taken(
    client: httpx.Client, path: str, methods: set[str]
) -> None:
    refused, options = client.put(path), client.options(path)
    assert (refused.status_code, options.status_code) == (405, 204)
    for response in (refused, options):
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


def test_a_graph_with_triple_terms_is_no_json_ld(client: httpx.Client) -> None:
    query = "CONSTRUCT { <s> <p> <<( <a> <b> 1 )>> } WHERE {}"
    headers = {"Accept": "application/ld+json"}
    response = client.get("/sparql", params={"query": query}, headers=headers)
    assert response.status_code == 406
    assert "text/turtle" in response.json()["available"]


def test_a_byte_order_mark_before_a_query_is_ignored(client: httpx.Client) -> None:
    body = "\ufeffASK {}".encode()
    headers = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=body, headers=headers).json()["boolean"] is True


def test_an_unknown_function_is_refused_by_name(client: httpx.Client) -> None:
    query = "ASK { FILTER(<http://example.org/near>(1, 2)) }"
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 400
    assert "<http://example.org/near>" in response.json()["detail"]


def test_a_syntax_error_beside_a_relative_iri_keeps_its_column(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * { <s> ?p }"})
    assert (response.json()["line"], response.json()["column"]) == (1, 20)


def test_an_empty_default_graph_is_as_if_absent(client: httpx.Client) -> None:
    ask = "ASK { ?s ?p ?o }"
    for params in ({"query": ask}, {"query": ask, "default-graph-uri": ""}):
        assert client.get("/sparql", params=params).json()["boolean"] is True
