"""How fast questions are answered: migov beside other servers, on the same dump and machine.

The mix is every stored question and example as it stands. *Cold*: migov's cache of answers is off,
so that every request is evaluated; *warm*: it is on, and has met each query once. The others have
no such cache. All servers run at once and are asked in turns; each connection asks again as soon as
it is answered. A server that is too slow for that is asked each query once.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pyoxigraph import DefaultGraph, RdfFormat, Store

from benchmarks import machine, peers
from benchmarks.client import Load, load
from benchmarks.mix import RESULTS, Query, queries
from benchmarks.processes import memory_of_tree, processor_seconds_of_tree
from benchmarks.table import mebibytes, milliseconds, seconds, table
from migov.engine import storage
from migov.knowledge.release.release import Release
from migov.settings import releases

CONNECTIONS = (1, 16)
COLD, WARM = "cold", "warm"
YARDSTICK = "Oxigraph, read-only"
#: Queries in a row that a slow server may fail on each connection before it is asked no more.
GIVE_UP = 5

#: Nobody waits for its answer: all pairs of all pairs of triples.
HOPELESS = Query(
    "hopeless",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?c < ?f) }",
    RESULTS,
    frozenset(),
)
CHEAP = "who-says-so (example)"


@dataclass(frozen=True)
class Case:
    """One server in one state under one load."""

    server: str
    state: str
    connections: int


@dataclass
class Measured:
    """What a case came to in each round, and what the server itself cost."""

    rounds: list[Load]
    ready_after: float
    memory: int = 0
    processor_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second, the median of the rounds."""
        return median(one.rate for one in self.rounds)

    @property
    def together(self) -> Load:
        """All rounds as one."""
        return sum(self.rounds, Load())


Results = dict[Case, Measured]


def main() -> None:
    """Measure all servers and print the tables."""
    options = argparse.ArgumentParser(prog="migov bench serve", description=__doc__)
    options.add_argument("--seconds", type=float, default=5, help="length of one run")
    options.add_argument("--rounds", type=int, default=3, help="rounds, each asking every server")
    options.add_argument("--patience", type=float, default=20, help="seconds until one has failed")
    options.add_argument("--workers", type=int, default=4, help="query workers of migov")
    options.add_argument("--without", nargs="*", default=[], help="names of servers to leave out")
    chosen = options.parse_args()
    release = Release.current(releases())
    mix = queries(storage.load(release.store).quads)
    print(machine.description())
    print(
        f"Release {release.id} with {release.manifest['counts']['triples']:,} triples; "
        f"{len(mix)} queries; medians of {chosen.rounds} rounds of {chosen.seconds:g} s.\n"
    )
    with TemporaryDirectory() as folder:
        everybody = _peers(release, Path(folder), chosen.workers)
        found = [peer for peer in peers.available(everybody) if peer.name not in chosen.without]
        results = asyncio.run(_measure(found, mix, chosen.rounds, chosen.seconds, chosen.patience))
        print(_loads(results))
        print(_by_query(results, mix))
        print(asyncio.run(_beside_the_hopeless(release, mix, chosen.workers, chosen.seconds)))


