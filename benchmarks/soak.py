"""Whether a server that strangers mistreat stays as it was: hostile load for an hour, or as told.

One server is sent hopeless and malformed queries, half requests, broken heads and crowds, all at
once, while a bystander from another address asks a cheap query all the time. After a first stretch,
in which caches fill, its memory and its processes are noted; after the last they must be back where
they were, and the bystander must always have been answered. Exit status 1 says that they are not.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from benchmarks import machine, peers
from benchmarks.client import percentile
from benchmarks.hostile import REFUSED, RUNAWAY, STRANGE
from benchmarks.mix import RESULTS
from benchmarks.processes import memory_of_tree, tree
from benchmarks.table import mebibytes, milliseconds, table
from migov.knowledge.release.release import Release
from migov.settings import releases

#: Short limits, so that an hour holds many ends.
LIMITS = {
    "query_seconds": "2",
    "query_memory_mib": "256",
    "result_mib": "16",
    "body_seconds": "2",
    "cache_mib": "4",  # full after the first stretch, so that what grows later is no cache
}
#: How much more memory there may be at the end: a part of what was, and some bytes.
GROWTH, SLACK = 1.15, 32 << 20

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


class Strangers:
    """Everyone who is sent against the server at `url`."""

    def __init__(self, url: str, seed: int) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 0
        self._draw = random.Random(seed)
        self.met = Met()

    async def mistreat(self, seconds: float) -> None:
        """Everything at once for so long; returns when the last of it has ended."""
        end = time.perf_counter() + seconds
        roles = [self._ask_hostile] * 6 + [self._break] * 2 + [self._leave, self._read]
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
        self.met.statuses[await self._send(self._draw.choice(_BROKEN), patience=30)] += 1

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
        if status >= "5" and status != "503":
            self.met.faults.append(f"{path}: {status}")
        await asyncio.sleep(0.2)

    async def _crowd(self, end: float) -> None:
        """200 hopeless queries at once from one address, every half minute."""
        while time.perf_counter() < end:
            heavy = [
                self._send(_query(f"{RUNAWAY} #{n}"), patience=120, source="127.0.0.3")
                for n in range(200)
            ]
            statuses = Counter(await asyncio.gather(*heavy))
            self.met.statuses.update(statuses)
            if strange := set(statuses) - {"429", "504"}:
                self.met.faults.append(f"a crowd was answered {sorted(strange)}")
            await asyncio.sleep(30)

    async def _stand_by(self, end: float) -> None:
        while time.perf_counter() < end:
            begun = time.perf_counter()
            cheap = _query(f"ASK {{ ?s ?p ?o }} #{begun}")
            status = await self._send(cheap, patience=30, source="127.0.0.2")
            self.met.latencies.append(time.perf_counter() - begun)
            if status != "200":
                self.met.faults.append(f"the bystander was answered {status}")
            await asyncio.sleep(0.05)

    async def _send(self, request: bytes, patience: float, source: str = "127.0.0.1") -> str:
        """Sends bytes and reads to the end; the status, or how it ended without one."""
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


def _query(text: str | bytes) -> bytes:
    body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return (
        f"POST /sparql HTTP/1.1\r\nHost: x\r\nAccept: {RESULTS}\r\nConnection: close\r\n"
        f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def _get(path: str) -> bytes:
    address = quote(path, safe="/?=&+")
    return f"GET {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()


@dataclass(frozen=True)
class State:
    """What a server and all its processes take."""

    memory: int
    processes: int


async def _settled(process: int, seconds: float = 60) -> State:
    """The server's state once no process of it comes or goes any more."""
    deadline = time.perf_counter() + seconds
    calm, known = 0, frozenset[int]()
    while calm < 8 and time.perf_counter() < deadline:
        await asyncio.sleep(0.5)
        now = frozenset(tree(process))
        calm = calm + 1 if now == known else 0
        known = now
    return State(memory_of_tree(process), len(known))


async def _soak(server: peers.Running, seconds: float, seed: int) -> tuple[State, State, Met]:
    strangers = Strangers(server.url, seed)
    await strangers.mistreat(min(60.0, max(10.0, seconds / 5)))
    await strangers.wear_out()
    before = await _settled(server.process.pid)
    strangers.met = Met()
    await strangers.mistreat(seconds)
    await strangers.wear_out()
    return before, await _settled(server.process.pid), strangers.met


def main() -> None:
    """Mistreat a server for as long as asked, print what came of it, and judge it."""
    options = argparse.ArgumentParser(prog="migov bench soak", description=__doc__)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--seed", type=int, default=1, help="draws what is sent when")
    chosen = options.parse_args()
    print(machine.description())
    ours = peers.migov(Release.current(releases()), **LIMITS)
    with peers.running(ours) as server:
        before, after, met = asyncio.run(_soak(server, chosen.minutes * 60, chosen.seed))
        ended = server.process.poll()
    print(f"{chosen.minutes:g} minutes, {sum(met.statuses.values()):,} requests:\n")
    print(
        table(("answer", "times"), ((name, f"{n:,}") for name, n in sorted(met.statuses.items())))
    )
    columns = ("", "before", "after")
    rows = [
        ("memory, all processes", mebibytes(before.memory), mebibytes(after.memory)),
        ("processes", str(before.processes), str(after.processes)),
    ]
    print(table(columns, rows))
    waits = [percentile(met.latencies, part) for part in (0.5, 0.99, 1.0)]
    print(
        table(
            ("a bystander's cheap query", "median", "p99", "longest"),
            [(f"asked {len(met.latencies):,} times", *map(milliseconds, waits))],
        )
    )
    faults = list(dict.fromkeys(met.faults))
    if ended is not None:
        faults.append(f"the server ended with status {ended}")
    if after.memory > before.memory * GROWTH + SLACK:
        faults.append("memory has grown")
    if after.processes > before.processes:
        faults.append("processes are left over")
    for fault in faults:
        print(f"Fault: {fault}.", file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
