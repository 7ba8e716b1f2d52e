"""The application: routers, errors and middleware put together, and the release behind them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from migov import __version__
from migov.engine import CachedEngine, open_engine
from migov.knowledge.release import Release
from migov.questions.catalogue import Catalogue
from migov.questions.labels import Labels
from migov.settings import Settings, resources
from migov.web import documentation, health, problems, questions, sparql
from migov.web.middleware import OpenReads
from migov.web.service import Service
from migov.web.templating import STATIC

log = logging.getLogger("migov")

Opener = Callable[[], Awaitable[Service]]


async def open_service(release: Release, settings: Settings, catalogue: Catalogue) -> Service:
    """A service over `release`, or over the endpoint of `settings.store` that holds it."""
    workers = await open_engine(settings.store or release.path / "store", settings)
    engine = CachedEngine(workers, settings.cache_mib << 20)
    try:
        labels = await Labels.load(engine)
    except BaseException:
        await engine.close()
        raise
    return Service(settings, engine, release, catalogue, labels)


def create_app(release: Release, settings: Settings | None = None) -> FastAPI:
    """The ASGI application over `release`; it answers 503 until the release is in memory."""
    settings = settings or Settings()
    catalogue = Catalogue.load(resources() / "queries" / "questions")

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async def load() -> None:
            app.state.service = await open_service(release, settings, catalogue)
            log.info("release %s is ready", release.id)

        loading = asyncio.create_task(load())
        loading.add_done_callback(_report)
        try:
            yield
        finally:
            loading.cancel()
            await asyncio.gather(loading, return_exceptions=True)
            service: Service | None = app.state.service
            if service is not None:
                await service.engine.close()

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
    problems.install(app)
    app.add_middleware(OpenReads)
    for router in (sparql.router, questions.router(catalogue), documentation.router, health.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _report(loading: asyncio.Task[None]) -> None:
    """Tells the operator why a release could not be loaded; `/health/ready` stays 503."""
    if not loading.cancelled() and (error := loading.exception()) is not None:
        log.error("the release could not be loaded: %s", error)
