"""The pool's invariant, whatever its clients do: nothing that they leave behind costs a worker."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.fake_workers import FakeSupervisor

from migov.engine.errors import EngineError, LimitExceeded, Overloaded
from migov.engine.interface import QueryRequest
from migov.engine.request_scope import request_scope
from migov.engine.workers import loan as loans
from migov.engine.workers import pool as pools
from migov.engine.workers.engine import ProcessEngine
from migov.engine.workers.pool import Pool
from migov.engine.workers.turns import PoolSize
from migov.settings import Settings

CHEAP = "ASK { ?s ?p ?o }"
CHEAP_ROWS = "SELECT * { ?s ?p ?o } LIMIT 1"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT * { ?s ?p ?o . ?s ?q ?r . ?s ?t ?u }"

#: What happens next: an action, and which client, task, answer or worker it happens to; and whether
#: the next thing happens in the same moment, before anybody has learnt of this one.
ACTIONS = [
    *("cheap", "cheap", "endless", "long", "dies", "read", "close", "kill", "barren"),
    *("borrow", "borrow", "return", "return", "cancel", "cancel", "cancel-all", "pass", "wait"),
]
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 3), st.booleans()), min_size=5, max_size=60
)
SIZES = st.builds(
    PoolSize,
    ready=st.integers(1, 4),
    at_once=st.integers(1, 4),
    most=st.integers(4, 7),
    queue=st.just(12),
    queue_per_client=st.just(6),
)


class Clients:
    """Asks, cancels, closes and kills as told, and knows what is still open."""

    def __init__(self, engine, queries, pids, kill):
        self.engine = engine
        self._queries = queries
        self._pids = pids
        self._kill = kill
        self.asking = []
        self.open = []
        self.loans = []

    async def step(self, action, number):
        if action in self._queries:
            task = asyncio.create_task(self._ask(self._queries[action], f"client {number}"))
            self.asking.append(task)
        elif action == "borrow":
            self.asking.append(asyncio.create_task(self._borrow(f"client {number}")))
        elif action == "return" and self.loans:
            self.loans.pop(number % len(self.loans)).release()
        elif action == "cancel" and self.asking:
            self.asking[number % len(self.asking)].cancel()
        elif action == "cancel-all":
            for task in self.asking:
                task.cancel()
        elif action == "read" and self.open:
            with contextlib.suppress(EngineError, StopAsyncIteration, TimeoutError):
                async with asyncio.timeout(0.01):
                    await anext(self.open[number % len(self.open)])
        elif action == "close" and self.open:
            self.open.pop(number % len(self.open)).close()
        elif action == "kill" and (pids := self._pids()):
            self._kill(pids[number % len(pids)])
        elif action == "pass":
            await asyncio.sleep(0)
        elif action == "wait":
            await asyncio.sleep(0.003)
        self.asking = [task for task in self.asking if not task.done()]

    async def _ask(self, query, client):
        with contextlib.suppress(EngineError):
            answer = await self.engine.answer(QueryRequest(query, client=client))
            if answer.rest is not None:
                self.open.append(answer.rest)

    async def _borrow(self, client):
        deadline = asyncio.get_running_loop().time() + 5
        with contextlib.suppress(EngineError):
            self.loans.append(await self.engine._pool.borrow(client, deadline))

    async def leave(self):
        for task in self.asking:
            task.cancel()
        await asyncio.gather(*self.asking, return_exceptions=True)
        for rest in self.open:
            rest.close()
        for loan in self.loans:
            loan.release()


async def settle():
    """Lets every task that was cancelled learn of it."""
    for _ in range(4):
        await asyncio.sleep(0)


async def whole(pool, ready, seconds=20):
    """Waits until all that stands ready is idle and nothing else is left."""
    expected = {"workers": ready, "idle": ready, "lent": 0, "ending": 0, "waiting": 0}
    async with asyncio.timeout(seconds):
        while not expected.items() <= pool.figures().items():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    assert pool.violations() == []


@settings(deadline=None, max_examples=200)
@given(SIZES, STEPS)
def test_whatever_clients_and_workers_do_nothing_is_lost(size, steps):
    async def main():
        supervisor = FakeSupervisor()
        pool = Pool(supervisor.launched, size)
        await pool.start()
        clients = Clients(
            ProcessEngine(pool, Settings(query_seconds=5)),
            {name: name for name in ("cheap", "endless", "long", "dies")},
            lambda: supervisor.pids,
            lambda pid: supervisor.kill(pid, 9),
        )
        try:
            for action, number, at_once in steps:
                if action == "barren":
                    supervisor.barren = number
                await clients.step(action, number)
                if not at_once:
                    await settle()
                    assert pool.violations() == []
            await clients.leave()
            await whole(pool, size.ready, seconds=5)
        finally:
            await pool.close()
            await supervisor.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loans, "SLOW_SECONDS", 0.02)
        patch.setattr(loans, "CONTENDED_SECONDS", 0.01)
        patch.setattr(pools, "_RETRY_SECONDS", 0.002)
        asyncio.run(main())


def test_a_worker_lent_in_the_moment_of_hanging_up_comes_back(use):
    async def work(engine):
        pool = engine._pool
        deadline = asyncio.get_running_loop().time() + 20
        loans = [await pool.borrow("one", deadline) for _ in range(2)]
        waiting = asyncio.ensure_future(pool.borrow("one", deadline))
        await asyncio.sleep(0)
        for loan in loans:
            loan.release()
        assert pool.figures()["waiting"] == 0  # it is served, and does not know it yet
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await whole(pool, 4)

    use(work)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_lost_with_real_workers(use, seed):
    async def work(engine):
        pool = engine._pool
        await whole(pool, 4)
        draw = random.Random(seed)
        clients = Clients(
            engine,
            {"cheap": CHEAP, "endless": ENDLESS, "long": LONG},
            lambda: list(pool._alive),
            lambda pid: os.kill(pid, signal.SIGKILL),
        )
        actions = ["cheap"] * 4 + ["endless", "long", "cancel", "cancel", "read", "close", "wait"]
        for step in range(250):
            rare = draw.random() < 0.03
            action = draw.choice(["kill", "cancel-all"] if rare else actions)
            with contextlib.suppress(ProcessLookupError):
                await clients.step(action, draw.randrange(20) if rare else draw.randrange(4))
            if step % 5 == 0:
                await settle()
                assert pool.violations() == []
        await clients.leave()
        await whole(pool, 4)
        assert b"true" in await (await engine.answer(QueryRequest(CHEAP))).read()

    use(work, workers=4, workers_most=8)


def test_an_answer_that_nobody_reads_returns_its_worker_with_its_request(use):
    async def work(engine):
        with request_scope(20):
            answer = await engine.answer(QueryRequest(LONG))
            assert answer.rest is not None
            assert engine.figures()["lent"] == 1
        await whole(engine._pool, 4)
        assert [part async for part in answer.rest] == []

    use(work)


def test_an_answer_that_nobody_reads_returns_its_worker_at_the_deadline(use):
    async def work(engine):
        answer = await engine.answer(QueryRequest(LONG))
        await whole(engine._pool, 4, seconds=6)
        with pytest.raises(LimitExceeded):
            await answer.read()

    use(work, query_seconds=2)


def test_a_query_that_has_waited_has_less_time_to_run(use):
    async def work(engine):
        pool = engine._pool
        loop = asyncio.get_running_loop()
        begun = loop.time()
        loans = [await pool.borrow("one", begun + 20) for _ in range(2)]
        waiting = asyncio.ensure_future(engine.select(ENDLESS, client="one"))
        await asyncio.sleep(1.8)
        for loan in loans:
            loan.release()
        with pytest.raises(LimitExceeded):
            await waiting
        return loop.time() - begun

    assert use(work, query_seconds=4) < 5.5


def test_a_worker_that_cannot_end_itself_is_ended(use):
    async def work(engine):
        asking = asyncio.ensure_future(engine.select(ENDLESS))
        await asyncio.sleep(0.2)
        pool = engine._pool
        (worker,) = [worker for worker in pool._alive.values() if worker.loan]
        os.kill(worker.pid, signal.SIGSTOP)
        begun = asyncio.get_running_loop().time()
        with pytest.raises(LimitExceeded):
            await asking
        assert asyncio.get_running_loop().time() - begun < 3
        await whole(pool, 4)

    use(work, query_seconds=1)


def test_endless_queries_of_many_clients_leave_workers_to_others(use):
    async def work(engine):
        loop = asyncio.get_running_loop()
        await engine.select(CHEAP_ROWS, client="other")  # known for short queries
        begun = loop.time()
        crowd = [
            asyncio.ensure_future(engine.select(ENDLESS, client=f"{number}"))
            for number in range(40)
        ]
        for _ in range(20):
            answer = await engine.answer(QueryRequest(CHEAP, client="other"))
            assert b"true" in await answer.read()
            await asyncio.sleep(0.05)
        failures = await asyncio.gather(*crowd, return_exceptions=True)
        refused = [failure for failure in failures if isinstance(failure, Overloaded)]
        assert len(refused) >= 40 - 8
        assert not any(failure.by_client for failure in refused)
        assert all(isinstance(failure, Overloaded | LimitExceeded) for failure in failures)
        assert loop.time() - begun < 4 + 2
        await whole(engine._pool, 4)

    use(work, workers=4, workers_most=12, query_seconds=4)


def test_an_order_that_the_socket_does_not_take_is_sent_later():
    async def main():
        supervisor = FakeSupervisor()
        size = PoolSize(ready=3, at_once=2, most=6, queue=12, queue_per_client=6)
        pool = Pool(supervisor.launched, size)
        await pool.start()
        await whole(pool, 3)
        for number in range(5000):  # far more than the socket holds
            pool._control.order("kill", pid=number)
        pool.end(SimpleNamespace(pid=supervisor.pids[0], ending=False, ended=asyncio.Future()))
        first = supervisor.pids[0]
        async with asyncio.timeout(10):
            while first in supervisor.pids:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await whole(pool, 3)
        await pool.close()
        await supervisor.close()

    asyncio.run(main())
