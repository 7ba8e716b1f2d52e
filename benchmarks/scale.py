"""How load, memory and each question grow with the graph: the real one, ten and a hundred times.

For each scale the graph is generated, loaded into a store as a release has it (every named graph,
and their merge as the default graph), served by migov and asked the question mix, cold, over one
connection. Answers are compared with the store's own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pyoxigraph import DefaultGraph

from benchmarks import machine, peers
from benchmarks.client import Load, load
from benchmarks.generate import scaled
from benchmarks.mix import Query, queries
from benchmarks.processes import memory_of_tree
from benchmarks.table import mebibytes, milliseconds, seconds, table
from migov.engine import storage
from migov.knowledge.release.release import CURRENT, MANIFEST, STORE, Release
from migov.settings import releases

#: An id for a release that only lives as long as its measurement.
IDENTITY = "0" * 12


@dataclass(frozen=True)
class Grown:
    """One scale, and what it came to."""

    scale: int
    quads: int
    triples: int
    load_seconds: float
    store_bytes: int
    ready_after: float
    memory: int
    met: Load


def main() -> None:
    """Measure each scale and print the tables."""
    options = argparse.ArgumentParser(prog="migov bench scale", description=__doc__)
    options.add_argument("--scales", type=int, nargs="+", default=[1, 10, 100])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rounds", type=int, default=3, help="how often each query is asked")
    chosen = options.parse_args()
    release = Release.current(releases())
    print(machine.description())
    print(f"Release {release.id}; seed {chosen.seed}; medians of {chosen.rounds} rounds.\n")
    grown: list[Grown] = []
    mix: list[Query] = []
    for scale in chosen.scales:
        print(f"× {scale} …", file=sys.stderr)
        with TemporaryDirectory() as folder:
            one, mix = _grow(release, scale, chosen.seed, chosen.rounds, Path(folder))
            grown.append(one)
    print(_sizes(grown))
    print(_questions(grown, mix))


def _grow(
    release: Release, scale: int, seed: int, rounds: int, folder: Path
) -> tuple[Grown, list[Query]]:
    dump = folder / "scaled.nq"
    with dump.open("w", encoding="utf-8") as file:
        file.writelines(scaled(release.path / "migov.nq.gz", scale, seed))
    target = folder / IDENTITY
    (target / STORE).mkdir(parents=True)
    with dump.open("rb") as named:
        storage.write(target / STORE, _merged(dump), named)
    dump.unlink()
    start = time.perf_counter()
    dataset = storage.load(target / STORE)
    taken = time.perf_counter() - start
    triples = sum(1 for _ in dataset.quads.quads_for_pattern(None, None, None, DefaultGraph()))
    quads = len(dataset.quads) - triples
    mix = queries(dataset.quads)
    del dataset
    manifest = {**release.manifest, "id": IDENTITY, "files": {}}
    (target / MANIFEST).write_text(json.dumps(manifest))
    (folder / CURRENT).write_text(IDENTITY)
    size = sum(file.stat().st_size for file in (target / STORE).rglob("*") if file.is_file())
    ours = peers.migov(Release.open(target), cache_mib="0", query_seconds="60")
    with peers.running(ours, seconds=600) as server:
        met = asyncio.run(_ask(server.url, mix, rounds))
        memory = memory_of_tree(server.process.pid)
    ready = server.ready_after
    return Grown(scale, quads, triples, taken, size, ready, memory, met), mix


def _merged(dump: Path) -> Iterator[bytes]:
    """The triples of all graphs, each once, as lines of N-Triples."""
    seen = set()
    with dump.open("rb") as quads:
        for quad in quads:
            triple = quad.rsplit(b" ", 2)[0]
            if (told := hash(triple)) not in seen:
                seen.add(told)
                yield triple + b" .\n"


async def _ask(url: str, mix: Sequence[Query], rounds: int) -> Load:
    """Every query so many times, one after the other."""
    found = Load()
    for _ in range(rounds):
        found += await load(url, mix, 1, 0, 70, once=True)
    return found


def _sizes(grown: Sequence[Grown]) -> str:
    columns = (
        "scale", "quads", "triples, merged", "loaded in", "store on disk", "ready after",
        "memory, all processes", "wrong", "failed",
    )  # fmt: skip
    return table(
        columns,
        (
            (
                f"× {one.scale}",
                f"{one.quads:,}",
                f"{one.triples:,}",
                seconds(one.load_seconds),
                mebibytes(one.store_bytes),
                seconds(one.ready_after),
                mebibytes(one.memory),
                str(len(one.met.wrong)),
                str(len(one.met.failed)),
            )
            for one in grown
        ),
    )


def _questions(grown: Sequence[Grown], mix: Sequence[Query]) -> str:
    def cell(one: Grown, query: Query) -> str:
        times = one.met.by_query.get(query.name)
        return milliseconds(median(times)) if times else "failed"

    rows = ([query.name, *(cell(one, query) for one in grown)] for query in mix)
    return table(("query, cold, one connection", *(f"× {one.scale}" for one in grown)), rows)


if __name__ == "__main__":
    main()
