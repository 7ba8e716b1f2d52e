"""Startup, replacement and shutdown of the running service.

Switching to another release loses no response: the new service is opened beside the old, replaces
it in one assignment, and the old one is closed when its requests have ended.
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

#: Seconds before loading a release is retried.
_RETRY_SECONDS = 5.0
#: Seconds beyond the query limit that an old service waits for running requests.
_GRACE_SECONDS = 5.0


class Lifetime:
    """Opens, replaces and closes `app.state.service`; None means not ready.

    `opening` returns a new service; given the running one it may return None if there is nothing to
    switch to.
    """

    def __init__(
        self, app: FastAPI, opening: Callable[[Service | None], Awaitable[Service | None]]
    ) -> None:
        self._app = app
        self._opening = opening
        self._moving = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        # Running requests by the number of switches when they began.
        self._flights: Counter[int] = Counter()
        self._moves = 0
        self._landed = asyncio.Event()

    def begin(self) -> None:
        """Starts loading the first service; until it is ready `/health/ready` is 503."""
        self._start(self._first())
        self._start(garbage.collect_regularly())

    def move(self) -> None:
        """Starts loading another service that takes over; the running one stays if that fails."""
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
        """Records the start of a request; pass the returned number to `left`."""
        self._flights[self._moves] += 1
        return self._moves

    def left(self, under: int) -> None:
        """Records the end of a request."""
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
                # For clients meanwhile; the store's location is only for the operator.
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
        """Closes a replaced service when no request can be using it."""
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
        """Reloads when the engine of the running service has ended."""
        await service.engine.ended()
        if self._app.state.service is service:
            log.error("the store's process has ended: the release is loaded again")
            self._app.state.service = None
            await service.engine.close()
            await self._first()


class InFlight:
    """ASGI middleware that reports the start and end of each request to a Lifetime."""

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
