"""Queries in worker processes: their results, their limits, and everyone else meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import time
from pathlib import Path

import pytest

from migov.engine import open_engine
from migov.engine.errors import (
    LimitExceeded,
    NotAcceptable,
    Overloaded,
    QueryRefused,
    QuerySyntaxError,
    StoreUnavailable,
)
from migov.engine.evaluation import checked
from migov.engine.interface import QueryRequest
from migov.engine.workers import loan

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d"
CHEAP = "ASK { ?s ?p ?o }"


async def read(engine, text, **request):
    return await (await engine.answer(QueryRequest(text, **request))).read()


async def until(true, seconds=20):
    """Waits for what comes to pass soon, whatever else the machine has to do."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for sets no event
            await asyncio.sleep(0.02)


def priorities(engine):
    """Those of the workers; in the instant between a worker's death and its news it has none."""
    found = []
    for pid in list(engine._pool._alive):
        with contextlib.suppress(ProcessLookupError):
            found.append(os.getpriority(os.PRIO_PROCESS, pid))
    return sorted(found)


def test_a_select_gives_its_solutions(ask):
    found = ask(lambda e: e.select('SELECT ?s { ?s <http://example.org/p> "7" }'))
    assert [row["s"].value for row in found.rows] == ["http://example.org/7"]
    assert found.variables == ["s"]


def test_a_construct_gives_its_triples(ask):
    query = "CONSTRUCT WHERE { <http://example.org/7> ?p ?o }"
    triples = ask(lambda e: e.construct(query))
    assert [triple.object.value for triple in triples] == ["7"]


def test_a_long_result_comes_in_parts_and_whole(ask):
    async def work(engine):
        answer = await engine.answer(QueryRequest("SELECT * { ?s ?p ?o . ?s ?q ?r }"))
        assert answer.rest is not None
        return await answer.read()

    assert ask(work).count(b'"s"') == 20_000 + 1


def test_a_syntax_error_tells_the_place(ask):
    with pytest.raises(QuerySyntaxError) as raised:
        ask(lambda e: e.select("SELECT *\nWHERE { ?s ?p ?o } LIMIT x"))
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
def test_service_is_refused_wherever_it_stands(ask, query):
    with pytest.raises(QueryRefused, match="SERVICE"):
        ask(lambda e: e.select(query))


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
def test_the_word_service_is_no_service(ask, query):
    assert len(ask(lambda e: e.select(query)).rows) == 1


def test_a_listed_endpoint_may_be_named(use):
    query = "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"
    found = use(lambda e: e.select(query), federation=("http://127.0.0.1:9/",))
    assert list(found.rows) == [{}]


def test_from_an_address_fetches_nothing(ask):
    found = ask(lambda e: e.select("SELECT * FROM <http://127.0.0.1:1/x> { ?s ?p ?o }"))
    assert list(found.rows) == []


@pytest.mark.parametrize(
    ("version", "text", "request_"),
    [
        ("", "FROM <http://example.org/g0> FROM <http://example.org/g1>", {}),
        ('VERSION "1.2"', "FROM <http://example.org/g0> FROM <http://example.org/g1>", {}),
        (
            "",
            "",
            {"default_graphs": ("http://example.org/g0", "http://example.org/g1")},
        ),
    ],
)
def test_several_default_graphs_are_merged(ask, version, text, request_):
    query = f"{version} SELECT (COUNT(*) AS ?n) {text} {{ ?s ?p ?o }}"
    data = ask(lambda e: read(e, query, accept={"solutions": "text/csv"}, **request_))
    assert data.split() == [b"n", b"20000"]


def test_the_protocols_dataset_wins_over_from(ask):
    query = "SELECT (COUNT(*) AS ?n) FROM <http://example.org/g0> { ?s ?p ?o }"
    request_ = {"default_graphs": ("http://example.org/none",)}
    data = ask(lambda e: read(e, query, accept={"solutions": "text/csv"}, **request_))
    assert data.split() == [b"n", b"0"]


def test_a_form_without_an_accepted_format_is_told(ask):
    with pytest.raises(NotAcceptable) as raised:
        ask(lambda e: read(e, CHEAP, accept={"boolean": None}))
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
    # Else time enough for memory to run out first, even on a slow machine.
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
        for runaway in runaways:
            runaway.cancel()
        await asyncio.gather(*runaways, return_exceptions=True)
        return answers, still_running

    answers, still_running = use(work)
    assert all(b"true" in answer for answer in answers)
    assert all(still_running)


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

    answers, still_running = use(work, workers=4, workers_most=12)
    assert all(b"true" in answer for answer in answers)
    assert all(still_running)


def test_a_long_query_gives_way_to_short_ones(use):
    async def work(engine):
        runaway = asyncio.ensure_future(engine.select(RUNAWAY))
        await until(lambda: 19 in priorities(engine))
        found = priorities(engine)
        runaway.cancel()
        await asyncio.gather(runaway, return_exceptions=True)
        return found, os.getpriority(os.PRIO_PROCESS, 0)

    found, ours = use(work)
    assert found == [*[ours] * (len(found) - 1), 19]


