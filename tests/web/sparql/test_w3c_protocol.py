"""The query operations of the W3C's tests of the SPARQL 1.1 Protocol, and of Service Description.

Each test is named by what it checks, as in the manifests `sparql11/protocol` and
`sparql11/service-description` of the suite. Their data are three graphs that describe themselves;
ours are three sources, which do so too.
"""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

from migov.vocabulary import PREFIXES

SOURCES = [
    PREFIXES["source"] + slug
    for slug in (
        "iom-khartoum-process-factsheet-2022",
        "iom-khartoum-process-summary-of-findings-2019",
        "editorial",
    )
]
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
RESULTS = {
    "application/sparql-results+xml",
    "application/sparql-results+json",
    "text/csv",
    "text/tab-separated-values",
}
GRAPHS = {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"}
NOTHING = {"default-graph-uri": "http://example.org/none"}


def send(
    client: httpx.Client,
    content_type: str,
    content: str | bytes,
    **params: str | list[str],
) -> httpx.Response:
    """A POST to the address with a slash, as the suite sends it."""
    headers = {"Content-Type": content_type} if content_type else {}
    address = {name.replace("_", "-"): value for name, value in params.items()}
    request = client.build_request(
        "POST", "/sparql/", params=address, content=content, headers=headers
    )
    del request.headers["accept"]
    return client.send(request)


def boolean(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    return bool(response.json()["boolean"])


def media_type(response: httpx.Response) -> str:
    assert response.status_code == 200, response.text
    return response.headers["content-type"].partition(";")[0]


def ask(client: httpx.Client, query: str, **params: str | list[str]) -> list[bool]:
    """The answers to a query sent by GET and by POST, its dataset in the address."""
    address = {name.replace("_", "-"): value for name, value in params.items()}
    by_get = client.get("/sparql/", params={"query": query, **address})
    return [boolean(by_get), boolean(send(client, QUERY, query, **params))]


@pytest.fixture(scope="module")
def marks(client: httpx.Client) -> list[str]:
    """For each source, a pattern that matches in its graph alone."""
    patterns = []
    for source in SOURCES:
        query = (
            f"SELECT ?s ?p ?o {{ GRAPH <{source}> {{ ?s ?p ?o FILTER(isIRI(?o)) }} "
            f"FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != <{source}>) }} }} "
            "ORDER BY ?s ?p ?o LIMIT 1"
        )
        (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        patterns.append(" ".join(f"<{row[name]['value']}>" for name in ("s", "p", "o")))
    return patterns


class TestQueryOperations:
    def test_query_via_url_encoded_post(self, client):
        assert boolean(send(client, FORM, "query=ASK%20%7B%7D", default_graph_uri="http://a.org/"))

    def test_query_via_get(self, client):
        assert boolean(client.get("/sparql/", params={"query": "ASK {}", **NOTHING}))

    def test_query_via_post_directly(self, client):
        assert boolean(send(client, QUERY, "ASK {}", default_graph_uri="http://a.org/"))

    def test_protocol_specified_default_graphs(self, client, marks):
        query = f"ASK {{ {marks[0]} . {marks[1]} }}"
        assert ask(client, query, default_graph_uri=SOURCES[:2]) == [True, True]
        assert ask(client, query, default_graph_uri=SOURCES[0]) == [False, False]

    def test_protocol_specified_named_graphs(self, client, marks):
        query = f"ASK {{ GRAPH ?g1 {{ {marks[0]} }} GRAPH ?g2 {{ {marks[1]} }} }}"
        assert ask(client, query, named_graph_uri=SOURCES[:2]) == [True, True]
        assert ask(client, query, named_graph_uri=SOURCES[0]) == [False, False]

    def test_protocol_specified_dataset_of_both(self, client, marks):
        query = f"ASK {{ {marks[2]} GRAPH ?g1 {{ {marks[0]} }} GRAPH ?g2 {{ {marks[1]} }} }}"
        dataset = {"default_graph_uri": SOURCES[2], "named_graph_uri": SOURCES[:2]}
        assert ask(client, query, **dataset) == [True, True]
        assert ask(client, query, named_graph_uri=SOURCES[:2]) == [False, False]

    def test_the_protocols_dataset_is_used_where_the_query_names_one_too(self, client, marks):
        named = f"GRAPH ?g1 {{ {marks[0]} }} GRAPH ?g2 {{ {marks[1]} }}"
        query = f"ASK FROM <{SOURCES[2]}> {{ {named} }}"
        assert ask(client, query, named_graph_uri=SOURCES[:2]) == [True, True]
        query = f"ASK FROM <{SOURCES[2]}> {{ {marks[2]} }}"
        assert ask(client, query, named_graph_uri=SOURCES[:2]) == [False, False]


class TestContentTypes:
    @pytest.mark.parametrize(
        ("query", "allowed"),
        [
            ("SELECT (1 AS ?value) {}", RESULTS),
            ("ASK {}", RESULTS),
            ("DESCRIBE <http://example.org/>", GRAPHS),
            ("CONSTRUCT { <s> <p> 1 } WHERE {}", GRAPHS),
        ],
    )
    def test_the_content_type_fits_the_form_of_the_query(self, client, query, allowed):
        response = send(client, QUERY, query, default_graph_uri="http://example.org/none")
        assert media_type(response) in allowed


class TestBadRequests:
    def test_query_with_a_method_other_than_get_or_post(self, client):
        response = client.put("/sparql/", params={"query": "ASK {}"})
        assert response.status_code == 405
        assert {"GET", "POST"} <= set(response.headers["allow"].split(", "))

    def test_query_with_more_than_one_query_string(self, client):
        address = "/sparql/?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"
        assert client.get(address).status_code == 400
        form = "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"
        assert send(client, FORM, form).status_code == 400

    @pytest.mark.parametrize(
        ("content_type", "content", "status"),
        [
            pytest.param("text/plain", "ASK {}", 415, id="another media type"),
            pytest.param("", "query=ASK%20%7B%7D", 415, id="a form without its media type"),
            pytest.param("", "ASK {}", 415, id="a query without its media type"),
            pytest.param(f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), 415, id="UTF-16"),
            pytest.param(QUERY, "ASK {}".encode("utf-16"), 400, id="UTF-16 that says UTF-8"),
            pytest.param(QUERY, "ASK {", 400, id="a syntax error"),
        ],
    )
    def test_query_sent_with(self, client, content_type, content, status):
        assert send(client, content_type, content).status_code == status

    def test_query_with_a_syntax_error_by_get(self, client):
        assert client.get("/sparql/", params={"query": "ASK {"}).status_code == 400

    @pytest.mark.parametrize(
        ("content_type", "content", "status"),
        [
            pytest.param(FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", 403, id="two"),
            pytest.param(FORM, "update=CLEAR%20XYZ", 403, id="a syntax error"),
            pytest.param(FORM, "update=CLEAR%20ALL", 403, id="a valid one"),
            pytest.param(UPDATE, "CLEAR ALL", 403, id="direct"),
            pytest.param(
                f"{UPDATE}; charset=UTF-16", "CLEAR ALL".encode("utf-16"), 403, id="UTF-16"
            ),
            pytest.param("", "update=CLEAR%20NAMED", 415, id="a form without its media type"),
            pytest.param("text/plain", "CLEAR NAMED", 415, id="another media type"),
        ],
    )
    def test_update_sent_by_post_with(self, client, content_type, content, status):
        assert send(client, content_type, content).status_code == status

    def test_update_by_get(self, client):
        assert client.get("/sparql/", params={"update": "CLEAR ALL"}).status_code == 403


class TestServiceDescription:
    @pytest.fixture
    def description(self, client) -> ox.Dataset:
        response = client.get("/sparql", headers={"Accept": "application/n-triples"})
        assert media_type(response) == "application/n-triples"
        return ox.Dataset(ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES))

    def test_get_on_the_endpoint_returns_rdf(self, description):
        assert len(description) > 10

    def test_an_endpoint_triple_matches_the_address(self, client, description):
        address = str(client.base_url).rstrip("/") + "/sparql"
        endpoints = {
            quad.object.value
            for quad in description
            if quad.predicate.value == PREFIXES["sd"] + "endpoint"
        }
        assert endpoints == {address}

    def test_it_conforms_to_the_schema(self, description):
        """What sections 3.2 and 3.4 require of services, datasets and named graphs."""
        store = ox.Store()
        store.extend(description)
        ask = (
            "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
            "ASK { ?service a sd:Service ; sd:endpoint ?endpoint ; sd:supportedLanguage ?language ;"
            " sd:defaultDataset ?dataset . ?dataset a sd:Dataset ; sd:defaultGraph ?graph ."
            " ?graph a sd:Graph }"
        )
        assert store.query(ask)
        missing = (
            "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
            "ASK { { ?a sd:namedGraph ?named FILTER NOT EXISTS { ?named a sd:NamedGraph ;"
            " sd:name ?name ; sd:graph/a sd:Graph } }"
            " UNION { ?a sd:feature ?f FILTER NOT EXISTS { ?f a sd:Feature } }"
            " UNION { ?a sd:languageExtension ?f FILTER NOT EXISTS { ?f a sd:Feature } }"
            " UNION { ?a sd:extensionFunction ?f FILTER NOT EXISTS { ?f a sd:Function } } }"
        )
        assert not store.query(missing)
