"""`/docs` and `/problem`: the pages of the API's operations and types of problem."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.questions.formats import json_text
from migov.vocabulary import BASE
from migov.web.http import problem_types
from migov.web.http.operations import gives
from migov.web.http.problem_types import TYPES
from migov.web.http.problems import Problem
from migov.web.http.representations import Validators, represent
from migov.web.http.requests import JSON_OR_HTML, asked_format
from migov.web.http.templating import page

_TYPES = ("application/json", "text/html")
#: When the types last changed.
_MODIFIED = datetime.fromtimestamp(Path(problem_types.__file__).stat().st_mtime, UTC)
router = APIRouter(tags=["Problems"])


@router.get("/docs", include_in_schema=False)
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


@router.get(
    "/problem",
    summary="Every type of problem",
    response_class=Response,
    responses=gives("The types.", _TYPES, 400, 406),
)
async def problem_list(request: Request) -> Response:
    """The types, as JSON or as a page."""
    return _types_response(request, sorted(TYPES), [_type(name) for name in sorted(TYPES)])


@router.get(
    "/problem/{name}",
    summary="One type of problem",
    response_class=Response,
    responses=gives("What it means.", _TYPES, 400, 404, 406, 422),
)
async def problem_type(name: str, request: Request) -> Response:
    """The meaning and remedy of the type, as JSON or as a page."""
    if name not in TYPES:
        raise Problem(
            404, "unknown-problem", "There is no problem type with this name: /problem lists them."
        )
    return _types_response(request, [name], _type(name))


def _types_response(request: Request, names: list[str], data: object) -> Response:
    chosen = asked_format(request, request.query_params.get("format", ""), JSON_OR_HTML)
    if chosen.name == "html":
        content = page(request, "problems.html", names=names, types=TYPES)
    else:
        content = json_text(data)
    validators = Validators(request, _MODIFIED, chosen.name, content)
    return represent(request, content, chosen.content_type, validators)


def _type(name: str) -> dict[str, Any]:
    return {"type": f"{BASE}problem/{name}", "name": name, **TYPES[name]._asdict()}
