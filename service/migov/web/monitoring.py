"""Metrics, readiness and the access log.

The access log (logger `migov.access`) has a line of JSON for each request. A query is only logged
as a hash, so that repeated queries can be recognized but not read; the URL's query string is
omitted for the same reason.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migov import __version__
from migov.engine.errors import EngineError
from migov.engine.instrumented import OUTCOMES
from migov.engine.workers.turns import REFUSALS
from migov.web.service import Running, Service

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


router = APIRouter(tags=["Operation"])

_NO_STORE = {"Cache-Control": "no-store"}


@router.get("/health/live", summary="Whether the process answers")
async def live() -> Response:
    """200 while the server runs."""
    return JSONResponse({"status": "live"}, headers=_NO_STORE)


@router.get("/health/ready", summary="Whether a release is loaded, and which")
async def ready(service: Running) -> Response:
    """200 with the release's id when it is loaded, else 503."""
    return JSONResponse(
        {"status": "ready", "release": service.release.id, "workers": service.figures()},
        headers=_NO_STORE,
    )


@router.get("/metrics", summary="Figures for Prometheus", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """The metrics in Prometheus' text format, even if no release is loaded."""
    figures: Metrics = request.app.state.metrics
    return Response(figures.exposition(), headers=_NO_STORE, media_type=CONTENT_TYPE)


log = logging.getLogger("migov.access")

#: The longest path that is logged in full, in characters.
_PATH = 300


def note_query(request: Request, text: str) -> None:
    """Records the hash of a query's text for the request's log line."""
    request.state.query_hash = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


class AccessLog:
    """Logs and counts each request when the last byte of its response has been sent."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 499  # the client disconnected before the response began
        size = 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except RuntimeError as error:
            # Starlette wraps an error that occurs after a part of the response was sent.
            if not isinstance(error.__cause__, EngineError):
                raise
            # Returning without the last message makes the server close the connection, visibly to
            # the client.
            logging.getLogger("migov").warning("an answer was broken off: %s", error.__cause__)
        finally:
            self._metrics.request(status)
            if log.isEnabledFor(logging.INFO):
                log.info(_line(scope, status, size, time.perf_counter() - begun))


def _line(scope: Scope, status: int, size: int, seconds: float) -> str:
    client = scope.get("client")
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": scope["method"],
        "path": scope["path"][:_PATH],
        "status": status,
        "milliseconds": round(seconds * 1000, 2),
        "bytes": size,
        "client": client[0] if client else None,
        "query": scope.get("state", {}).get("query_hash"),
    }
    return json.dumps(entry)
