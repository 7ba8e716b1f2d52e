"""The server's side of the workers: it lends each query a worker, fairly, and ends what overstays.

Workers are born and buried by the supervisor process; a worker is lent to one query at a time.
Each client address may hold some workers and queue some queries, so that a crowd from one address
costs only itself. A query that has run for long gives way to others, and no longer counts: another
worker is forked in its worker's place, up to a limit.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from migov.engine.errors import Overloaded, StoreUnavailable
from migov.engine.workers.launch import Launched


@dataclass(eq=False, slots=True)
class Worker:
    """A worker process and our end of its socket; `ended` gives the signal it died by."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    ended: asyncio.Future[int]
    #: False once it has begun what it did not finish: it cannot be lent again.
    clean: bool = True
    #: Whether its query ran so long that it gave way to others: it cannot be hurried again.
    demoted: bool = False


#: Seconds after which a query gives way to those that have run for less.
SLOW_SECONDS = 0.3
#: How far it gives way: the lowest priority that the system has.
_LOWEST = 19


@dataclass(frozen=True, slots=True)
class PoolSize:
    """How many workers stand ready, how many there may be, and who may hold and wait for them.

    `at_once` is how many queries run at once that have not run for long: who walks the store
    copies its pages, so where processors are the limit further workers would add memory alone.
    """

    ready: int
    at_once: int
    most: int
    queue: int
    queue_per_client: int

    @property
    def per_client(self) -> int:
        """The workers that one client address may hold: never all of them."""
        return max(1, self.most - max(1, self.ready // 2))


@dataclass(eq=False, slots=True)
class _Client:
    running: int = 0
    waiting: deque[asyncio.Future[Worker]] = field(default_factory=deque)


class Pool:
    """Lends workers; `start` it once inside a running event loop, and `close` it."""

    def __init__(self, launched: Launched, size: PoolSize) -> None:
        """`launched` is the supervisor; it is ended with the pool."""
        self._process, self._control = launched.process, launched.control
        self._control.setblocking(False)
        self._size = size
        self._idle: list[Worker] = []
        self._alive: dict[int, Worker] = {}
        self._coming = 0
        # In the order of their turn: whoever is served goes to the end.
        self._clients: OrderedDict[str, _Client] = OrderedDict()
        self._closed = False
        self._loaded = False
        self._ready: asyncio.Future[None]
        self._listener: asyncio.Task[None] | None = None
        self.replaced = 0

    async def start(self) -> None:
        """Has the workers forked once the store is loaded; raises StoreUnavailable if it cannot."""
        loop = asyncio.get_running_loop()
        self._ready = loop.create_future()
        self._listener = loop.create_task(self._listen())
        await self._ready
        self._fork_missing()

    async def close(self) -> None:
        """Ends the supervisor and with it every worker; whoever waits gets StoreUnavailable."""
        self._closed = True
        if self._listener is not None and self._control.fileno() >= 0:
            self._listener.cancel()
            # Before the descriptor is closed: its number may be another socket's a moment later.
            asyncio.get_running_loop().remove_reader(self._control)
        self._control.close()
        self._abandon(StoreUnavailable("The service is shutting down."))
        for worker in self._alive.values():
            worker.writer.close()
        if not self._loaded:  # while it loads it hears nothing
            self._process.kill()
        # No thread to wait in: the interpreter may be ending, and starts none any more.
        while self._process.poll() is None:  # noqa: ASYNC110
            await asyncio.sleep(0.005)

    async def ended(self) -> None:
        """Returns when the supervisor is gone, by its own fault or by `close`."""
        if self._listener is not None:
            await asyncio.wait([self._listener])

    @asynccontextmanager
    async def lend(self, client: str) -> AsyncIterator[Worker]:
        """A worker for one query of `client`; raises Overloaded or StoreUnavailable.

        A worker that is not `clean` on return is ended and replaced.
        """
        worker = await self._acquire(client)
        slow = asyncio.get_running_loop().call_later(SLOW_SECONDS, self._demote, worker)
        try:
            yield worker
        finally:
            slow.cancel()
            self._release(client, worker)

    def _demote(self, worker: Worker) -> None:
        """Lets the processor go to short queries first; nobody may raise the priority again."""
        if not worker.ended.done():
            worker.demoted = True
            with contextlib.suppress(OSError):  # it has just died
                os.setpriority(os.PRIO_PROCESS, worker.pid, _LOWEST)
            self._serve_next()

    def end(self, worker: Worker) -> None:
        """Has a worker killed; its `ended` tells when it is gone."""
        if not worker.ended.done():
            self._order("kill", pid=worker.pid)

    def figures(self) -> dict[str, int]:
        """What the pool is doing now, for the operator."""
        return {
            "workers": len(self._alive),
            "idle": len(self._idle),
            "waiting": self._waiting(),
            "replaced": self.replaced,
        }

    async def _acquire(self, client: str) -> Worker:
        if self._closed:
            raise StoreUnavailable("The service is shutting down.")
        mine = self._clients.setdefault(client, _Client())
        self._admit(mine)
        waiter: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        mine.waiting.append(waiter)
        self._serve_next()
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self._release(client, waiter.result())
            raise
        finally:
            with contextlib.suppress(ValueError):
                mine.waiting.remove(waiter)
            self._forget(client)

    def _admit(self, mine: _Client) -> None:
        held = mine.running + len(mine.waiting)
        if held >= self._size.queue_per_client:
            raise Overloaded(
                f"{held} queries from your address are running or waiting: let some finish.", 2
            )
        fair_share = max(1, self._size.queue // max(1, len(self._clients)))
        if self._waiting() >= self._size.queue and len(mine.waiting) >= fair_share:
            raise Overloaded("Too many queries are waiting.", 5)

    def _waiting(self) -> int:
        return sum(len(client.waiting) for client in self._clients.values())

    def _serve_next(self) -> None:
        """Lends idle workers to those whose turn it is, and forks for those left over."""
        while (turn := self._next()) is not None:
            name, client = turn
            if not self._idle:
                self._fork_missing()
                if not client.running and not self._coming and len(self._alive) < self._size.most:
                    self._order_fork()  # who has no worker yet waits for nobody else's query
                return
            waiter = client.waiting.popleft()
            if waiter.done():  # its client has gone: no worker may be taken for it
                continue
            worker = self._idle.pop()
            client.running += 1
            self._clients.move_to_end(name)
            waiter.set_result(worker)

    def _next(self) -> tuple[str, _Client] | None:
        crowded = self._hurried() >= self._size.at_once
        for name, client in self._clients.items():
            # Who has no worker yet waits for nobody else's queries.
            full = client.running and (crowded or client.running >= self._size.per_client)
            if client.waiting and not full:
                return name, client
        return None

    def _release(self, client: str, worker: Worker) -> None:
        self._clients[client].running -= 1
        self._forget(client)
        if worker.ended.done():
            pass
        elif worker.clean and not worker.demoted and not self._surplus():
            self._idle.append(worker)
        else:
            self.end(worker)
        self._serve_next()

    def _forget(self, name: str) -> None:
        client = self._clients.get(name)
        if client is not None and not client.running and not client.waiting:
            del self._clients[name]

    def _fork_missing(self) -> None:
        """Has as many workers forked as it takes to have the usual number beside the slow ones."""
        room = self._size.most - len(self._alive) - self._coming
        for _ in range(min(self._size.ready - self._quick() - self._coming, room)):
            self._order_fork()

    def _quick(self) -> int:
        return sum(not worker.demoted for worker in self._alive.values())

    def _hurried(self) -> int:
        """The workers that are lent and have not given way yet."""
        return self._quick() - len(self._idle)

    def _surplus(self) -> bool:
        return self._quick() > self._size.ready and self._next() is None

    def _order_fork(self) -> None:
        self._coming += 1
        self._order("fork")

    def _order(self, order: str, **details: Any) -> None:
        with contextlib.suppress(OSError):
            self._control.send(json.dumps({"order": order, **details}).encode())

    async def _listen(self) -> None:
        """Hears of births and deaths until the supervisor is gone."""
        loop = asyncio.get_running_loop()
        while True:
            readable = asyncio.Event()
            loop.add_reader(self._control, readable.set)
            try:
                await readable.wait()
            finally:
                if self._control.fileno() >= 0:
                    loop.remove_reader(self._control)
            try:
                message, fds, _, _ = socket.recv_fds(self._control, 1 << 16, 1)
            except ConnectionError:  # it died before it had read our last order
                message, fds = b"", []
            if not message:
                self._lost()
                return
            await self._hear(json.loads(message), fds)

    async def _hear(self, news: dict[str, Any], fds: list[int]) -> None:
        match news["news"]:
            case "ready":
                self._loaded = True
                if not self._ready.done():
                    self._ready.set_result(None)
            case "failed":
                if not self._ready.done():
                    self._ready.set_exception(StoreUnavailable(news["reason"]))
            case "born":
                await self._welcome(news["pid"], socket.socket(fileno=fds[0]))
            case "died":
                self._bury(news["pid"], news["signal"])

    async def _welcome(self, pid: int, sock: socket.socket) -> None:
        self._coming -= 1
        reader, writer = await asyncio.open_connection(sock=sock, limit=1 << 20)
        worker = Worker(pid, reader, writer, asyncio.get_running_loop().create_future())
        self._alive[pid] = worker
        self._idle.append(worker)
        self._serve_next()

    def _bury(self, pid: int, by_signal: int) -> None:
        worker = self._alive.pop(pid)
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)
        worker.ended.set_result(by_signal)
        worker.writer.close()
        self.replaced += 1
        self._fork_missing()
        self._serve_next()

    def _lost(self) -> None:
        """The supervisor is gone: nothing can be answered any more."""
        self._closed = True
        self._idle.clear()
        gone = StoreUnavailable("The store's process has ended: restart the service.")
        if not self._ready.done():
            self._ready.set_exception(gone)
        self._abandon(gone)

    def _abandon(self, reason: StoreUnavailable) -> None:
        """Lets nobody wait for what will not come: neither for a worker nor for its answer."""
        for worker in self._alive.values():
            if not worker.ended.done():
                worker.ended.set_result(0)
        for client in self._clients.values():
            for waiter in client.waiting:
                if not waiter.done():
                    waiter.set_exception(reason)
