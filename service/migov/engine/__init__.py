"""From a SPARQL text to bytes: one `Engine` interface, back ends behind it, limits around it.

The processes that evaluate import from here too, so what only a server needs is imported late.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from migov.engine.interface import Answer, BaseEngine, Engine, QueryRequest, Solutions

if TYPE_CHECKING:
    from migov.engine.workers.engine import ProcessEngine
    from migov.engine.workers.launch import Launched
    from migov.settings import Settings

__all__ = ["Answer", "BaseEngine", "Engine", "QueryRequest", "Solutions", "open_engine"]


async def open_engine(
    store: Path | str,
    settings: Settings | None = None,
    launched: Launched | None = None,
    waited: Callable[[float], None] = lambda _: None,
) -> ProcessEngine:
    """Starts an engine over a release's `store/` folder, or over the endpoint at a URL.

    `launched` is what loads that store already; `waited` takes the seconds that each query waited
    for a worker. Raises StoreUnavailable where it cannot be opened.
    Close the engine, or use it with `async with`.
    """
    from migov.engine.workers.engine import ProcessEngine
    from migov.settings import Settings

    return await ProcessEngine.start(settings or Settings(), store, launched, waited)
