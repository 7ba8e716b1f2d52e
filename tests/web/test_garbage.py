"""What requests leave behind is freed soon, without a look at what lives as long as the release."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import AsyncIterator, Iterator

import pytest

from migov.web import garbage
from migov.web.http.representations import StreamedResponse


class Cyclic:
    """An object that refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_the_body_is_closed_when_the_client_leaves(no_collector) -> None:
    closed = []

    async def pieces() -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"x"
        finally:
            closed.append(True)

    async def receive() -> dict[str, str]:
        await asyncio.sleep(0.01)
        return {"type": "http.disconnect"}

    async def send(_: object) -> None:
        await asyncio.sleep(0)

    scope = {"type": "http", "asgi": {"spec_version": "2.3"}}
    asyncio.run(_leave(StreamedResponse(pieces()), scope, receive, send, closed))


async def _leave(response, scope, receive, send, closed) -> None:
    await response(scope, receive, send)
    assert closed  # before the event loop ends, which closes all generators


def test_garbage_is_collected_regularly(no_collector, monkeypatch) -> None:
    monkeypatch.setattr(garbage, "_INTERVAL", 0.01)
    asyncio.run(_freed_by_the_collector())


async def _freed_by_the_collector() -> None:
    freed = asyncio.Event()
    old = Cyclic()
    gc.collect()  # it survives, so only a full collection will free it
    weakref.finalize(old, freed.set)
    del old
    collecting = asyncio.create_task(garbage.collect_regularly())
    async with asyncio.timeout(30):
        await freed.wait()
    collecting.cancel()


def test_exempt_objects_are_examined_again_when_a_release_is_replaced(no_collector) -> None:
    old = Cyclic()
    alive = weakref.ref(old)
    garbage.exempt()
    del old
    gc.collect()
    assert alive() is not None
    garbage.reexamine()
    assert alive() is None
    gc.unfreeze()
