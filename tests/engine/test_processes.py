"""Queries in worker processes: their results, their limits, and everyone else meanwhile."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from pathlib import Path

import pytest

from migov.engine import QueryRequest, open_engine, pool
from migov.engine.errors import (
    LimitExceeded,
    NotAcceptable,
    Overloaded,
    QueryRefused,
    QuerySyntaxError,
    StoreUnavailable,
)
from migov.engine.evaluation import checked

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d"
CHEAP = "ASK { ?s ?p ?o }"


async def read(engine, text, **request):
    return await (await engine.answer(QueryRequest(text, **request))).read()


def test_a_select_gives_its_solutions(use):
    found = use(lambda e: e.select('SELECT ?s { ?s <http://example.org/p> "7" }'))
    assert [row["s"].value for row in found.rows] == ["http://example.org/7"]
    assert found.variables == ["s"]


def test_a_construct_gives_its_triples(use):
    query = "CONSTRUCT WHERE { <http://example.org/7> ?p ?o }"
    triples = use(lambda e: e.construct(query))
    assert [triple.object.value for triple in triples] == ["7"]


def test_a_long_result_comes_in_parts_and_whole(use):
    async def work(engine):
        answer = await engine.answer(QueryRequest("SELECT * { ?s ?p ?o . ?s ?q ?r }"))
        assert answer.rest is not None
        return await answer.read()

    assert use(work).count(b'"s"') == 20_000 + 1


def test_a_syntax_error_tells_the_place(use):
    with pytest.raises(QuerySyntaxError) as raised:
        use(lambda e: e.select("SELECT *\nWHERE { ?s ?p ?o } LIMIT x"))
    assert (raised.value.line, raised.value.column) == (2, 26)
    assert "line 2, column 26" in str(raised.value)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }",
        "PREFIX e: <http://127.0.0.1:1/> ASK { OPTIONAL { sErViCe e: { ?s ?p ?o } } }",
        "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } ORDER BY ?s",
        "SELECT (COUNT(*) AS ?n) { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "ASK { ?s ?p ?o MINUS { SERVICE#comment\n<http://127.0.0.1:1/> { ?s ?p ?o } } }",
    ],
)
def test_service_is_refused_wherever_it_stands(use, query):
    with pytest.raises(QueryRefused, match="SERVICE"):
        use(lambda e: e.select(query))


def test_a_refused_service_is_not_even_tried():
    """A worker of an endpoint elsewhere may open sockets: the query must not use the right."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.5)
        endpoint = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        for form in ("ASK", "SELECT *", "SELECT (COUNT(*) AS ?n)", "CONSTRUCT { ?s ?p ?o }"):
            for end in ("", " ORDER BY ?s", "}", " BEYOND"):
                query = f"{form} {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}{end}"
                with pytest.raises((QueryRefused, QuerySyntaxError)):
                    checked(QueryRequest(query))
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * { SERVICE ?x { ?s ?p ?o }", (1, 35)),
        ("SELECT * {\n SERVICE ?x { ?s ?p } }", (2, 23)),
        ("SELECT *\n{ ?s ?p service }", (2, 16)),
    ],
)
def test_a_faulty_query_with_service_tells_the_place(query, place):
    with pytest.raises(QuerySyntaxError) as raised:
        checked(QueryRequest(query))
    assert (raised.value.line, raised.value.column) == place


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("SERVICE <http://x/> {}" AS ?x) {}',
        "SELECT * { BIND(<http://example.org/service> AS ?x) } # SERVICE ?x { }",
        "PREFIX service: <http://example.org/> SELECT * { BIND(service:SERVICE AS ?service) }",
    ],
)
def test_the_word_service_is_no_service(use, query):
    assert len(use(lambda e: e.select(query)).rows) == 1


def test_a_listed_endpoint_may_be_named(use):
    query = "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"
    found = use(lambda e: e.select(query), federation=("http://127.0.0.1:9/",))
    assert found.rows == [{}]


