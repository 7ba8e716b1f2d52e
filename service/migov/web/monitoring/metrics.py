"""The metrics for Prometheus (text exposition format 0.0.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from migov import __version__
from migov.engine.instrumented import OUTCOMES
from migov.engine.workers.turns import REFUSALS
from migov.web.service import Service

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

#: Upper bounds of the histogram in seconds, up to the largest query limit.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60)

#: Names of an engine's figures: gauges first, then counters.
_GAUGES = {
    "workers": ("migov_workers", "Query workers alive."),
    "idle": ("migov_workers_idle", "Idle query workers."),
    "lent": ("migov_workers_lent", "Query workers that run a query."),
    "slow": ("migov_workers_slow", "Query workers that run a slow query at low priority."),
    "ending": ("migov_workers_ending", "Query workers that have been ordered to end."),
    "waiting": ("migov_queue_length", "Queries that wait for a worker."),
    "cache_bytes": ("migov_cache_bytes", "Size of the answer cache in bytes."),
    "cache_entries": ("migov_cache_entries", "Number of answers in the cache."),
}
_COUNTERS = {
    "replaced": ("migov_workers_replaced", "Query workers that ended and were replaced."),
    "forks": ("migov_forks", "Query workers forked."),
    "forks_failed": ("migov_forks_failed", "Query workers that could not be forked."),
    "cache_hits": ("migov_cache_hits", "Queries answered from the cache."),
    "cache_misses": ("migov_cache_misses", "Queries not answered from the cache."),
}


class Metrics:
    """The metrics of one server process; `service` returns the running service, or None.

    An engine's counters restart with each release.
    """

    def __init__(self, service: Callable[[], Service | None]) -> None:
        self._registry = CollectorRegistry()
        self._queries = Counter(
            "migov_queries",
            "Queries that went to a worker, by how they ended; the cache's hits are not among "
            "them.",
            ["outcome"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "migov_query_seconds",
            "Seconds from a query's arrival to the last byte of its answer, by a worker.",
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._waiting = Histogram(
            "migov_waiting_seconds",
            "Seconds that a query waited for a worker, or until it was refused or cancelled.",
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._requests = Counter(
            "migov_http_requests",
            "HTTP requests answered, by status.",
            ["status"],
            registry=self._registry,
        )
        for outcome in OUTCOMES:
            self._queries.labels(outcome)
        ProcessCollector(namespace="migov", registry=self._registry)
        self._registry.register(_ServiceCollector(service))

    def query(self, outcome: str, seconds: float) -> None:
        """Counts a finished query; `outcome` is one of OUTCOMES."""
        self._queries.labels(outcome).inc()
        self._seconds.observe(seconds)

    def waited(self, seconds: float) -> None:
        """Records the seconds that a query waited for a worker."""
        self._waiting.observe(seconds)

    def request(self, status: int) -> None:
        """Counts an answered HTTP request."""
        self._requests.labels(str(status)).inc()

    def exposition(self) -> bytes:
        """All metrics in the exposition format."""
        return generate_latest(self._registry)


class _ServiceCollector(Collector):
    """Reads the figures of the running engine at each scrape."""

    def __init__(self, service: Callable[[], Service | None]) -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        service = self._service()
        yield GaugeMetricFamily(
            "migov_ready", "1 if a release is loaded, else 0.", 0 if service is None else 1
        )
        if service is None:
            return
        yield InfoMetricFamily(
            "migov_release",
            "The release that is served.",
            {"id": service.release.id, "version": __version__},
        )
        figures = service.figures()
        for figure, (name, meaning) in _GAUGES.items():
            if figure in figures:
                yield GaugeMetricFamily(name, meaning, figures[figure])
        for figure, (name, meaning) in _COUNTERS.items():
            if figure in figures:
                yield CounterMetricFamily(name, meaning, figures[figure])
        refused = CounterMetricFamily(
            "migov_queries_refused",
            "Queries refused, by reason: their client has too many (client), the queue is full "
            "(queue), they waited too long (waited), they ran long while too many such queries "
            "did (slow).",
            labels=["reason"],
        )
        for reason in REFUSALS:
            refused.add_metric([reason], figures.get(f"refused_{reason}", 0))
        yield refused
