"""Answers of `/sparql` kept as they went out, compressed: the same request costs no application.

What stands before FastAPI is plain ASGI. It knows a request by every byte that its answer depends
on, and it keeps only what the endpoint has marked: whole answers of queries that always answer the
same. Everything else passes through, also conditional requests, which cost little as it is. What
is kept belongs to one release, since the service does.
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

#: What the answer to a query depends on beside its address and body.
_TOLD = (b"content-type", b"accept", b"accept-encoding")
#: Who sends one of these wants something else than the whole answer.
_OTHERWISE = frozenset({b"if-none-match", b"if-modified-since", b"range", b"transfer-encoding"})
#: The longest body that is kept as a key, in bytes.
_BODY = 1 << 16
_MARK = "rememberable"


class Kept(NamedTuple):
    """A response as it went out, and the hash of its query for the access log."""

    start: Message
    body: bytes
    query_hash: str | None


def mark(request: Request) -> None:
    """Has the answer to a request kept: it is whole, and the release alone decides it."""
    setattr(request.state, _MARK, True)


class Remembered:
    """Answers a request to `/sparql` that came before, and keeps the answers that are marked."""

    def __init__(self, app: ASGIApp, state: Any) -> None:
        """`state` is the application's, which holds the running service."""
        self._app = app
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        service: Service | None = None
        if scope["type"] == "http" and scope["path"] == "/sparql":
            service = self._state.service
        if service is None or not service.settings.cache_mib:
            await self._app(scope, receive, send)
            return
        told = _told(scope)
        if told is None:
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
        key = (scope["method"] == "POST", scope["query_string"], body, *told)
        kept = service.responses.get(key)
        if kept is not None:
            scope.setdefault("state", {})["query_hash"] = kept.query_hash
            await send(kept.start)
            await send({"type": "http.response.body", "body": kept.body})
            return
        await self._app(scope, receive, _Keeping(service, key, scope, send))


class _Keeping:
    """Passes a response on, and keeps it where it is whole and marked."""

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
                kept = Kept(self._start, message["body"], state.get("query_hash"))
                size = len(kept.body) + sum(len(part) for part in self._key[1:])
                self._service.responses.put(self._key, kept, size)
            self._start = None
        else:
            self._start = None  # it comes in parts, so it is large


def _told(scope: Scope) -> tuple[bytes, ...] | None:
    """The headers that an answer depends on; None where the request is none to be kept."""
    found: dict[bytes, bytes] = dict.fromkeys(_TOLD, b"")
    length = b"0"
    for name, value in scope["headers"]:
        if name in found:
            found[name] = found[name] + b", " + value if found[name] else value
        elif name in _OTHERWISE:
            return None
        elif name == b"content-length":
            length = value
    if scope["method"] == "POST":
        media_type = found[b"content-type"].partition(b";")[0].strip().lower().decode("latin-1")
        if media_type not in (FORM, QUERY) or not length.isdigit() or int(length) > _BODY:
            return None
    elif scope["method"] not in ("GET", "HEAD"):
        return None
    return tuple(found.values())


def _replayed(body: bytes, receive: Receive) -> Receive:
    """`receive` once more, from the body that has been read on."""
    whole = False

    async def again() -> Message:
        nonlocal whole
        if whole:
            return await receive()
        whole = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