def test_from_an_address_fetches_nothing(use):
    found = use(lambda e: e.select("SELECT * FROM <http://127.0.0.1:1/x> { ?s ?p ?o }"))
    assert found.rows == []


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("FROM <http://example.org/g0> FROM <http://example.org/g1>", {}),
        (
            "",
            {"default_graphs": ("http://example.org/g0", "http://example.org/g1")},
        ),
    ],
)
def test_several_default_graphs_are_merged(use, text, request_):
    query = f"SELECT (COUNT(*) AS ?n) {text} {{ ?s ?p ?o }}"
    data = use(lambda e: read(e, query, accept={"solutions": "text/csv"}, **request_))
    assert data.split() == [b"n", b"20000"]


def test_the_protocols_dataset_wins_over_from(use):
    query = "SELECT (COUNT(*) AS ?n) FROM <http://example.org/g0> { ?s ?p ?o }"
    request_ = {"default_graphs": ("http://example.org/none",)}
    data = use(lambda e: read(e, query, accept={"solutions": "text/csv"}, **request_))
    assert data.split() == [b"n", b"0"]


def test_a_form_without_an_accepted_format_is_told(use):
    with pytest.raises(NotAcceptable) as raised:
        use(lambda e: read(e, CHEAP, accept={"boolean": None}))
    assert "application/sparql-results+json" in raised.value.available


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        (RUNAWAY, "time"),
        (GREEDY, "memory"),
        ("SELECT * {" + "{" * 20_000 + "}" * 20_000 + "}", "complexity"),
        ("SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}", "complexity"),
    ],
)
def test_a_limit_stops_the_query_and_is_named(use, query, limit):
    # Time enough for memory to run out first, even on a slow machine.
    seconds = 1 if limit == "time" else 30
    with pytest.raises(LimitExceeded) as raised:
        use(lambda e: e.select(query), query_seconds=seconds)
    assert raised.value.limit == limit


def test_a_result_may_not_be_larger_than_its_limit(use):
    with pytest.raises(LimitExceeded) as raised:
        use(lambda e: read(e, "SELECT * { ?s ?p ?o . ?s ?q ?r }"), result_mib=2)
    assert raised.value.limit == "result-size"


def test_others_are_served_while_a_query_runs_away(use):
    async def work(engine):
        runaways = [asyncio.ensure_future(engine.select(RUNAWAY)) for _ in range(3)]
        await asyncio.sleep(0.2)
        answers = [await read(engine, CHEAP, client="other") for _ in range(50)]
        still_running = [not runaway.done() for runaway in runaways]
        failures = await asyncio.gather(*runaways, return_exceptions=True)
        return answers, still_running, failures

    answers, still_running, failures = use(work, query_seconds=4)
    assert all(b"true" in answer for answer in answers)
    assert all(still_running)
    assert all(isinstance(failure, LimitExceeded) for failure in failures)


@pytest.mark.parametrize("hopeless", [3, 9])
def test_the_same_client_is_served_beside_its_own_hopeless_queries(use, hopeless):
    """With all but one of four workers busy, and with more busy than stand ready."""

    async def work(engine):
        runaways = [asyncio.ensure_future(engine.select(RUNAWAY)) for _ in range(hopeless)]
        await asyncio.sleep(0.5)
        answers = [await read(engine, f"{CHEAP} #{number}") for number in range(100)]
        still_running = [not runaway.done() for runaway in runaways]
        for runaway in runaways:
            runaway.cancel()
        await asyncio.gather(*runaways, return_exceptions=True)
        return answers, still_running

    answers, still_running = use(work, query_seconds=30, workers=4, workers_most=12)
    assert all(b"true" in answer for answer in answers)
    assert all(still_running)


def test_a_long_query_gives_way_to_short_ones(use):
    async def work(engine):
        runaway = asyncio.ensure_future(engine.select(RUNAWAY))
        await asyncio.sleep(pool.SLOW_SECONDS + 1)
        priorities = [os.getpriority(os.PRIO_PROCESS, pid) for pid in engine._pool._alive]
        runaway.cancel()
        await asyncio.gather(runaway, return_exceptions=True)
        return sorted(priorities), os.getpriority(os.PRIO_PROCESS, 0)

    priorities, ours = use(work, query_seconds=30)
    assert priorities == [*[ours] * (len(priorities) - 1), 19]


