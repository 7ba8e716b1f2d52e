"""From a SPARQL text to bytes: one `Engine` interface, back ends behind it, limits around it."""

from __future__ import annotations

from pathlib import Path

from migov.engine.cache import CachedEngine
from migov.engine.interface import Answer, BaseEngine, Engine, QueryRequest, Solutions
from migov.engine.observed import ObservedEngine
from migov.engine.processes import ProcessEngine
from migov.settings import Settings

__all__ = [
    "Answer",
    "BaseEngine",
    "CachedEngine",
    "Engine",
    "ObservedEngine",
    "ProcessEngine",
    "QueryRequest",
    "Solutions",
    "open_engine",
]


async def open_engine(store: Path | str, settings: Settings | None = None) -> ProcessEngine:
    """Starts an engine over a release's `store/` folder, or over the endpoint at a URL.

    Raises StoreUnavailable where it cannot be opened. Close it, or use it with `async with`.
    """
    return await ProcessEngine.start(settings or Settings(), store)
