"""The server's side of the workers: lends each query a worker and ends overdue ones.

The supervisor process forks and reaps the workers. The invariant, which `violations` checks:

* each living worker is idle, lent to exactly one exchange, or ordered to end;
* each waiter is served, refused or gone, and none waits while a worker idles that it may have;
* there are no more workers, counting those being forked, than allowed.

Nothing here awaits between taking a worker and handing it on, so none is lost: births, deaths and
returns are handled in one step, and a loan that is not collected is returned.

A deadline includes waiting. A query that waits for its client's own queries is refused after half
of its time, one that waits for other clients' queries much sooner; a running query is ended at its
deadline. The priority of a query that has run for a while is lowered, and another worker is forked
to replace its worker, up to a limit; beyond it, one such query is ended.
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

#: Longest wait of a query whose client holds no worker, in seconds.
NEWCOMER_SECONDS = 2.0
#: The niceness of a slow query: the system's lowest priority.
_LOWEST = 19
#: Seconds before a failed fork is retried, or a worker that died unused is replaced.
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

        `waited` is called with the seconds that each queued query waited for a worker.
        """
        self._process = launched.process
        self._control = Control(launched.control, self._hear, self._lost)
        self._size = size
        self._waited = waited
        self._turns: Turns[Loan] = Turns(size)
        self._idle: list[Worker] = []
        # Includes workers that have died, until their exchanges know of it.
        self._loans: set[Loan] = set()
        self._alive: dict[int, Worker] = {}
        self._coming = 0
        self._closed = False
        self._loaded = False
        self._ready: asyncio.Future[None]
        self._gone: asyncio.Future[None]
        self._counts: Counter[str] = Counter()

    async def start(self) -> None:
        """Forks the workers once the store is loaded; raises StoreUnavailable if loading fails."""
        loop = asyncio.get_running_loop()
        self._ready, self._gone = loop.create_future(), loop.create_future()
        self._control.open()
        await self._ready
        self._fork_missing()

    async def close(self) -> None:
        """Ends the supervisor and with it every worker; every waiter gets StoreUnavailable."""
        self._control.close()
        self._abandon(StoreUnavailable("The service is shutting down."))
        if not self._loaded:  # it does not read orders while it loads
            self._process.kill()
        # Without a thread: an interpreter that is shutting down cannot start one.
        while self._process.poll() is None:  # noqa: ASYNC110
            await asyncio.sleep(0.005)

    async def ended(self) -> None:
        """Returns when the supervisor has ended, by a failure or by `close`."""
        await asyncio.wait([self._gone])

    async def borrow(self, client: str, deadline: float) -> Loan:
        """Lends a worker to one query of `client`; the caller must release it.

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
                served.result().release()  # it was served just as it was cancelled
            raise
        finally:
            waiter.timer.cancel()
            self._turns.leave(waiter)
            self._waited(loop.time() - waiter.since)
            self._serve()

    def end(self, worker: Worker) -> None:
        """Kills a worker; its `ended` completes when it is gone."""
        if not worker.ending and not worker.ended.done():
            worker.ending = True
            self._control.order("kill", pid=worker.pid)

    def contended(self, loan: Loan) -> None:
        """Lowers a query's priority early if another one is waiting for a worker."""
        if len(self._turns) and not self._turns.light(loan.client):
            self.demote(loan)

    def demote(self, loan: Loan) -> None:
        """Lowers the priority of a slow query and forks a worker for the short ones."""
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
        """The pool's state and counters, for the operator."""
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
        """Violations of the invariant, as sentences; empty if it holds."""
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
            wrong.append("A dead worker is listed as idle.")
        lent = Counter(loan.client for loan in self._loans)
        if self._turns.runners() != lent:
            wrong.append(f"The clients' shares {self._turns.runners()} are not the loans {lent}.")
        if any(w.served.done() and not w.served.cancelled() for w in self._turns):
            wrong.append("A waiter is served or refused and still in the queue.")
        if forgotten := self._turns.forgotten():
            wrong.append(f"Clients without queries are still recorded: {forgotten}.")
        if self._idle and not self._closed and self._next() is not None:
            wrong.append("A worker is idle while a query that may use it waits.")
        if self._coming < 0 or len(self._alive) + self._coming > self._size.most:
            wrong.append(f"There are {len(self._alive)} workers, and {self._coming} to come.")
        return wrong

    def _serve(self) -> None:
        """Lends idle workers to the next queries in turn."""
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
        if running and loop.time() < latest:  # its client's own queries may end before then
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
        """Ends the newest slow query of the client with the most, if there are too many.

        A single client may have more, since no other client waits. Ties between clients are broken
        by the longest average time; unknown clients come first.
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
        """Forks workers until the usual number is available beside the slow ones."""
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
        if not fds:  # no descriptor was free, so there is no socket to it
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
        if worker is None:  # it was never usable
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
        """Handles the end of the supervisor: nothing can be answered any more."""
        self._abandon(StoreUnavailable("The store's process has ended: restart the service."))

    def _abandon(self, reason: StoreUnavailable) -> None:
        """Ends every waiter and every loan: neither workers nor answers will come."""
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
