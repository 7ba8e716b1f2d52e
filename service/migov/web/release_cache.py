"""A bounded cache of values computed from one release."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

from migov.engine.cache import Cache
from migov.engine.request_scope import outside, without_scope
from migov.networks import ReleaseTies
from migov.questions.understanding.reading import Reader
from migov.questions.understanding.understand import reader_of
from migov.web import garbage
from migov.web.service import Service

#: Maximum size of all cached pages and descriptions, in bytes.
MOST = 64 << 20

T = TypeVar("T")


class ReleaseCache:
    """Rendered bytes by key, evicting the least recently used beyond `MOST`; and single values."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._contents: Cache[tuple[Any, ...], bytes] = Cache(MOST)
        self._values: dict[str, asyncio.Future[Any]] = {}
        self._making: dict[tuple[Any, ...], asyncio.Future[bytes]] = {}

    async def once(self, name: str, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The result of `make`, computed at the first call; failures are retried."""
        made = self._values.get(name)
        if made is None or (made.done() and (made.cancelled() or made.exception())):
            made = self._values[name] = asyncio.create_task(_kept(make), context=outside())
        # A client that disconnects must not cancel work that others wait for.
        value: T = await asyncio.shield(made)
        return value

    async def content(
        self, key: tuple[Any, ...], make: Callable[[], Coroutine[Any, Any, bytes]]
    ) -> bytes:
        """The content cached under `key`, else what `make` returns, made once for all who wait."""
        content = self.get(key)
        if content is not None:
            return content
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = asyncio.create_task(make(), context=without_scope())
            making.add_done_callback(lambda made: self._made(key, made))
        return await asyncio.shield(making)

    def _made(self, key: tuple[Any, ...], made: asyncio.Future[bytes]) -> None:
        del self._making[key]
        if not made.cancelled() and made.exception() is None:
            self.put(key, made.result())

    def get(self, key: tuple[Any, ...]) -> bytes | None:
        """The content cached under `key`, or None."""
        return self._contents.get(key)

    def put(self, key: tuple[Any, ...], content: bytes) -> None:
        """Caches `content`, unless it is too large or caching is disabled."""
        if self.service.settings.cache_mib and len(content) <= MOST // 8:
            self._contents.put(key, content, len(content))


async def _kept(make: Callable[[], Coroutine[Any, Any, T]]) -> T:
    value = await make()
    garbage.exempt()
    return value


def release_cache(service: Service) -> ReleaseCache:
    """The cache of the release of `service`; each release has its own."""
    cache = service.memory.get("cache")
    if not isinstance(cache, ReleaseCache):
        cache = service.memory["cache"] = ReleaseCache(service)
    return cache


async def reader(service: Service) -> Reader:
    """The reader of questions in words over the names of the release, made once."""
    make = partial(asyncio.to_thread, reader_of, service.catalogue, service.labels)
    return await release_cache(service).once("reader", make)


async def release_ties(service: Service) -> ReleaseTies:
    """The ties of the release of `service`, loaded once."""
    return await release_cache(service).once("ties", lambda: ReleaseTies.load(service.engine))
