"""Any query on a store elsewhere: the answers, the errors and the limits of our own engine."""

from __future__ import annotations

import base64
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from tests.conftest import Server
from tests.stores.conftest import load

from migov.engine.errors import (
    LimitExceeded,
    QueryRefused,
    QuerySyntaxError,
    StoreUnavailable,
)
from migov.engine.interface import QueryRequest

CSV = {
    "solutions": "text/csv",
    "boolean": "application/sparql-results+json",
    "graph": "text/turtle",
}
ETH = "<https://w3id.org/migov/id/state/ETH>"
EDITORIAL = "https://w3id.org/migov/id/source/editorial"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


async def text(engine, query, **request):
    answer = await engine.answer(QueryRequest(query, accept=CSV, **request))
    return (await answer.read()).decode()


@pytest.mark.parametrize(
    "query",
    [
        COUNT,
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{EDITORIAL}> {{ ?s ?p ?o }} }}",
        f"SELECT (COUNT(*) AS ?n) FROM <{EDITORIAL}> {{ ?s ?p ?o }}",
        "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        f"SELECT ?p ?o {{ {ETH} ?p ?o FILTER(isIRI(?o)) }} ORDER BY ?p ?o",
        f"ASK {{ {ETH} ?p ?o }}",
        "ASK { <http://example.org/nobody> ?p ?o }",
        "# DELETE everything\nSELECT ('INSERT' AS ?x) {}",
        "SELECT ?o { ?s <http://www.w3.org/ns/shacl#uniqueLang> ?o } ORDER BY ?o",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(isBlank(?s)) }",
    ],
)
def test_the_answer_is_that_of_the_embedded_engine(use, local, endpoint, query):
    ours = use(local, lambda engine: text(engine, query))
    assert use(endpoint, lambda engine: text(engine, query)) == ours


def test_a_graph_is_the_same(use, local, endpoint):
    query = f"CONSTRUCT WHERE {{ {ETH} ?p ?o }}"
    ours = use(local, lambda engine: engine.construct(query))
    theirs = use(endpoint, lambda engine: engine.construct(query))
    assert set(map(str, theirs)) == set(map(str, ours))
    assert len(ours) > 20


def test_blank_nodes_come_through(use, endpoint):
    query = "SELECT ?s { ?s ?p ?o FILTER(isBlank(?s)) } LIMIT 3"
    found = use(endpoint, lambda engine: engine.select(query))
    assert len(found.rows) == 3


def test_the_protocols_dataset_is_passed_on(use, local, endpoint):
    graphs = {"default_graphs": (EDITORIAL,)}
    ours = use(local, lambda engine: text(engine, COUNT, **graphs))
    assert use(endpoint, lambda engine: text(engine, COUNT, **graphs)) == ours


def test_faults_are_told_in_our_words(use, endpoint):
    with pytest.raises(QuerySyntaxError) as raised:
        use(endpoint, lambda engine: text(engine, "SELECT *\n{ ?s ?p }"))
    assert raised.value.line == 2
    with pytest.raises(QueryRefused, match="SERVICE"):
        use(endpoint, lambda engine: text(engine, "ASK { SERVICE <http://x/> { ?s ?p ?o } }"))


@pytest.fixture
def stuck() -> Iterator[str]:
    """An endpoint that answers ASK, and nothing else ever."""
    done = threading.Event()

    class Stuck(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if b"ASK" not in self.rfile.read(int(self.headers["Content-Length"])):
                done.wait(60)
                return
            body = (
                b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
                b"<boolean>true</boolean></sparql>"
            )
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Stuck) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        done.set()
        server.shutdown()


def test_a_limit_of_time_is_ours(use, stuck):
    with pytest.raises(LimitExceeded) as raised:
        use(stuck, lambda engine: text(engine, COUNT), query_seconds=1)
    assert raised.value.limit == "time"


def test_an_address_where_nothing_answers_is_said(use):
    with pytest.raises(StoreUnavailable, match="No SPARQL endpoint answers at http://127"):
        use("http://127.0.0.1:1/query", lambda engine: text(engine, COUNT))


