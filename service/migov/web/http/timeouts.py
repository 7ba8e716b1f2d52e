"""Timeouts and size limits for request heads, unread bodies and unread responses.

uvicorn times idle connections between requests, and handlers time the bodies that they read. This
adds what neither does: a deadline and a size limit for the request's head, a deadline for the rest
of a body whose request was answered before it had arrived (RFC 9112, section 9.6: closing at once
would reset the connection, and the client would lose the response), and one for a client that does
not read its answer.

Why it is here: without it uvicorn holds a half-sent request head open for ever, so a few hundred
idle sockets block a server that has no proxy in front (tests/engine/test_hostile.py shows it).
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: Seconds from opening a connection, or from the first byte of a head, to the end of the head.
HEAD_SECONDS = 10.0
#: Seconds for which the unread rest of a body is read and discarded after the response.
LINGER_SECONDS = 10.0
#: Seconds that a client may take to read more of a response.
STALL_SECONDS = 30.0
#: The longest head, in bytes: a query of 1 MiB in the address, each byte percent-encoded.
HEAD_BYTES = 4 << 20

_TOO_LONG = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
)


#: The key in a request's state of the event loop's time at which the whole request had arrived.
ARRIVED = "arrived"


class LimitedProtocol(HttpToolsProtocol):
    """uvicorn's protocol with limits on the request head, an unread body and an unread response."""

    _deadline: asyncio.TimerHandle | None = None
    _lingering: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    #: Whether a head has been read but its message has not ended.
    _in_body = False
    _head_bytes = 0

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._arm()

    def data_received(self, data: bytes) -> None:
        if self._deadline is None:
            self._arm()
        if not self._in_body:
            self._head_bytes += len(data)
            if self._head_bytes > HEAD_BYTES:
                self._refuse_head()
                return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        self._disarm()
        self._in_body = True
        self._head_bytes = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._disarm()
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._disarm()
        self._in_body = False
        self.scope["state"][ARRIVED] = asyncio.get_running_loop().time()
        self._stop_lingering()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._in_body and not self.transport.is_closing():
            self._lingering = asyncio.get_running_loop().call_later(LINGER_SECONDS, self._close)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._stalled is None:
            loop = asyncio.get_running_loop()
            # Closing would wait for the client to read what has been written.
            self._stalled = loop.call_later(STALL_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop_stalling()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        self._stop_lingering()
        self._stop_stalling()
        super().connection_lost(exc)

    def _arm(self) -> None:
        self._deadline = asyncio.get_running_loop().call_later(HEAD_SECONDS, self._close)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _stop_lingering(self) -> None:
        if self._lingering is not None:
            self._lingering.cancel()
            self._lingering = None

    def _stop_stalling(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def _refuse_head(self) -> None:
        if self.transport.is_closing():
            return
        sentence = f"The request's head is longer than {HEAD_BYTES >> 20} MiB.".encode()
        length = f"content-length: {len(sentence)}\r\n\r\n".encode()
        self.transport.write(_TOO_LONG + length + sentence)
        self.transport.close()

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
