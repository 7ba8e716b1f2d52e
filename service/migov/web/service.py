"""The running service that request handlers use, and the values computed once for its release."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from migov.engine.cache import Cache
from migov.engine.errors import StoreUnavailable
from migov.engine.interface import BaseEngine
from migov.engine.request_scope import outside, without_scope
from migov.engine.solutions import text
from migov.knowledge.release.release import Release
from migov.networks import ReleaseTies
from migov.questions.catalogue import Catalogue
from migov.questions.labels import Labels
from migov.questions.understanding.reading import Reader
from migov.questions.understanding.understand import reader_of
from migov.settings import Settings
from migov.stored_queries import service_query
from migov.web import garbage

#: Reasons why the service is not ready.
NOT_LOADED = "No release is loaded yet"
STORE_AWAY = "The store that holds the data does not answer"


@dataclass(frozen=True, slots=True)
class Service:
    """An engine over a release, with its names and the catalogue of questions.

    Everything here belongs to one release and is replaced as a whole by the next. `root` is the
    path of its linked data: empty for the current release, `/release/{id}` for a past one. `memory`
    holds values computed once per release, by name.
    """

    settings: Settings
    engine: BaseEngine
    release: Release
    catalogue: Catalogue
    labels: Labels
    root: str = ""
    memory: dict[str, Any] = field(default_factory=dict, compare=False)
    responses: Cache[tuple[Any, ...], Any] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # Half of the cache size; the other half is the engine's.
        object.__setattr__(self, "responses", Cache(self.settings.cache_mib << 19))

    def figures(self) -> dict[str, int]:
        """The figures of the engine and the caches, for the operator."""
        figures = dict(self.engine.figures())
        responses = self.responses
        for name, more in (
            ("hits", responses.hits),
            ("bytes", responses.size),
            ("entries", len(responses)),
        ):
            if f"cache_{name}" in figures:
                figures[f"cache_{name}"] += more
        return figures

    @property
    def modified(self) -> datetime:
        """The build time: the Last-Modified of what depends on the release alone."""
        stat = (self.release.path / "manifest.json").stat()
        return datetime.fromtimestamp(stat.st_mtime, UTC)

    @property
    def modified_today(self) -> datetime:
        """The Last-Modified of what depends on the current day: the build time or last midnight."""
        return max(self.modified, datetime.combine(self.today(), time.min, UTC))

    async def graphs(self) -> dict[str, int]:
        """The named graphs, each with its number of triples."""
        solutions = await self.engine.select(service_query("graphs"))
        return {text(row["graph"]): int(text(row["size"])) for row in solutions.rows}

    @staticmethod
    def today() -> date:
        """The default day of questions (UTC)."""
        return datetime.now(UTC).date()


def client(request: Request) -> str:
    """The client address that a request is charged to."""
    return request.client.host if request.client else "unknown"


async def running(request: Request) -> Service:
    """The running service; raises StoreUnavailable until a release is loaded.

    It is that of the current release, unless the URL names another.
    """
    service: Service | None = getattr(request.state, "service", None)
    if service is None:
        service = getattr(request.app.state, "service", None)
    if service is None:
        why = getattr(request.app.state, "why_not", NOT_LOADED)
        raise StoreUnavailable(f"{why}: try again in a moment.")
    return service


Running = Annotated[Service, Depends(running)]


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
