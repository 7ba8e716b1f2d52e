"""The graph for assistants, asked by the protocol's own client over stdio and HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from mcp import Client, StdioServerParameters
from tests.conftest import MIGOV
from typer.testing import CliRunner

from migov.cli import app

TOOLS = {
    "search_actors", "describe_actor", "list_questions", "answer_question", "ask_in_words", "sparql"
}  # fmt: skip

Use = Callable[[Client], Awaitable[Any]]
#: Runs something with a client that is connected.
Connected = Callable[[Use], Any]


def environment(releases: Path) -> dict[str, str]:
    return {**os.environ, "MIGOV_RELEASES": str(releases), "MIGOV_QUERY_SECONDS": "3"}


@pytest.fixture(scope="module")
def address(releases: Path) -> Iterator[str]:
    """Where `migov mcp --http` listens."""
    process = subprocess.Popen(
        [*MIGOV, "mcp", "--http", "127.0.0.1:0"],
        env=environment(releases),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip().rpartition(" ")[2]
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0


@pytest.fixture
def over_http(address: str) -> Connected:
    return lambda use: asyncio.run(_with(address, use))


@pytest.fixture
def over_stdio(releases: Path) -> Connected:
    migov = StdioServerParameters(
        command=sys.executable, args=[*MIGOV[1:], "mcp"], env=environment(releases)
    )
    return lambda use: asyncio.run(_with(migov, use))


async def _with(server: StdioServerParameters | str, use: Use) -> Any:
    async with asyncio.timeout(60):
        async with Client(server) as client:
            return await use(client)


def calling(tool: str, **arguments: Any) -> Use:
    async def use(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    return use


def called(connected: Connected, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers; its text holds the same."""
    result = connected(calling(tool, **arguments))
    assert not result.is_error, result.content
    assert json.loads(result.content[0].text) == result.structured_content
    content: dict[str, Any] = result.structured_content
    return content


def test_a_client_on_stdio_finds_tools_and_resources_and_is_answered(over_stdio, release):
    async def use(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS
        for tool in tools:
            assert tool.description
            assert tool.annotations and tool.annotations.read_only_hint
        listed = {str(each.uri): each for each in (await client.list_resources()).resources}
        assert set(listed) == {"migov://ontology", "migov://catalogue"}
        ontology = (await client.read_resource("migov://ontology")).contents[0]
        assert ontology.mime_type == "text/turtle"
        assert len(list(ox.parse(ontology.text, format=ox.RdfFormat.TURTLE))) > 500
        catalogue = (await client.read_resource("migov://catalogue")).contents[0]
        assert catalogue.mime_type == "application/json"
        assert len(json.loads(catalogue.text)["questions"]) >= 21
        arguments = {"question": "chairs", "parameters": {"actor": "khartoum-process"}}
        answer = await client.call_tool("answer_question", arguments)
        assert answer.structured_content["release"] == release.id
        assert client.instructions and "source" in client.instructions

    over_stdio(use)


def test_a_client_that_knows_the_older_protocol_is_served(address, release):
    async def use() -> Any:
        async with Client(address, mode="legacy") as client:
            return await client.call_tool("search_actors", {"text": "Rabat Process"})

    assert asyncio.run(use()).structured_content["results"][0]["id"] == "mechanism:rabat-process"


def test_an_answer_names_its_sources_release_and_day(over_http, release):
    parameters = {"actor": "Khartoum Process", "asOf": "2022-06-01", "role": "member"}
    answer = called(over_http, "answer_question", question="members", parameters=parameters)
    assert (answer["total"], len(answer["rows"])) == (40, 40)
    assert (answer["release"], answer["asOf"]) == (release.id, "2022-06-01")
    assert "nextOffset" not in answer
    ethiopia = next(row for row in answer["rows"] if row["member"]["id"] == "state:ETH")
    assert ethiopia["member"]["label"] == "Ethiopia"
    assert ethiopia["basis"] == "attested"
    assert "until" not in ethiopia
    described = {source["id"]: source for source in answer["sources"]}
    assert {source for row in answer["rows"] for source in row["sources"]} == set(described)
    sheet = described["source:iom-khartoum-process-factsheet-2022"]
    assert (sheet["publisher"], sheet["date"]) == ("IOM", "2022")


def test_an_answer_tells_what_it_leaves_out_as_unknown(over_http):
    asked = {"actor": "khartoum-process", "asOf": "2021-01-01", "role": "member"}
    answer = called(over_http, "answer_question", question="members", parameters=asked)
    wider = called(
        over_http,
        "answer_question",
        question="members",
        parameters={**asked, "certainty": "all"},
    )
    assert answer["leftOut"] == wider["total"] - answer["total"] > 0
    assert "leftOut" not in wider


def test_an_answer_goes_on_where_a_page_ended(over_http):
    asked = {"question": "overlap", "parameters": {"asOf": "2025-01-01"}, "limit": 2}
    first = called(over_http, "answer_question", **asked)
    assert first["nextOffset"] == 2
    both = called(over_http, "answer_question", **{**asked, "limit": 3})
    second = called(over_http, "answer_question", **asked, offset=2)
    assert second["rows"][0] == both["rows"][2]
    assert second["rows"][0] not in first["rows"]


def test_several_values_are_a_list(over_http):
    parameters = {"actors": ["khartoum-process", "mechanism:rabat-process"], "asOf": "2022"}
    answer = called(over_http, "answer_question", question="shared-members", parameters=parameters)
    assert answer["parameters"]["actors"] == ["khartoum-process", "rabat-process"]


def test_every_question_of_the_list_is_told_whole_on_request(over_http):
    listed = called(over_http, "list_questions")["questions"]
    members = next(question for question in listed if question["name"] == "members")
    assert {"name": "actor", "type": "actor", "required": True} in members["parameters"]
    assert "member" in members["columns"]
    assert len(json.dumps(listed)) < 20_000
    (whole,) = called(over_http, "list_questions", question="members")["questions"]
    assert "basis" in whole["columns"]
    assert whole["phrases"]


def test_an_actor_is_found_and_described(over_http, release):
    absent = called(over_http, "search_actors", text="Columbja")
    assert absent["total"] == 0
    assert absent["nearest"][0]["id"] == "state:COL"
    found = called(over_http, "search_actors", text="khartum proces")["results"]
    assert found[0]["id"] == "mechanism:khartoum-process"
    states = called(over_http, "search_actors", text="guinea", kind="state", limit=3)
    assert states["total"] >= len(states["results"]) == 3
    assert {each["id"].partition(":")[0] for each in states["results"]} == {"state"}
    themes = called(over_http, "search_actors", text="trafficking", kind="theme")["results"]
    assert themes[0]["id"].startswith("theme:")
    actor = called(over_http, "describe_actor", actor=found[0]["id"])
    assert actor["label"] == "Khartoum Process"
    assert actor["release"] == release.id
    assert actor["rolesHeldInIt"]["member"] >= 36
    described = {source["id"] for source in actor["sources"]}
    for fact in actor["facts"]:
        assert fact["sources"] and set(fact["sources"]) <= described


def test_sparql_is_answered_to_the_limit(over_http, release):
    query = "SELECT ?s { ?s a <https://w3id.org/migov/ontology#State> }"
    table = called(over_http, "sparql", query=query, limit=5)
    assert (table["columns"], len(table["rows"])) == (["s"], 5)
    assert table["total"] > 150
    assert table["release"] == release.id
    assert called(over_http, "sparql", query="ASK { ?s ?p ?o }")["rows"] == [{"answer": True}]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("answer_question", {"question": "membres"}, "members"),
        ("answer_question", {"question": "members"}, "actor=khartoum-process"),
        ("answer_question", {"question": "members", "parameters": {"actor": "Congo"}}, "COD"),
        ("answer_question", {"question": "members", "limit": 100_000}, "500"),
        ("describe_actor", {"actor": "khartum process"}, "mechanism:khartoum-process"),
        ("list_questions", {"question": "membres"}, "no question"),
        ("search_actors", {"text": "x", "kind": "planet"}, "mechanism"),
        ("sparql", {"query": "SELECT * { ?s ?p }"}, "line 1"),
        ("sparql", {"query": "DROP ALL"}, "SPARQL"),
        ("sparql", {"query": "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }"}, "SERVICE"),
        ("sparql", {"query": "SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f }"}, "MiB|seconds"),
    ],
)
def test_what_is_wrong_is_said_so_that_it_can_be_fixed(over_http, tool, arguments, said):
    result = over_http(calling(tool, **arguments))
    assert result.is_error
    text = result.content[0].text
    assert re.search(said, text)
    assert "Traceback" not in text and "/service/" not in text


