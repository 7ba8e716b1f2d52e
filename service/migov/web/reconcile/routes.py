"""The routes of the Reconciliation Service API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov import __version__
from migov.questions.formats import json_text
from migov.questions.labels import Entry
from migov.questions.matching import TYPES
from migov.questions.names import folded
from migov.questions.search import find
from migov.vocabulary import ID, ONTOLOGY
from migov.web.http.addresses import base_address
from migov.web.http.bodies import read_body
from migov.web.http.languages import language
from migov.web.http.operations import gives
from migov.web.http.problems import Problem
from migov.web.http.representations import Validators, represent
from migov.web.http.requests import parameters
from migov.web.http.templating import page
from migov.web.reconcile.batch import BATCH, extend, read_json, reconcile
from migov.web.reconcile.properties import (
    PROPERTIES,
    Property,
    cells,
    entity,
    identifier,
    one_line,
    values_of,
)
from migov.web.service import Running, Service

router = APIRouter(tags=["Reconciliation"])

_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"
#: A preview may be framed by any site and has no scripts.
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)
#: Maximum numbers of suggestions, and of items in a preview.
_SUGGESTED = 20
_PREVIEWED = ("iso3", "abbreviation", "established", "date", "region", "theme", "homepage")
_VARY = {"Vary": "Accept-Encoding, Accept-Language"}


def _parameter(name: str, description: str, kind: str = "string") -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": {"type": kind}}


_QUERIES = _parameter("queries", "A batch of reconciliation queries, a JSON object.")
_EXTEND = _parameter("extend", "A data extension query, a JSON object.")
_LANG = _parameter("lang", "The language of names: en, fr, es, ar, pt, ru, zh or de.")
_PREFIX = _parameter("prefix", "What the user has typed so far.")
_CURSOR = _parameter("cursor", "Number of suggestions to skip.", "integer")
_ID = {**_parameter("id", "An identifier of the service."), "required": True}
_POSTED = {
    "content": {
        _FORM: {
            "schema": {
                "type": "object",
                "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
            }
        }
    }
}


@router.get("/reconcile/", include_in_schema=False)
@router.get(
    "/reconcile",
    operation_id="reconcile",
    summary="The manifest of the reconciliation service, or a batch of queries",
    response_class=Response,
    responses=gives("The manifest, results or values.", [_JSON], 400, 413, 422),
    openapi_extra={"parameters": [_QUERIES, _EXTEND, _LANG]},
)
async def answer_get(request: Request, service: Running) -> Response:
    """Answers `queries` or `extend`; without either returns the service manifest."""
    params = parameters(request, free="queries")
    queries, extension = params.get("queries"), params.get("extend")
    if queries is None and extension is None:
        return _represented(request, service, _manifest(request), "manifest")
    return await _answered(request, service, queries, extension)


@router.post("/reconcile/", include_in_schema=False)
@router.post(
    "/reconcile",
    operation_id="reconcile-posted",
    summary="A batch of reconciliation queries, or a data extension query",
    response_class=Response,
    responses=gives("Results or values.", [_JSON], 400, 413, 415, 422),
    openapi_extra={"parameters": [_LANG], "requestBody": _POSTED},
)
async def answer_post(request: Request, service: Running) -> Response:
    """Answers `queries` or `extend` of a form."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type not in (_FORM, ""):
        raise Problem(
            415,
            "media-type",
            f"POST a form as {_FORM}, with `queries` or `extend`.",
            headers={"Accept-Post": _FORM},
        )
    body = await read_body(request, service.settings)
    try:
        pairs = dict(
            parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=100)
        )
    except UnicodeDecodeError:
        raise Problem(400, "encoding", "There are bytes in the form that are not UTF-8.") from None
    except ValueError:
        raise Problem(400, "parameter", "There are over 100 fields in the form.") from None
    return await _answered(request, service, pairs.get("queries"), pairs.get("extend"))


async def _answered(
    request: Request, service: Service, queries: str | None, extension: str | None
) -> Response:
    if (queries is None) == (extension is None):
        raise Problem(
            400, "reconciliation", "Send either `queries` or `extend`.", parameter="queries"
        )
    labels, lang, values = service.labels, language(request), await values_of(service)
    if queries is not None:
        body = await reconcile(read_json(queries, "queries"), labels, values, lang)
    else:
        body = extend(read_json(extension or "", "extend"), labels, values, lang)
    return represent(request, json_text(body), _JSON, headers=_VARY)


