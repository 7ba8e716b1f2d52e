"""How fast questions are answered: migov beside other servers, on the same dump and machine.

The mix is every stored question and example as it stands. *Cold*: migov's cache of answers is off,
so that every request is evaluated; *warm*: it is on, and has met each query once. The others have
no such cache, so they are asked once more. Each connection asks again as soon as it is answered.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pyoxigraph import DefaultGraph, RdfFormat, Store

from benchmarks import machine, peers
from benchmarks.client import Load, load
from benchmarks.mix import RESULTS, Query, queries
from benchmarks.processes import memory_of_tree
from benchmarks.table import mebibytes, milliseconds, seconds, table
from migov.knowledge.release import Release
from migov.settings import releases

CONNECTIONS = (1, 16)
COLD, WARM = "cold", "warm"
YARDSTICK = "Oxigraph, read-only"

#: Nobody waits for its answer: all pairs of all pairs of triples.
HOPELESS = Query(
    "hopeless",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }",
    RESULTS,
    frozenset(),
)
CHEAP = "who-says-so"


@dataclass(frozen=True)
class Measured:
    """One server under one load."""

    server: str
    state: str
    connections: int
    load: Load
    ready_after: float
    memory: int


def main() -> None:
    """Measure all servers and print the tables."""
    options = argparse.ArgumentParser(prog="migov bench serve", description=__doc__)
    options.add_argument("--seconds", type=float, default=10, help="length of each run")
    options.add_argument("--patience", type=float, default=20, help="seconds until one has failed")
    options.add_argument("--workers", type=int, default=4, help="query workers of migov")
    options.add_argument("--without", nargs="*", default=[], help="names of servers to leave out")
    chosen = options.parse_args()
    release = Release.current(releases())
    mix = queries(Store.read_only(str(release.store)))
    print(machine.description())
    print(
        f"Release {release.id} with {release.manifest['counts']['triples']:,} triples; "
        f"{len(mix)} queries; runs of {chosen.seconds:g} s.\n"
    )
    with TemporaryDirectory() as folder:
        measured = []
        for peer in peers.available(list(_peers(release, Path(folder), chosen.workers))):
            if peer.name not in chosen.without:
                measured += asyncio.run(_measure(peer, mix, chosen.seconds, chosen.patience))
        print(_loads(measured))
        print(_by_query(measured, mix))
        print(asyncio.run(_beside_the_hopeless(release, mix, chosen.workers, chosen.seconds)))


def _peers(release: Release, folder: Path, workers: int) -> Iterator[peers.Peer]:
    # A server that only reads must not share its store with one that may not.
    copied = Release(folder / release.id, release.manifest)
    shutil.copytree(release.path, copied.path)
    named, merged = folder / "named.nq", folder / "merged.nt"
    with gzip.open(release.path / "migov.nq.gz") as dump, named.open("wb") as file:
        shutil.copyfileobj(dump, file)
    store = Store.read_only(str(release.store))
    store.dump(str(merged), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    del store
    count = str(workers)
    yield peers.migov(release, "migov, cold", workers=count, cache_mib="0")
    yield peers.migov(release, "migov, warm", workers=count)
    yield peers.oxigraph_on_disk(copied)
    yield peers.oxigraph_in_memory(named, merged)
    yield peers.rdflib_endpoint(named)


async def _measure(
    peer: peers.Peer, mix: Sequence[Query], length: float, patience: float
) -> list[Measured]:
    """The loads that a server is put under."""
    print(f"{peer.name} …", file=sys.stderr)
    name, _, only = peer.name.partition(", ")
    if only not in (COLD, WARM):
        name, only = peer.name, ""
    found = []
    with peers.running(peer) as server:
        for state in [only] if only else [COLD, WARM]:
            if state == WARM or only:
                await load(server.url, mix, 1, length, patience, once=True)
            for connections in CONNECTIONS:
                met = await load(server.url, mix, connections, length, patience, once=peer.slow)
                memory = memory_of_tree(server.process.pid)
                found.append(Measured(name, state, connections, met, server.ready_after, memory))
            if peer.slow:
                break
    return found


def _loads(measured: Sequence[Measured]) -> str:
    columns = (
        "server", "cache", "connections", "answers a second", f"ratio to {YARDSTICK}", "median",
        "p99", "wrong", "failed", "memory", "ready after",
    )  # fmt: skip
    rates = {(m.state, m.connections): m.load.rate for m in measured if m.server == YARDSTICK}
    rows = []
    for one in measured:
        base = rates.get((one.state, one.connections))
        rows.append(
            (
                one.server,
                one.state,
                str(one.connections),
                f"{one.load.rate:,.0f}" if one.load.rate >= 10 else f"{one.load.rate:.1f}",
                f"{one.load.rate / base:.2f}" if base else "–",
                milliseconds(one.load.median),
                milliseconds(one.load.p99),
                str(len(one.load.wrong)),
                str(sum(one.load.failed.values())),
                mebibytes(one.memory),
                seconds(one.ready_after),
            )
        )
    return table(columns, rows)


def _by_query(measured: Sequence[Measured], mix: Sequence[Query]) -> str:
    """The median latency of each query at one connection, cold, and which answers are wrong."""
    alone = [one for one in measured if one.connections == 1 and one.state == COLD]
    rows = []
    for query in mix:
        cells = [query.name]
        for one in alone:
            times = one.load.by_query.get(query.name)
            wrong = " (wrong)" if one.load.wrong[query.name] else ""
            cells.append(f"{milliseconds(median(times))}{wrong}" if times else "failed")
        rows.append(cells)
    return table(("query, cold, one connection", *(one.server for one in alone)), rows)


async def _beside_the_hopeless(
    release: Release, mix: Sequence[Query], workers: int, length: float
) -> str:
    """A cheap query while every worker but one is busy with queries that never end."""
    cheap = [query for query in mix if query.name == CHEAP]
    with peers.running(peers.migov(release, workers=str(workers), cache_mib="0")) as server:
        alone = await load(server.url, cheap, 1, length / 2, 60)
        busy = asyncio.create_task(load(server.url, [HOPELESS], workers - 1, length, 120))
        await asyncio.sleep(0.5)
        beside = await load(server.url, cheap, 1, length / 2, 60)
        busy.cancel()
    rows = [
        (name, milliseconds(one.median), milliseconds(one.p99), str(sum(one.failed.values())))
        for name, one in (("alone", alone), (f"beside {workers - 1} hopeless queries", beside))
    ]
    return table((f"`{CHEAP}`, cold, one connection", "median", "p99", "failed"), rows)


if __name__ == "__main__":
    main()
