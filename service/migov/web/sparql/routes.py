"""`/sparql`: the query operation of the SPARQL 1.1 Protocol and the service description."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.types import Receive, Scope, Send
from werkzeug.datastructures import MIMEAccept

from migov.engine import formats
from migov.engine.errors import EngineError
from migov.engine.inspection import volatile
from migov.engine.interface import Answer, QueryRequest, Rest
from migov.tabular import TableFormat
from migov.tabular.formats import CSV, PARQUET, TSV, XLSX
from migov.web.http import negotiation, problems
from migov.web.http.addresses import base_address
from migov.web.http.disconnects import Connected
from migov.web.http.problems import Problem
from migov.web.http.rdf_formats import HTML_TYPE
from migov.web.http.representations import (
    Validators,
    collected,
    not_modified,
    represent,
    wants_length,
)
from migov.web.http.requests import unknown_format
from migov.web.http.table_files import disposition, for_excel
from migov.web.monitoring import note_query
from migov.web.service import Running, Service, client, running
from migov.web.sparql import service_description
from migov.web.sparql.openapi import BODY, PARAMETERS, RESPONSES
from migov.web.sparql.page import editor, results_page
from migov.web.sparql.protocol import Operation, may_be_relative, read_operation
from migov.web.sparql.response_cache import mark
from migov.web.sparql.tables import converted

router = APIRouter(tags=["SPARQL"])

_RESULTS = {f.media_type for form in ("solutions", "boolean") for f in formats.BY_FORM[form]}
#: Types of data; a client that prefers one of them gets no page.
_DATA = _RESULTS | {"text/turtle"}


#: Formats of solutions beyond those of an engine.
_FILES: Final = (XLSX, PARQUET)
#: Media types by name for each form of result, in the server's order of preference.
_NAMED = {
    form: {f.name: f.media_type for f in (*offered, *(_FILES if form == "solutions" else ()))}
    for form, offered in formats.BY_FORM.items()
}
#: The size of the pieces in which the beginning of a long result is sent, in bytes.
_PIECE = 1 << 16
_NAMES = sorted({name for named in _NAMED.values() for name in named} | {"html"})
#: Other values of `?format=` that clients send: SPARQLWrapper's names, and media types.
_ALIASES: Final = {
    **{media: name for named in _NAMED.values() for name, media in named.items()},
    "text/html": "html",
    "turtle": "ttl",
    "n3": "ttl",
    "json-ld": "jsonld",
    "rdf+xml": "rdf",
}


@router.get("/sparql/", include_in_schema=False)
@router.post("/sparql/", include_in_schema=False)
@router.get(
    "/sparql",
    operation_id="sparql",
    summary="A SPARQL query",
    response_class=Response,
    responses=RESPONSES,
    openapi_extra={"parameters": PARAMETERS},
)
@router.post(
    "/sparql",
    operation_id="sparql-posted",
    summary="A SPARQL query as a body",
    response_class=Response,
    responses=RESPONSES,
    openapi_extra={"requestBody": BODY},
)
async def sparql(request: Request, service: Running) -> Response:
    """Answers a query; without one, returns the service description or the editor."""
    operation = await read_operation(request, service.settings)
    accept = negotiation.accepted(request)
    # A plus that is not percent-encoded arrives as a space.
    format = operation.format.replace(" ", "+").lower()
    operation = replace(operation, format=_ALIASES.get(format, format))
    named = {"format": operation.format, "for": operation.purpose}
    named = {name: value for name, value in named.items() if value}
    excel = for_excel(named)
    if operation.format and operation.format not in _NAMES:
        raise unknown_format(_NAMES)
    operation = replace(operation, format=named.get("format", ""))
    html = (
        operation.format == "html" if operation.format else negotiation.prefers_html(accept, _DATA)
    )
    if operation.query is None:
        if html:
            validators = _page_validators(request, service)
            return represent(request, editor(request, service), HTML_TYPE, validators)
        return await _description(request, service, operation.format)
    note_query(request, operation.query)
    # Relative IRIs resolve against the endpoint's address (SPARQL 1.1, section 4.1.1.2).
    base = _endpoint(request, service) if may_be_relative(operation.query) else None
    if html:
        return await _shown(request, service, operation, operation.query, base)
    return await _answered(request, service, operation, operation.query, base, excel=excel)


class Endpoint:
    """The same operation as an ASGI application.

    Why it is here: FastAPI's routing and its handling of parameters, which `sparql` reads itself,
    take a fifth of the server's time for a small query. The routes above describe the operation in
    OpenAPI.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        response = await sparql(request, await running(request))
        await response(scope, receive, send)


