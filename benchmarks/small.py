"""How fast small queries are answered whose text changes every time, beside Oxigraph's server.

Each query asks a little of one actor. No cache can hold its answer, since each text has a number of
its own. Both servers run at once and are asked in turns; a round asks one query for a while over so
many connections, and the figure is the ratio of the rates, the median over the queries.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pyoxigraph import Store

from benchmarks import machine, peers
from benchmarks.client import Connection
from benchmarks.mix import RESULTS
from benchmarks.table import milliseconds, table
from migov.engine import storage
from migov.knowledge.release.release import Release
from migov.settings import releases
from migov.vocabulary import PREFIXES

CONNECTIONS = (1, 16)

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_MECHANISMS = ("khartoum-process", "rabat-process", "bali-process", "colombo-process")
_STATES = ("ETH", "NGA", "FRA", "PHL", "MAR", "MEX")

#: Queries by name; `{mechanism}` and `{state}` stand for the slugs of actors.
QUERIES = {
    "label": "SELECT ?label {{ mechanism:{mechanism} rdfs:label ?label }}",
    "type": "SELECT ?type {{ mechanism:{mechanism} a ?type }}",
    "ask": "ASK {{ mechanism:{mechanism} mg:hasChair ?chair }}",
    "chair": "SELECT ?chair {{ mechanism:{mechanism} mg:hasChair ?chair }}",
    "properties": "SELECT ?p ?o {{ state:{state} ?p ?o }}",
    "codes": "SELECT ?code {{ state:{state} skos:notation ?code }}",
    "members": "SELECT ?s {{ ?m org:organization mechanism:{mechanism} ; org:member ?s }}",
    "memberships": "SELECT ?o ?role {{ ?m org:member state:{state} ; org:organization ?o ; "
    "org:role ?role }}",
    "count": "SELECT (COUNT(*) AS ?n) {{ ?m org:member state:{state} }}",
    "sources": "SELECT DISTINCT ?source {{ ?m org:member state:{state} ; "
    "prov:wasDerivedFrom ?source }}",
    "shared": "SELECT ?s {{ ?m org:organization mechanism:{mechanism} ; org:member ?s . "
    "?n org:organization mechanism:rabat-process ; org:member ?s }} LIMIT 10",
    "who says so": "SELECT ?g {{ GRAPH ?g {{ ?m org:member state:{state} }} }} LIMIT 20",
}


def _texts(query: str) -> itertools.chain[str]:
    """The texts of a query without end, each with another number."""
    filled = [
        _PREFIXES + query.format(mechanism=mechanism, state=state)
        for mechanism, state in itertools.product(_MECHANISMS, _STATES)
    ]
    return itertools.chain.from_iterable(
        (f"{text} #{number}" for text in filled) for number in itertools.count()
    )


async def _rate(url: str, query: str, connections: int, seconds: float) -> tuple[float, float]:
    """Answers a second, and the median latency in seconds; raises RuntimeError where one fails."""
    texts, took = _texts(query), list[float]()
    end = time.perf_counter() + seconds

    async def client() -> None:
        connection = Connection(url)
        while (begun := time.perf_counter()) < end:
            status, body = await connection.ask(next(texts), RESULTS)
            if status != 200:
                raise RuntimeError(f"{url} answered {status}: {body[:200]!r}")
            took.append(time.perf_counter() - begun)
        connection.close()

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(connections)))
    return len(took) / (time.perf_counter() - begun), median(took)


Measured = dict[tuple[str, int, str], list[tuple[float, float]]]


async def _measure(servers: Sequence[peers.Running], rounds: int, seconds: float) -> Measured:
    measured: Measured = {}
    for _ in range(rounds):
        for (name, query), connections in itertools.product(QUERIES.items(), CONNECTIONS):
            for server in servers:
                rate = await _rate(server.url, query, connections, seconds)
                measured.setdefault((name, connections, server.peer.name), []).append(rate)
    return measured


def main() -> None:
    """Measure both servers and print the table."""
    options = argparse.ArgumentParser(prog="migov bench small", description=__doc__)
    options.add_argument("--seconds", type=float, default=1, help="length of one run")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    print(machine.description())
    release = Release.current(releases())
    with TemporaryDirectory() as folder:
        location = Path(folder) / "oxigraph"
        database = Store(str(location))
        database.bulk_extend(storage.load(release.store).quads)
        database.optimize()
        del database  # its server must be alone with it
        ours, theirs = peers.migov(release, cache_mib="0"), peers.oxigraph_on_disk(location)
        with peers.running(ours) as one, peers.running(theirs) as other:
            measured = asyncio.run(_measure((one, other), chosen.rounds, chosen.seconds))
    print(_table(measured, ours.name, theirs.name))


def _table(measured: Measured, ours: str, theirs: str) -> str:
    def rate(name: str, connections: int, server: str) -> float:
        return median(rate for rate, _ in measured[name, connections, server])

    def latency(name: str, server: str) -> float:
        return median(latency for _, latency in measured[name, 1, server])

    ratios = {
        (name, connections): rate(name, connections, ours) / rate(name, connections, theirs)
        for name in QUERIES
        for connections in CONNECTIONS
    }
    rows = [
        (
            name,
            milliseconds(latency(name, ours)),
            milliseconds(latency(name, theirs)),
            *(f"{ratios[name, connections]:.2f}" for connections in CONNECTIONS),
        )
        for name in QUERIES
    ]
    medians = [median(ratios[name, each] for name in QUERIES) for each in CONNECTIONS]
    rows.append(("**median**", "", "", *(f"**{each:.2f}**" for each in medians)))
    header = ("query", "migov", "Oxigraph", *(f"× at {each}" for each in CONNECTIONS))
    return table(header, rows)


if __name__ == "__main__":
    main()
