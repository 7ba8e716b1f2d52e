"""The figures of several server processes as one: each leaves its own in a folder, for all to add.

A scrape reaches whichever server comes, so it must tell of all of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from migov.web.monitoring.metrics import Metrics

#: Seconds between two writings of a server's figures.
_EVERY = 1.0
#: Figures that are not added: of these the least holds for all.
_LEAST = frozenset({"migov_ready", "migov_release_info", "migov_process_start_time_seconds"})


class Together:
    """The figures of this process and, in `folder`, those of its fellows; None: it has none."""

    def __init__(self, metrics: Metrics, folder: Path | None) -> None:
        self._metrics = metrics
        self._folder = folder

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Has this process' figures written while it lasts."""
        writing = asyncio.ensure_future(self._write_often())
        try:
            yield
        finally:
            writing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writing

    def exposition(self) -> bytes:
        """All figures as Prometheus reads them."""
        own = self._metrics.exposition()
        if self._folder is None:
            return own
        self._write(own)
        return added(file.read_text() for file in self._folder.glob("*.prom") if _lives(file))

    async def _write_often(self) -> None:
        while self._folder is not None:
            self._write(self._metrics.exposition())
            await asyncio.sleep(_EVERY)

    def _write(self, figures: bytes) -> None:
        if self._folder is not None:
            aside = self._folder / f"{os.getpid()}.aside"
            aside.write_bytes(figures)
            aside.replace(self._folder / f"{os.getpid()}.prom")


def _lives(file: Path) -> bool:
    return Path(f"/proc/{file.stem}").exists()


def added(expositions: Iterable[str]) -> bytes:
    """The sum of expositions in Prometheus' text format."""
    families: dict[str, Metric] = {}
    values: dict[str, dict[tuple[str, tuple[tuple[str, str], ...]], float]] = {}
    for exposition in expositions:
        for family in text_string_to_metric_families(exposition):
            families.setdefault(family.name, Metric(family.name, family.documentation, family.type))
            sums = values.setdefault(family.name, {})
            for sample in family.samples:
                key = (sample.name, tuple(sorted(sample.labels.items())))
                if key not in sums:
                    sums[key] = sample.value
                elif sample.name in _LEAST or sample.name.endswith("_created"):
                    sums[key] = min(sums[key], sample.value)
                else:
                    sums[key] += sample.value
    for name, sums in values.items():
        for (sample_name, labels), value in sums.items():
            families[name].add_sample(sample_name, dict(labels), value)
    registry = CollectorRegistry()
    registry.register(_Ready(families.values()))
    return generate_latest(registry)


class _Ready(Collector):
    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = list(families)

    def collect(self) -> Iterator[Metric]:
        yield from self._families
