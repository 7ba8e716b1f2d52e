"""An engine over a small store, with limits that a test can wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from migov.engine import open_engine, stored
from migov.engine.processes import ProcessEngine
from migov.settings import Settings

Use = Callable[[ProcessEngine], Coroutine[Any, Any, Any]]

P = ox.NamedNode("http://example.org/p")


def node(name: object) -> ox.NamedNode:
    return ox.NamedNode(f"http://example.org/{name}")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20,000 triples in two graphs that share one, and their merge as the default graph."""
    folder = tmp_path_factory.mktemp("store")
    store = ox.Store()
    triples = [(node(i), P, ox.Literal(str(i))) for i in range(20_000)]
    store.extend(ox.Quad(*t, node(f"g{i % 2}")) for i, t in enumerate(triples))
    store.add(ox.Quad(*triples[0], node("g1")))
    store.extend(ox.Quad(*t) for t in triples)
    stored.save(folder, store)
    return folder


@pytest.fixture
def use(store: Path) -> Callable[[Use], Any]:
    """Runs a coroutine function with an engine of one second and 128 MiB a query."""

    def run(work: Use, **settings: Any) -> Any:
        async def main() -> Any:
            chosen = {"query_seconds": 1, "query_memory_mib": 128, **settings}
            async with await open_engine(store, Settings(**chosen)) as engine:
                return await work(engine)

        return asyncio.run(main())

    return run
