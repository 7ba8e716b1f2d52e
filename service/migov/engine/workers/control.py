"""The server's end of a supervisor's control socket: non-blocking orders and messages.

Each is one JSON message. An order that the socket cannot accept at once is queued and sent in
sequence: a lost order would be a worker that never starts or never ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
from collections import deque
from collections.abc import Callable
from typing import Any

#: Called with a message of the supervisor and the descriptors that came with it.
Hear = Callable[[dict[str, Any], list[int]], None]


class Control:
    """Calls `hear` with each message, and `lost` once when the supervisor is gone."""

    def __init__(self, sock: socket.socket, hear: Hear, lost: Callable[[], None]) -> None:
        self._socket = sock
        self._hear = hear
        self._lost = lost
        self._unsent: deque[bytes] = deque()
        self._open = False
        sock.setblocking(False)

    def open(self) -> None:
        """Starts listening in the running event loop."""
        self._open = True
        asyncio.get_running_loop().add_reader(self._socket, self._receive)

    def close(self) -> None:
        """Stops listening and closes the socket; `lost` is not called."""
        if self._open:
            self._open = False
            # Before the descriptor is closed: its number may be reused by another socket at once.
            asyncio.get_running_loop().remove_reader(self._socket)
            asyncio.get_running_loop().remove_writer(self._socket)
        self._socket.close()

    def order(self, order: str, **details: Any) -> None:
        """Sends an order, now or as soon as the socket accepts it."""
        self._unsent.append(json.dumps({"order": order, **details}).encode())
        if len(self._unsent) == 1:
            self._send()

    def _send(self) -> None:
        loop = asyncio.get_running_loop()
        while self._unsent and self._open:
            try:
                self._socket.send(self._unsent[0])
            except BlockingIOError:
                loop.add_writer(self._socket, self._send)
                return
            except OSError:  # the supervisor is gone, as the reading side learns
                self._unsent.clear()
                break
            self._unsent.popleft()
        if self._open:
            loop.remove_writer(self._socket)

    def _receive(self) -> None:
        while self._open:
            try:
                message, fds, _, _ = socket.recv_fds(self._socket, 1 << 16, 1)
            except BlockingIOError:
                return
            except OSError:  # it died before it had read our last order
                message, fds = b"", []
            if not message:
                self.close()
                self._lost()
                return
            try:
                self._hear(json.loads(message), fds)
            finally:
                for fd in fds:
                    with contextlib.suppress(OSError):
                        os.close(fd)
