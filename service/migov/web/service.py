"""The running service that request handlers use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import Depends, Request

from migov.engine import BaseEngine
from migov.engine.cache import Cache
from migov.engine.errors import StoreUnavailable
from migov.engine.solutions import text
from migov.knowledge.release.release import Release
from migov.questions.catalogue import Catalogue
from migov.questions.labels import Labels
from migov.settings import Settings
from migov.stored_queries import service_query

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
        kept = self.responses
        for name, more in (("hits", kept.hits), ("bytes", kept.size), ("entries", len(kept))):
            if f"cache_{name}" in figures:
                figures[f"cache_{name}"] += more
        return figures

    @property
    def modified(self) -> datetime:
        """The build time of this release: the Last-Modified of all its representations."""
        stat = (self.release.path / "manifest.json").stat()
        return datetime.fromtimestamp(stat.st_mtime, UTC)

    async def graphs(self) -> dict[str, int]:
        """The named graphs, each with its number of triples."""
        found = await self.engine.select(service_query("graphs"))
        return {text(row["graph"]): int(text(row["size"])) for row in found.rows}

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
