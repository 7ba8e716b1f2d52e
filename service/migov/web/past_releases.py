"""Services of past releases: opened on demand, shared, closed when idle.

Each holds its release in memory with its own workers, under the query limits of the current
release. So only a few are open at a time, and a request for another waits until one of them may be
closed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from migov.engine.errors import StoreUnavailable
from migov.engine.request_scope import outside
from migov.knowledge.release.release import Release
from migov.web.service import Service

log = logging.getLogger("migov")

#: Idle seconds after which a service is closed.
IDLE_SECONDS = 300.0
#: Minimum seconds that a service stays open, to prevent thrashing.
LEAST_SECONDS = 5.0
#: Seconds that a request waits for another service to be closed, and between its looks.
WAIT_SECONDS, LOOK_SECONDS = 20.0, 0.05


@dataclass(eq=False, slots=True)
class _Held:
    service: asyncio.Task[Service]
    opened: float
    #: Number of requests that use it.
    users: int = 0
    closing: asyncio.TimerHandle | None = None


class Earlier:
    """At most `most` services, each shared by all requests for its release."""

    def __init__(self, opening: Callable[[Release], Awaitable[Service]], most: int) -> None:
        self._opening = opening
        self._most = most
        # Ordered from least to most recently used.
        self._held: dict[str, _Held] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def lent(self, release: Release) -> AsyncIterator[Service]:
        """The service of `release`; raises StoreUnavailable if others are in use for too long."""
        deadline = time.monotonic() + WAIT_SECONDS
        while (held := self._usable(release.id)) is None and not self._make_room():
            if not self._most or time.monotonic() > deadline:
                raise self._refusal()
            await asyncio.sleep(LOOK_SECONDS)
        if held is None:
            task = asyncio.create_task(self._open(release), context=outside())
            held = _Held(task, time.monotonic())
        self._held.pop(release.id, None)
        self._held[release.id] = held
        if held.closing is not None:
            held.closing.cancel()
            held.closing = None
        held.users += 1
        try:
            # A client that disconnects must not cancel work that others wait for.
            yield await asyncio.shield(held.service)
        finally:
            held.users -= 1
            if not held.users and self._held.get(release.id) is held:
                wait = 0.0 if _failed(held.service) else IDLE_SECONDS
                loop = asyncio.get_running_loop()
                held.closing = loop.call_later(wait, self._drop, release.id, held)

    async def close(self) -> None:
        """Closes everything; running requests end with StoreUnavailable."""
        for id, held in list(self._held.items()):
            self._drop(id, held)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _open(self, release: Release) -> Service:
        log.info("release %s is opened as it was", release.id)
        return await self._opening(release)

    def _usable(self, id: str) -> _Held | None:
        """The held service of a release, unless it could not be opened."""
        held = self._held.get(id)
        if held is not None and _failed(held.service):
            del self._held[id]
            return None
        return held

    def _make_room(self) -> bool:
        """Whether one more may be opened; closes the least recently used that is idle."""
        if len(self._held) < self._most:
            return True
        ripe = time.monotonic() - LEAST_SECONDS
        for id, held in self._held.items():
            if not held.users and held.opened < ripe:
                self._drop(id, held)
                return True
        return False

    def _refusal(self) -> StoreUnavailable:
        return StoreUnavailable(
            "Other earlier releases are in use: try again in a moment, or load the dump."
            if self._most
            else "Earlier releases are only available as downloads here: load the dump."
        )

    def _drop(self, id: str, held: _Held) -> None:
        if self._held.get(id) is held:
            del self._held[id]
        if held.closing is not None:
            held.closing.cancel()
        task = asyncio.ensure_future(self._closed(id, held))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _closed(self, id: str, held: _Held) -> None:
        if not held.service.done():
            held.service.cancel()
        with contextlib.suppress(Exception, asyncio.CancelledError):
            service = await held.service
            await service.engine.close()
            log.info("release %s is closed again", id)


def _failed(task: asyncio.Task[Service]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