async def _answered(
    request: Request,
    service: Service,
    operation: Operation,
    text: str,
    base: str | None,
    *,
    excel: bool,
) -> Response:
    accept = negotiation.accepted(request)
    wanted: dict[formats.Form, str | None] = {
        form: _media_type(form, operation.format, accept)
        if operation.format
        else negotiation.choose(accept, list(offered.values()))
        for form, offered in _NAMED.items()
    }
    if not any(wanted.values()):
        available = sorted({media for offered in _NAMED.values() for media in offered.values()})
        raise Problem(
            406,
            "not-acceptable",
            f"Results are available as {', '.join(available)}.",
            available=available,
        )
    validators = None
    lasting = not volatile(text)
    if request.method != "POST" and lasting:
        validators = Validators(
            request,
            service.modified,
            service.release.id,
            text,
            *(["base", base] if base else []),
            *operation.default_graphs,
            "named",
            *operation.named_graphs,
            *(str(media_type) for media_type in wanted.values()),
            "for Excel" if excel else "",
        )
        if validators.held():
            return not_modified(request, validators)
    file = _file(wanted["solutions"], excel=excel)
    if file is not None:
        wanted["solutions"] = formats.TSV.media_type
    query = QueryRequest(
        text, operation.default_graphs, operation.named_graphs, wanted, client(request), base
    )
    answer = await while_connected(request, service, query)
    if file is not None and answer.form == "solutions":
        content: bytes | AsyncIterator[bytes]
        content = await converted(answer, text, service, file, excel=excel)
        if wants_length(request):
            content = await collected(content)
        named = disposition("results", file.name)
        return represent(request, content, file.content_type, validators, headers=named)
    content_type = formats.of(answer.form, answer.media_type).content_type
    # A base depends on the URL that the client used, which is not a part of the cache's key.
    if answer.rest is None and lasting and base is None:
        mark(request)
    return represent(request, streamed(answer), content_type, validators)


def _media_type(form: formats.Form, name: str, accept: MIMEAccept) -> str | None:
    """The media type of the format called `name`; None if results of that form have no such format.

    A format may have several types, as `xml` has `application/rdf+xml` beside `application/xml`:
    the client gets the one that it prefers.
    """
    media_type = _NAMED[form].get(name)
    if media_type is None:
        return None
    serializers = {f.media_type: f.serializer for f in formats.BY_FORM[form]}
    same = [each for each in serializers if serializers[each] == serializers.get(media_type)]
    return negotiation.choose(accept, [media_type, *same]) or media_type


def _file(media_type: str | None, *, excel: bool) -> TableFormat | None:
    """The format of solutions to be converted here; None if the engine writes it."""
    files: tuple[TableFormat, ...] = (XLSX, PARQUET, CSV, TSV) if excel else (XLSX, PARQUET)
    return next((file for file in files if file.media_type == media_type), None)


async def while_connected(request: Request, service: Service, query: QueryRequest) -> Answer:
    """The answer to `query`, cancelled with its worker as soon as the client disconnects."""
    async with Connected(request):
        return await service.engine.answer(query)


def streamed(answer: Answer) -> bytes | AsyncIterator[bytes]:
    """The bytes of an answer, streamed if it is long.

    An error midway aborts the transfer, visibly to the client.
    """
    return answer.head if answer.rest is None else _parts(answer.head, answer.rest)


async def _parts(head: bytes, rest: Rest) -> AsyncIterator[bytes]:
    try:
        for start in range(0, len(head), _PIECE):
            yield head[start : start + _PIECE]
        head = b""
        async for chunk in rest:
            yield chunk
    finally:  # also where the client leaves in the middle: its worker is to be free at once
        head = chunk = b""  # the exception that ends a transfer keeps this frame for a while
        rest.close()


async def _shown(
    request: Request, service: Service, operation: Operation, text: str, base: str | None
) -> Response:
    """The results as a page, for clients that sent the form without JavaScript."""
    lasting = request.method != "POST" and not volatile(text)
    validators = _page_validators(request, service) if lasting else None
    if validators and validators.held():
        return not_modified(request, validators)
    query = QueryRequest(
        text, operation.default_graphs, operation.named_graphs, client=client(request), base=base
    )
    try:
        answer = await while_connected(request, service, query)
        html = results_page(request, service, text, answer.form, await answer.read())
        return represent(request, html, HTML_TYPE, validators)
    except EngineError as error:
        problem = problems.of(error)
        html = editor(request, service, text, problem)
        return represent(request, html, HTML_TYPE, status=problem.status, headers=problem.headers)


def _page_validators(request: Request, service: Service) -> Validators:
    """The validators of the editor or of the results page at the URL of `request`."""
    return Validators(
        request, service.modified, service.release.id, "sparql", "html", str(request.url)
    )


def _endpoint(request: Request, service: Service) -> str:
    """The URL of the endpoint as the client reaches it."""
    return base_address(request).rstrip("/") + service.root + "/sparql"


async def _description(request: Request, service: Service, named: str) -> Response:
    """The service description in a negotiated RDF format (Service Description 1.1, section 2).

    `application/json` and `application/xml` are types of results, which need a query.
    """
    accept = negotiation.accepted(request)
    offered = [f.media_type for f in formats.BY_FORM["graph"] if f.media_type not in _RESULTS]
    media_type = _NAMED["graph"].get(named) if named else negotiation.choose(accept, offered)
    if media_type is None or media_type not in offered:
        if named or any(float(accept.quality(media)) > 0 for media in _RESULTS):
            raise Problem(400, "protocol", "The request has no query: send one as `query`.")
        raise Problem(
            406,
            "not-acceptable",
            f"The service description is available as {', '.join(offered)}.",
            available=offered,
        )
    endpoint = _endpoint(request, service)
    validators = Validators(
        request, service.modified, service.release.id, "sd", media_type, endpoint
    )
    if validators.held():
        return not_modified(request, validators)
    chosen = formats.of("graph", media_type)
    graphs = await service.graphs()
    content = service_description.describe(service, endpoint, graphs, chosen)
    return represent(request, content, chosen.content_type, validators)