def test_the_service_runs_on_it(releases, endpoint):
    server = Server(releases, MIGOV_STORE=endpoint)
    try:
        members = server.client.get(
            "/questions/members",
            params={
                "actor": "khartoum-process",
                "asOf": "2022-06-01",
                "role": "member",
                "limit": "500",
            },
        )
        assert members.json()["total"] == 40
        count = server.client.get("/sparql", params={"query": COUNT})
        triples = server.client.get("/health/ready").json()
        assert triples["status"] == "ready"
        assert int(count.json()["results"]["bindings"][0]["n"]["value"]) > 10_000
    finally:
        server.stop()


@pytest.fixture
def guarded() -> Iterator[tuple[str, list[int]]]:
    """A store that takes writes with one password only; its URL, and the sizes of its writes."""
    written: list[int] = []
    expected = "Basic " + base64.b64encode(b"editor:secret").decode()

    class Guarded(BaseHTTPRequestHandler):
        def _write(self) -> None:
            size = len(self.rfile.read(int(self.headers["Content-Length"] or 0)))
            allowed = self.headers["Authorization"] == expected
            if allowed:
                written.append(size)
            self.send_response(200 if allowed else 401)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_PUT = do_DELETE = _write  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Guarded) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/store", written
        server.shutdown()


class TestLoading:
    def test_again_by_another_protocol_it_replaces_what_is_ours(self, use, small_releases, loaded):
        """The graph of an older release goes; a stranger's stays."""
        before = use(loaded, lambda engine: text(engine, COUNT))
        store = loaded.replace("/query", "/store")
        ours, strange = "https://w3id.org/migov/id/source/gone", "http://example.org/theirs"
        triple = "<http://example.org/a> <http://example.org/b> <http://example.org/c> ."
        for graph in (ours, strange):
            httpx.put(
                store,
                params={"graph": graph},
                content=triple,
                headers={"Content-Type": "text/turtle"},
            ).raise_for_status()
        done = load(small_releases, "--store", loaded, "--graph-store-url", store)
        assert done.exit_code == 0, done.stderr
        assert "triples" in done.stderr
        assert httpx.get(store, params={"graph": ours}).status_code == 404
        assert httpx.get(store, params={"graph": strange}).status_code == 200
        httpx.delete(store, params={"graph": strange}).raise_for_status()
        assert use(loaded, lambda engine: text(engine, COUNT)) == before

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--store", "http://127.0.0.1:1/query"], "No SPARQL endpoint answers at"),
            (["--store", "nonsense"], "No SPARQL endpoint answers at nonsense"),
            (["--store", "{}", "--update-url", "{}/nowhere"], "did not take an update"),
            (["--store", "{}", "--graph-store-url", "{}/nowhere"], "answered 404"),
        ],
    )
    def test_what_went_wrong_is_said(self, small_releases, loaded, arguments, said):
        done = load(small_releases, *(argument.format(loaded) for argument in arguments))
        assert done.exit_code == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize("option", ["--update-url", "--graph-store-url"])
    @pytest.mark.parametrize("password", ["wrong", "secret"])
    def test_the_password_is_sent(self, small_releases, loaded, guarded, option, password):
        url, written = guarded
        arguments = ["--store", loaded, option, url, "--user", "editor"]
        done = load(small_releases, *arguments, password=password)
        assert done.exit_code == (2 if password == "wrong" else 0), done.stderr
        assert bool(written) == (password == "secret")
        assert "Traceback" not in done.stderr

    def test_without_an_address_it_says_what_it_lacks(self, small_releases, monkeypatch):
        monkeypatch.delenv("MIGOV_STORE", raising=False)
        done = load(small_releases)
        assert done.exit_code == 2
        assert "--store" in done.stderr


def test_a_damaged_store_folder_is_said(use, local, tmp_path):
    shutil.copytree(local, tmp_path / "store")
    for file in (tmp_path / "store").iterdir():
        file.write_bytes(b"nothing")
    with pytest.raises(StoreUnavailable, match="cannot be read"):
        use(tmp_path / "store", lambda engine: text(engine, COUNT))
