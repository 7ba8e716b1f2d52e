"""`/health/…` and `/metrics`, for monitoring."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from migov.web.monitoring.metrics import CONTENT_TYPE, Metrics
from migov.web.service import Running

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
