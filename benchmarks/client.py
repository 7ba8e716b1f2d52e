"""A lean HTTP client for load: it must cost less than the servers that it measures."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from statistics import median
from urllib.parse import urlencode, urlsplit

from benchmarks.mix import Query


def percentile(values: Sequence[float], part: float) -> float:
    """The value that a `part` of them does not exceed; not a number where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("nan")


@dataclass
class Load:
    """What a run of requests came to: latencies of the answers in seconds, faults by query."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    by_query: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    @property
    def median(self) -> float:
        """The median latency in seconds."""
        return median(self.latencies) if self.latencies else float("nan")

    @property
    def p99(self) -> float:
        """The latency that one answer in a hundred exceeds, in seconds."""
        return percentile(self.latencies, 0.99)

    def __add__(self, other: Load) -> Load:
        """Both, as one run after the other."""
        together = Load(
            self.seconds + other.seconds,
            self.latencies + other.latencies,
            {name: list(times) for name, times in self.by_query.items()},
            self.wrong | other.wrong,
            self.failed + other.failed,
        )
        for name, times in other.by_query.items():
            together.by_query.setdefault(name, []).extend(times)
        return together


@cache
def _form(text: str) -> bytes:
    return urlencode({"query": text}).encode()


class Connection:
    """One connection that is kept open, and opened again where a server closes it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._path = parts.path or "/"
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, text: str, accept: str) -> tuple[int, bytes]:
        """POST a query as a form, which every server takes; the status and the body.

        Raises OSError where the server hangs up.
        """
        body = _form(text)
        head = (
            f"POST {self._path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n"
            f"Accept: {accept}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection(self._host, self._port, limit=1 << 20)
            reader, writer = self._streams
            writer.write(head.encode() + body)
            return await self._read(reader)
        except asyncio.IncompleteReadError as error:
            self.close()
            raise ConnectionError("the server hung up") from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _read(self, reader: asyncio.StreamReader) -> tuple[int, bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        headers = {
            name.strip(): value.strip()
            for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:])
        }
        if headers.get("transfer-encoding") == "chunked":
            body = await _read_chunks(reader)
        else:
            body = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            self.close()
        return status, body


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    chunks = []
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        chunks.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return b"".join(chunks)


async def load(
    url: str,
    mix: Sequence[Query],
    connections: int,
    seconds: float,
    patience: float,
    *,
    once: bool = False,
    give_up: float = float("inf"),
) -> Load:
    """Ask the mix over so many connections for so long, each asking again when it is answered.

    With `once`, each query is asked once. Answers are checked after the clock has stopped, each
    distinct one once; what is not answered within `patience` seconds has failed. A server that has
    failed `give_up` times in a row is asked no more: what is left has failed as well.
    """
    found, bodies = Load(), dict[str, set[bytes]]()
    in_a_row = 0
    order = iter(mix) if once else _again_and_again(mix)
    start = time.perf_counter()
    end = float("inf") if once else start + seconds

    async def client() -> None:
        nonlocal in_a_row
        connection = Connection(url)
        for query in order:
            if time.perf_counter() >= end:
                break
            asked = time.perf_counter()
            status, body = 0, b""
            if in_a_row < give_up:
                with suppress(OSError, TimeoutError, ValueError):
                    async with asyncio.timeout(patience):
                        status, body = await connection.ask(query.text, query.accept)
            if status != 200:
                found.failed[query.name] += 1
                in_a_row += 1
                continue
            in_a_row = 0
            latency = time.perf_counter() - asked
            found.latencies.append(latency)
            found.by_query.setdefault(query.name, []).append(latency)
            bodies.setdefault(query.name, set()).add(body)
        connection.close()

    await asyncio.gather(*(client() for _ in range(connections)))
    found.seconds = time.perf_counter() - start
    for query in mix:
        if not all(query.is_right(body) for body in bodies.get(query.name, ())):
            found.wrong[query.name] += 1
    return found


def _again_and_again(mix: Sequence[Query]) -> Iterator[Query]:
    """The mix without end, each time in another order, the same in every run."""
    draw = random.Random(1)
    while True:
        yield from draw.sample(mix, len(mix))
