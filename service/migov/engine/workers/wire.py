"""The frames that a server and its workers exchange over a socket pair.

A frame is one letter, four bytes of length (big-endian) and a payload. The server sends one
REQUEST, whose payload begins with its time limit in seconds (SECONDS); the worker answers with HEAD
and any number of DATA frames, or with FAILURE at any point; END closes every answer and says
whether the worker retires after it.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any, Final

from migov.engine.errors import BY_CODE, EngineError, QueryFailed

REQUEST: Final = b"Q"
HEAD: Final = b"H"
DATA: Final = b"D"
END: Final = b"E"
FAILURE: Final = b"X"

RETIRED: Final = b"retired"

HEADER: Final = struct.Struct("!cI")
SECONDS: Final = struct.Struct("!d")

#: Frames are held back up to this many bytes.
_AT_ONCE: Final = 1 << 14


class Sender:
    """Writes frames to a socket, those of a small answer at once."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._unsent = bytearray()

    def send(self, kind: bytes, payload: bytes = b"") -> None:
        """Writes a frame, at the latest with the END of its answer.

        Blocks while the other side is slow.
        """
        self._unsent += HEADER.pack(kind, len(payload))
        self._unsent += payload
        if kind == END or len(self._unsent) >= _AT_ONCE:
            self._socket.sendall(self._unsent)
            self._unsent.clear()

    def send_json(self, kind: bytes, value: Any) -> None:
        """Writes a frame with a JSON payload."""
        self.send(kind, json.dumps(value).encode())


def receive(sock: socket.socket) -> tuple[bytes, bytes] | None:
    """Reads a whole frame as (kind, payload); None if the other side has closed."""
    header = _exactly(sock, HEADER.size)
    if header is None:
        return None
    kind, length = HEADER.unpack(header)
    payload = _exactly(sock, length)
    return None if payload is None else (kind, payload)


def _exactly(sock: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = sock.recv(min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)


def packed(error: EngineError) -> list[Any]:
    """An error as JSON: its code, its text, its members."""
    return [error.code, str(error), error.members()]


def unpacked(packed: list[Any]) -> EngineError:
    """The inverse of `packed`."""
    code, message, members = packed
    return BY_CODE.get(code, QueryFailed).read(message, members)
