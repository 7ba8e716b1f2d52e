"""Everyone who is sent against a server by the soak: hostile, broken, impolite and hasty clients.

They send hopeless and malformed queries, half requests and broken heads, alone and in crowds; they
hang up before the head, between pipelined requests, while a large result streams and while they
wait for a worker; they send slowly, read nothing, and open connections that they do not use. A
bystander from another address asks a cheap query all the time.
"""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from benchmarks.hostile import REFUSED, RUNAWAY, STRANGE
from benchmarks.mix import RESULTS

#: The bystander's address, which nobody else has.
BYSTANDER = "127.0.0.2"
#: More than the server reads ahead, and than a socket holds.
_LARGE = "SELECT * { ?s ?p ?o . ?s ?q ?r }"

#: Requests that no client would send, beside the queries.
_BROKEN = (
    b"GET / HTTP/1.1\r\nHost: x\r\nX: a\rSet-Cookie: b\r\n\r\n",
    b"GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /static/..%2f..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /doc/state/ETH%0D%0ASet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /id/state/" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /sparql HT",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 100\r\n\r\nASK {",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
)
_READ = (
    "/", "/doc/mechanism/khartoum-process", "/doc/mechanism/rabat-process.jsonld",
    "/questions/members?actor=khartoum-process", "/search?q=ethiopa", "/network?format=json",
    "/ask?q=who+chairs+the+Rabat+Process", "/dataset", "/metrics",
)  # fmt: skip


@dataclass
class Met:
    """What was met: statuses of all, and the bystander's latencies and faults."""

    statuses: Counter[str] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    #: Seconds that the longest answer took, from its connection to its last byte.
    longest: float = 0.0


