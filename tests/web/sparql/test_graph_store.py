"""Reads of the SPARQL 1.1 Graph Store HTTP Protocol, over a real socket."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from migov.engine import storage

SEED = "https://w3id.org/migov/id/source/iom-khartoum-process-factsheet-2022"
TURTLE = {"Accept": "text/turtle"}


@pytest.fixture(scope="module")
def store(release):
    return storage.load(release.store, apart=False).quads


def triples(store, graph):
    return {str(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph)}


@pytest.mark.parametrize(
    ("media_type", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
def test_a_named_graph_is_given_whole(client, store, media_type, format):
    response = client.get("/graph", params={"graph": SEED}, headers={"Accept": media_type})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type
    given = {str(quad.triple) for quad in ox.parse(response.content, format=format)}
    assert given == triples(store, ox.NamedNode(SEED))


def test_the_default_graph_is_the_merge_of_all(client, store):
    response = client.get("/graph?default", headers={"Accept": "application/n-triples"})
    count = sum(1 for _ in ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES))
    assert count == len(triples(store, ox.DefaultGraph()))


def test_head_says_the_same_without_the_triples(client):
    got = client.get("/graph", params={"graph": SEED}, headers=TURTLE)
    head = client.head("/graph", params={"graph": SEED}, headers=TURTLE)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == got.headers["etag"]
    assert head.headers["vary"] == got.headers["vary"]


def test_who_holds_it_is_told_so(client):
    got = client.get("/graph", params={"graph": SEED}, headers=TURTLE)
    again = {**TURTLE, "If-None-Match": got.headers["etag"]}
    assert client.get("/graph", params={"graph": SEED}, headers=again).status_code == 304


def test_a_graph_that_is_not_there_is_not_found(client):
    response = client.get("/graph", params={"graph": SEED + "-none"})
    assert response.status_code == 404
    assert response.json()["graph"] == SEED + "-none"


@pytest.mark.parametrize(
    "query",
    ["", "?graph=", "?graph=relative", "?graph=a%20b", "?default&graph=http://a/", "?graph=%FF",
     "?graph=http://a/&graph=http://b/", "?graph=http://a/%3E%20%7D"],
)  # fmt: skip
def test_what_names_no_graph_is_refused(client, query):
    response = client.get(f"/graph{query}")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


def test_what_cannot_be_served_is_said(client):
    response = client.get("/graph?default", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.text


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(client, method):
    response = client.request(method, "/graph", params={"graph": SEED}, content="")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
