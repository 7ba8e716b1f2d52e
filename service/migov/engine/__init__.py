"""Evaluates SPARQL under limits: the `Engine` interface and its back ends.

The process that loads the store imports this package first, so it imports nothing by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migov.engine.workers.engine import ProcessEngine
    from migov.engine.workers.launch import Launched
    from migov.settings import Settings


async def open_engine(
    store: Path | str,
    settings: Settings | None = None,
    launched: Launched | None = None,
    waited: Callable[[float], None] = lambda _: None,
) -> ProcessEngine:
    """Starts an engine over a release's `store/` folder, or over the endpoint at a URL.

    `launched` is a supervisor that is already loading the store; `waited` is called with the
    seconds that each query waited for a worker. Raises StoreUnavailable if the store cannot be
    opened. Close the engine, or use it with `async with`.
    """
    from migov.engine.workers.engine import ProcessEngine
    from migov.settings import Settings

    return await ProcessEngine.start(settings or Settings(), store, launched, waited)
