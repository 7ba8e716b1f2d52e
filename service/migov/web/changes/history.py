"""Computes and caches the changes between the releases on disk.

A comparison runs in a separate process (`migov diff`) with limits of time and memory; its result is
stored in a file, since releases never change.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import logging
import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from migov import settings
from migov.engine.cache import Cache
from migov.engine.errors import Overloaded
from migov.engine.request_scope import outside
from migov.web.linked_data.versions import Version

log = logging.getLogger("migov")

#: The version of the file format.
_KEPT = "1"
#: Limits of one comparison.
SECONDS = 300.0
MEMORY_BYTES = 3 << 30
#: The number of release pairs shown, and the memory for their changes in bytes of JSON.
PAIRS = 50
_MEMORY = 32 << 20


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one thing.

    `effect` is added, ended, corrected or removed; `actor` is the actor it is reported under, None
    for a source or a concept; `concerns` are the IRIs of all actors that it is about.
    """

    effect: str
    thing: str
    actor: str | None
    actor_label: str
    text: str
    concerns: tuple[str, ...]

    @property
    def title(self) -> str:
        """The change as one line with its actor."""
        return f"{self.actor_label}: {self.text}"


@dataclass(frozen=True, slots=True)
class Step:
    """The changes from one release to the next, both by id; `published` is its build time."""

    before: str
    after: str
    published: datetime
    events: tuple[Event, ...]

    def about(self, actor: str | None) -> tuple[Event, ...]:
        """The events that concern an actor; all events without one."""
        if actor is None:
            return self.events
        return tuple(each for each in self.events if actor in each.concerns)


class History:
    """Compares releases on demand and caches the results."""

    def __init__(self, wait_seconds: float) -> None:
        """A request waits `wait_seconds` for a running comparison."""
        self._wait_seconds = wait_seconds
        self._folder = settings.differences()
        self._steps: Cache[tuple[str, str], Step] = Cache(_MEMORY)
        self._tasks: dict[tuple[str, str], asyncio.Task[tuple[Step, int]]] = {}
        self._turn = asyncio.Semaphore(1)

    async def steps(self, known: Sequence[Version]) -> list[Step]:
        """The changes of each release, the newest first; raises Overloaded during comparison."""
        pairs = list(pairwise(known))[-PAIRS:][::-1]
        return [await self.step(before, after) for before, after in pairs]

    async def step(self, before: Version, after: Version) -> Step:
        """The changes between two releases; raises Overloaded during the comparison."""
        key = (before.release.id, after.release.id)
        if (held := self._steps.get(key)) is not None:
            return held
        task = self._tasks.get(key)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = asyncio.create_task(self._compared(before, after), context=outside())
            self._tasks[key] = task
        done, _ = await asyncio.wait([task], timeout=self._wait_seconds)
        if not done:
            raise Overloaded(
                f"The releases {key[0]} and {key[1]} are being compared for the first time.",
                10,
                by_client=False,
            )
        self._tasks.pop(key, None)
        step, size = task.result()
        self._steps.put(key, step, size)
        return step

    async def _compared(self, before: Version, after: Version) -> tuple[Step, int]:
        name = f"{before.release.id}-{after.release.id}.{_KEPT}.json.gz"
        path = self._folder / name
        data = await asyncio.to_thread(_read, path)
        if data is None:
            async with self._turn:
                data = _slim(await _diff(before.release.path, after.release.path))
            await asyncio.to_thread(_write, path, data)
        step = await asyncio.to_thread(_step, before, after, data)
        return step, len(data)


async def _diff(before: Path, after: Path) -> bytes:
    """The JSON output of `migov diff` for two releases; raises Overloaded if it fails."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "migov", "diff", str(before), str(after), "--format", "json"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        stdin=asyncio.subprocess.DEVNULL,
    )
    with contextlib.suppress(OSError, AttributeError):
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        output, _ = await asyncio.wait_for(process.communicate(), SECONDS)
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        raise
    if process.returncode != 0:
        log.error("migov diff %s %s failed: %s", before.name, after.name, process.returncode)
        raise Overloaded(f"The releases {before.name} and {after.name} could not be compared.", 60,
                   by_client=False)  # fmt: skip
    return output


def _slim(output: bytes) -> bytes:
    """The parts of `migov diff`'s JSON that events need, as a list of lists."""
    content: dict[str, Any] = json.loads(output)
    return json.dumps(
        [
            [each["effect"], each["thing"], of["iri"], of["label"], each["text"], each["concerns"]]
            for of in content["actors"]
            for each in of["changes"]
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _step(before: Version, after: Version, data: bytes) -> Step:
    events = tuple(
        Event(effect, thing, actor, label, text, tuple(concerns))
        for effect, thing, actor, label, text, concerns in json.loads(data)
    )
    return Step(before.release.id, after.release.id, after.modified, events)


def _read(path: Path) -> bytes | None:
    try:
        data = gzip.decompress(path.read_bytes())
        json.loads(data)
    except (OSError, EOFError, ValueError):
        return None
    return data


def _write(path: Path, data: bytes) -> None:
    """Write the file if the folder is writable; otherwise only memory holds it."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(gzip.compress(data, mtime=0))
        aside.replace(path)
    except OSError as error:
        log.info("changes are not kept on disk: %s", error.strerror)
