"""`/docs`: the OpenAPI operations as a static page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.web.http.representations import represent
from migov.web.http.templating import page

router = APIRouter(include_in_schema=False)


@router.get("/docs")
async def docs(request: Request) -> Response:
    """Every operation with its parameters, grouped as the document groups them."""
    document = request.app.openapi()
    groups: dict[str, list[tuple[str, str, dict[str, object]]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            group = (operation.get("tags") or ["Other"])[0]
            groups.setdefault(group, []).append((method.upper(), path, operation))
    html = page(request, "docs.html", groups=groups, info=document["info"])
    return represent(request, html, "text/html; charset=utf-8")
