"""What it costs to build a release and to validate the data: time, and memory at the peak.

Beside it pySHACL over rdflib alone, with the core shapes and nothing more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import machine
from benchmarks.processes import Cost, run_often
from benchmarks.table import mebibytes, seconds, table
from migov.settings import resources

GIB = 2**30


@dataclass(frozen=True)
class Task:
    """A command to measure, and what it may cost (None: no limit is set)."""

    name: str
    command: tuple[str, ...]
    most_seconds: float | None = None
    most_bytes: int | None = None


def tasks(largest: Path) -> Iterator[Task]:
    """What is measured; `largest` is the data file that is validated alone."""
    migov = (sys.executable, "-m", "migov")
    yield Task("`migov build`", (*migov, "build"), 60, GIB)
    yield Task("`migov validate`, everything", (*migov, "validate"), 30)
    yield Task(f"`migov validate {largest.name}`", (*migov, "validate", str(largest)), 5)
    yield Task("`migov reason` (Pellet)", (*migov, "reason"))
    yield Task(
        "pySHACL over rdflib alone, core shapes", (sys.executable, "-m", "benchmarks.pyshacl_alone")
    )


def main() -> None:
    """Run each task several times and print the table."""
    options = argparse.ArgumentParser(prog="migov bench build", description=__doc__)
    options.add_argument("--runs", type=int, default=3, help="runs of each task (default 3)")
    runs = options.parse_args().runs
    files = (resources() / "data" / "mechanisms").glob("*.trig")
    largest = max(files, key=lambda file: (file.stat().st_size, file.name))
    print(machine.description(), f"Medians of {runs} runs, each in a process of its own.\n")
    rows = []
    for task in tasks(largest):
        print(f"{task.name} …", file=sys.stderr)
        with TemporaryDirectory() as releases:
            rows.append(_row(task, run_often(task.command, runs, {"MIGOV_RELEASES": releases})))
    print(table(("task", "time", "at most", "of the processors", "memory", "at most"), rows))


def _row(task: Task, cost: Cost) -> tuple[str, ...]:
    return (
        task.name,
        seconds(cost.seconds),
        _limit(task.most_seconds, cost.seconds, seconds),
        seconds(cost.processor_seconds),
        mebibytes(cost.bytes),
        _limit(task.most_bytes, cost.bytes, mebibytes),
    )


def _limit(most: float | None, measured: float, shown: Callable[[float], str]) -> str:
    if most is None:
        return "–"
    return f"{shown(most)}{'' if measured <= most else ' (missed)'}"


if __name__ == "__main__":
    main()
