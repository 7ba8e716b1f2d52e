"""Descriptions of one release, kept: what was written is written once, within a bound."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from migov.engine.cache import Cache
from migov.engine.request_scope import outside
from migov.web.descriptions.description import Captions
from migov.web.service import Service

#: All that is kept, in bytes.
MOST = 64 << 20

T = TypeVar("T")


class Kept:
    """The newest answers by key, dropped from the oldest used on once they outgrow `MOST`."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._answers: Cache[tuple[Any, ...], bytes] = Cache(MOST)
        self._made: dict[str, asyncio.Future[Any]] = {}

    async def captions(self) -> Captions:
        """The captions of the release, read at the first call."""
        return await self.once("captions", lambda: Captions.load(self.service.engine))

    async def once(self, name: str, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What `make` gives, made at the first call and kept; a failure is tried again."""
        made = self._made.get(name)
        if made is None or (made.done() and (made.cancelled() or made.exception())):
            made = self._made[name] = asyncio.create_task(make(), context=outside())
        # One client that hangs up must not cancel what others wait for.
        found: T = await asyncio.shield(made)
        return found

    def get(self, key: tuple[Any, ...]) -> bytes | None:
        """What was kept under `key`, if it still is."""
        return self._answers.get(key)

    def put(self, key: tuple[Any, ...], content: bytes) -> None:
        """Keeps `content`, unless it would drive out all else, or nothing is to be kept."""
        if self.service.settings.cache_mib and len(content) <= MOST // 8:
            self._answers.put(key, content, len(content))


def kept(service: Service) -> Kept:
    """What is kept for the release of `service`; another release starts anew."""
    held = service.memory.get("descriptions")
    if not isinstance(held, Kept):
        held = service.memory["descriptions"] = Kept(service)
    return held
