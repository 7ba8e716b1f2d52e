"""The access log: a line of JSON for each request, without the content of queries.

Logger `migov.access`. A query is only logged as a hash, so that repeated queries can be recognized
but not read; the URL's query string is omitted for the same reason.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from datetime import UTC, datetime

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migov.engine.errors import EngineError
from migov.web.monitoring.metrics import Metrics

log = logging.getLogger("migov.access")

#: The longest path that is logged in full, in characters.
_PATH = 300


def note_query(request: Request, text: str) -> None:
    """Records the hash of a query's text for the request's log line."""
    request.state.query_hash = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


class AccessLog:
    """Logs and counts each request when the last byte of its response has been sent."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 499  # the client disconnected before the response began
        size = 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except RuntimeError as error:
            # Starlette wraps an error that occurs after a part of the response was sent.
            if not isinstance(error.__cause__, EngineError):
                raise
            # Returning without the last message makes the server close the connection, visibly to
            # the client.
            logging.getLogger("migov").warning("an answer was broken off: %s", error.__cause__)
        finally:
            self._metrics.request(status)
            if log.isEnabledFor(logging.INFO):
                log.info(_line(scope, status, size, time.perf_counter() - begun))


def _line(scope: Scope, status: int, size: int, seconds: float) -> str:
    client = scope.get("client")
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": scope["method"],
        "path": scope["path"][:_PATH],
        "status": status,
        "milliseconds": round(seconds * 1000, 2),
        "bytes": size,
        "client": client[0] if client else None,
        "query": scope.get("state", {}).get("query_hash"),
    }
    return json.dumps(entry)
