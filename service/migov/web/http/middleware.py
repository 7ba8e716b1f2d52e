"""Headers of every response: open cross-origin reads, CSP, no MIME sniffing."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migov.web.http.problems import methods

#: Pages only load and run our own files.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Last-Modified, Link, Location, Content-Location, Memento-Datetime, Retry-After, Vary"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
}


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers in ASGI's form."""
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_RAW_HEADERS: Final = _raw(_HEADERS)

_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Datetime, Content-Type, If-None-Match, If-Modified-Since"
    ),
    "Access-Control-Max-Age": "86400",
    "Content-Length": "0",
}


#: The key in a request's scope that marks HEAD, for code that must compute a length then.
HEAD: Final = "migov.head"


class OpenReads:
    """Answers OPTIONS and HEAD everywhere, and sets the headers above on every response.

    The data is public and there are no cookies, so any origin may read (Fetch, section 3.3).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                missing = (header for header in _RAW_HEADERS if header[0] not in present)
                message = {**message, "headers": [*message["headers"], *missing]}
            await send(message)

        if scope["method"] == "OPTIONS":
            allowed = {"Allow": ", ".join(methods(Request(scope)))}
            headers = _raw({**_HEADERS, **_PREFLIGHT, **allowed})
            await send({"type": "http.response.start", "status": 204, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        if scope["method"] == "HEAD":
            # The response to GET; the server itself drops the body.
            scope = {**scope, "method": "GET", HEAD: True}
        await self._app(scope, receive, sending)
