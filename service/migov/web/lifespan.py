"""Which service answers: the first is loaded beside the server's start, others replace it.

A move to another release costs nobody an answer: the new service is opened beside the old, takes
over in one assignment, and the old one is closed when the requests that began under it have ended.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from migov.engine.errors import StoreUnavailable
from migov.web import garbage
from migov.web.service import NOT_LOADED, STORE_AWAY, Service

log = logging.getLogger("migov")

#: Seconds before a release that could not be loaded is tried again.
_RETRY_SECONDS = 5.0
#: Seconds beyond a query's limit that an old service waits for the requests under way.
_GRACE_SECONDS = 5.0


class Lifetime:
    """Opens, replaces and closes the service of `app.state.service`; None there means not ready.

    `opening` gives a new service; with the service that runs it may give None instead, where there
    is nothing to move to.
    """

    def __init__(
        self, app: FastAPI, opening: Callable[[Service | None], Awaitable[Service | None]]
    ) -> None:
        self._app = app
        self._opening = opening
        self._moving = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        # Requests under way, by how many moves had been made when they began.
        self._flights: Counter[int] = Counter()
        self._moves = 0
        self._landed = asyncio.Event()

    def begin(self) -> None:
        """Has the first service loaded; until then `/health/ready` is 503."""
        self._start(self._first())
        self._start(garbage.collect_regularly())

    def move(self) -> None:
        """Has another service loaded and take over; what runs goes on if that fails."""
        self._start(self._next())

    async def end(self) -> None:
        """Closes everything."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        service: Service | None = self._app.state.service
        if service is not None:
            self._app.state.service = None
            await service.engine.close()

    def entered(self) -> int:
        """A request has begun; `left` is told the number when it has ended."""
        self._flights[self._moves] += 1
        return self._moves

    def left(self, under: int) -> None:
        """A request that began under a number of moves has ended."""
        self._flights[under] -= 1
        if not self._flights[under]:
            del self._flights[under]
            self._landed.set()

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _first(self) -> None:
        while self._app.state.service is None:
            try:
                await self._replace()
            except Exception as error:
                log.error("the release could not be loaded: %s", error)
                # For who asks meanwhile; where the store is, is the operator's to know.
                away = isinstance(error, StoreUnavailable)
                self._app.state.why_not = STORE_AWAY if away else NOT_LOADED
                await asyncio.sleep(_RETRY_SECONDS)

    async def _next(self) -> None:
        try:
            await self._replace()
        except Exception as error:
            log.error("the release in use is kept; another could not be loaded: %s", error)

    async def _replace(self) -> None:
        async with self._moving:
            old: Service | None = self._app.state.service
            new = await self._opening(old)
            if new is None:
                return
            self._app.state.service = new
            self._moves += 1
            if old is None:
                garbage.exempt()
            else:
                garbage.reexamine()
            log.info("release %s is ready", new.release.id)
            self._start(self._watch(new))
            if old is not None:
                self._start(self._retire(old, self._moves))

    async def _retire(self, old: Service, moves: int) -> None:
        """Closes a service that was replaced, once nobody can be using it."""
        try:
            async with asyncio.timeout(old.settings.query_seconds + _GRACE_SECONDS):
                while any(began < moves for began in self._flights):
                    self._landed.clear()
                    await self._landed.wait()
        except TimeoutError:
            log.warning("requests of release %s did not end: they are cut off", old.release.id)
        finally:
            await old.engine.close()
        log.info("release %s is closed", old.release.id)

    async def _watch(self, service: Service) -> None:
        """Loads anew when the engine of the running service is gone."""
        await service.engine.ended()
        if self._app.state.service is service:
            log.error("the store's process has ended: the release is loaded again")
            self._app.state.service = None
            await service.engine.close()
            await self._first()


class InFlight:
    """Tells a Lifetime when each request begins and ends."""

    def __init__(self, app: ASGIApp, lifetime: Lifetime) -> None:
        self._app = app
        self._lifetime = lifetime

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        under = self._lifetime.entered()
        try:
            await self._app(scope, receive, send)
        finally:
            self._lifetime.left(under)