def test_a_worker_that_gave_way_is_replaced_by_one_that_need_not(use, monkeypatch):
    monkeypatch.setattr(pool, "SLOW_SECONDS", 0)

    async def work(engine):
        for _ in range(3):
            assert b"true" in await read(engine, CHEAP)
        monkeypatch.setattr(pool, "SLOW_SECONDS", 60)
        await asyncio.sleep(0.5)
        priorities = {os.getpriority(os.PRIO_PROCESS, pid) for pid in engine._pool._alive}
        return engine.figures(), priorities, os.getpriority(os.PRIO_PROCESS, 0)

    figures, priorities, ours = use(work)
    assert figures["replaced"] >= 3
    assert priorities == {ours}


def test_a_dead_worker_is_replaced(use):
    async def work(engine):
        for _ in range(6):
            with pytest.raises(LimitExceeded):
                await engine.select(RUNAWAY)
        await asyncio.sleep(0.3)
        return engine.figures(), await read(engine, CHEAP)

    figures, answer = use(work, query_seconds=0.2)
    assert figures["workers"] >= 4
    assert figures["replaced"] >= 6
    assert b"true" in answer


def test_who_hangs_up_stops_paying(use):
    async def work(engine):
        asking = asyncio.ensure_future(engine.select(RUNAWAY))
        await asyncio.sleep(0.2)
        asking.cancel()
        begun = time.monotonic()
        for _ in range(500):
            await asyncio.sleep(0.01)
            if engine.figures()["replaced"]:
                break
        return time.monotonic() - begun

    assert use(work, query_seconds=30) < 5


def test_a_stream_that_is_left_frees_its_worker(use):
    async def work(engine):
        answer = await engine.answer(QueryRequest("SELECT * { ?s ?p ?o . ?s ?q ?r . ?s ?t ?u }"))
        async for _ in answer.rest:
            break
        await answer.rest.aclose()
        await asyncio.sleep(0.3)
        return engine.figures()

    figures = use(work)
    assert figures["idle"] == figures["workers"]


def test_one_clients_crowd_costs_only_itself(use):
    async def work(engine):
        crowd = [asyncio.ensure_future(read(engine, RUNAWAY, client="crowd")) for _ in range(40)]
        await asyncio.sleep(0.1)
        answer = await asyncio.wait_for(read(engine, CHEAP, client="other"), 5)
        failures = await asyncio.gather(*crowd, return_exceptions=True)
        return answer, failures

    answer, failures = use(work, queue_per_client=20, query_seconds=1)
    assert b"true" in answer
    assert sum(isinstance(failure, Overloaded) for failure in failures) == 20


def test_a_worker_can_open_nothing(use):
    """The right is gone, not only unused: even a query that is not refused reaches no socket."""

    async def work(engine):
        await read(engine, CHEAP)
        worker = next(iter(engine._pool._alive.values()))
        limits = Path(f"/proc/{worker.pid}/limits").read_text().splitlines()  # noqa: ASYNC240
        return next(line for line in limits if line.startswith("Max open files"))

    assert use(work).split()[3:5] == ["0", "0"]


def test_a_lost_supervisor_is_said(use):
    async def work(engine):
        os.kill(engine._pool._process.pid, 9)
        await asyncio.sleep(0.3)
        await read(engine, CHEAP)

    with pytest.raises(StoreUnavailable):
        use(work)


def test_closing_leaves_no_process(use):
    async def work(engine):
        asking = asyncio.ensure_future(engine.select(RUNAWAY))
        await asyncio.sleep(0.2)
        pids = [engine._pool._process.pid, *engine._pool._alive]
        return asking, pids

    _, pids = use(work, query_seconds=30)
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_folder_without_a_store_is_said(tmp_path):
    async def main():
        await open_engine(tmp_path / "none")

    with pytest.raises(StoreUnavailable):
        asyncio.run(main())
