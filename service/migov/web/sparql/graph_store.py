"""`/graph`: reads of the SPARQL 1.1 Graph Store HTTP Protocol (sections 5.2 and 5.8).

A graph is named by `?graph=IRI`, the merged default graph by `?default`. Writes are refused with
405.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.engine import formats
from migov.engine.interface import QueryRequest
from migov.web.http.problems import Problem
from migov.web.http.representations import Validators, not_modified, represent
from migov.web.http.requests import asked_format
from migov.web.service import Running, client
from migov.web.sparql.routes import streamed, while_connected

router = APIRouter(tags=["SPARQL"])

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@router.api_route(
    "/graph", methods=["GET", "HEAD"], include_in_schema=False, summary="One graph, whole"
)
async def graph(request: Request, service: Running) -> Response:
    """The triples of a named graph or of the default graph; 404 if there is no such graph."""
    name = _asked(request)
    format = request.query_params.get("format", "")
    media_type = asked_format(request, format, formats.BY_FORM["graph"]).media_type
    which = ("named", name) if name else ("default",)
    validators = Validators(
        request, service.modified, service.release.id, "graph", *which, media_type
    )
    if validators.held():
        return not_modified(request, validators)
    if name is not None and name not in await service.graphs():
        raise Problem(
            404,
            "unknown-graph",
            f"There is no graph <{name}>. The service description at /sparql lists them all.",
            graph=name,
        )
    query = QueryRequest(
        _ALL,
        default_graphs=(name,) if name else (),
        accept={"graph": media_type},
        client=client(request),
    )
    answer = await while_connected(request, service, query)
    content_type = formats.of("graph", media_type).content_type
    return represent(request, streamed(answer), content_type, validators)


def _asked(request: Request) -> str | None:
    """The IRI of the requested graph, None for the default graph."""
    try:
        pairs = parse_qsl(
            request.scope["query_string"].decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=100,
        )
    except ValueError:  # including undecodable bytes
        raise Problem(400, "encoding", "The URL's query string cannot be read.") from None
    names = [value for key, value in pairs if key == "graph"]
    default = any(key == "default" for key, _ in pairs)
    if len(names) + default != 1:
        raise Problem(
            400, "protocol", "Name one graph, as `?graph=IRI`, or the default one, as `?default`."
        )
    if default:
        return None
    try:
        return ox.NamedNode(names[0]).value
    except ValueError:
        raise Problem(
            400, "protocol", f"{names[0][:200]!r} is not an absolute IRI, so it names no graph."
        ) from None