def test_a_worker_that_gave_way_is_replaced_by_one_that_need_not(use, monkeypatch):
    monkeypatch.setattr(loan, "SLOW_SECONDS", 0)

    async def work(engine):
        async with asyncio.timeout(20):
            while engine.figures()["replaced"] < 3:  # most are answered before the worker gives way
                assert b"true" in await read(engine, CHEAP)
        monkeypatch.setattr(loan, "SLOW_SECONDS", 60)
        ours = os.getpriority(os.PRIO_PROCESS, 0)
        await until(lambda: priorities(engine) == [ours] * 4)
        return engine.figures()

    assert use(work)["idle"] == 4


def test_a_crowd_of_quick_queries_takes_a_worker_for_each_processor(use, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    monkeypatch.setattr(loan, "SLOW_SECONDS", 60)
    quick = "SELECT (COUNT(*) AS ?n) { { SELECT ?c { ?a ?b ?c } LIMIT 200 } ?d ?e ?f }"

    async def work(engine):
        await until(lambda: engine.figures()["idle"] == engine.figures()["workers"] >= 4)
        crowd = [asyncio.create_task(read(engine, quick)) for _ in range(3)]
        await until(lambda: engine.figures()["waiting"])
        busy, waiting = 4 - engine.figures()["idle"], engine.figures()["waiting"]
        await read(engine, CHEAP, client="another")  # who has no worker yet waits for none
        still = engine.figures()["waiting"]
        await asyncio.gather(*crowd)
        return busy, waiting, still

    assert use(work) == (1, 2, 2)


def test_a_dead_worker_is_replaced(use):
    async def work(engine):
        runaways = [engine.select(RUNAWAY) for _ in range(6)]
        failures = await asyncio.gather(*runaways, return_exceptions=True)
        await until(lambda: engine.figures()["workers"] >= 4)
        return failures, engine.figures(), await read(engine, CHEAP)

    failures, figures, answer = use(work, query_seconds=1)
    assert all(isinstance(failure, LimitExceeded) for failure in failures)
    assert figures["replaced"] >= 6
    assert b"true" in answer


def test_a_worker_is_not_taken_for_one_who_has_gone(use):
    async def work(engine):
        deadline = asyncio.get_running_loop().time() + 20
        loans = [await engine._pool.borrow("one", deadline) for _ in range(2)]
        waiting = [asyncio.ensure_future(read(engine, CHEAP, client="one")) for _ in range(8)]
        await until(lambda: engine.figures()["waiting"] == 8)
        for waiter in waiting:
            waiter.cancel()  # done at once, and still in the queue when the workers come back
        for each in loans:
            each.release()
        await asyncio.gather(*waiting, return_exceptions=True)
        await until(lambda: engine.figures()["idle"] == 4)
        return engine._pool.violations()

    assert use(work) == []


def test_who_hangs_up_stops_paying(use):
    async def work(engine):
        asking = asyncio.ensure_future(engine.select(RUNAWAY))
        await asyncio.sleep(0.2)
        asking.cancel()
        await until(lambda: engine.figures()["replaced"], seconds=5)

    use(work)


def test_a_stream_that_is_left_frees_its_worker(use):
    async def work(engine):
        answer = await engine.answer(QueryRequest("SELECT * { ?s ?p ?o . ?s ?q ?r . ?s ?t ?u }"))
        async for _ in answer.rest:
            break
        answer.rest.close()
        await until(lambda: engine.figures()["idle"] == engine.figures()["workers"] >= 4)

    use(work)


def test_one_clients_crowd_costs_only_itself(use):
    async def work(engine):
        crowd = [asyncio.ensure_future(read(engine, RUNAWAY, client="crowd")) for _ in range(40)]
        await asyncio.sleep(0.1)
        answer = await asyncio.wait_for(read(engine, CHEAP, client="other"), 5)
        failures = await asyncio.gather(*crowd, return_exceptions=True)
        return answer, failures, engine.figures()

    answer, failures, figures = use(work, queue_per_client=20, query_seconds=1)
    assert b"true" in answer
    overloaded = [failure for failure in failures if isinstance(failure, Overloaded)]
    assert figures["refused_client"] == 20
    assert figures["refused_waited"] == len(overloaded) - 20 > 0
    assert sum(isinstance(failure, LimitExceeded) for failure in failures) == 40 - len(overloaded)


def test_a_worker_can_open_nothing(ask):
    """The right is gone, not only unused: even a query that is not refused reaches no socket."""

    async def work(engine):
        await read(engine, CHEAP)
        worker = next(iter(engine._pool._alive.values()))
        limits = Path(f"/proc/{worker.pid}/limits").read_text().splitlines()  # noqa: ASYNC240
        return next(line for line in limits if line.startswith("Max open files"))

    assert ask(work).split()[3:5] == ["0", "0"]


def test_a_lost_supervisor_is_said(use):
    async def work(engine):
        os.kill(engine._pool._process.pid, 9)
        await asyncio.wait_for(engine.ended(), 20)
        await read(engine, CHEAP)

    with pytest.raises(StoreUnavailable):
        use(work)


def test_closing_leaves_no_process(use):
    async def work(engine):
        asking = asyncio.ensure_future(engine.select(RUNAWAY))
        await asyncio.sleep(0.2)
        pids = [engine._pool._process.pid, *engine._pool._alive]
        return asking, pids

    _, pids = use(work)
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_folder_without_a_store_is_said(tmp_path):
    async def main():
        await open_engine(tmp_path / "none")

    with pytest.raises(StoreUnavailable):
        asyncio.run(main())
