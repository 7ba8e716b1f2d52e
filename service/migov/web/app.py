"""The application: routers, errors and middleware put together, and the release behind them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable

from fastapi import FastAPI

from migov import __version__
from migov.engine import CachedEngine, ObservedEngine, open_engine
from migov.engine.observed import Observe
from migov.knowledge.release import Release
from migov.questions.catalogue import Catalogue
from migov.questions.labels import Labels
from migov.settings import Settings, resources
from migov.web import (
    ask,
    compare,
    dataset,
    documentation,
    front,
    graph_store,
    health,
    linked_data,
    linked_data_vocabulary,
    network,
    problem_pages,
    problems,
    questions,
    releases,
    search,
    sparql,
)
from migov.web.access import AccessLog
from migov.web.lifetime import InFlight, Lifetime
from migov.web.metrics import Metrics
from migov.web.middleware import OpenReads
from migov.web.service import Service
from migov.web.static_files import PackedFiles
from migov.web.templating import STATIC

log = logging.getLogger("migov")


async def open_service(
    release: Release, settings: Settings, catalogue: Catalogue, observe: Observe
) -> Service:
    """A service over `release`, or over the endpoint of `settings.store` that holds it."""
    workers = await open_engine(settings.store or release.path / "store", settings)
    engine = CachedEngine(ObservedEngine(workers, observe), settings.cache_mib << 20)
    try:
        labels = await Labels.load(engine)
    except BaseException:
        await engine.close()
        raise
    return Service(settings, engine, release, catalogue, labels)


def create_app(
    release: Release,
    settings: Settings | None = None,
    current: Callable[[], Release] | None = None,
) -> FastAPI:
    """The ASGI application over `release`; it answers 503 until the release is in memory.

    With `current`, which gives the release in use, SIGHUP moves to that.
    """
    settings = settings or Settings()
    catalogue = Catalogue.load(resources() / "queries" / "questions")

    async def opening(running: Service | None) -> Service | None:
        latest = release
        if current is not None:
            latest = await asyncio.to_thread(current)
        if running is not None and running.release.id == latest.id and not settings.store:
            log.info("release %s is in use already", latest.id)
            return None
        return await open_service(latest, settings, catalogue, metrics.query)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if current is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, lifetime.move)
        lifetime.begin()
        try:
            yield
        finally:
            await lifetime.end()

    app = FastAPI(
        title="migov",
        version=__version__,
        summary="Who sits in which migration dialogue, who leads it, who supports it, who says so.",
        license_info={"name": "Data: CC BY 4.0", "identifier": "CC-BY-4.0"},
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = None
    metrics = app.state.metrics = Metrics(lambda: app.state.service)
    lifetime = Lifetime(app, opening)
    problems.install(app)
    app.add_middleware(OpenReads)
    app.add_middleware(InFlight, lifetime=lifetime)
    app.add_middleware(AccessLog, metrics=metrics)
    for router in (sparql.router, questions.router(catalogue), documentation.router, health.router):
        app.include_router(router)
    for router in (linked_data.router, linked_data_vocabulary.router, dataset.router):
        app.include_router(router)
    for router in (releases.router, problem_pages.router):
        app.include_router(router)
    app.include_router(graph_store.router)
    app.include_router(front.router)
    app.include_router(search.router)
    app.include_router(ask.router)
    app.include_router(network.router)
    app.include_router(compare.router)
    app.mount("/static", PackedFiles(directory=STATIC), name="static")
    return app
