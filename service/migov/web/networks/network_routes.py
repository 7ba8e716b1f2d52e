"""`/network`: networks of actors, as a page and as files for network analysis."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.networks import PARAMETERS, NetworkRequest, ReleaseTies, build, read
from migov.networks.export import FORMATS as WRITTEN
from migov.networks.export import Format
from migov.tabular import BY_NAME, written
from migov.web.http.languages import language
from migov.web.http.operations import answers, described
from migov.web.http.representations import Validators, not_modified, represent
from migov.web.http.requests import asked_format, parameters
from migov.web.http.table_files import FOR_PARAMETER, disposition, for_excel
from migov.web.networks.drawing import drawn
from migov.web.networks.network_page import network_page
from migov.web.service import Running, Service, release_cache, release_ties

router = APIRouter(tags=["Networks"])


class Offered(NamedTuple):
    """A format of `/network`; `written` is None for the page."""

    name: str
    content_type: str
    written: Format | None

    @property
    def media_type(self) -> str:
        return self.content_type.partition(";")[0]


FORMATS = (
    *(Offered(one.name, one.content_type, one) for one in WRITTEN),
    Offered("html", "text/html; charset=utf-8", None),
)

_NETWORK = {
    "type": "object",
    "required": ["kind", "parameters", "asOf", "release", "directed", "elements", "sources"],
    "properties": {
        "kind": {"type": "string"},
        "parameters": {"type": "object"},
        "asOf": {"type": ["string", "null"], "format": "date"},
        "release": {"type": "string"},
        "directed": {"type": "boolean"},
        "elements": {
            "type": "object",
            "required": ["nodes", "edges"],
            "properties": {
                "nodes": {"type": "array", "items": {"type": "object"}},
                "edges": {"type": "array", "items": {"type": "object"}},
            },
        },
        "sources": {"type": "object"},
    },
}


@router.api_route(
    "/network",
    methods=["GET"],
    operation_id="network",
    summary="A network of actors, with measures and spells",
    responses=answers(
        "The network; Cytoscape JSON where nothing else is asked for.",
        _NETWORK,
        [f.media_type for f in FORMATS],
    ),
    openapi_extra={
        "parameters": [*described(PARAMETERS, [f.name for f in FORMATS]), dict(FOR_PARAMETER)]
    },
)
async def network(request: Request, service: Running) -> Response:
    """Networks of actors and mechanisms, shared membership, partnership or support, on a day or
    over time.

    Nodes have degree, weighted degree, betweenness and component; edges have spells and sources.
    """
    params = parameters(request)
    excel = for_excel(params)
    chosen = asked_format(request, params.pop("format", ""), FORMATS)
    if chosen.written is None:
        params.setdefault("lang", language(request))
        if not {"kind", "actor"} & params.keys():
            # The default for people: about forty dialogues and their shared members.
            params["kind"] = "mechanism-mechanism"
    asked = read(params, service.labels, service.today())
    validators = Validators(
        request,
        service.modified_today,
        service.release.id,
        "network",
        repr(asked),
        chosen.name,
        "for Excel" if excel else "",
    )
    if validators.held():
        return not_modified(request, validators)
    headers = {"Vary": "Accept, Accept-Encoding, Accept-Language"}
    if chosen.written is not None:
        stem, _, ending = f"migov-{asked.kind}.{chosen.name}".rpartition(".")
        headers = disposition(stem, ending)
    cache = release_cache(service)
    key = ("network", chosen.name, excel, service.today(), *sorted(params.items()))
    content = cache.get(key)
    if content is None:
        ties = await release_ties(service)

        # In a thread: it may take seconds of CPU time and megabytes. The result is cached even if
        # this request has timed out.
        def make() -> bytes:
            made = _written(request, service, ties, asked, params, chosen.written, excel)
            cache.put(key, made)
            return made

        content = await asyncio.to_thread(make)
    headers["Content-Language"] = asked.lang
    return represent(request, content, chosen.content_type, validators, headers=headers)


def _written(
    request: Request,
    service: Service,
    ties: ReleaseTies,
    asked: NetworkRequest,
    params: Mapping[str, str],
    form: Format | None,
    excel: bool,
) -> bytes:
    """The network in one format, or as a page."""
    made = build(ties, service.labels, asked, service.release.id)
    if form is not None and form.table is not None and excel:
        ending = form.name.rpartition(".")[2]
        return written(form.table(made, service.labels), BY_NAME[ending], excel=True)
    if form is not None:
        return form.write(made, service.labels)
    picture = drawn(service, ties, asked, made)
    return network_page(request, service, made, picture, asked, params).encode()
