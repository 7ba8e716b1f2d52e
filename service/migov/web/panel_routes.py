"""`/panel/…`: panels of states, pairs of states and mechanisms by year, as files and pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi import Path as PathPart
from fastapi.responses import Response
from starlette.concurrency import iterate_in_threadpool

from migov.panels import PANELS, PARAMETERS, Panel, PanelFacts, build, read
from migov.panels.codebook import CODING, csvw, markdown
from migov.panels.parameters import STATA
from migov.tabular import BY_NAME
from migov.tabular import FORMATS as TABLES
from migov.tabular.formats import pieces
from migov.web.http.operations import answers, described
from migov.web.http.representations import (
    Validators,
    collected,
    not_modified,
    represent,
    wants_length,
)
from migov.web.http.requests import Format, asked_format, parameters
from migov.web.http.table_files import EXCEL, disposition, file_content, for_excel
from migov.web.http.templating import page
from migov.web.http.translation import gettext as _
from migov.web.http.translation import interface_language
from migov.web.service import Running, Service, release_cache

router = APIRouter(tags=["Panels"])

PanelName = Annotated[
    str, PathPart(description=f"One of {', '.join(PANELS)}.", examples=["state-year"])
]
_HTML = Format("html", "text/html; charset=utf-8")
FORMATS: Final = (*(Format(each.name, each.content_type) for each in TABLES), _HTML)
_CODEBOOKS: Final = (
    Format("csvw", "application/csvm+json"),
    Format("md", "text/markdown; charset=utf-8"),
)
_FOR: Final = {
    "name": "for",
    "in": "query",
    "description": "excel: CSV as Excel reads it; stata: names of at most 32 characters.",
    "schema": {"type": "string", "enum": [EXCEL, STATA]},
}
_ROWS: Final = {
    "type": "object",
    "required": ["panel", "parameters", "days", "release", "columns", "rows"],
    "properties": {
        "panel": {"type": "string"},
        "parameters": {"type": "object"},
        "days": {"type": "string"},
        "release": {"type": "string"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "object"}},
    },
}


def _parameters(formats: tuple[Format, ...]) -> list[dict[str, Any]]:
    """The parameters of an operation, without `lang`."""
    listed = described(PARAMETERS, [each.name for each in formats])
    return [*(each for each in listed if each["name"] != "lang"), dict(_FOR)]


@router.api_route(
    "/panel/{panel}",
    methods=["GET"],
    operation_id="panel",
    summary="A panel: one row per unit and year",
    responses=answers("The rows.", _ROWS, [each.media_type for each in FORMATS]),
    openapi_extra={"parameters": _parameters(FORMATS)},
)
async def panel(panel: PanelName, request: Request, service: Running) -> Response:
    """Memberships, treaties, chairs and ties of pairs for a range of years.

    A cell is 1, 0, or missing if unknown. Rows have ISO 3166, Correlates of War and Gleditsch–Ward
    codes valid on the day; `/panel/{panel}/codebook` describes the columns.
    """
    params = parameters(request)
    excel = for_excel(params, STATA)
    chosen = asked_format(request, params.pop("format", ""), FORMATS)
    if chosen.name == "html":
        params.pop("lang", None)  # the page's, not the panel's
    wanted = read(panel, params, service.labels, service.today())
    validators = Validators(
        request,
        service.modified_today,
        service.release.id,
        "panel",
        interface_language(),
        repr(wanted),
        chosen.name,
        str(excel),
    )
    if validators.held():
        return not_modified(request, validators)
    panel_data = await _made(service, panel, params)
    query = urlencode({name: text for name, text in params.items() if name != "lang"})
    codebook = f"/panel/{panel}/codebook" + (f"?{query}" if query else "")
    headers = {"Link": f'<{codebook}>; rel="describedby"; type="application/csvm+json"'}
    if chosen.name == "html":
        html = _page(request, service, panel_data, params)
        return represent(request, html, chosen.content_type, validators, headers=headers)
    headers |= disposition(f"migov-{panel}", chosen.name)
    form = BY_NAME[chosen.name]
    rows: AsyncIterator[bytes] = (
        iterate_in_threadpool(pieces(panel_data.table(), form, excel=excel))
        if form.streamed
        else file_content(panel_data.table(), form)
    )
    content: bytes | AsyncIterator[bytes] = rows
    # All pairs of states are too many to compute only for their length.
    if wants_length(request) and (panel != "dyad-year" or params.get("states")):
        content = await _kept(service, validators.etag, rows)
    return represent(request, content, form.content_type, validators, headers=headers)


@router.api_route(
    "/panel/{panel}/codebook",
    methods=["GET"],
    operation_id="panel-codebook",
    summary="What the columns of a panel mean",
    responses=answers(
        "The codebook.", {"type": "object"}, [each.media_type for each in _CODEBOOKS]
    ),
    openapi_extra={"parameters": _parameters(_CODEBOOKS)},
)
async def codebook(panel: PanelName, request: Request, service: Running) -> Response:
    """CSV on the Web for programs, Markdown for people; accepts the parameters of the panel."""
    params = parameters(request)
    chosen = asked_format(request, params.pop("format", ""), _CODEBOOKS)
    wanted = read(panel, params, service.labels, service.today())
    validators = Validators(
        request, service.modified_today, service.release.id, "codebook", repr(wanted), chosen.name
    )
    if validators.held():
        return not_modified(request, validators)
    panel_data = await _made(service, panel, params)
    if chosen.name == "md":
        return represent(request, markdown(panel_data), chosen.content_type, validators)
    address = f"/panel/{panel}?{urlencode({**params, 'format': 'csv'})}"
    content = json.dumps(csvw(panel_data, address), ensure_ascii=False, indent=1) + "\n"
    return represent(request, content, chosen.content_type, validators)


async def _kept(service: Service, etag: str, rows: AsyncIterator[bytes]) -> bytes:
    """The whole file for range requests, cached unless it is too large."""
    cache, key = release_cache(service), ("panel", etag)
    content = cache.get(key)
    if content is None:
        content = await collected(rows)
        cache.put(key, content)
    return content


async def _made(service: Service, panel: str, params: Mapping[str, str]) -> Panel:
    """The panel, computed in a thread from the cached facts of the release."""
    facts = await release_cache(service).once(
        "panel facts", lambda: PanelFacts.load(service.engine)
    )

    def make() -> Panel:
        wanted = read(panel, params, service.labels, service.today())
        return build(facts, service.labels, wanted, service.release.id)

    return await asyncio.to_thread(make)


def _page(request: Request, service: Service, panel_data: Panel, params: Mapping[str, str]) -> str:
    panel = panel_data.request.panel
    files = {
        "Excel": {"format": "xlsx"},
        "CSV": {"format": "csv"},
        _("CSV for Excel"): {"format": "csv", "for": EXCEL},
        _("CSV for Stata"): {"format": "csv", "for": STATA},
        "Parquet": {"format": "parquet"},
        "JSON": {"format": "json"},
    }
    own = {name: text for name, text in params.items() if name != "for"}
    return page(
        request,
        "panel.html",
        release=service.release.id,
        panel=panel,
        panels=PANELS,
        parameters=PARAMETERS,
        given=own,
        columns=panel_data.columns,
        coding=CODING,
        downloads={what: f"?{urlencode({**own, **more})}" for what, more in files.items()},
        codebook=f"/panel/{panel}/codebook?{urlencode({**own, 'format': 'md'})}",
    )
