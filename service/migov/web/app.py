"""The ASGI application: routers, error handlers, middleware and the running service."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable
from functools import partial

from fastapi import Depends, FastAPI
from starlette.routing import Route

from migov import __version__
from migov.engine import open_engine
from migov.engine.cache import CachedEngine
from migov.engine.instrumented import ObservedEngine
from migov.engine.workers.launch import Launched, Launching, launch
from migov.knowledge.release.release import Release
from migov.questions.catalogue import Catalogue
from migov.questions.labels import Labels
from migov.settings import Settings, resources
from migov.web import corrections, crawlers, documentation, embeds, monitoring, panel_routes, search
from migov.web.briefs import routes as briefs
from migov.web.changes import routes as changes
from migov.web.dataset import releases
from migov.web.dataset import routes as dataset
from migov.web.front import routes as front
from migov.web.http import problems
from migov.web.http.deadlines import Deadlines
from migov.web.http.middleware import OpenReads
from migov.web.http.static_files import PackedFiles
from migov.web.http.templating import STATIC
from migov.web.http.translation import InterfaceLanguage
from migov.web.lifespan import InFlight, Lifetime
from migov.web.linked_data import routes as linked_data
from migov.web.monitoring import AccessLog, Metrics
from migov.web.networks import compare_routes, network_routes
from migov.web.past_releases import Earlier
from migov.web.pictures import routes as pictures
from migov.web.questions import ask
from migov.web.questions import routes as questions
from migov.web.reconcile import routes as reconcile
from migov.web.service import Service
from migov.web.sparql import graph_store
from migov.web.sparql import routes as sparql
from migov.web.sparql.response_cache import ResponseCache
from migov.web.vocabulary import routes

log = logging.getLogger("migov")


async def open_service(
    release: Release,
    settings: Settings,
    catalogue: Catalogue,
    metrics: Metrics,
    root: str = "",
    launched: Launched | None = None,
) -> Service:
    """Opens a service over `release`, or over the endpoint `settings.store` that holds it.

    Its linked data is under the path `root`. `launched` is a supervisor that is already loading the
    store.
    """
    store = settings.store or release.store
    workers = await open_engine(store, settings, launched, metrics.waited)
    engine = CachedEngine(ObservedEngine(workers, metrics.query), settings.cache_mib << 19)
    try:
        labels = await Labels.load(engine)
    except BaseException:
        await engine.close()
        raise
    return Service(settings, engine, release, catalogue, labels, root)


def create_app(
    release: Release,
    settings: Settings | None = None,
    current: Callable[[], Release] | None = None,
    launching: Launching | None = None,
) -> FastAPI:
    """The ASGI application over `release`; it answers 503 until the release is in memory.

    With `current`, which returns the current release, SIGHUP switches to that. `launching` starts
    the supervisor that loads a store; without it the application does so itself.
    """
    settings = settings or Settings()
    launching = launching or partial(launch, settings)
    catalogue = Catalogue.load(resources() / "queries" / "questions")

    async def opening(running: Service | None) -> Service | None:
        latest = release
        if current is not None:
            latest = await asyncio.to_thread(current)
        if running is not None and running.release.id == latest.id and not settings.store:
            log.info("release %s is in use already", latest.id)
            return None
        launched = await asyncio.to_thread(launching, settings.store or latest.store)
        return await open_service(latest, settings, catalogue, metrics, launched=launched)

    async def opening_earlier(earlier: Release) -> Service:
        # Fewer workers than for the current release, with the same limits.
        smaller = settings.model_copy(
            update={
                "store": None,
                "workers": 1,
                "workers_most": 2,
                "cache_mib": min(8, settings.cache_mib),
            }
        )
        root = f"/release/{earlier.id}"
        return await open_service(earlier, smaller, catalogue, metrics, root)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if current is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, lifetime.move)
        lifetime.begin()
        try:
            yield
        finally:
            await app.state.earlier.close()
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
    app.state.changes = None
    metrics = app.state.metrics = Metrics(lambda: app.state.service)
    app.state.earlier = Earlier(opening_earlier, settings.earlier_releases)
    lifetime = Lifetime(app, opening)
    problems.install(app)
    app.add_middleware(OpenReads)
    app.add_middleware(InFlight, lifetime=lifetime)
    app.add_middleware(ResponseCache, state=app.state)
    app.add_middleware(Deadlines, settings=settings)
    app.add_middleware(AccessLog, metrics=metrics)
    app.add_middleware(InterfaceLanguage)
    # In the order of matching: the most frequent first.
    routers = (
        sparql.router,
        front.router,
        search.router,
        reconcile.router,
        questions.router(catalogue),
        ask.router,
        compare_routes.router,
        network_routes.router,
        pictures.router,
        panel_routes.router,
        graph_store.router,
        linked_data.router,
        briefs.router,
        embeds.router,
        linked_data.history,
        routes.router,
        routes.shared,
        dataset.router,
        releases.router,
        changes.router,
        corrections.router,
        documentation.router,
        monitoring.router,
        crawlers.router,
    )
    for router in routers:
        app.include_router(router)
    app.include_router(
        questions.past_router(catalogue),
        prefix="/release/{id}",
        dependencies=[Depends(releases.as_it_was)],
    )
    app.include_router(releases.rest)
    # Before FastAPI's own routes, which describe it.
    app.router.routes.insert(0, Route("/sparql", sparql.Endpoint(), methods=["GET", "POST"]))
    app.mount("/static", PackedFiles(directory=STATIC), name="static")
    return app
