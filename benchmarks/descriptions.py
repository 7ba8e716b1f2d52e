"""How long a description takes at the server: of the largest mechanism, in every form.

*Uncached*: nothing that was written is kept, so that each request asks the store and writes anew;
*cached*: it was asked for before; *held*: the client names the tag of what it holds. Beside it
Oxigraph's server, in memory, constructs the statements of the same description without what things
are called. Then the pages of all actors, uncached: those that take longest. One connection, kept
open; what is aimed at stands in the columns *at most*.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pyoxigraph as ox

from benchmarks import machine, peers
from benchmarks.processes import processor_seconds_of_tree
from benchmarks.table import milliseconds, table
from migov.engine import storage
from migov.knowledge.release.release import Release
from migov.settings import releases
from migov.stored_queries import bound_query
from migov.vocabulary import ID, MG, PREFIXES

FORMS = {
    "Turtle": "ttl",
    "TriG": "trig",
    "JSON-LD": "jsonld",
    "RDF/XML": "rdf",
    "N-Triples": "nt",
    "HTML": "html",
}
#: What may be taken, in seconds, uncached and cached.
MOST = {"Turtle": (0.03, 0.002), "HTML": (0.06, 0.002)}


#: Pages that are shown, those that take longest.
SLOWEST = 8


@dataclass
class Times:
    """What the requests for one form took: seconds, and the processor's for the server."""

    seconds: list[float] = field(default_factory=list)
    processor: float = 0.0
    size: int = 0

    @property
    def median(self) -> float:
        """The median time of a request."""
        return median(self.seconds)


class Asking:
    """One connection to a server."""

    def __init__(self, server: peers.Running) -> None:
        parts = urlsplit(server.url)
        self._connection = HTTPConnection(parts.hostname or "127.0.0.1", parts.port)
        self._pid = server.process.pid

    def once(
        self, address: str, head: dict[str, str], body: bytes | None = None
    ) -> tuple[float, bytes, str]:
        """Seconds, body and ETag of one answer; raises RuntimeError for an error."""
        begun = time.perf_counter()
        self._connection.request("POST" if body else "GET", address, body, head)
        response = self._connection.getresponse()
        content = response.read()
        taken = time.perf_counter() - begun
        if response.status not in (200, 304):
            raise RuntimeError(f"{address}: {response.status} {content[:200]!r}")
        return taken, content, response.headers.get("ETag", "")

    def often(self, runs: int, ask: Callable[[], tuple[float, bytes, str]]) -> Times:
        """The times of so many requests; the first, which opens the connection, is left out."""
        ask()
        found, before = Times(), processor_seconds_of_tree(self._pid)
        for _ in range(runs):
            taken, content, _ = ask()
            found.seconds.append(taken)
            found.size = len(content)
        found.processor = (processor_seconds_of_tree(self._pid) - before) / runs
        return found


def main() -> None:
    """Find the largest mechanism, ask for it in every form, and print the table."""
    options = argparse.ArgumentParser(prog="migov bench descriptions", description=__doc__)
    options.add_argument("--runs", type=int, default=30, help="requests of each form (default 30)")
    runs = options.parse_args().runs
    release = Release.current(releases())
    print(machine.description(), end=" ")
    with peers.running(peers.migov(release, cache_mib="0")) as server:
        thing, size = _largest(Asking(server), release)
        uncached = {form: _asked(Asking(server), thing, end, runs) for form, end in FORMS.items()}
        actors = _instances(release, "Actor")
        pages = _slowest(Asking(server), actors, runs)
    with peers.running(peers.migov(release)) as server:
        cached = {form: _asked(Asking(server), thing, end, runs) for form, end in FORMS.items()}
        held = {form: _held(Asking(server), thing, end, runs) for form, end in FORMS.items()}
    print(f"Release {release.id}; {thing}, {size:,} triples; medians of {runs} requests.\n")
    columns = ("form", "size", "uncached", "at most", "of the processors", "cached", "at most")
    print(table((*columns, "held"), _rows(uncached, cached, held)))
    print(table((f"page, of {len(actors)} actors", "size", "uncached", "at most"), _shown(pages)))
    with TemporaryDirectory() as folder:
        for times in _peer(release, thing, Path(folder), runs):
            print(
                f"Oxigraph, in memory, Turtle by CONSTRUCT: {milliseconds(times.median)}, "
                f"{milliseconds(times.processor)} of the processors, {times.size:,} bytes."
            )


