"""The server's side of the workers: it lends each query a worker, and ends what overstays.

Workers are born and buried by the supervisor process. The invariant, which `violations` checks:

* each living worker is idle, lent to exactly one exchange, or ordered to end;
* each waiter is served, refused or gone, and none waits while a worker idles that it may have;
* there are no more workers, with those that are coming, than there may be.

Nothing here waits between taking a worker and handing it on, so nothing is lost in between: births,
deaths and returns are handled in one go, and a loan that nobody takes is given back.

A deadline includes the waiting. A query that waits for its client's own queries is refused after
half of its time, one that waits for those of others much sooner; one that runs is ended at its
deadline. A query that has run for a while gives way to others, and another worker is forked in its
worker's place, up to a limit: past it, one such query is ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections import Counter
from collections.abc import Callable
from typing import Any

from migov.engine.errors import Overloaded, StoreUnavailable
from migov.engine.workers.control import Control
from migov.engine.workers.launch import Launched
from migov.engine.workers.loan import Loan, Worker
from migov.engine.workers.turns import REFUSALS, PoolSize, Turns, Waiter

#: Seconds that a query of a client without a worker waits at most.
NEWCOMER_SECONDS = 2.0
#: How far a query gives way: the lowest priority that the system has.
_LOWEST = 19
#: Seconds until a fork that failed is tried again, and a worker that died unused is replaced.
_RETRY_SECONDS = 0.5


class Pool:
    """Lends workers; `start` it once inside a running event loop, and `close` it."""

    def __init__(
        self,
        launched: Launched,
        size: PoolSize,
        waited: Callable[[float], None] = lambda _: None,
    ) -> None:
        """`launched` is the supervisor; it is ended with the pool.

        `waited` takes the seconds that each query that was queued waited for a worker.
        """
        self._process = launched.process
        self._control = Control(launched.control, self._hear, self._lost)
        self._size = size
        self._waited = waited
        self._turns: Turns[Loan] = Turns(size)
        self._idle: list[Worker] = []
        # Also of workers that have died, until their exchanges have learnt of it.
        self._loans: set[Loan] = set()
        self._alive: dict[int, Worker] = {}
        self._coming = 0
        self._closed = False
        self._loaded = False
        self._ready: asyncio.Future[None]
        self._gone: asyncio.Future[None]
        self._counts: Counter[str] = Counter()

    async def start(self) -> None:
        """Has the workers forked once the store is loaded; raises StoreUnavailable if it cannot."""
        loop = asyncio.get_running_loop()
        self._ready, self._gone = loop.create_future(), loop.create_future()
        self._control.open()
        await self._ready
        self._fork_missing()

    async def close(self) -> None:
        """Ends the supervisor and with it every worker; every waiter gets StoreUnavailable."""
        self._control.close()
        self._abandon(StoreUnavailable("The service is shutting down."))
        if not self._loaded:  # while it loads it hears nothing
            self._process.kill()
        # No thread to wait in: the interpreter may be ending, and starts none any more.
        while self._process.poll() is None:  # noqa: ASYNC110
            await asyncio.sleep(0.005)

    async def ended(self) -> None:
        """Returns when the supervisor is gone, by its own fault or by `close`."""
        await asyncio.wait([self._gone])

    async def borrow(self, client: str, deadline: float) -> Loan:
        """A worker for one query of `client`, to be released whatever happens.

        `deadline` is in the event loop's seconds. Raises Overloaded or StoreUnavailable.
        """
        if self._closed:
            raise StoreUnavailable("The service is shutting down.")
        loop = asyncio.get_running_loop()
        waiter = self._turns.join(client, deadline)
        patience = min((deadline - waiter.since) / 2, NEWCOMER_SECONDS)
        waiter.timer = loop.call_at(waiter.since + patience, self._refuse, waiter)
        try:
            self._serve()
            return await waiter.served
        except BaseException:
            served = waiter.served
            if served.done() and not served.cancelled() and served.exception() is None:
                served.result().release()  # it was served in the moment that it was cancelled
            raise
        finally:
            waiter.timer.cancel()
            self._turns.leave(waiter)
            self._waited(loop.time() - waiter.since)
            self._serve()

    def end(self, worker: Worker) -> None:
        """Has a worker killed; its `ended` tells when it is gone."""
        if not worker.ending and not worker.ended.done():
            worker.ending = True
            self._control.order("kill", pid=worker.pid)

    def contended(self, loan: Loan) -> None:
        """Lets a query give way already, where another waits for a worker."""
        if len(self._turns) and not self._turns.light(loan.client):
            self.demote(loan)

    def demote(self, loan: Loan) -> None:
        """Lets the processor go to short queries first, and sees to it that they have workers."""
        worker = loan.worker
        if loan.slow or loan.released or worker.ending or worker.ended.done():
            return
        loan.slow = True
        with contextlib.suppress(OSError):  # it has just died
            os.setpriority(os.PRIO_PROCESS, worker.pid, _LOWEST)
        self._end_excess()
        self._fork_missing()
        self._serve()

    def returned(self, loan: Loan) -> None:
        """Takes back a worker: a loan's own `release` calls it, once."""
        worker = loan.worker
        worker.loan = None
        self._loans.remove(loan)
        self._turns.finished(loan.client, asyncio.get_running_loop().time() - loan.begun)
        if worker.ended.done():
            worker.socket.close()
        elif loan.clean and not loan.slow and not worker.ending:
            self._idle.append(worker)
        else:
            self.end(worker)
            self._fork_missing()
        self._serve()

    def figures(self) -> dict[str, int]:
        """What the pool is doing now, and has done, for the operator."""
        return {
            "workers": len(self._alive),
            "idle": len(self._idle),
            "lent": len(self._living()) - len(self._idle),
            "slow": len(self._slow()),
            "ending": sum(worker.ending for worker in self._alive.values()),
            "waiting": len(self._turns),
            "forks": self._counts["forks"],
            "forks_failed": self._counts["forks_failed"],
            "replaced": self._counts["replaced"],
            **{f"refused_{why}": self._turns.refused[why] for why in REFUSALS},
        }

    def violations(self) -> list[str]:
        """What contradicts the invariant, as sentences; empty where it holds."""
        wrong = []
        for worker in self._alive.values():
            states = [
                self._idle.count(worker) == 1,
                worker.loan is not None and worker.loan.worker is worker and not worker.ending,
                worker.ending,
            ]
            if sum(states) != 1 or (worker.loan is not None and worker.loan.released):
                wrong.append(f"Worker {worker.pid} is not in exactly one state: {states}.")
        if any(worker.pid not in self._alive for worker in self._idle):
            wrong.append("A worker idles that is dead.")
        lent = Counter(loan.client for loan in self._loans)
        if self._turns.runners() != lent:
            wrong.append(f"The clients' shares {self._turns.runners()} are not the loans {lent}.")
        if any(w.served.done() and not w.served.cancelled() for w in self._turns):
            wrong.append("A waiter is served or refused and still in the queue.")
        if forgotten := self._turns.forgotten():
            wrong.append(f"Clients are remembered that have gone: {forgotten}.")
        if self._idle and not self._closed and self._next() is not None:
            wrong.append("A worker idles while a query waits that may have it.")
        if self._coming < 0 or len(self._alive) + self._coming > self._size.most:
            wrong.append(f"There are {len(self._alive)} workers, and {self._coming} to come.")
        return wrong

    def _serve(self) -> None:
        """Lends idle workers to those whose turn it is."""
        while self._idle and (waiter := self._next()) is not None:
            worker = self._idle.pop()
            worker.used = True
            worker.loan = loan = Loan(self, worker, waiter.client, waiter.deadline)
            self._loans.add(loan)
            self._turns.serve(waiter, loan)

    def _next(self) -> Waiter[Loan] | None:
        quick = sum(w.loan is not None and not w.loan.slow for w in self._living())
        return self._turns.next(quick, min(self._size.ready, self._size.most - len(self._slow())))

    def _refuse(self, waiter: Waiter[Loan]) -> None:
        """Refuses a query that could not be served in time."""
        if waiter.served.done():
            return
        loop = asyncio.get_running_loop()
        running = self._turns.running(waiter.client)
        latest = (waiter.since + waiter.deadline) / 2
        if running and loop.time() < latest:  # its client's own queries may end until then
            waiter.timer = loop.call_at(latest, self._refuse, waiter)
            return
        self._turns.leave(waiter)
        self._turns.refused["waited"] += 1
        waiter.served.set_exception(
            Overloaded(
                f"{running} queries from your address are running: let some finish."
                if running
                else "No worker became free in time: the service is busy with other queries.",
                5,
                by_client=bool(running),
            )
        )

    def _end_excess(self) -> None:
        """Ends the newest slow query of the client that has most, where there are too many.

        A client that is alone may have more: then nobody else is kept waiting. Among several
        clients it is the one whose queries have taken longest on average, or who is unknown.
        """
        slow = self._slow()
        held = Counter(loan.client for loan in slow)
        if len(slow) <= self._size.slow or len(held) < 2:
            return
        most = max(held.values())
        loan = max(
            (loan for loan in slow if held[loan.client] == most),
            key=lambda loan: (self._turns.average(loan.client), loan.begun),
        )
        self._turns.refused["slow"] += 1
        loan.end(
            Overloaded(
                "The query was stopped: it takes long, and too many such queries are running.",
                10,
                by_client=most > 1,
            )
        )

    def _living(self) -> list[Worker]:
        """The workers that have not been ordered to end."""
        return [worker for worker in self._alive.values() if not worker.ending]

    def _slow(self) -> list[Loan]:
        return [w.loan for w in self._living() if w.loan is not None and w.loan.slow]

    def _fork_missing(self) -> None:
        """Has as many workers forked as it takes to have the usual number beside the slow ones."""
        if self._closed:
            return
        room = self._size.most - len(self._alive) - self._coming
        quick = len(self._living()) - len(self._slow())
        for _ in range(min(self._size.ready - quick - self._coming, room)):
            self._coming += 1
            self._control.order("fork")

    def _hear(self, news: dict[str, Any], fds: list[int]) -> None:
        match news["news"]:
            case "ready":
                self._loaded = True
                if not self._ready.done():
                    self._ready.set_result(None)
            case "failed":
                if not self._ready.done():
                    self._ready.set_exception(StoreUnavailable(news["reason"]))
            case "born":
                self._born(news["pid"], fds)
            case "unborn":
                self._unborn()
            case "died":
                self._died(news["pid"], news["signal"])

    def _born(self, pid: int, fds: list[int]) -> None:
        if not fds:  # there was no descriptor to spare, so nobody can speak to it
            self._control.order("kill", pid=pid)
            self._unborn()
            return
        self._coming -= 1
        self._counts["forks"] += 1
        worker = self._alive[pid] = Worker(pid, socket.socket(fileno=fds.pop()))
        self._idle.append(worker)
        self._serve()

    def _unborn(self) -> None:
        self._coming -= 1
        self._counts["forks_failed"] += 1
        asyncio.get_running_loop().call_later(_RETRY_SECONDS, self._fork_missing)

    def _died(self, pid: int, by_signal: int) -> None:
        worker = self._alive.pop(pid, None)
        if worker is None:  # it was of no use from the start
            return
        if worker in self._idle:
            self._idle.remove(worker)
        worker.ended.set_result(by_signal)
        self._counts["replaced"] += 1
        if worker.loan is None:
            worker.socket.close()
        if worker.used or worker.ending:
            self._fork_missing()
        else:
            asyncio.get_running_loop().call_later(_RETRY_SECONDS, self._fork_missing)
        self._serve()

    def _lost(self) -> None:
        """The supervisor is gone: nothing can be answered any more."""
        self._abandon(StoreUnavailable("The store's process has ended: restart the service."))

    def _abandon(self, reason: StoreUnavailable) -> None:
        """Lets nobody wait for what will not come: neither for a worker nor for its answer."""
        if self._closed:
            return
        self._closed = True
        if not self._ready.done():
            self._ready.set_exception(reason)
        self._gone.set_result(None)
        for waiter in list(self._turns):
            self._turns.leave(waiter)
            if not waiter.served.done():
                waiter.served.set_exception(reason)
        self._idle.clear()
        for worker in self._alive.values():
            if worker.loan is not None:
                worker.loan.end(reason)
            else:
                worker.socket.close()
                worker.ending = True
            if not worker.ended.done():
                worker.ended.set_result(signal.SIGKILL)