def _manifest(request: Request) -> dict[str, Any]:
    base = base_address(request)
    service_url = f"{base}reconcile"

    def suggests(what: str) -> dict[str, str]:
        return {
            "service_url": service_url,
            "service_path": f"/suggest/{what}",
            "flyout_service_url": service_url,
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }

    return {
        "versions": ["0.2"],
        "name": "migov: migration-governance actors",
        "identifierSpace": ID,
        "schemaSpace": f"{ONTOLOGY}#",
        "defaultTypes": [{"id": each, "name": name} for each, name in TYPES.items()],
        "documentation": f"{base}docs",
        "logo": f"{base}static/migov.svg",
        "serviceVersion": __version__,
        "view": {"url": f"{base}id/{{{{id}}}}"},
        "preview": {"url": f"{service_url}/preview?id={{{{id}}}}", "width": 420, "height": 260},
        "suggest": {each: suggests(each) for each in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": service_url, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


@router.get(
    "/reconcile/suggest/entity",
    operation_id="reconcile-suggest-entity",
    summary="Things whose names begin so",
    response_class=Response,
    responses=gives("The suggestions.", [_JSON], 400, 422),
    openapi_extra={"parameters": [_PREFIX, _CURSOR, _parameter("type", "Only this type."), _LANG]},
)
async def suggest_entity(request: Request, service: Running) -> Response:
    """Things whose names begin with `prefix`, contain it or are similar; or with that id."""
    params = parameters(request)
    prefix, lang, values = params.get("prefix", ""), language(request), await values_of(service)
    types = [params["type"]] if params.get("type") else list(TYPES)
    if types[0] not in TYPES:
        raise Problem(422, "parameter", f"`type` is one of {', '.join(TYPES)}.", parameter="type")
    known = entity(service.labels, prefix)
    found = [known] if known is not None and known.kind in TYPES else []
    found += [hit.entry for hit in find(service.labels, prefix, types) if hit.entry not in found]
    suggestions = [
        {
            "id": identifier(entry.iri),
            "name": entry.label(lang),
            "description": one_line(entry, values),
            "notable": [{"id": entry.kind, "name": TYPES[entry.kind]}],
        }
        for entry in found
    ]
    return _suggested(request, service, suggestions, params)


@router.get(
    "/reconcile/suggest/property",
    operation_id="reconcile-suggest-property",
    summary="Properties whose names begin so",
    response_class=Response,
    responses=gives("The suggestions.", [_JSON], 400, 422),
    openapi_extra={"parameters": [_PREFIX, _CURSOR]},
)
async def suggest_property(request: Request, service: Running) -> Response:
    """Properties with a word in name, id or description that begins with `prefix`."""
    params = parameters(request)
    fitting = [
        {"id": each.id, "name": each.name, "description": each.description}
        for each in PROPERTIES.values()
        if _begins(params.get("prefix", ""), each.id, f"{each.name} {each.description}")
    ]
    return _suggested(request, service, fitting, params)


@router.get(
    "/reconcile/suggest/type",
    operation_id="reconcile-suggest-type",
    summary="Types whose names begin so",
    response_class=Response,
    responses=gives("The suggestions.", [_JSON], 400, 422),
    openapi_extra={"parameters": [_PREFIX, _CURSOR]},
)
async def suggest_type(request: Request, service: Running) -> Response:
    """Types with a word in name or id that begins with `prefix`."""
    params = parameters(request)
    fitting = [
        {"id": each, "name": name}
        for each, name in TYPES.items()
        if _begins(params.get("prefix", ""), each, name)
    ]
    return _suggested(request, service, fitting, params)


def _begins(prefix: str, identifier: str, name: str) -> bool:
    words = folded(prefix)
    return identifier == prefix or f" {words}" in f" {folded(identifier)} {folded(name)}"


def _suggested(
    request: Request, service: Service, found: list[dict[str, Any]], params: dict[str, str]
) -> Response:
    cursor = params.get("cursor", "0")
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise Problem(
            422, "parameter", "`cursor` is a whole number, 0 or more.", parameter="cursor"
        )
    start = int(cursor)
    return _represented(request, service, {"result": found[start : start + _SUGGESTED]}, "suggest")


@router.get(
    "/reconcile/properties",
    operation_id="reconcile-properties",
    summary="Properties that data extension fetches for a type",
    response_class=Response,
    responses=gives("The properties.", [_JSON], 400, 422),
    openapi_extra={
        "parameters": [
            _parameter("type", "A type."),
            _parameter("limit", "Maximum number of properties.", "integer"),
        ]
    },
)
async def propose(request: Request, service: Running) -> Response:
    """The properties of a type, or all of them."""
    params = parameters(request)
    kind, limit = params.get("type", ""), params.get("limit", "")
    if kind and kind not in TYPES:
        raise Problem(422, "parameter", f"`type` is one of {', '.join(TYPES)}.", parameter="type")
    if limit and not (limit.isascii() and limit.isdigit() and 0 < len(limit) < 10):
        raise Problem(422, "parameter", "`limit` is a whole number.", parameter="limit")
    fitting = [
        {"id": each.id, "name": each.name}
        for each in PROPERTIES.values()
        if not kind or kind in each.types
    ]
    body: dict[str, Any] = {"properties": fitting[: int(limit)] if limit else fitting}
    if kind:
        body["type"] = kind
    if limit:
        body["limit"] = int(limit)
    return _represented(request, service, body, "properties")


@router.get(
    "/reconcile/flyout/{what}",
    operation_id="reconcile-flyout",
    summary="A few words on a suggested thing, property or type, as HTML in JSON",
    response_class=Response,
    responses=gives("The identifier and the HTML.", [_JSON], 400, 404, 422),
    openapi_extra={"parameters": [_ID, _LANG]},
)
async def flyout(request: Request, what: str, service: Running) -> Response:
    """The flyout that a client shows beside a suggestion."""
    asked = parameters(request).get("id", "")
    shown: dict[str, Any]
    if what == "entity":
        shown = await _summary(service, _known(service, asked), language(request))
    elif what == "property" and asked in PROPERTIES:
        found: Property = PROPERTIES[asked]
        shown = {"name": found.name, "kind": "", "text": found.description, "rows": []}
    elif what == "type" and asked in TYPES:
        shown = {"name": TYPES[asked], "kind": "", "text": "", "rows": []}
    else:
        raise Problem(404, "unknown-thing", "No property or type has that identifier.")
    html = page(request, "reconcile-flyout.html", **shown)
    return _represented(request, service, {"id": asked, "html": html}, "flyout")


@router.get(
    "/reconcile/preview",
    operation_id="reconcile-preview",
    summary="A small page on a thing, to be framed by a client",
    response_class=Response,
    responses=gives("The page.", ["text/html"], 400, 404, 422),
    openapi_extra={"parameters": [_ID, _LANG]},
)
async def preview(request: Request, service: Running) -> Response:
    """A page for a frame of 420 by 260 pixels."""
    lang = language(request)
    entry = _known(service, parameters(request).get("id", ""))
    summary = await _summary(service, entry, lang)
    html = page(
        request,
        "reconcile-preview.html",
        lang=lang,
        address=f"/id/{entry.kind}/{entry.slug}",
        **summary,
    )
    validators = Validators(
        request, service.modified, service.release.id, str(request.url), lang, "text/html"
    )
    return represent(
        request,
        html,
        "text/html; charset=utf-8",
        validators,
        headers={**_VARY, "Content-Security-Policy": PREVIEW_POLICY},
    )


def _known(service: Service, asked: str) -> Entry:
    entry = entity(service.labels, asked)
    if entry is None or entry.kind not in TYPES:
        raise Problem(
            404, "unknown-thing", "Nothing has that identifier: write state/ETH.", parameter="id"
        )
    return entry


async def _summary(service: Service, entry: Entry, lang: str) -> dict[str, Any]:
    """The content of a thing's preview."""
    labels, values = service.labels, await values_of(service)

    def names_of(pid: str) -> list[str]:
        found = cells(PROPERTIES[pid], entry, labels, values, lang)
        return [each.get("name") or each["str"] for each in found]

    definition = names_of("definition")
    rows = [(PROPERTIES[pid].name, ", ".join(names_of(pid)[:6])) for pid in _PREVIEWED]
    return {
        "name": entry.label(lang),
        "kind": TYPES[entry.kind],
        "text": definition[0] if definition else "",
        "rows": [row for row in rows if row[1]],
    }


def _represented(request: Request, service: Service, body: Any, what: str) -> Response:
    validators = Validators(
        request, service.modified, service.release.id, what, str(request.url), language(request)
    )
    return represent(request, json_text(body), _JSON, validators, headers=_VARY)
