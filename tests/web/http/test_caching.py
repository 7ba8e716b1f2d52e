"""Answers kept and copies held: what a client that asks again costs."""

from __future__ import annotations

import pytest

JSON = {"Accept": "application/sparql-results+json"}
QUERY = "SELECT ?s { ?s a <https://w3id.org/migov/ontology#Secretariat> } ORDER BY ?s LIMIT 7"


def figures(client):
    return client.get("/health/ready").json()["workers"]


def ask(client, query, **headers):
    return client.get("/sparql", params={"query": query}, headers={**JSON, **headers})


def test_asked_again_it_is_answered_from_the_cache(client):
    first = ask(client, QUERY + " #again")
    hits = figures(client)["cache_hits"]
    assert ask(client, QUERY + " #again").content == first.content
    assert figures(client)["cache_hits"] == hits + 1


def test_get_and_post_share_an_answer(client):
    first = ask(client, QUERY + " #post")
    hits = figures(client)["cache_hits"]
    posted = client.post("/sparql", data={"query": QUERY + " #post"}, headers=JSON)
    assert posted.content == first.content
    assert figures(client)["cache_hits"] == hits + 1


def test_a_volatile_query_is_asked_anew(client):
    query = "SELECT (STRUUID() AS ?x) {}"
    assert ask(client, query).content != ask(client, query).content


def test_a_kept_answer_goes_out_as_it_was(client):
    query = QUERY + " #kept"
    first, again = ask(client, query), ask(client, query)
    assert again.content == first.content
    dated = {"date"}
    assert {k: v for k, v in again.headers.items() if k not in dated} == {
        k: v for k, v in first.headers.items() if k not in dated
    }


@pytest.mark.parametrize(
    "changed",
    [{"Accept": "text/csv"}, {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "zstd"}],
    ids=lambda changed: " ".join(changed.values()),
)
def test_what_differs_in_a_header_is_another_answer(client, changed):
    query = "SELECT ?s { ?s a <https://w3id.org/migov/ontology#State> } ORDER BY ?s"
    plain = ask(client, query, **{"Accept-Encoding": "identity"})
    other = ask(client, query, **changed)
    assert other.headers["etag"] != plain.headers["etag"]
    assert ask(client, query, **changed).headers["etag"] == other.headers["etag"]
    assert ask(client, query, **{"Accept-Encoding": "identity"}).content == plain.content


def test_what_differs_in_the_body_is_another_answer(client):
    sent = {**JSON, "Content-Type": "application/sparql-query"}
    asked = [client.post("/sparql", content=f"ASK {{ FILTER({n} = 1) }}", headers=sent) for n in
             (1, 2, 1, 2)]  # fmt: skip
    assert [answer.json()["boolean"] for answer in asked] == [True, False, True, False]


def test_a_kept_answer_costs_head_its_body_and_nothing_else(client):
    first = ask(client, QUERY + " #head")
    head = client.head("/sparql", params={"query": QUERY + " #head"}, headers=JSON)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]
    assert head.headers["content-length"] == first.headers["content-length"]


def test_an_error_is_not_kept(client):
    for _ in range(2):
        refused = ask(client, "SELECT nothing")
        assert refused.status_code == 400
        assert refused.json()["line"] == 1


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/sparql", {"query": QUERY}),
        ("/sparql", {}),
        ("/questions/members", {"actor": "khartoum-process"}),
    ],
)
def test_who_holds_the_answer_costs_no_query(client, path, params):
    first = client.get(path, params=params)
    assert first.status_code == 200
    before = figures(client)
    again = client.get(path, params=params, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["etag"] == first.headers["etag"]
    after = figures(client)
    assert (after["cache_hits"], after["cache_misses"]) == (
        before["cache_hits"],
        before["cache_misses"],
    )


def test_any_copy_will_do_only_where_there_is_an_answer(client):
    assert ask(client, QUERY, **{"If-None-Match": "*"}).status_code == 304
    assert ask(client, "SELECT", **{"If-None-Match": "*"}).status_code == 400


def test_a_date_will_do_only_where_there_is_an_answer(client):
    later = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert ask(client, QUERY, **later).status_code == 304
    assert ask(client, "SELECT", **later).status_code == 400
