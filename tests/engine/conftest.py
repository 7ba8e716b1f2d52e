"""Engines over a small store, with limits that a test can meet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from migov.engine import open_engine, storage
from migov.engine.workers.engine import ProcessEngine
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
    storage.save(folder, store)
    return folder


class Engines:
    """Runs coroutine functions with an engine; its queries have 30 seconds and 128 MiB unless told.

    A test of the limit of time names a shorter one; no other may meet it, even on a slow machine.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._runner = asyncio.Runner()
        self._shared: ProcessEngine | None = None

    async def _open(self, **settings: Any) -> ProcessEngine:
        chosen = {"query_seconds": 30, "query_memory_mib": 128, **settings}
        return await open_engine(self._store, Settings(**chosen))

    def shared(self, work: Use) -> Any:
        """What `work` gives with an engine that other tests ask too: it leaves it as it was."""

        async def main() -> Any:
            if self._shared is None:
                self._shared = await self._open()
            return await work(self._shared)

        return self._runner.run(main())

    def own(self, work: Use, **settings: Any) -> Any:
        """What `work` gives with an engine of its own, with other settings where they are given."""

        async def main() -> Any:
            async with await self._open(**settings) as engine:
                return await work(engine)

        return self._runner.run(main())

    def close(self) -> None:
        if self._shared is not None:
            self._runner.run(self._shared.close())
        self._runner.close()


@pytest.fixture(scope="module")
def engines(store: Path) -> Iterator[Engines]:
    """Engines over the small store."""
    opened = Engines(store)
    yield opened
    opened.close()


@pytest.fixture
def use(engines: Engines) -> Callable[..., Any]:
    """Runs a coroutine function with an engine of its own; keywords are settings."""
    return engines.own


@pytest.fixture
def ask(engines: Engines) -> Callable[[Use], Any]:
    """Runs a coroutine function, which only asks, with an engine that others ask too."""
    return engines.shared
