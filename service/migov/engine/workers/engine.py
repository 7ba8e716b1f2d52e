"""The engine that answers in worker processes: over a release held in memory, or an endpoint.

A query runs under a deadline, a memory limit and a result limit. What it exceeds ends its worker;
the signal by which the worker died tells which limit it was.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Self

from migov.engine.errors import EngineError, LimitExceeded, StoreUnavailable
from migov.engine.formats import Form
from migov.engine.interface import Answer, BaseEngine, QueryRequest
from migov.engine.workers import wire
from migov.engine.workers.launch import Launched, launch
from migov.engine.workers.pool import Pool, PoolSize, Worker
from migov.settings import Settings

#: Up to this size an answer is read whole before it is sent: its errors then have a status.
WHOLE = 1 << 20


class ProcessEngine(BaseEngine):
    """An Engine over a pool of workers; made by `open_engine`."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings

    @classmethod
    async def start(
        cls, settings: Settings, store: Path | str, launched: Launched | None = None
    ) -> Self:
        """Starts workers over a store folder, or over an endpoint where `store` is a URL.

        `launched` is the supervisor that loads that store already.
        """
        # An endpoint elsewhere has processors of its own.
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
        """What the workers are doing now, for the operator."""
        return self._pool.figures()

    async def answer(self, request: QueryRequest) -> Answer:
        stack = contextlib.AsyncExitStack()
        worker = await stack.enter_async_context(self._pool.lend(request.client))
        exchange = _Exchange(worker, self._pool, self._settings)
        try:
            answer, complete = await exchange.begin(request)
        except BaseException:
            await stack.aclose()
            raise
        if complete:
            await stack.aclose()
        else:
            answer.rest = _rest(exchange, stack)
        return answer


async def _rest(exchange: _Exchange, stack: contextlib.AsyncExitStack) -> AsyncIterator[bytes]:
    async with stack:
        while (chunk := await exchange.data()) is not None:
            yield chunk


class _Exchange:
    """One request and its answer over a worker's socket."""

    def __init__(self, worker: Worker, pool: Pool, settings: Settings) -> None:
        self._worker = worker
        self._pool = pool
        self._settings = settings

    async def begin(self, request: QueryRequest) -> tuple[Answer, bool]:
        """Sends the request; gives the answer's head, and whether that is all of it."""
        packed = request.packed()
        self._worker.clean = False  # until its answer has been read to the end
        self._worker.writer.write(wire.HEADER.pack(wire.REQUEST, len(packed)) + packed)
        kind, payload = await self._frame()
        if kind == wire.FAILURE:
            await self._fail(payload)
        form: Form
        form, media_type = json.loads(payload)
        head = bytearray()
        while len(head) < WHOLE:
            chunk = await self.data()
            if chunk is None:
                return Answer(form, media_type, bytes(head)), True
            head += chunk
        return Answer(form, media_type, bytes(head)), False

    async def data(self) -> bytes | None:
        """The next bytes of the result, None at its end; raises what the worker raised."""
        kind, payload = await self._frame()
        if kind == wire.DATA:
            return payload
        if kind == wire.FAILURE:
            await self._fail(payload)
        self._worker.clean = payload != wire.RETIRED
        return None

    async def _fail(self, payload: bytes) -> None:
        """Reads to the end of a failed answer, so that the worker can be lent again; raises."""
        _, last = await self._frame()
        self._worker.clean = last != wire.RETIRED
        raise wire.unpacked(json.loads(payload))

    async def _frame(self) -> tuple[bytes, bytes]:
        reader = self._worker.reader
        try:
            # The worker's own alarm ends it in time; this is for a worker that cannot even die.
            async with asyncio.timeout(self._settings.query_seconds + 5):
                kind, length = wire.HEADER.unpack(await reader.readexactly(wire.HEADER.size))
                return kind, await reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise await self._cause_of_death() from None
        except TimeoutError:
            self._pool.end(self._worker)
            raise self._too_long() from None

    async def _cause_of_death(self) -> EngineError:
        by = await asyncio.shield(self._worker.ended)
        memory = self._settings.query_memory_mib
        match by:
            case signal.SIGALRM:
                return self._too_long()
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
            case _:
                return StoreUnavailable("The query's worker ended unexpectedly: try again.")

    def _too_long(self) -> LimitExceeded:
        seconds = self._settings.query_seconds
        return LimitExceeded(
            "time",
            seconds,
            f"The query was stopped: it ran longer than {seconds:g} seconds.",
        )
