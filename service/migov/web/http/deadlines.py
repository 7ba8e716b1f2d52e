"""ASGI middleware: each request is answered or refused by a deadline.

Time runs from the arrival of the whole request, even if it waits for an earlier request on its
connection. It covers everything up to the first byte of the answer: all queries, and all other
waiting. Everything the request opened is closed when it ends.
"""

from __future__ import annotations

import asyncio

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migov.engine.errors import LimitExceeded
from migov.engine.request_scope import request_scope
from migov.settings import Settings
from migov.web.http import problems
from migov.web.http.timeouts import ARRIVED

#: Seconds beyond the query limit after which an unanswered request is aborted: its query ends at
#: the limit, and is abandoned half a second later.
_GRACE_SECONDS = 1.0


class Deadlines:
    """Gives each request a scope, and aborts requests without an answer in time."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._limit = settings.query_seconds
        self._arrival = settings.body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        state = scope.setdefault("state", {})
        with request_scope(self._limit, lambda: state.get(ARRIVED)) as limits:

            async def receiving() -> Message:
                message = await receive()
                arrived = message["type"] == "http.request" and not message.get("more_body")
                if arrived and not begun and not timeout.expired():
                    # A client that sends a body waits from its last byte.
                    timeout.reschedule(limits.start() + _GRACE_SECONDS)
                return message

            async def sending(message: Message) -> None:
                nonlocal begun
                if not begun and not timeout.expired():
                    timeout.reschedule(None)
                begun = True
                await send(message)

            loop = asyncio.get_running_loop()
            patience = self._limit + _GRACE_SECONDS
            if scope["method"] == "POST":
                patience += self._arrival
            timeout = asyncio.timeout_at(loop.time() + patience)
            try:
                async with timeout:
                    await self._app(scope, receiving, sending)
            except TimeoutError:
                if begun:
                    return  # without an end: the server closes the connection
                error = LimitExceeded(
                    "time",
                    self._limit,
                    f"The request was given up: it took longer than {self._limit:g} seconds.",
                )
                answer = problems.response(Request(scope), problems.of(error))
                await answer(scope, receive, send)
