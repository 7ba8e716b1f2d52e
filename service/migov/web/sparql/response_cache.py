"""A cache of whole responses of `/sparql`, in front of FastAPI.

An ASGI middleware. Its key holds every byte of a request that the response depends on. It keeps
only responses that the endpoint has marked: complete results of queries that are not volatile.
Conditional requests pass through. The cache belongs to the running service, hence to one release.

Why it is here: without it one process answers 700 repeated queries a second instead of 4,900 (eight
connections, median 11 ms instead of 1.2 ms), fewer than the tenfold of Oxigraph's read-only server
that docs/benchmarks.md promises.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migov.web.http import problems
from migov.web.http.bodies import read_body
from migov.web.http.problems import Problem
from migov.web.service import Service
from migov.web.sparql.protocol import FORM, QUERY

#: The headers that the response to a query depends on, beside its address and body.
_SELECTING = (b"content-type", b"accept", b"accept-encoding")
#: Requests with one of these headers want something else than the whole response.
_BYPASS = frozenset({b"if-none-match", b"if-modified-since", b"range", b"transfer-encoding"})
#: The longest request body that is used as a key, in bytes.
_BODY = 1 << 16
_MARK = "cacheable"


class CachedResponse(NamedTuple):
    """A response as it was sent, and the hash of its query for the access log."""

    start: Message
    body: bytes
    query_hash: str | None


def mark(request: Request) -> None:
    """Marks the response to `request` as complete and determined by the release alone."""
    setattr(request.state, _MARK, True)


class ResponseCache:
    """ASGI middleware: sends cached responses of `/sparql`, and caches those that are marked."""

    def __init__(self, app: ASGIApp, state: Any) -> None:
        """`state` is the application's state; `state.service` is the running service or None."""
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        service: Service | None = None
        if scope["type"] == "http" and scope["path"] == "/sparql":
            service = self._state.service
        if service is None or not service.settings.cache_mib:
            await self._app(scope, receive, send)
            return
        headers = _selecting_headers(scope)
        if headers is None:
            await self._app(scope, receive, send)
            return
        body = b""
        if scope["method"] == "POST":
            request = Request(scope, receive)
            try:
                body = await read_body(request, service.settings)
            except Problem as problem:
                await problems.response(request, problem)(scope, receive, send)
                return
            receive = _replayed(body, receive)
        key = (scope["method"] == "POST", scope["query_string"], body, *headers)
        cached = service.responses.get(key)
        if cached is not None:
            scope.setdefault("state", {})["query_hash"] = cached.query_hash
            await send(cached.start)
            await send({"type": "http.response.body", "body": cached.body})
            return
        await self._app(scope, receive, _Recorder(service, key, scope, send))


class _Recorder:
    """Passes a response on, and caches it if it is complete and marked."""

    def __init__(self, service: Service, key: tuple[Any, ...], scope: Scope, send: Send) -> None:
        self._service = service
        self._key = key
        self._scope = scope
        self._send = send
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        await self._send(message)
        if message["type"] == "http.response.start":
            self._start = message
        elif self._start is not None and not message.get("more_body"):
            state = self._scope.get("state", {})
            if self._start["status"] == 200 and state.get(_MARK):
                cached = CachedResponse(self._start, message["body"], state.get("query_hash"))
                size = len(cached.body) + sum(len(part) for part in self._key[1:])
                self._service.responses.put(self._key, cached, size)
            self._start = None
        else:
            self._start = None  # streamed, so it is large


def _selecting_headers(scope: Scope) -> tuple[bytes, ...] | None:
    """The values of the headers that the response depends on; None if it must not be cached."""
    values: dict[bytes, bytes] = dict.fromkeys(_SELECTING, b"")
    length = b"0"
    for name, value in scope["headers"]:
        if name in values:
            values[name] = values[name] + b", " + value if values[name] else value
        elif name in _BYPASS:
            return None
        elif name == b"content-length":
            length = value
    if scope["method"] == "POST":
        media_type = values[b"content-type"].partition(b";")[0].strip().lower().decode("latin-1")
        if media_type not in (FORM, QUERY) or not length.isdigit() or int(length) > _BODY:
            return None
    elif scope["method"] not in ("GET", "HEAD"):
        return None
    return tuple(values.values())


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that first gives the body that has been read already."""
    whole = False

    async def again() -> Message:
        nonlocal whole
        if whole:
            return await receive()
        whole = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
