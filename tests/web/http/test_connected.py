"""`Connected` cancels work whose client has gone, and nothing else."""

from __future__ import annotations

import asyncio

import pytest
from fastapi import Request

from migov.web.http.disconnects import Connected
from migov.web.http.problems import Problem


def request(leaves_after: float | None) -> Request:
    """A request whose body is read, of a client that leaves after some seconds or stays."""

    async def receive():
        await asyncio.sleep(3600 if leaves_after is None else leaves_after)
        return {"type": "http.disconnect"}

    return Request({"type": "http", "method": "GET", "path": "/", "headers": []}, receive)


async def watched(leaves_after: float | None, seconds: float) -> str:
    async with Connected(request(leaves_after)):
        await asyncio.sleep(seconds)
        return "done"


@pytest.mark.parametrize("seconds", [0, 0.05])
def test_work_of_a_client_that_stays_ends_by_itself(seconds):
    assert asyncio.run(watched(None, seconds)) == "done"


def test_quick_work_ends_by_itself_even_if_the_client_leaves():
    assert asyncio.run(watched(0, 0.001)) == "done"


@pytest.mark.parametrize("leaves_after", [0, 0.05])
def test_work_of_a_client_that_leaves_is_cancelled(leaves_after):
    async def run():
        loop = asyncio.get_running_loop()
        begun = loop.time()
        with pytest.raises(Problem) as raised:
            await watched(leaves_after, 30)
        assert raised.value.status == 499
        assert loop.time() - begun < 10
        await asyncio.sleep(0.01)  # the task was cancelled once and goes on
        assert asyncio.current_task().cancelling() == 0

    asyncio.run(run())


def test_a_cancellation_from_elsewhere_goes_on():
    async def run():
        task = asyncio.create_task(watched(None, 30))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())


def test_a_timeout_around_it_stays_a_timeout():
    async def run():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await watched(None, 30)

    asyncio.run(run())


def test_an_error_of_the_work_goes_on_after_the_client_left():
    async def run():
        async with Connected(request(0)):
            try:
                await asyncio.sleep(30)
            finally:
                raise ValueError("the work failed as it was cancelled")

    with pytest.raises(ValueError, match="as it was cancelled"):
        asyncio.run(run())


def test_no_task_is_left_over():
    async def run():
        await watched(None, 0.05)
        await asyncio.sleep(0.01)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(run())
