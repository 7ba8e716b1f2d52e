"""The engine that answers in worker processes: over a release held in memory, or an endpoint.

A query runs under a deadline, a memory limit and a result limit. Exceeding one ends its worker; the
signal that killed the worker shows which limit it was.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, Self

from migov.engine.errors import EngineError, LimitExceeded, StoreUnavailable
from migov.engine.formats import Form
from migov.engine.interface import Answer, BaseEngine, QueryRequest, Rest
from migov.engine.request_scope import current_scope
from migov.engine.workers import wire
from migov.engine.workers.launch import Launched, launch
from migov.engine.workers.loan import Loan
from migov.engine.workers.pool import Pool
from migov.engine.workers.turns import PoolSize
from migov.settings import Settings

#: Up to this size, in bytes, an answer is read whole before it is sent, so that errors get a
#: status.
WHOLE = 1 << 20


class ProcessEngine(BaseEngine):
    """An Engine over a pool of workers; made by `open_engine`."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings

    @classmethod
    async def start(
        cls,
        settings: Settings,
        store: Path | str,
        launched: Launched | None = None,
        waited: Callable[[float], None] = lambda _: None,
    ) -> Self:
        """Starts workers over a store folder, or over an endpoint where `store` is a URL.

        `launched` is a supervisor that is already loading the store; `waited` is called with the
        seconds that each query waited for a worker.
        """
        # A remote endpoint has its own processors.
        here = settings.workers if isinstance(store, str) else len(os.sched_getaffinity(0))
        pool = Pool(
            launched or launch(settings, store),
            PoolSize(
                ready=settings.workers,
                at_once=here,
                most=max(settings.workers, settings.workers_most),
                queue=settings.queue,
                queue_per_client=settings.queue_per_client,
            ),
            waited,
        )
        try:
            await pool.start()
        except BaseException:
            await pool.close()
            raise
        return cls(pool, settings)

    async def close(self) -> None:
        await self._pool.close()

    async def ended(self) -> None:
        await self._pool.ended()

    def figures(self) -> dict[str, int]:
        """The state of the workers, for the operator."""
        return self._pool.figures()

    async def answer(self, request: QueryRequest) -> Answer:
        scope = current_scope()
        seconds = self._settings.query_seconds
        now = asyncio.get_running_loop().time()
        deadline = scope.start() if scope else now + seconds
        if deadline <= now:
            raise _too_long(seconds)
        loan = await self._pool.borrow(request.client, deadline)
        rest = None
        try:
            exchange = _Exchange(loan, self._settings)
            answer = await exchange.begin(request)
            rest = answer.rest
            if rest is not None:
                rest.on_end(lambda _: loan.release())
                if scope:
                    scope.close_at_end(rest.close)
            return answer
        finally:
            if rest is None:
                loan.release()


class _Exchange:
    """One request and its answer over a worker's socket."""

    def __init__(self, loan: Loan, settings: Settings) -> None:
        self._loan = loan
        self._settings = settings
        self._loop = asyncio.get_running_loop()
        self._received = bytearray()

    async def begin(self, request: QueryRequest) -> Answer:
        """Sends the request; returns the answer, with a `rest` if it is long."""
        seconds = self._loan.deadline - self._loop.time()
        packed = wire.SECONDS.pack(seconds) + request.packed()
        self._loan.clean = False  # until its answer has been read to the end
        try:
            frame = wire.HEADER.pack(wire.REQUEST, len(packed)) + packed
            await self._loop.sock_sendall(self._loan.worker.socket, frame)
        except OSError:
            raise await self._cause_of_death() from None
        kind, payload = await self._frame()
        if kind == wire.FAILURE:
            await self._fail(payload)
        form: Form
        form, media_type = json.loads(payload)
        head = bytearray()
        while len(head) < WHOLE:
            chunk = await self._data()
            if chunk is None:
                return Answer(form, media_type, bytes(head))
            head += chunk
        return Answer(form, media_type, bytes(head), Rest(self._data))

    async def _data(self) -> bytes | None:
        """The next bytes of the result, None at its end; raises what the worker raised."""
        kind, payload = await self._frame()
        if kind == wire.DATA:
            return payload
        if kind == wire.FAILURE:
            await self._fail(payload)
        self._loan.clean = payload != wire.RETIRED
        return None

    async def _fail(self, payload: bytes) -> NoReturn:
        """Reads a failed answer to its end, so that the worker can be reused; then raises its
        error."""
        _, last = await self._frame()
        self._loan.clean = last != wire.RETIRED
        raise wire.unpacked(json.loads(payload))

    async def _frame(self) -> tuple[bytes, bytes]:
        """The next frame as (kind, payload); raises what ended the worker."""
        kind, length = wire.HEADER.unpack(await self._take(wire.HEADER.size))
        return kind, await self._take(length)

    async def _take(self, size: int) -> bytes:
        """The next bytes from the worker."""
        while len(self._received) < size:
            part = b""
            if not self._loan.released:
                self._loan.reading = True
                try:
                    part = await self._loop.sock_recv(self._loan.worker.socket, 1 << 16)
                except OSError:
                    pass  # reset, as by a worker that died with a request unread
                finally:
                    self._loan.reading = False
            if not part:
                raise await self._cause_of_death()
            self._received += part
        taken = bytes(memoryview(self._received)[:size])
        del self._received[:size]
        return taken

    async def _cause_of_death(self) -> EngineError:
        if self._loan.reason is not None:
            return self._loan.reason
        ended = self._loan.worker.ended
        # The supervisor reports a death just after the socket closes.
        await asyncio.wait([ended], timeout=1)
        memory = self._settings.query_memory_mib
        match ended.result() if ended.done() else None:
            case signal.SIGALRM:
                return _too_long(self._settings.query_seconds)
            case signal.SIGABRT:
                return LimitExceeded(
                    "memory",
                    memory << 20,
                    f"The query was stopped: it took more than {memory} MiB of memory. Sorting, "
                    "grouping and DISTINCT keep every row; narrow the pattern first.",
                )
            case signal.SIGSEGV:
                return LimitExceeded(
                    "complexity",
                    None,
                    "The query was stopped: it is nested too deeply to be evaluated.",
                )
        if self._loop.time() >= self._loan.deadline:
            return _too_long(self._settings.query_seconds)
        return StoreUnavailable("The query's worker ended unexpectedly: try again.")


def _too_long(seconds: float) -> LimitExceeded:
    return LimitExceeded(
        "time",
        seconds,
        f"The query was stopped: it took longer than {seconds:g} seconds, waiting included.",
    )
