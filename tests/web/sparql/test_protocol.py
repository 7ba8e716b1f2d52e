"""SPARQL 1.1 Protocol, section 2.1 (query operation), sentence by sentence, over a real socket."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import httpx
import pyoxigraph as ox
import pytest

ASK = "ASK { ?s ?p ?o }"
SELECT = "SELECT ?s { ?s a <https://w3id.org/migov/ontology#Secretariat> } ORDER BY ?s LIMIT 2"
GRAPH = (
    "CONSTRUCT WHERE { <https://w3id.org/migov/id/state/ETH> "
    "<http://www.w3.org/2004/02/skos/core#prefLabel> ?label }"
)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SEED = "https://w3id.org/migov/id/source/iom-khartoum-process-factsheet-2022"
SEED_2019 = "https://w3id.org/migov/id/source/iom-khartoum-process-summary-of-findings-2019"

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"


def get(client: httpx.Client, query: str, accept: str = JSON, **params: object) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **params}, headers={"Accept": accept})


def post(client: httpx.Client, body: str | bytes, content_type: str, url: str = "/sparql"):
    return client.post(url, content=body, headers={"Content-Type": content_type, "Accept": JSON})


def count(response: httpx.Response) -> int:
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def assert_problem(response: httpx.Response, status: int, *words: str) -> dict:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"
    problem = response.json()
    assert problem["status"] == status
    for word in words:
        assert word in problem["detail"]
    return problem


class TestThreeWaysToAsk:
    def test_get_with_a_query_parameter(self, client):
        assert get(client, ASK).json()["boolean"] is True

    def test_post_of_a_form(self, client):
        response = client.post("/sparql", data={"query": ASK}, headers={"Accept": JSON})
        assert response.json()["boolean"] is True

    def test_post_of_the_query_itself(self, client):
        assert post(client, ASK, QUERY).json()["boolean"] is True

    def test_post_of_the_query_with_its_charset(self, client):
        assert post(client, ASK, QUERY + "; charset=UTF-8").json()["boolean"] is True

    def test_another_charset_is_refused(self, client):
        assert_problem(post(client, ASK, QUERY + "; charset=latin-1"), 415, "UTF-8")

    def test_another_media_type_is_refused(self, client):
        response = post(client, ASK, "text/plain")
        assert_problem(response, 415, QUERY, FORM)
        assert QUERY in response.headers["accept-post"]

    def test_a_put_is_not_allowed(self, client):
        assert client.put("/sparql", content=ASK).status_code == 405

    def test_a_literal_is_decoded_exactly_once(self, client):
        response = get(client, 'SELECT ("%41+%2B" AS ?x) {}')
        assert response.json()["results"]["bindings"][0]["x"]["value"] == "%41+%2B"

    def test_a_plus_in_a_query_string_is_a_space(self, client):
        response = client.get("/sparql?query=ASK+%7B%7D", headers={"Accept": JSON})
        assert response.json()["boolean"] is True

    def test_unknown_parameters_are_ignored(self, client):
        assert get(client, ASK, anything="x").status_code == 200


class TestTheDataset:
    def test_the_default_graph_is_the_merge_of_all(self, client):
        named = "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } } }"
        assert count(get(client, COUNT)) == count(get(client, named))

    def test_a_default_graph_uri_names_the_default_graph(self, client):
        one = count(get(client, COUNT, **{"default-graph-uri": SEED}))
        assert 0 < one < count(get(client, COUNT))

    def test_two_default_graph_uris_are_merged(self, client):
        both = {"default-graph-uri": [SEED, SEED_2019]}
        merged = (
            "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?s ?p ?o { "
            f"VALUES ?g {{ <{SEED}> <{SEED_2019}> }} GRAPH ?g {{ ?s ?p ?o }} }} }} }}"
        )
        assert count(get(client, COUNT, **both)) == count(get(client, merged))

    def test_from_twice_counts_a_shared_triple_once(self, client):
        query = f"SELECT (COUNT(*) AS ?n) FROM <{SEED}> FROM <{SEED_2019}> {{ ?s ?p ?o }}"
        both = {"default-graph-uri": [SEED, SEED_2019]}
        assert count(get(client, query)) == count(get(client, COUNT, **both))

    def test_a_named_graph_uri_names_the_named_graphs(self, client):
        query = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
        assert count(get(client, query, **{"named-graph-uri": [SEED, SEED_2019]})) == 2

    def test_only_named_graphs_leave_the_default_graph_empty(self, client):
        assert count(get(client, COUNT, **{"named-graph-uri": SEED})) == 0

    def test_the_protocol_wins_over_from(self, client):
        query = f"SELECT (COUNT(*) AS ?n) FROM <{SEED_2019}> {{ ?s ?p ?o }}"
        of_protocol = count(get(client, query, **{"default-graph-uri": SEED}))
        assert of_protocol == count(get(client, COUNT, **{"default-graph-uri": SEED}))

    def test_an_unknown_graph_is_empty_and_fetches_nothing(self, client):
        assert count(get(client, COUNT, **{"default-graph-uri": "http://127.0.0.1:1/x"})) == 0

    def test_a_graph_name_that_is_no_iri_is_refused(self, client):
        assert_problem(get(client, COUNT, **{"default-graph-uri": "no iri"}), 400, "no iri")

    def test_a_form_may_name_the_dataset(self, client):
        data = {"query": COUNT, "default-graph-uri": SEED}
        response = client.post("/sparql", data=data, headers={"Accept": JSON})
        assert count(response) == count(get(client, COUNT, **{"default-graph-uri": SEED}))

    def test_a_posted_query_takes_its_dataset_from_the_url(self, client):
        response = client.post(
            "/sparql",
            params={"default-graph-uri": SEED},
            content=COUNT,
            headers={"Content-Type": QUERY, "Accept": JSON},
        )
        assert count(response) == count(get(client, COUNT, **{"default-graph-uri": SEED}))


class TestFaults:
    def test_two_queries(self, client):
        assert_problem(client.get("/sparql", params={"query": [ASK, ASK]}), 400, "two")

    def test_a_query_in_url_and_form(self, client):
        response = client.post("/sparql", params={"query": ASK}, data={"query": ASK})
        assert_problem(response, 400, "URL", "form")

    def test_a_query_in_url_and_body(self, client):
        response = post(client, ASK, QUERY, "/sparql?query=ASK%7B%7D")
        assert_problem(response, 400, "URL", "body")

    @pytest.mark.parametrize("query", ["", "  \n"])
    def test_an_empty_query(self, client, query):
        assert_problem(get(client, query), 400, "empty")

    def test_bytes_that_are_not_utf_8(self, client):
        assert_problem(client.get("/sparql?query=ASK%7B%FF%7D"), 400, "UTF-8")
        assert_problem(post(client, b"ASK {\xff}", QUERY), 400, "UTF-8")

    def test_a_nul_character(self, client):
        assert_problem(get(client, "ASK { \0 }"), 400, "NUL")

    def test_a_syntax_error_tells_line_and_column(self, client):
        problem = assert_problem(get(client, "SELECT *\nWHERE { ?s ?p ?o"), 400, "line 2")
        assert problem["line"] == 2
        assert isinstance(problem["column"], int)

    def test_a_syntax_error_is_plain_text_for_who_takes_no_json(self, client):
        response = get(client, "SELECT", "text/csv")
        assert response.status_code == 400
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert "line 1" in response.text

    @pytest.mark.parametrize("accept", [JSON, "application/json", "application/xml", "text/csv"])
    def test_no_query_but_a_results_type(self, client, accept):
        response = client.get("/sparql", headers={"Accept": accept})
        assert_problem(response, 400, "no query")

    @pytest.mark.parametrize("name", ["json", "xml", "csv", "xlsx"])
    def test_no_query_but_the_name_of_a_results_format(self, client, name):
        assert_problem(client.get("/sparql", params={"format": name}), 400, "no query")

    @pytest.mark.parametrize(
        "send",
        [
            lambda c: c.post("/sparql", data={"update": "DROP ALL"}),
            lambda c: c.get("/sparql", params={"update": "DROP ALL"}),
            lambda c: post(c, "DROP ALL", "application/sparql-update"),
            lambda c: post(c, "DROP ALL", QUERY),
            lambda c: get(c, "INSERT DATA { <a:a> <a:a> <a:a> }"),
            lambda c: get(c, "LOAD <http://127.0.0.1:1/>"),
        ],
    )
    def test_an_update_is_refused_in_every_form(self, client, send):
        before = count(get(client, COUNT))
        assert 400 <= send(client).status_code < 500
        assert count(get(client, COUNT)) == before

    def test_query_together_with_update(self, client):
        response = client.post("/sparql", data={"query": ASK, "update": "DROP ALL"})
        assert response.status_code == 400

    def test_a_query_that_is_too_long(self, client):
        assert_problem(post(client, ASK + "#" * 2_000_000, QUERY), 413)

    def test_a_body_that_is_too_long(self, client):
        assert_problem(post(client, b"#" * (32 << 20), QUERY), 413)

    def test_a_query_of_100_kilobytes_is_served(self, client):
        assert post(client, ASK + "#" * 100_000, QUERY).status_code == 200

    def test_service_is_refused(self, client):
        query = "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }"
        assert_problem(get(client, query), 400, "SERVICE")


class TestLimits:
    def test_a_runaway_is_stopped_and_the_limit_named(self, client):
        query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
        problem = assert_problem(get(client, query), 504, "3 seconds")
        assert problem["limit"] == problem["seconds"] == 3.0

    def test_a_greedy_query_is_stopped_and_the_limit_named(self, client):
        query = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d ?f"
        problem = assert_problem(get(client, query), 504)
        assert problem["exceeded"] in ("memory", "time")

    def test_nesting_is_stopped(self, client):
        query = "SELECT (" + "(" * 10_000 + "1" + ")" * 10_000 + " AS ?x) {}"
        response = post(client, query, QUERY)
        assert response.status_code in (400, 504)
        assert get(client, ASK).status_code == 200


RESULTS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv; charset=utf-8",
    "text/tab-separated-values": "text/tab-separated-values; charset=utf-8",
}
SYNTAXES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


class TestNegotiation:
    @pytest.mark.parametrize("accept", RESULTS)
    def test_every_results_format(self, client, accept):
        response = get(client, SELECT, accept)
        assert response.headers["content-type"] == RESULTS[accept]
        text = response.text
        if "json" in accept:
            assert len(json.loads(text)["results"]["bindings"]) == 2
        elif "xml" in accept:
            assert ET.fromstring(text).tag.endswith("sparql")
        else:
            assert len(text.splitlines()) == 3

    @pytest.mark.parametrize("accept", SYNTAXES)
    def test_every_rdf_syntax(self, client, accept):
        response = get(client, GRAPH, accept)
        assert response.headers["content-type"].partition(";")[0] == accept
        labels = {quad.object.value for quad in ox.parse(response.content, format=SYNTAXES[accept])}
        assert {"Ethiopia", "Éthiopie", "埃塞俄比亚"} <= labels

    def test_q_values_decide(self, client):
        accept = "text/csv;q=0.2, application/sparql-results+xml;q=0.9, */*;q=0.1"
        assert get(client, SELECT, accept).headers["content-type"].endswith("results+xml")

    def test_the_more_specific_range_decides(self, client):
        accept = "application/*;q=0.9, application/sparql-results+json;q=0.1, text/csv;q=0.5"
        assert get(client, SELECT, accept).headers["content-type"].endswith("results+xml")

    def test_q_zero_excludes(self, client):
        accept = "*/*, application/sparql-results+json;q=0"
        assert get(client, SELECT, accept).headers["content-type"].endswith("results+xml")

    def test_no_accept_gives_json(self, client):
        request = client.build_request("GET", "/sparql", params={"query": ASK})
        del request.headers["accept"]
        assert client.send(request).headers["content-type"] == JSON

    def test_what_cannot_be_served_is_406_with_what_can(self, client):
        response = get(client, SELECT, "image/png")
        assert response.status_code == 406
        assert "text/csv" in response.text

    def test_a_graph_has_no_csv(self, client):
        assert get(client, GRAPH, "text/csv").status_code == 406

    @pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values"])
    def test_an_ask_has_no_table(self, client, accept):
        assert get(client, ASK, accept).status_code == 406

    def test_every_answer_varies_by_accept(self, client):
        assert "Accept" in get(client, ASK).headers["vary"]


class TestHttp:
    def test_head_has_the_headers_and_no_body(self, client):
        response = client.head("/sparql", params={"query": ASK}, headers={"Accept": JSON})
        assert response.status_code == 200
        assert response.headers["content-type"] == JSON
        assert response.content == b""

    def test_options_lists_the_methods(self, client):
        response = client.options("/sparql", headers={"Origin": "https://example.org"})
        assert response.status_code == 204
        assert "POST" in response.headers["allow"]
        assert response.headers["access-control-allow-origin"] == "*"

    def test_reads_are_open_to_every_origin(self, client):
        response = client.get("/sparql", params={"query": ASK}, headers={"Origin": "https://a.org"})
        assert response.headers["access-control-allow-origin"] == "*"

    def test_an_unchanged_answer_is_304_without_a_body(self, client):
        first = get(client, SELECT)
        again = client.get(
            "/sparql",
            params={"query": SELECT},
            headers={"Accept": JSON, "If-None-Match": first.headers["etag"]},
        )
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == first.headers["etag"]

    def test_formats_and_encodings_have_tags_of_their_own(self, client):
        tags = set()
        for accept in (JSON, "text/csv"):
            for coding in ("identity", "gzip", "zstd"):
                response = client.get(
                    "/sparql",
                    params={"query": SELECT},
                    headers={"Accept": accept, "Accept-Encoding": coding},
                )
                tags.add(response.headers["etag"])
        assert len(tags) == 6
        assert not any(tag.startswith("W/") for tag in tags)

    @pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
    def test_what_changes_by_itself_has_no_tag(self, client, function):
        response = get(client, f"SELECT ({function} AS ?x) {{}}")
        assert "etag" not in response.headers
        assert response.headers["cache-control"] == "no-store"

    @pytest.mark.parametrize("coding", ["gzip", "zstd"])
    def test_a_large_answer_is_compressed_and_whole(self, client, coding):
        query = "SELECT * { ?s ?p ?o } LIMIT 30000"
        plain = client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": ""})
        coded = client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": coding})
        assert coded.headers["content-encoding"] == coding
        assert coded.content == plain.content
        assert len(coded.json()["results"]["bindings"]) == 30_000


class TestServiceDescription:
    def test_it_answers_without_a_query(self, client):
        response = client.get("/sparql", headers={"Accept": "text/turtle"})
        store = ox.Store()
        store.load(response.content, format=ox.RdfFormat.TURTLE)
        named = store.query(
            "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>"
            "SELECT ?name { ?service a sd:Service ; sd:supportedLanguage sd:SPARQL11Query ;"
            " sd:defaultDataset/sd:namedGraph/sd:name ?name }"
        )
        described = {row["name"].value for row in named}
        graphs = get(client, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").json()
        assert described == {row["g"]["value"] for row in graphs["results"]["bindings"]}
        assert "BasicFederatedQuery" not in response.text

    def test_it_answers_without_accept(self, client):
        request = client.build_request("GET", "/sparql")
        del request.headers["accept"]
        assert client.send(request).headers["content-type"].startswith("text/turtle")

    def test_a_browser_gets_a_form(self, client):
        response = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
        assert response.headers["content-type"].startswith("text/html")
        assert '<textarea id="query" name="query"' in response.text

    def test_a_browser_sees_results_as_a_table(self, client):
        html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        response = get(client, SELECT, html)
        assert '<th scope="col">s</th>' in response.text
        assert "body:" in response.text

    def test_a_browser_sees_what_was_wrong_and_keeps_its_query(self, client):
        response = get(client, "SELECT <script>", "text/html,*/*;q=0.8")
        assert response.status_code == 400
        assert "SELECT &lt;script&gt;" in response.text
        assert "<script>" not in response.text
