"""How long a question takes at the server: each of the catalogue, a search, a question in words.

The cache of answers is off, so that every request is evaluated. A question is asked for as JSON,
with the examples of those parameters that it needs, over one connection that is kept open. What is
aimed at stands in the column *at most*.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from urllib.parse import urlencode, urlsplit

from benchmarks import machine, peers
from benchmarks.client import percentile
from benchmarks.processes import processor_seconds_of_tree
from benchmarks.table import milliseconds, table
from migov.knowledge.release.release import Release
from migov.questions import Catalogue, Question
from migov.settings import releases, resources

#: What an answer may take, in seconds; more for what measures the whole network.
MOST = 0.1
MOST_OF = {"path": 0.5, "bridges": 0.5, "/search": 0.02}
SEARCHED = ("khartoum", "khartum proces", "Éthiopie", "international organisation of migration")
ASKED = (
    "who partners with the Khartoum Process?",
    "which states are in both the Khartoum and the Rabat Process?",
    "quién preside el Proceso de Rabat",
    "members of the Bali Process in 2010",
    "how many people crossed the Mediterranean",
)


@dataclass(frozen=True)
class Request:
    """What is asked for: the row of the table that it counts for, and its address."""

    name: str
    address: str


def requests(catalogue: Catalogue) -> Iterator[Request]:
    """Every question of the catalogue, and what is asked in words or searched for."""
    for question in catalogue:
        yield Request(question.name, f"/questions/{question.name}?{urlencode(_examples(question))}")
    for text in SEARCHED:
        yield Request("/search", f"/search?{urlencode({'q': text})}")
    for text in ASKED:
        yield Request("/ask", f"/ask?{urlencode({'q': text})}")


def main() -> None:
    """Ask everything so often, and print the table."""
    options = argparse.ArgumentParser(prog="migov bench questions", description=__doc__)
    options.add_argument("--runs", type=int, default=50, help="requests of each (default 50)")
    runs = options.parse_args().runs
    catalogue = Catalogue.load(resources() / "queries" / "questions")
    release = Release.current(releases())
    print(machine.description(), f"Release {release.id}; {runs} requests of each.\n")
    taken: dict[str, list[float]] = {}
    spent: dict[str, float] = {}
    with peers.running(peers.migov(release, cache_mib="0")) as server:
        connection = HTTPConnection(urlsplit(server.url).netloc)
        for request in requests(catalogue):
            print(f"{request.address} …", file=sys.stderr)
            _ask(connection, request)  # names and imports are read at the first
            before = processor_seconds_of_tree(server.process.pid)
            times = [_ask(connection, request) for _ in range(runs)]
            after = processor_seconds_of_tree(server.process.pid)
            taken.setdefault(request.name, []).extend(times)
            spent[request.name] = spent.get(request.name, 0.0) + after - before
    print(
        table(
            ("asked", "median", "p99", "at most", "processor time an answer"),
            (_row(name, times, spent[name]) for name, times in taken.items()),
        )
    )


def _examples(question: Question) -> dict[str, str]:
    """The examples of the parameters without which there is no answer."""
    needed = {name for name, parameter in question.params.items() if parameter.required}
    needed.update(question.header.any_of[:1])
    return {name: question.params[name].example or "" for name in needed}


def _ask(connection: HTTPConnection, request: Request) -> float:
    """Seconds from the request to the last byte of its answer; raises where that is none."""
    start = time.perf_counter()
    connection.request("GET", request.address, headers={"Accept": "application/json"})
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - start
    if response.status != 200 or not isinstance(json.loads(body), dict):
        raise RuntimeError(f"{request.address}: {response.status} {body[:500]!r}")
    return seconds


def _row(name: str, times: list[float], spent: float) -> tuple[str, ...]:
    most, slowest = MOST_OF.get(name, MOST), percentile(times, 0.99)
    return (
        name,
        milliseconds(median(times)),
        milliseconds(slowest),
        f"{most * 1000:.0f} ms{'' if slowest <= most else ' (missed)'}",
        milliseconds(spent / len(times)),
    )


if __name__ == "__main__":
    main()
