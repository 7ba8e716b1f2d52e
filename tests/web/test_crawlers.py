"""What search engines read: robots.txt, the sitemap, and schema.org in pages."""

from __future__ import annotations

import json
import re
import urllib.robotparser
from datetime import date
from typing import Any
from xml.etree import ElementTree

import httpx
import msgspec_schemaorg.models as schema
import pytest
from pyld import jsonld
from rdflib import Graph
from rdflib.compare import isomorphic

from migov.vocabulary import ID, MG

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_THINGS = (
    "state/ETH",
    "mechanism/khartoum-process",
    "organization/iom",
    "body/khartoum-process-steering-committee",
    "instrument/1951-refugee-convention",
    "role/chair",
)


@pytest.fixture(scope="module")
def sitemap(client: httpx.Client) -> dict[str, str]:
    """The day of each page of the sitemap, by its path."""
    response = client.get("/sitemap.xml")
    assert response.headers["content-type"].startswith("application/xml")
    base = str(client.base_url).rstrip("/")
    found = {}
    for entry in ElementTree.fromstring(response.content).iter(f"{_SITEMAP}url"):
        address = entry.findtext(f"{_SITEMAP}loc") or ""
        assert address.startswith(f"{base}/")
        found[address.removeprefix(base)] = entry.findtext(f"{_SITEMAP}lastmod") or ""
    return found


def test_robots_name_the_sitemap_and_keep_out_of_queries(client: httpx.Client) -> None:
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    assert robots.site_maps() == [f"{str(client.base_url).rstrip('/')}/sitemap.xml"]
    for path in ("/", "/doc/mechanism/khartoum-process", "/dataset", "/questions/members"):
        assert robots.can_fetch("*", path), path
    for path in ("/sparql?query=ASK%7B%7D", "/ask?q=x", "/network?theme=x", "/correct?about=x"):
        assert not robots.can_fetch("*", path), path


def test_the_sitemap_lists_every_actor_question_and_the_data_set(
    client: httpx.Client, sitemap: dict[str, str]
) -> None:
    query = f"SELECT ?s {{ ?s a <{MG}Actor> FILTER(STRSTARTS(STR(?s), '{ID}')) }}"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    actors = {"/doc/" + row["s"]["value"].removeprefix(ID) for row in rows}
    assert len(actors) > 400
    assert actors <= sitemap.keys()
    names = client.get("/questions", headers={"Accept": "application/json"}).json()["questions"]
    assert {f"/questions/{each['name']}" for each in names} <= sitemap.keys()
    assert {"/", "/dataset", "/ontology"} <= sitemap.keys()
    assert len(sitemap) < 50_000


def test_a_page_changed_when_its_newest_source_did(
    client: httpx.Client, sitemap: dict[str, str]
) -> None:
    path = "/doc/mechanism/khartoum-process"
    iri = f"{ID}mechanism/khartoum-process"
    query = f"""PREFIX mg: <{MG}> PREFIX org: <http://www.w3.org/ns/org#> SELECT ?day {{
      {{ GRAPH ?g {{ <{iri}> ?p ?o }} }} UNION {{
        ?node org:organization|org:member|mg:partner|mg:convenedBy|mg:participant <{iri}> .
        GRAPH ?g {{ ?node ?q ?value }} }}
      ?g mg:startsOn ?day }} ORDER BY DESC(?day) LIMIT 1"""
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert sitemap[path] == rows[0]["day"]["value"]
    assert len(set(sitemap.values())) > 50
    for day in sitemap.values():
        assert date.fromisoformat(day)


def test_pages_of_the_sitemap_are_there(client: httpx.Client, sitemap: dict[str, str]) -> None:
    for path in list(sitemap)[::97]:
        response = client.get(path, headers={"Accept": "text/html"})
        assert response.status_code == 200, path


def test_a_host_that_is_none_is_not_repeated(client: httpx.Client) -> None:
    for path in ("/robots.txt", "/sitemap.xml"):
        assert "<x>" not in client.get(path, headers={"Host": "a<x>"}).text


def _script(client: httpx.Client, path: str) -> dict[str, Any]:
    page = client.get(path, headers={"Accept": "text/html"}).text
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1, path
    made: dict[str, Any] = json.loads(found[0])
    return made


def _judged(told: Any) -> list[str]:
    """What schema.org, as its classes have it, does not know of an object and those within it."""
    if isinstance(told, list):
        return [fault for each in told for fault in _judged(each)]
    if not isinstance(told, dict):
        return []
    faults = []
    classes = told.get("@type", [])
    names = [c for c in ([classes] if isinstance(classes, str) else classes) if ":" not in c]
    known = {
        field for name in names for field in getattr(schema, name, schema.Thing).__struct_fields__
    }
    faults += [f"no class {name}" for name in names if not hasattr(schema, name)]
    for key, value in told.items():
        if not key.startswith("@"):
            if names and key not in known:
                faults.append(f"{key} is not a property of {names}")
            faults += _judged(value)
    return faults


@pytest.mark.parametrize("path", ["/dataset", *(f"/doc/{thing}" for thing in _THINGS)])
def test_pages_say_only_what_schema_org_knows(client: httpx.Client, path: str) -> None:
    told = _script(client, path)
    assert not _judged(told)
    assert told["name"]
    assert told["url"]


def test_what_schema_org_does_not_know_is_found() -> None:
    assert _judged({"@type": "Country", "dissolutionDate": "1991"})
    assert _judged({"@type": "Dataset", "distribution": [{"@type": "DataFile"}]})


@pytest.mark.parametrize("thing", _THINGS)
def test_two_readers_of_json_ld_see_the_same(client: httpx.Client, thing: str) -> None:
    told = _script(client, f"/doc/{thing}")
    ours = Graph().parse(data=json.dumps(told), format="json-ld")
    theirs = Graph().parse(
        data=jsonld.to_rdf(told, {"format": "application/n-quads"}), format="nquads"
    )
    assert len(ours) > 5
    assert isomorphic(ours, theirs)


def test_the_data_set_is_told_of_in_full(client: httpx.Client) -> None:
    told = _script(client, "/dataset")
    asked = (
        "url keywords identifier license version datePublished dateModified temporalCoverage "
        "spatialCoverage creator publisher distribution"
    )
    for name in asked.split():
        assert told[name], name
    for file in told["distribution"]:
        assert file["encodingFormat"]
        assert file["contentSize"]
        assert client.head(file["contentUrl"]).status_code == 200
