"""Past releases share a few places: who waits gets one, and who uses one keeps it."""

from __future__ import annotations

import asyncio
import random
from typing import Any, cast

import pytest

from migov.engine.errors import StoreUnavailable
from migov.knowledge.release.release import Release
from migov.web import past_releases
from migov.web.past_releases import Earlier


class Named:
    """What of a release counts here."""

    def __init__(self, number: int) -> None:
        self.id = f"release-{number}"


class Opened:
    """A service that knows whether it is open."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.engine = self
        self._counts = counts
        counts["open"] += 1
        counts["most"] = max(counts["most"], counts["open"])
        self.closed = False

    async def close(self) -> None:
        self._counts["open"] -= 1
        self.closed = True


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The number of services open now and at most; waits are a hundredth of the real ones."""
    monkeypatch.setattr(past_releases, "LEAST_SECONDS", 0.05)
    monkeypatch.setattr(past_releases, "WAIT_SECONDS", 0.5)
    monkeypatch.setattr(past_releases, "LOOK_SECONDS", 0.005)
    return {"open": 0, "most": 0}


def earlier(counts: dict[str, int], most: int) -> Earlier:
    async def opening(_: Release) -> Any:
        await asyncio.sleep(0.01)
        return Opened(counts)

    return Earlier(opening, most)


async def use(services: Earlier, number: int, seconds: float) -> None:
    async with services.lent(cast("Release", Named(number))) as service:
        await asyncio.sleep(seconds)
        assert not cast("Any", service).closed


def test_one_reader_reads_all_releases_one_after_the_other(counts: dict[str, int]) -> None:
    async def read() -> None:
        services = earlier(counts, 2)
        for number in range(6):
            await use(services, number, 0)
        await services.close()

    asyncio.run(read())
    assert counts == {"open": 0, "most": 2}


def test_who_finds_all_places_in_use_is_refused_after_a_while(counts: dict[str, int]) -> None:
    async def read() -> None:
        services = earlier(counts, 1)
        user = asyncio.create_task(use(services, 0, 2))
        await asyncio.sleep(0.05)
        begun = asyncio.get_running_loop().time()
        with pytest.raises(StoreUnavailable, match="in use"):
            await use(services, 1, 0)
        assert 0.5 <= asyncio.get_running_loop().time() - begun < 1.5
        await user
        await services.close()

    asyncio.run(read())
    assert counts["open"] == 0


@pytest.mark.parametrize("seed", range(3))
def test_readers_who_come_and_go_are_served_or_refused(counts: dict[str, int], seed: int) -> None:
    """Nobody's service is closed under them, no more are in use than allowed, none is left open."""

    async def read() -> None:
        services = earlier(counts, 2)
        draw = random.Random(seed)

        async def reader() -> None:
            await asyncio.sleep(draw.uniform(0, 1))
            task = asyncio.create_task(use(services, draw.randrange(5), draw.uniform(0, 0.1)))
            if draw.random() < 0.3:
                await asyncio.sleep(draw.uniform(0, 0.1))
                task.cancel()
            for ending in await asyncio.gather(task, return_exceptions=True):
                kinds = (StoreUnavailable, asyncio.CancelledError)
                assert ending is None or isinstance(ending, kinds), ending

        await asyncio.gather(*(reader() for _ in range(60)))
        await services.close()

    asyncio.run(read())
    assert counts["open"] == 0
