"""Processes under measurement: one command run to its end, or a server with all its children."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Cost:
    """A command's seconds by the clock and of the processors, and bytes of its largest process."""

    seconds: float
    processor_seconds: float
    bytes: int


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; raises RuntimeError with its last words if it could not run.

    Exit status 1, which migov gives for findings, is an end like another.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        words = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: {words.decode(errors='replace')[-2000:]}")
    seconds = time.perf_counter() - start
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def run_often(
    command: Sequence[str], runs: int, environment: Mapping[str, str] | None = None
) -> Cost:
    """The medians of several runs."""
    costs = [run(command, environment) for _ in range(runs)]
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.processor_seconds for cost in costs),
        int(median(cost.bytes for cost in costs)),
    )


def memory_of_tree(root: int) -> int:
    """Bytes that a process and all its descendants occupy, shared pages counted once (PSS)."""
    return sum(_proportional_set(process) for process in tree(root))


def processor_seconds_of_tree(root: int) -> float:
    """Processor time that a process and all its descendants took, the ended ones included."""
    return sum(_processor_seconds(process) for process in tree(root))


def tree(root: int) -> list[int]:
    """The process ids of a process and all its descendants."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            process = int(folder.name)
            for parent in _fields(process)[1:2]:
                children.setdefault(int(parent), []).append(process)
    found = [root]
    for process in found:
        found += children.get(process, [])
    return found


def _fields(process: int) -> list[str]:
    """The fields of /proc/{process}/stat behind the name; empty if it has ended meanwhile."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _processor_seconds(process: int) -> float:
    ticks = [int(field) for field in _fields(process)[11:15]]  # its own, and of ended children
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def _proportional_set(process: int) -> int:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB$", rollup, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
