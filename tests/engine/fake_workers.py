"""A supervisor and workers in the test's own event loop: thousands of schedules in seconds.

What a worker does is said by the query: `cheap` answers, `long` answers without end, `endless`
never answers, `dies` ends its worker. Process ids are such as no process of the system has.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
from subprocess import Popen
from typing import cast

from migov.engine.workers import wire
from migov.engine.workers.launch import Launched

_PIDS = itertools.count(1 << 30)


class _Ended:
    """A process that has ended already."""

    def poll(self) -> int:
        return 0


class FakeSupervisor:
    """Obeys a pool over a real socket pair; `barren` makes the next forks fail."""

    def __init__(self) -> None:
        ours, self._control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setblocking(False)
        self.launched = Launched(cast("Popen[bytes]", _Ended()), ours)
        self.barren = 0
        self._workers: dict[int, tuple[asyncio.Task[None], socket.socket]] = {}
        self._tell("ready")
        self._obeying = asyncio.create_task(self._obey())

    async def close(self) -> None:
        self._obeying.cancel()
        for pid in list(self._workers):
            self.kill(pid, 9, tell=False)
        await asyncio.gather(self._obeying, return_exceptions=True)
        self._control.close()

    @property
    def pids(self) -> list[int]:
        return list(self._workers)

    def kill(self, pid: int, by_signal: int, *, tell: bool = True) -> None:
        """Ends a worker, as a signal would."""
        if pid in self._workers:
            task, sock = self._workers.pop(pid)
            task.cancel()
            sock.close()
            if tell:
                self._tell("died", pid=pid, signal=by_signal)

    async def _obey(self) -> None:
        loop = asyncio.get_running_loop()
        while message := await loop.sock_recv(self._control, 1 << 16):
            order = json.loads(message)
            if order["order"] == "kill":
                self.kill(order["pid"], 9)
            elif self.barren:
                self.barren -= 1
                self._tell("unborn")
            else:
                self._fork()

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        pid = next(_PIDS)
        self._workers[pid] = asyncio.create_task(self._work(pid, theirs)), theirs
        with ours:
            self._tell("born", [ours.fileno()], pid=pid)

    async def _work(self, pid: int, sock: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        received = b""
        try:
            while part := await loop.sock_recv(sock, 1 << 16):
                received += part
                if len(received) < wire.HEADER.size:
                    continue
                _, length = wire.HEADER.unpack_from(received)
                if len(received) < wire.HEADER.size + length:
                    continue
                payload, received = received[wire.HEADER.size + wire.SECONDS.size :], b""
                query = json.loads(payload)[0].split(" ")[0]
                if query == "dies":
                    break
                if query == "endless":
                    await asyncio.sleep(3600)
                await self._send(sock, wire.HEAD, json.dumps(["boolean", "text/plain"]).encode())
                while query == "long":
                    await self._send(sock, wire.DATA, b"x" * (1 << 16))
                await self._send(sock, wire.DATA, b"true")
                await self._send(sock, wire.END)
        except OSError:
            pass
        self.kill(pid, 11)

    @staticmethod
    async def _send(sock: socket.socket, kind: bytes, payload: bytes = b"") -> None:
        frame = wire.HEADER.pack(kind, len(payload)) + payload
        await asyncio.get_running_loop().sock_sendall(sock, frame)

    def _tell(self, news: str, fds: list[int] | None = None, **details: int) -> None:
        message = json.dumps({"news": news, **details}).encode()
        socket.send_fds(self._control, [message], fds or [])
