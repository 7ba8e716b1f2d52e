"""`/compare`: a comparison of mechanisms and a timeline of them, as a page and as JSON."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from migov.networks.comparison import PARAMETERS, compare, read
from migov.networks.comparison_json import comparison_json
from migov.networks.joint import joint
from migov.questions.answer import answer
from migov.questions.formats import json_text
from migov.questions.preparation import LIMIT_MOST
from migov.web.charts.answers import spell
from migov.web.charts.bars import Spell, year
from migov.web.charts.timeline import Timeline, timeline
from migov.web.http.addresses import base_address
from migov.web.http.languages import language
from migov.web.http.operations import answers, described, elsewhere
from migov.web.http.representations import Validators, not_modified, represent
from migov.web.http.requests import JSON_OR_HTML, asked_format, parameters
from migov.web.networks.compare_page import PLACES, compare_form, compare_page
from migov.web.service import Running, Service, client, release_ties
from migov.web.tables import Names

router = APIRouter(tags=["Networks"])


_CELLS = {"type": "array", "items": {"type": "object"}}
_COMPARISON = {
    "type": "object",
    "required": ["asOf", "release", "actors", "members", "shared", "pairs", "exclusive"],
    "properties": {
        "parameters": {"type": "object"},
        "asOf": {"type": ["string", "null"], "format": "date"},
        "release": {"type": "string"},
        "actors": _CELLS,
        "members": {"type": "object"},
        "matrix": _CELLS,
        "shared": _CELLS,
        "jaccard": {"type": ["number", "null"]},
        "pairs": _CELLS,
        "exclusive": {"type": "object"},
        "combinations": _CELLS,
        "partners": _CELLS,
        "secretariats": _CELLS,
        "support": _CELLS,
        "partnerships": _CELLS,
        "instruments": _CELLS,
        "initiatives": _CELLS,
        "meetings": _CELLS,
        "themes": _CELLS,
    },
}


@router.api_route(
    "/compare",
    methods=["GET"],
    operation_id="compare",
    summary="Mechanisms side by side",
    responses=answers("The comparison.", _COMPARISON, [f.media_type for f in JSON_OR_HTML])
    | elsewhere(303, "The comparison of the actors of the form's fields."),
    openapi_extra={"parameters": described(PARAMETERS, [f.name for f in JSON_OR_HTML])},
)
async def compared(request: Request, service: Running) -> Response:
    """Members shared by all, by pairs, and exclusive; shared partners and joint activities.

    Each membership with its basis on the day, and its sources.
    """
    params = parameters(request)
    several = [params.pop(name) for name, _ in PLACES if name in params]
    if several and "actors" not in params:
        # The form has a field for each; the canonical URL has them in one parameter.
        query = urlencode({"actors": ",".join(several), **params}, safe=",")
        return RedirectResponse(f"/compare?{query}", 303)
    chosen = asked_format(request, params.pop("format", ""), JSON_OR_HTML)
    html = chosen.name == "html"
    headers = {}
    if html:
        params.setdefault("lang", language(request))
        headers["Vary"] = "Accept, Accept-Encoding, Accept-Language"
        if "actors" not in params:
            form = compare_form(request, service, params)
            validators = Validators(request, service.modified, service.release.id, form)
            return represent(request, form, chosen.content_type, validators, headers=headers)
    wanted = read(params, service.labels, service.today())
    origin = base_address(request) if html else ""
    validators = Validators(
        request,
        service.modified_today,
        service.release.id,
        "compare",
        repr(wanted),
        chosen.name,
        origin,
    )
    if validators.held():
        return not_modified(request, validators)
    ties = await release_ties(service)
    shared = await joint(service.engine, wanted.actors, wanted.when.day, client(request))
    comparison = compare(ties, service.labels, wanted, shared)
    if html:
        times = await compared_timeline(service, wanted.actors, wanted.lang, client(request))
        content = compare_page(request, service, comparison, params, times)
    else:
        content = json_text(comparison_json(comparison, service.labels, service.release.id))
    headers["Content-Language"] = wanted.lang
    return represent(request, content, chosen.content_type, validators, headers=headers)


Rows = Sequence[Mapping[str, Any]]


async def compared_timeline(
    service: Service, actors: Sequence[str], lang: str, client: str
) -> Timeline | None:
    """A lane for each actor with the terms of its chairs and the days of its meetings.

    None if no chairs or meetings are known.
    """
    names = Names(service.labels, lang)
    spells: list[tuple[str, Spell, str, str]] = []
    days: dict[str, list[float]] = {}
    today = service.today()
    for actor in actors:
        chairs, meetings = await asyncio.gather(
            _rows(service, "chairs", actor, lang, client),
            _rows(service, "meetings", actor, lang, client),
        )
        name = names.label(actor)
        for row in chairs:
            term = spell(row, today)
            # The chair of a body does not chair the mechanism.
            if term is not None and not row.get("body") and isinstance(row.get("chair"), dict):
                chair = row["chair"]
                title = f"{chair['label']}: {row.get('since') or ''} – {row.get('until') or ''}"
                spells.append((name, term, title.rstrip(" –"), chair["slug"].upper()))
        held = [day for row in meetings if (day := year(row.get("start"))) is not None]
        if held:
            days[name] = held
    return timeline(spells, days) if spells or days else None


async def _rows(service: Service, question: str, actor: str, lang: str, client: str) -> Rows:
    found = await answer(
        service.engine,
        service.catalogue,
        service.labels,
        question,
        {"actor": actor, "lang": lang, "limit": str(LIMIT_MOST)},
        service.release.id,
        service.today(),
        client,
        wider=False,
    )
    return found.rows
