"""What an operator sees and does: figures, the access log, another release, an orderly end."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.conftest import Server, alive

from migov.engine import storage
from migov.knowledge.release.release import Release

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
LARGE = "SELECT ?s ?p ?o ?t { ?s ?p ?o . ?s a ?t } LIMIT 60000"
JSON = "application/sparql-results+json"


def until(true: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers={"Accept": JSON})


def figures(client: httpx.Client) -> dict[str, float]:
    """Every sample of /metrics by its name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        sample.name + "".join(f" {key}={value}" for key, value in sample.labels.items()): (
            sample.value
        )
        for family in families
        for sample in family.samples
    }


@pytest.fixture
def own(releases: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of its own, over a folder of releases of its own, with a log to read."""
    folder = tmp_path / "releases"
    shutil.copytree(releases, folder)
    # Longer than a query may take, so that only the query's own limit ends it.
    limits = {"MIGOV_QUERY_SECONDS": "20", "MIGOV_SHUTDOWN_SECONDS": "25"}
    server = Server(folder, log=tmp_path / "log", **limits)
    yield server
    if server.process.poll() is None:
        server.stop()


def another(folder: Path) -> str:
    """Puts a second release beside the current one, with one triple more; its id."""
    current = Release.current(folder)
    made = folder / "0123456789ab"
    shutil.copytree(current.path, made)
    store = storage.load(made / "store", apart=False).quads
    about = ox.NamedNode("http://example.org/new")
    store.add(ox.Quad(about, about, about))
    storage.save(made / "store", store)
    manifest = json.loads((made / "manifest.json").read_text())
    manifest["id"] = made.name
    (made / "manifest.json").write_text(json.dumps(manifest))
    (folder / "current").write_text(made.name)
    return made.name


class TestFigures:
    def test_they_are_prometheus_text(self, client):
        response = client.get("/metrics")
        assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert "# TYPE migov_queries_total counter" in response.text
        assert "# TYPE migov_query_seconds histogram" in response.text

    def test_the_release_is_named(self, client, release):
        named = [name for name in figures(client) if name.startswith("migov_release_info")]
        assert len(named) == 1
        assert f"id={release.id}" in named[0]

    @pytest.mark.parametrize(
        ("query", "outcome"),
        [
            ("ASK { ?s ?p 'counted' }", "answered"),
            ("SELECT counted", "syntax"),
            ("ASK { SERVICE <http://counted/> { ?s ?p ?o } }", "refused"),
            (SLOW, "time"),
        ],
    )
    def test_a_query_counts_by_how_it_ended(self, client, query, outcome):
        before = figures(client)
        ask(client, query)
        after = figures(client)
        name = f"migov_queries_total outcome={outcome}"
        assert after[name] == before[name] + 1
        assert after["migov_query_seconds_count"] == before["migov_query_seconds_count"] + 1

    def test_the_cache_counts(self, client):
        ask(client, "ASK { ?s ?p 'cached' }")
        before = figures(client)
        ask(client, "ASK { ?s ?p 'cached' }")
        after = figures(client)
        assert after["migov_cache_hits_total"] == before["migov_cache_hits_total"] + 1
        assert after["migov_cache_bytes"] > 0
        name = "migov_queries_total outcome=answered"
        assert after[name] == before[name]

    def test_workers_and_queue_are_shown(self, client):
        shown = figures(client)
        deadline = time.monotonic() + 10  # those that a test before this had ended come again
        while shown["migov_workers"] < 4 and time.monotonic() < deadline:
            shown = figures(client)
        assert shown["migov_workers"] >= 4
        assert shown["migov_workers_idle"] >= 1
        assert shown["migov_queue_length"] == 0
        assert shown["migov_workers_replaced_total"] >= 0
        assert shown["migov_ready"] == 1
        assert shown["migov_process_resident_memory_bytes"] > 0

    def test_every_worker_is_idle_lent_or_ending(self, client):
        shown = figures(client)
        states = ("migov_workers_idle", "migov_workers_lent", "migov_workers_ending")
        assert sum(shown[state] for state in states) == shown["migov_workers"]
        assert shown["migov_forks_total"] >= shown["migov_workers"]
        for reason in ("client", "queue", "waited", "slow"):
            assert shown[f"migov_queries_refused_total reason={reason}"] >= 0

    def test_waiting_is_timed(self, client):
        before = figures(client)["migov_waiting_seconds_count"]
        ask(client, "ASK { ?s ?p 'waited' }")
        assert figures(client)["migov_waiting_seconds_count"] == before + 1

    def test_the_documentation_lists_every_metric(self, client):
        page = (Path(__file__).parents[3] / "docs" / "metrics.md").read_text()
        exposed = re.findall(r"^# TYPE (\w+)", client.get("/metrics").text, re.MULTILINE)
        documented = re.findall(r"^\| `(migov_\w+)` \| \w+ \|", page, re.MULTILINE)
        assert {name for name in exposed if not name.endswith("_created")} == set(documented)

    def test_requests_count_by_status(self, client):
        before = figures(client).get("migov_http_requests_total status=404", 0)
        client.get("/nothing-here")
        assert figures(client)["migov_http_requests_total status=404"] == before + 1


def entries(server: Server, log: Path) -> list[dict[str, object]]:
    lines = [line for line in log.read_text().splitlines() if line.startswith("{")]
    return [json.loads(line) for line in lines]


def test_the_access_log_tells_each_request_and_no_query(own, tmp_path):
    query = "SELECT ('secret' AS ?x) {}"
    response = ask(own.client, query)
    own.client.post("/sparql", data={"query": query})
    own.client.get("/nothing%0D%0A%22here", params={"q": "secret"})
    own.stop()
    asked, posted, missing = [
        entry for entry in entries(own, tmp_path / "log") if "/health" not in str(entry["path"])
    ]
    digest = hashlib.sha256(query.encode()).hexdigest()[:12]
    assert asked["query"] == posted["query"] == digest
    assert (asked["method"], asked["path"], asked["status"]) == ("GET", "/sparql", 200)
    assert asked["bytes"] == len(response.content)
    assert asked["client"] == "127.0.0.1"
    assert asked["milliseconds"] > 0
    assert (missing["path"], missing["status"]) == ('/nothing\r\n"here', 404)
    assert missing["query"] is None
    assert "secret" not in (tmp_path / "log").read_text()


def test_the_access_log_can_be_left_out(releases, tmp_path):
    server = Server(releases, log=tmp_path / "log", MIGOV_ACCESS_LOG="false")
    server.stop()
    assert not entries(server, tmp_path / "log")


def ready(server: Server) -> str | None:
    response = server.client.get("/health/ready")
    return response.json()["release"] if response.status_code == 200 else None


class TestAnotherRelease:
    def test_it_takes_over_and_nobody_misses_an_answer(self, own, tmp_path):
        new = another(tmp_path / "releases")
        about = "ASK { <http://example.org/new> ?p ?o }"
        assert ask(own.client, about).json()["boolean"] is False
        seen: list[tuple[int, bool]] = []
        stopped = threading.Event()

        def keep_asking() -> None:
            with httpx.Client(base_url=own.url, timeout=60) as client:
                while not stopped.is_set():
                    response = ask(client, about)
                    seen.append((response.status_code, response.json()["boolean"]))

        askers = [threading.Thread(target=keep_asking) for _ in range(3)]
        for asker in askers:
            asker.start()
        own.process.send_signal(signal.SIGHUP)
        until(lambda: ready(own) == new)
        until(lambda: seen[-1][1])
        stopped.set()
        for asker in askers:
            asker.join()
        assert {status for status, _ in seen} == {200}
        assert ask(own.client, about).json()["boolean"] is True

    def test_an_answer_under_way_is_finished_on_the_old_one(self, own, tmp_path):
        whole = ask(own.client, LARGE).content
        before = own.family()
        new = another(tmp_path / "releases")
        params = {"query": LARGE + " #again"}
        with own.client.stream("GET", "/sparql", params=params) as response:
            chunks = response.iter_bytes(65536)
            received = next(chunks)
            own.process.send_signal(signal.SIGHUP)
            with httpx.Client(base_url=own.url) as other:
                until(lambda: other.get("/health/ready").json()["release"] == new)
            received += b"".join(chunks)
        assert received == whole
        # The old store's process and its workers go; the server stays.
        until(lambda: alive(before) == {own.process.pid})

    def test_one_that_cannot_be_loaded_changes_nothing(self, own, tmp_path):
        old = ready(own)
        (tmp_path / "releases" / "current").write_text("no release")
        own.process.send_signal(signal.SIGHUP)
        until(lambda: "could not be loaded" in (tmp_path / "log").read_text())
        assert ready(own) == old
        assert ask(own.client, "ASK {}").status_code == 200

    def test_the_same_one_stays(self, own, tmp_path):
        before = own.family()
        own.process.send_signal(signal.SIGHUP)
        until(lambda: "is in use already" in (tmp_path / "log").read_text())
        assert own.family() == before


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_store_process_that_is_killed_is_started_again(own):
    workers = own.family() - {own.process.pid}
    supervisor = next(pid for pid in workers if _parent(pid) == own.process.pid)
    os.kill(supervisor, signal.SIGKILL)
    until(lambda: len(own.family() - workers) > 4 and ready(own) is not None)
    assert not alive(workers)
    assert ask(own.client, "ASK {}").status_code == 200


def test_it_is_not_ready_before_a_release_is_loaded(releases):
    # Nothing answers at this address, so nothing can be loaded from it.
    with pytest.raises(pytest.fail.Exception, match="did not become ready"):
        Server(releases, ready_seconds=2, MIGOV_STORE="http://127.0.0.1:1/sparql")


class TestTheEnd:
    def test_who_is_being_answered_is_answered(self, own):
        done: list[httpx.Response] = []
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d a ?f FILTER(STRLEN(STR(?c)) = 7) }"

        def asking() -> None:
            with httpx.Client(base_url=own.url, timeout=60) as client:
                done.append(ask(client, slow))

        asker = threading.Thread(target=asking)
        asker.start()
        until(lambda: figures(own.client)["migov_workers_idle"] < 4 or done)
        own.process.send_signal(signal.SIGTERM)
        asker.join()
        assert own.process.wait(timeout=20) == 0
        assert done[0].status_code in (200, 504)

    def test_no_process_is_left_and_the_hopeless_are_cut_off(self, releases):
        server = Server(releases, MIGOV_QUERY_SECONDS="50", MIGOV_SHUTDOWN_SECONDS="1")
        family = server.family()
        assert len(family) >= 6

        def hopeless() -> None:
            with contextlib.suppress(httpx.HTTPError), httpx.Client(timeout=60) as client:
                client.get(f"{server.url}/sparql", params={"query": SLOW})

        asker = threading.Thread(target=hopeless)
        asker.start()
        until(lambda: figures(server.client)["migov_workers_idle"] < 4)
        begun = time.monotonic()
        server.stop()
        assert time.monotonic() - begun < 15
        asker.join()
        until(lambda: not alive(family))

    def test_a_server_that_is_killed_takes_its_workers_with_it(self, own):
        family = own.family()
        own.process.kill()
        own.process.wait()
        until(lambda: not alive(family))
