"""Stops work whose client has disconnected."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Final

from fastapi import Request

from migov.web.http.problems import Problem

#: Seconds after which the client's connection is watched: most work ends before, and a task costs
#: more than it.
_UNWATCHED: Final = 0.02


class Connected:
    """Cancels its block when the client disconnects, and raises Problem 499 then.

    An asynchronous context manager, used once. The request's body must have been read.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._watch: asyncio.Task[None] | None = None
        self._gone = False

    async def __aenter__(self) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("Connected is used inside a task.")
        self._task = task
        self._cancelling = task.cancelling()
        self._timer = asyncio.get_running_loop().call_later(_UNWATCHED, self._begin)

    def _begin(self) -> None:
        self._watch = asyncio.get_running_loop().create_task(self._watched())

    async def _watched(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._task.cancel()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._watch is not None:
            self._watch.cancel()
        # As asyncio.Timeout does: a cancellation from elsewhere goes on.
        if (
            self._gone
            and self._task.uncancel() <= self._cancelling
            and kind is asyncio.CancelledError
        ):
            raise Problem(499, "gone", "The client disconnected.") from error