def _largest(asking: Asking, release: Release) -> tuple[str, int]:
    """The mechanism of which most is told, and how many triples that is."""
    sizes = {}
    for thing in _instances(release, "ConsultationMechanism"):
        _, content, _ = asking.once(f"/doc/{thing}.nt", {})
        sizes[thing] = content.count(b"\n")
    return max(sizes.items(), key=lambda item: item[1])


def _instances(release: Release, name: str) -> list[str]:
    """The things (`mechanism/bali-process`) of a class of the ontology."""
    found = storage.load(release.store).merged.quads_for_pattern(
        None, ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode(MG + name)
    )
    iris = (quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))
    return sorted(iri.removeprefix(ID) for iri in iris if iri.startswith(ID))


def _slowest(asking: Asking, things: list[str], runs: int) -> dict[str, Times]:
    """The pages that take longest: of all asked once the longest, then asked as often as told."""
    once = {thing: _asked(asking, thing, "html", 1).median for thing in things}
    longest = sorted(once, key=lambda thing: -once[thing])[: 5 * SLOWEST]
    return {thing: _asked(asking, thing, "html", runs) for thing in longest}


def _shown(pages: dict[str, Times]) -> Iterator[tuple[str, ...]]:
    for thing, times in sorted(pages.items(), key=lambda page: -page[1].median)[:SLOWEST]:
        limit = _limit(MOST["HTML"][0], times.median)
        yield thing, f"{times.size / 1024:.0f} KiB", milliseconds(times.median), limit


def _asked(asking: Asking, thing: str, end: str, runs: int) -> Times:
    return asking.often(runs, lambda: asking.once(f"/doc/{thing}.{end}", {}))


def _held(asking: Asking, thing: str, end: str, runs: int) -> Times:
    address = f"/doc/{thing}.{end}"
    _, _, tag = asking.once(address, {})
    return asking.often(runs, lambda: asking.once(address, {"If-None-Match": tag}))


def _rows(
    uncached: dict[str, Times], cached: dict[str, Times], held: dict[str, Times]
) -> Iterator[tuple[str, ...]]:
    for form, times in uncached.items():
        most = MOST.get(form)
        yield (
            form,
            f"{times.size / 1024:.0f} KiB",
            milliseconds(times.median),
            _limit(most[0] if most else None, times.median),
            milliseconds(times.processor),
            milliseconds(cached[form].median),
            _limit(most[1] if most else None, cached[form].median),
            milliseconds(held[form].median),
        )


def _limit(most: float | None, measured: float) -> str:
    if most is None:
        return "–"
    return f"{milliseconds(most)}{'' if measured <= most else ' (missed)'}"


def _peer(release: Release, thing: str, folder: Path, runs: int) -> Iterator[Times]:
    """What Oxigraph's server takes, where it is installed."""
    named, merged = folder / "named.nq", folder / "merged.nt"
    with gzip.open(release.path / "migov.nq.gz") as dump, named.open("wb") as file:
        shutil.copyfileobj(dump, file)
    store = storage.load(release.store).merged
    store.dump(str(merged), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    query = _statements(store, ox.NamedNode(f"{ID}{thing}")).encode()
    head = {"Accept": "text/turtle", "Content-Type": "application/sparql-query"}
    for peer in peers.available([peers.oxigraph_in_memory(named, merged)]):
        with peers.running(peer) as server:
            yield _constructed(Asking(server), query, head, runs)


def _statements(store: ox.Store, subject: ox.NamedNode) -> str:
    """The query of all statements that a description is made of, by source, without captions."""
    solutions = store.query(bound_query("description-nodes", {"subject": [subject]}))
    assert isinstance(solutions, ox.QuerySolutions)
    nodes = [row["node"] for row in solutions if isinstance(row["node"], ox.NamedNode)]
    values = {"subject": [subject], "object": [subject], "node": nodes, "tie": nodes}
    select = bound_query("description", values)
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {select[select.index('SELECT') :]} }}"


def _constructed(asking: Asking, query: bytes, head: dict[str, str], runs: int) -> Times:
    return asking.often(runs, lambda: asking.once("/query", head, query))


if __name__ == "__main__":
    try:
        main()
    except RuntimeError as error:
        sys.exit(str(error))
