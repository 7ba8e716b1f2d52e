"""Whether a server that strangers mistreat stays as it was: for an hour, or as long as asked.

One server is sent everything that `benchmarks.strangers` knows, all at once. After a first stretch,
in which caches fill, its state is noted: memory, processes, descriptors, idle workers, forks for
each query and the latency of a cheap query. After the last stretch all of it must be as it was,
within a fifth, the bystander must always have been answered, and every request soon after the limit
at the latest. Exit status 1 means that something was not so.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

from benchmarks import machine, peers
from benchmarks.client import Connection, percentile
from benchmarks.mix import RESULTS
from benchmarks.processes import memory_of_tree, tree
from benchmarks.strangers import Met, Strangers
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
#: Seconds of the first stretch: the server's caches grow for about a minute.
_WARM = 75.0
#: How much more of anything there may be at the end.
GROWTH = 1.2
#: Seconds beyond the limit in which every request is answered or refused.
GRACE = 2.0
#: Cheap queries that are timed. The fastest tenth says most of the server and least of what else
#: the machine does; a fork for each query would show in it.
_TIMED = 1000


@dataclass(frozen=True)
class State:
    """What a server and all its processes take, and how it answers when nobody else asks."""

    memory: int
    processes: int
    descriptors: int
    idle: int
    forks_per_query: float
    latency: float


def _workers(url: str) -> dict[str, int]:
    with urlopen(urljoin(url, "/health/ready"), timeout=60) as answer:
        workers: dict[str, int] = json.load(answer)["workers"]
        return workers


async def _state(server: peers.Running) -> State:
    """The server's state once no process of it comes or goes any more."""
    await _settled(server.process.pid)
    family = frozenset(tree(server.process.pid))
    memory, idle = memory_of_tree(server.process.pid), _workers(server.url)["idle"]
    forks = _workers(server.url)["forks"]
    connection = Connection(server.url)
    took = []
    for _ in range(_TIMED):
        begun = time.perf_counter()
        await connection.ask(f"ASK {{ ?s ?p ?o }} #{begun}", RESULTS)
        took.append(time.perf_counter() - begun)
    connection.close()
    forks = _workers(server.url)["forks"] - forks
    await asyncio.sleep(1)  # until the server has closed that connection too
    descriptors = sum(map(_descriptors, family))
    latency = percentile(took, 0.1)
    return State(memory, len(family), descriptors, idle, forks / _TIMED, latency)


def _descriptors(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


async def _settled(process: int, seconds: float = 60) -> None:
    deadline = time.perf_counter() + seconds
    calm, known = 0, frozenset[int]()
    while calm < 8 and time.perf_counter() < deadline:
        await asyncio.sleep(0.5)
        now = frozenset(tree(process))
        calm = calm + 1 if now == known else 0
        known = now


async def _soak(server: peers.Running, seconds: float, seed: int) -> tuple[State, State, Met]:
    strangers = Strangers(server.url, seed, float(LIMITS["query_seconds"]))
    await strangers.mistreat(_WARM)
    await strangers.wear_out()
    before = await _state(server)
    strangers.met = Met()
    await strangers.mistreat(seconds)
    await strangers.wear_out()
    return before, await _state(server), strangers.met


def _judged(before: State, after: State, met: Met) -> list[str]:
    """What is not as it should be, as sentences without their full stop."""
    faults = list(dict.fromkeys(met.faults))
    if after.memory > before.memory * GROWTH:
        faults.append("memory has grown")
    if after.processes > before.processes:
        faults.append("processes are left over")
    if after.descriptors > before.descriptors * GROWTH:
        faults.append("descriptors are left open")
    if after.idle < before.idle:
        faults.append("workers are lost")
    if after.forks_per_query > before.forks_per_query * GROWTH + 0.01:
        faults.append("queries cost more forks")
    if after.latency > before.latency * GROWTH:
        faults.append("a cheap query takes longer")
    within = float(LIMITS["query_seconds"]) + GRACE
    if met.longest > within:
        faults.append(f"an answer took {met.longest:.1f} s, more than {within:g} s")
    return faults


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
        ("descriptors, all processes", str(before.descriptors), str(after.descriptors)),
        ("idle workers", str(before.idle), str(after.idle)),
        ("forks a query", f"{before.forks_per_query:.3f}", f"{after.forks_per_query:.3f}"),
        ("cheap query, fastest tenth", milliseconds(before.latency), milliseconds(after.latency)),
    ]
    print(table(columns, rows))
    waits = [percentile(met.latencies, part) for part in (0.5, 0.99, 1.0)]
    print(
        table(
            ("a bystander's cheap query", "median", "p99", "longest"),
            [(f"asked {len(met.latencies):,} times", *map(milliseconds, waits))],
        )
    )
    print(f"The longest answer took {met.longest:.1f} s.")
    faults = _judged(before, after, met)
    if ended is not None:
        faults.append(f"the server ended with status {ended}")
    for fault in faults:
        print(f"Fault: {fault}.", file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