def _peers(release: Release, folder: Path, workers: int) -> Iterator[peers.Peer]:
    named, merged, on_disk = folder / "named.nq", folder / "merged.nt", folder / "oxigraph"
    everything = folder / "everything.nq"
    with gzip.open(release.path / "migov.nq.gz") as dump, named.open("wb") as file:
        shutil.copyfileobj(dump, file)
    store = storage.load(release.store).quads
    store.dump(str(merged), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    store.dump(str(everything), RdfFormat.N_QUADS)
    database = Store(str(on_disk))
    database.bulk_extend(store)
    database.optimize()
    del store, database  # its server must be alone with it
    count = str(workers)
    yield peers.migov(release, only=COLD, workers=count, cache_mib="0")
    yield peers.migov(release, only=WARM, workers=count)
    yield peers.oxigraph_on_disk(on_disk)
    yield peers.oxigraph_in_memory(named, merged)
    yield peers.rdflib_endpoint(named)
    yield peers.comunica(everything)


async def _measure(
    found: Sequence[peers.Peer],
    mix: Sequence[Query],
    rounds: int,
    length: float,
    patience: float,
) -> Results:
    """Put all servers under load in turns, so that what else goes on hits all alike."""
    results: Results = {}
    with ExitStack() as servers:
        started = []
        for peer in found:
            if not peer.slow:
                server = servers.enter_context(peers.running(peer))
                await load(server.url, mix, 1, 0, patience, once=True)
                started.append(server)
        for turn in range(rounds):
            print(f"round {turn + 1} …", file=sys.stderr)
            for state in (COLD, WARM):
                for connections in CONNECTIONS:
                    for server in started:
                        if server.peer.only in (None, state):
                            before = processor_seconds_of_tree(server.process.pid)
                            met = await load(server.url, mix, connections, length, patience)
                            _note(results, server, state, connections, met, before)
    for peer in found:
        if peer.slow:
            print(f"{peer.name} …", file=sys.stderr)
            for connections in CONNECTIONS:
                with peers.running(peer) as server:
                    before = processor_seconds_of_tree(server.process.pid)
                    met = await load(
                        server.url,
                        mix,
                        connections,
                        0,
                        patience,
                        once=True,
                        give_up=GIVE_UP * connections,
                    )
                    _note(results, server, COLD, connections, met, before)
    return results


def _note(
    results: Results,
    server: peers.Running,
    state: str,
    connections: int,
    met: Load,
    before: float,
) -> None:
    case = Case(server.peer.name, state, connections)
    measured = results.setdefault(case, Measured([], server.ready_after))
    measured.rounds.append(met)
    measured.memory = max(measured.memory, memory_of_tree(server.process.pid))
    measured.processor_seconds += processor_seconds_of_tree(server.process.pid) - before


def _loads(results: Results) -> str:
    columns = (
        "server", "cache", "connections", "answers a second", f"ratio to {YARDSTICK}", "median",
        "p99", "processor time an answer", "wrong", "failed", "memory", "ready after",
    )  # fmt: skip
    rows = []
    for case, one in sorted(results.items(), key=lambda item: _order(item[0], results)):
        met = one.together
        rows.append(
            (
                case.server,
                case.state,
                str(case.connections),
                f"{one.rate:,.0f}" if one.rate >= 10 else f"{one.rate:.2g}",
                _ratio(one, results.get(Case(YARDSTICK, case.state, case.connections))),
                milliseconds(met.median),
                milliseconds(met.p99),
                milliseconds(one.processor_seconds / max(1, len(met.latencies))),
                str(len(met.wrong)),
                str(sum(met.failed.values())),
                mebibytes(one.memory),
                seconds(one.ready_after),
            )
        )
    return table(columns, rows)


def _order(case: Case, results: Results) -> tuple[bool, int, int]:
    names = list(dict.fromkeys(known.server for known in results))
    return case.state == WARM, case.connections, names.index(case.server)


def _ratio(one: Measured, yardstick: Measured | None) -> str:
    """The median of the ratios of the rounds."""
    if yardstick is None or len(yardstick.rounds) != len(one.rounds):
        return f"{one.rate / yardstick.rate:.2g}" if yardstick and yardstick.rate else "–"
    pairs = zip(one.rounds, yardstick.rounds, strict=True)
    return f"{median(ours.rate / theirs.rate for ours, theirs in pairs):.2f}"


def _by_query(results: Results, mix: Sequence[Query]) -> str:
    """The median latency of each query at one connection, cold, and which answers are wrong."""
    alone = {
        case.server: one.together
        for case, one in results.items()
        if case.connections == 1 and case.state == COLD
    }
    rows = []
    for query in mix:
        cells = [query.name]
        for met in alone.values():
            times = met.by_query.get(query.name)
            wrong = " (wrong)" if met.wrong[query.name] else ""
            cells.append(f"{milliseconds(median(times))}{wrong}" if times else "failed")
        rows.append(cells)
    return table(("query, cold, one connection", *alone), rows)


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