class Strangers:
    """Everyone who is sent against the server at `url`."""

    def __init__(self, url: str, seed: int, limit: float) -> None:
        """`limit` is the server's for one query, in seconds."""
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 0
        self._draw = random.Random(seed)
        self._limit = limit
        self.met = Met()

    async def mistreat(self, seconds: float) -> None:
        """Everything at once for so long; returns when the last of it has ended."""
        end = time.perf_counter() + seconds
        roles = [self._ask_hostile] * 6 + [self._break] * 2 + [self._leave, self._read]
        roles += [self._pipeline] * 8 + [self._leave_result] * 2 + [self._leave_queue]
        roles += [self._send_slowly, self._read_nothing, self._stay_idle]
        tasks = [asyncio.create_task(self._again(role, end)) for role in roles]
        tasks.append(asyncio.create_task(self._crowd(end)))
        tasks.append(asyncio.create_task(self._stand_by(end)))
        await asyncio.gather(*tasks)

    async def wear_out(self) -> None:
        """Has every worker replaced: each owns the more pages the more of the store it walked."""
        hopeless = (_query(f"{RUNAWAY} #{self._draw.random()}") for _ in range(24))
        await asyncio.gather(*(self._send(query, patience=120) for query in hopeless))

    async def _again(self, role: Callable[[], Awaitable[None]], end: float) -> None:
        while time.perf_counter() < end:
            await role()

    async def _ask_hostile(self) -> None:
        name = self._draw.choice([*REFUSED, *STRANGE])
        query = REFUSED.get(name) or STRANGE[name]
        status = await self._send(_query(query), patience=60)
        self.met.statuses[status] += 1
        if status == "200" and name in REFUSED:
            self.met.faults.append(f"“{name}” was answered")

    async def _break(self) -> None:
        broken = self._draw.choice(_BROKEN)
        self.met.statuses[await self._exchanged(broken, 30, "127.0.0.1")] += 1

    async def _leave(self) -> None:
        """Asks what never ends, and hangs up."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._draw.uniform(0, 0.5)):
                await self._send(_query(f"{RUNAWAY} #{self._draw.random()}"), patience=60)
        self.met.statuses["left"] += 1

    async def _read(self) -> None:
        path = self._draw.choice(_READ)
        status = await self._send(_get(path), patience=60)
        self.met.statuses[status] += 1
        if status >= "5" and status not in ("503", "504"):
            self.met.faults.append(f"{path}: {status}")
        await asyncio.sleep(0.2)

    async def _pipeline(self) -> None:
        """Sends up to five small queries at once, and hangs up between two answers."""
        number = self._draw.randint(1, 5)
        async with self._connected() as (reader, writer):
            for _ in range(number):
                text = f"SELECT * {{ ?s ?p ?o }} LIMIT 1 #{self._draw.random()}"
                writer.write(_query(text, keep=True))
            await self._pause(0.02)
            if self._draw.random() < 0.5:
                await reader.read(100)
        self.met.statuses["left"] += number
        await self._pause(0.05)

    async def _leave_result(self) -> None:
        """Reads a part of a large result, and hangs up."""
        async with self._connected() as (reader, writer):
            writer.write(_query(f"{_LARGE} #{self._draw.random()}"))
            with suppress(TimeoutError):
                async with asyncio.timeout(self._limit):
                    await reader.readexactly(self._draw.choice([1, 10_000, 1_000_000]))
        self.met.statuses["left"] += 1
        await self._pause(0.2)

    async def _leave_queue(self) -> None:
        """Sends more queries from one address than may run, and hangs up while they wait."""
        async with asyncio.TaskGroup() as group:
            for _ in range(12):
                group.create_task(self._leave_waiting())
        await self._pause(1)

    async def _leave_waiting(self) -> None:
        async with self._connected("127.0.0.4") as (_, writer):
            writer.write(_query(f"{RUNAWAY} #{self._draw.random()}"))
            await self._pause(0.4)
        self.met.statuses["left"] += 1

    async def _send_slowly(self) -> None:
        """Sends a query a few bytes at a time, sometimes to the end."""
        request = _query(f"ASK {{ ?s ?p ?o }} #{self._draw.random()}")
        async with self._connected() as (reader, writer):
            sent = self._draw.choice([20, len(request) - 5, len(request)])
            for start in range(0, sent, 10):
                writer.write(request[start : min(start + 10, sent)])
                await writer.drain()
                await asyncio.sleep(0.02)
            if sent == len(request):
                status = (await reader.readline()).split(b" ")[1].decode()
                self.met.statuses[status] += 1
                return
        self.met.statuses["left"] += 1

    async def _read_nothing(self) -> None:
        """Asks for a large result, reads nothing until its query is stopped, and hangs up."""
        async with self._connected() as (_, writer):
            writer.write(_query(f"{_LARGE} #{self._draw.random()}"))
            await asyncio.sleep(self._limit + 1)
        self.met.statuses["left"] += 1

    async def _stay_idle(self) -> None:
        """Opens connections and does not use them."""
        async with asyncio.TaskGroup() as group:
            for _ in range(10):
                group.create_task(self._idle())

    async def _idle(self) -> None:
        async with self._connected():
            await self._pause(3)
        self.met.statuses["left"] += 1

    async def _pause(self, most: float) -> None:
        await asyncio.sleep(self._draw.uniform(0, most))

    async def _crowd(self, end: float) -> None:
        """200 hopeless queries at once, of one address and of 200, every half minute."""
        crowds = 0
        while time.perf_counter() < end:
            crowds += 1
            heavy = [
                self._send(
                    _query(f"{RUNAWAY} #{n}"),
                    patience=120,
                    source=f"127.0.1.{n + 1}" if crowds % 2 else "127.0.0.3",
                )
                for n in range(200)
            ]
            statuses = Counter(await asyncio.gather(*heavy))
            self.met.statuses.update(statuses)
            if strange := set(statuses) - {"429", "503", "504"}:
                self.met.faults.append(f"a crowd was answered {sorted(strange)}")
            await asyncio.sleep(30)

    async def _stand_by(self, end: float) -> None:
        while time.perf_counter() < end:
            begun = time.perf_counter()
            cheap = _query(f"ASK {{ ?s ?p ?o }} #{begun}")
            status = await self._send(cheap, patience=30, source=BYSTANDER)
            self.met.latencies.append(time.perf_counter() - begun)
            if status != "200":
                self.met.faults.append(f"the bystander was answered {status}")
            await asyncio.sleep(0.05)

    @asynccontextmanager
    async def _connected(
        self, source: str = "127.0.0.1"
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection that is hung up at the end, one time in three by a reset."""
        writer = None
        try:
            reader, writer = await asyncio.open_connection(
                self._host, self._port, local_addr=(source, 0)
            )
            yield reader, writer
        except (OSError, asyncio.IncompleteReadError, IndexError):
            self.met.statuses["cut off"] += 1
        finally:
            if writer is not None:
                if self._draw.random() < 1 / 3:
                    writer.get_extra_info("socket").setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                    )
                writer.transport.abort()

    async def _send(self, request: bytes, patience: float, source: str = "127.0.0.1") -> str:
        """Sends bytes and reads to the end; the status, or how it ended without one."""
        begun = time.perf_counter()
        try:
            return await self._exchanged(request, patience, source)
        finally:
            self.met.longest = max(self.met.longest, time.perf_counter() - begun)

    async def _exchanged(self, request: bytes, patience: float, source: str) -> str:
        writer = None
        try:
            async with asyncio.timeout(patience):
                reader, writer = await asyncio.open_connection(
                    self._host, self._port, local_addr=(source, 0)
                )
                writer.write(request)
                head = await reader.readline()
                chunked = False
                while (line := await reader.readline()) not in (b"\r\n", b""):
                    chunked = chunked or line.lower().startswith(b"transfer-encoding: chunked")
                tail = b""
                while part := await reader.read(1 << 16):
                    tail = (tail + part)[-8:]
                if chunked and not tail.endswith(b"0\r\n\r\n"):
                    return "broken off"
                return head.split(b" ", 2)[1].decode() if head else "cut off"
        except TimeoutError:
            return "no answer"
        except (OSError, asyncio.IncompleteReadError, ValueError):
            return "cut off"
        finally:
            if writer is not None:
                writer.close()


def _query(text: str | bytes, *, keep: bool = False) -> bytes:
    body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return (
        f"POST /sparql HTTP/1.1\r\nHost: x\r\nAccept: {RESULTS}\r\n"
        f"Connection: {'keep-alive' if keep else 'close'}\r\n"
        f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def _get(path: str) -> bytes:
    address = quote(path, safe="/?=&+")
    return f"GET {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
