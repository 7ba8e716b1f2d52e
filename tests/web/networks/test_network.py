"""`/network` over a real socket, on the project's release."""

from __future__ import annotations

import csv
import io

import httpx
import networkx as nx
import pytest

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
KINDS = ("actor-mechanism", "mechanism-mechanism", "state-state", "partnership", "support")


def test_the_khartoum_process_has_forty_members_in_2022(client: httpx.Client) -> None:
    query = {"actor": "khartoum-process", "role": "member", "asOf": "2022-06-01"}
    answer = client.get("/network", params=query)
    assert answer.headers["content-type"] == "application/json"
    network = answer.json()
    edges = [edge["data"] for edge in network["elements"]["edges"]]
    assert len(edges) == 40
    assert {edge["target"] for edge in edges} == {"mechanism:khartoum-process"}
    assert "state:GBR" not in {edge["source"] for edge in edges}
    assert all(edge["sources"] and edge["ties"][0]["sources"] for edge in edges)
    assert all(source in network["sources"] for edge in edges for source in edge["sources"])
    khartoum = network["elements"]["nodes"][0]["data"]
    assert (khartoum["id"], khartoum["degree"]) == ("mechanism:khartoum-process", 40)
    assert network["asOf"] == "2022-06-01"


def test_a_projection_agrees_with_the_question_overlap(client: httpx.Client) -> None:
    day = {"asOf": "2022-06-01"}
    query = {"kind": "mechanism-mechanism", **day}
    edges = client.get("/network", params=query).json()["elements"]["edges"]
    weights = {
        frozenset(edge["data"][end].partition(":")[2] for end in ("source", "target")): edge[
            "data"
        ]["weight"]
        for edge in edges
    }
    overlap = client.get("/questions/overlap", params={**day, "limit": "10000"}).json()["rows"]
    assert weights == {frozenset((r["a"]["slug"], r["b"]["slug"])): r["shared"] for r in overlap}


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_holds_the_same_network(client: httpx.Client, kind: str) -> None:
    query = {"kind": kind, "asOf": "2022-06-01", "region": "africa"}
    read = {}
    for form in ("json", "graphml", "gexf", "csv", "nodes.csv"):
        answer = client.get("/network", params={**query, "format": form})
        assert answer.status_code == 200
        read[form] = answer
    network = read["json"].json()
    names = {node["data"]["id"] for node in network["elements"]["nodes"]}
    pairs = {
        frozenset((edge["data"]["source"], edge["data"]["target"]))
        for edge in network["elements"]["edges"]
    }
    assert names
    for graph in (
        nx.cytoscape_graph(network),
        nx.read_graphml(io.BytesIO(read["graphml"].content)),
        nx.read_gexf(io.BytesIO(read["gexf"].content)),
    ):
        assert set(graph) == names
        assert {frozenset(edge) for edge in graph.edges} == pairs
        assert graph.is_directed() == network["directed"] == (kind == "support")
    rows = csv.DictReader(io.StringIO(read["csv"].text))
    assert {frozenset((row["source"], row["target"])) for row in rows} == pairs
    nodes = list(csv.DictReader(io.StringIO(read["nodes.csv"].text)))
    assert {row["id"] for row in nodes} == names
    assert {"degree", "weighted_degree", "betweenness", "component"} <= nodes[0].keys()


@pytest.mark.parametrize(
    ("media_type", "start"),
    [
        ("application/graphml+xml", b"<?xml"),
        ("application/gexf+xml", b"<?xml"),
        ("text/csv", b"source,target"),
        ("application/json", b"{"),
    ],
)
def test_accept_chooses_the_format(client: httpx.Client, media_type: str, start: bytes) -> None:
    answer = client.get("/network?kind=support", headers={"Accept": media_type})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.content.startswith(start)
    assert "Accept" in answer.headers["vary"]
    tag = {"Accept": media_type, "If-None-Match": answer.headers["etag"]}
    assert client.get("/network?kind=support", headers=tag).status_code == 304


def test_gexf_holds_past_spells_for_the_timeline(client: httpx.Client) -> None:
    query = {"actor": "khartoum-process", "asOf": "any", "format": "gexf"}
    graph = nx.read_gexf(io.BytesIO(client.get("/network", params=query).content))
    assert graph.graph["mode"] == "dynamic"
    spells = graph.edges["state:GBR", "mechanism:khartoum-process"]["spells"]
    assert spells
    assert all(end != "None" and end < "2023" for _, end in spells)


def test_a_browser_gets_a_page_with_every_fact_and_its_source(client: httpx.Client) -> None:
    query = {"actor": "khartoum-process", "role": "member", "asOf": "2022-06-01"}
    answer = client.get("/network", params=query, headers=HTML)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept-Language" in answer.headers["vary"]
    rows = answer.text.split("<tr data-fact>")[1:]
    assert len(rows) == 40
    assert all("/id/source/" in row.partition("</tr>")[0] for row in rows)
    assert "format=graphml" in answer.text
    assert '<form action="/network" method="get">' in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_page(client: httpx.Client, kind: str) -> None:
    page = client.get("/network", params={"kind": kind}, headers=HTML)
    assert page.status_code == 200
    assert page.text.count("<tr data-fact>") > 10


def test_hostile_text_stays_text(client: httpx.Client) -> None:
    hostile = '"><script>alert(1)</script>'
    answer = client.get("/network", params={"actor": hostile}, headers=HTML)
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("kind=rumour", 422, "kind"),
        ("actor=congo", 422, "actor"),
        ("actor=nowhereland-xyz", 404, "actor"),
        ("region=atlantis", 404, "region"),
        ("theme=football", 404, "theme"),
        ("role=emperor", 404, "role"),
        ("asOf=2022-13-01", 422, "asOf"),
        ("minWeight=many", 422, "minWeight"),
        ("kind=support&role=member", 422, "role"),
        ("format=xls", 400, "format"),
        ("kind=support&kind=partnership", 422, "kind"),
        ("surprise=1", 422, "surprise"),
    ],
)
def test_faults_name_their_parameter(
    client: httpx.Client, query: str, status: int, parameter: str
) -> None:
    answer = client.get(f"/network?{query}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["parameter"] == parameter


def test_what_is_not_on_offer_is_406(client: httpx.Client) -> None:
    answer = client.get("/network", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/gexf+xml" in answer.text


def test_openapi_describes_the_operation(client: httpx.Client) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/network"]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    assert {"kind", "actor", "region", "theme", "asOf", "format"} <= names