def test_many_clients_are_answered_at_once(address):
    async def ask() -> list[Any]:
        async def one() -> Any:
            async with Client(address) as client:
                arguments = {"question": "chairs", "parameters": {"actor": "rabat-process"}}
                return (await client.call_tool("answer_question", arguments)).structured_content

        return await asyncio.gather(*(one() for _ in range(12)))

    answers = asyncio.run(ask())
    assert answers[0]["rows"]
    assert all(answer == answers[0] for answer in answers)


def test_a_question_in_words_is_answered_or_refused(over_http):
    answer = called(over_http, "ask_in_words", text="who chaired the Khartoum Process in 2018")
    assert (answer["understood"], answer["question"]) == (True, "chairs")
    assert answer["rows"]
    refused = called(over_http, "ask_in_words", text="what is the weather in Rabat")
    assert refused["understood"] is False
    assert refused["suggestions"]


def test_a_page_of_another_site_cannot_ask(address):
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accept = "application/json, text/event-stream"
    for headers in ({"Host": "rebound.example"}, {"Origin": "https://rebound.example"}):
        answer = httpx.post(address, json=body, headers={"Accept": accept, **headers})
        assert answer.status_code in (403, 421)


def test_a_service_elsewhere_answers_too(server, releases, release):
    migov = StdioServerParameters(
        command=sys.executable,
        args=[*MIGOV[1:], "mcp", "--service", server.url],
        env=environment(releases),
    )
    result = asyncio.run(_with(migov, calling("describe_actor", actor="iom")))
    assert result.structured_content["id"] == "organization:iom"
    assert result.structured_content["release"] == release.id


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--http", "8090"], "HOST:PORT"),
        (["--http", "127.0.0.1:99999"], "HOST:PORT"),
        (["--http", "192.0.2.1:8090"], "Cannot listen"),
        (["--service", "http://127.0.0.1:9"], "does not answer"),
        (["--service", "localhost"], "http"),
        ([], "migov build"),
    ],
)
def test_what_cannot_start_says_why(tmp_path, monkeypatch, arguments, said):
    monkeypatch.setenv("MIGOV_RELEASES", str(tmp_path))
    done = CliRunner().invoke(app, ["mcp", *arguments])
    assert done.exit_code == 2
    assert said in done.stderr


def test_without_the_sdk_the_remedy_is_named(monkeypatch):
    for module in [name for name in sys.modules if name.startswith("migov.assistant")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    done = CliRunner().invoke(app, ["mcp"])
    assert done.exit_code == 2
    assert "pip install 'mcp>=2.3'" in done.stderr
