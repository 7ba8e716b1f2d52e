"""`/dataset`, `/void`, `/.well-known/void` and `/dump/…`: descriptions and files of the release."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.vocabulary import (
    BASE,
    GRAPH_CONCEPTS,
    GRAPH_DERIVED,
    GRAPH_EXAMPLES,
    GRAPH_ONTOLOGY,
    GRAPH_PARTITIONS,
    GRAPH_SHAPES,
    LICENSE,
    compact,
)
from migov.web.dataset.dcat import describe, in_form
from migov.web.dataset.files import FILE, FileName, file_of
from migov.web.dataset.profiles import croissant, datapackage, schema_org
from migov.web.dataset.terms import DATASET, DESCRIPTION, TITLE, file_type
from migov.web.dataset.void import Statistics, statistics
from migov.web.http.addresses import base_address
from migov.web.http.operations import gives
from migov.web.http.problems import Problem
from migov.web.http.rdf_formats import (
    HTML,
    HTML_TYPE,
    MEDIA_TYPES,
    alternates,
    asked,
    named,
)
from migov.web.http.representations import Validators, represent
from migov.web.http.templating import page
from migov.web.http.translation import interface_language
from migov.web.linked_data.routes import document_headers
from migov.web.linked_data.versions import Version, versions
from migov.web.service import ReleaseCache, Running, Service, release_cache

router = APIRouter(tags=["Linked data"])


@router.get(
    "/dataset",
    summary="The data set described",
    response_class=Response,
    responses=gives("The description, in VoID and DCAT.", MEDIA_TYPES, 406, 422),
)
async def dataset(request: Request, service: Running) -> Response:
    """VoID, DCAT and the service description in any RDF format, or as a page."""
    return await _described(request, service, "")


@router.get("/dataset.{extension}", include_in_schema=False)
async def dataset_as(extension: str, request: Request, service: Running) -> Response:
    """The description in the form that the extension names."""
    return await _described(request, service, extension)


@router.get(
    "/void",
    summary="The VoID description",
    response_class=Response,
    responses=gives("The description, in VoID and DCAT.", MEDIA_TYPES, 406, 422),
)
async def void(request: Request, service: Running) -> Response:
    """The same description at the path of VoID."""
    return await _described(request, service, "")


@router.get("/.well-known/void", include_in_schema=False)
async def well_known(request: Request, service: Running) -> Response:
    """The same description at the well-known path (RFC 5785; VoID, section 7.2)."""
    return await _described(request, service, "")


@router.get("/graph/{graph}", include_in_schema=False)
async def graph(graph: str) -> Response:
    """The name of a project graph redirects to its place in the data set's description."""
    if f"{BASE}graph/{graph}" not in (
        GRAPH_DERIVED,
        GRAPH_ONTOLOGY,
        GRAPH_CONCEPTS,
        GRAPH_SHAPES,
        GRAPH_EXAMPLES,
        GRAPH_PARTITIONS,
    ):
        raise Problem(404, "unknown-graph", "There is no such graph.")
    return Response(status_code=303, headers={"Location": f"/dataset#{graph}", "Vary": "Accept"})


@router.get(
    "/dump/{file}",
    summary="A file of the release",
    response_class=Response,
    responses=FILE,
)
async def dump(file: FileName, request: Request, service: Running) -> Response:
    """One of the release's files, whole or in ranges."""
    return await file_of(request, service.release, service.modified, file, "/")


@router.get(
    "/dataset/croissant.json",
    summary="The tables in Croissant",
    response_class=Response,
    responses=gives("The tables, in Croissant 1.1.", ["application/ld+json"]),
)
async def as_croissant(request: Request, service: Running) -> Response:
    """Files and columns of the tables for machine learning tools."""
    return _profile(request, service, croissant, "application/ld+json")


@router.get(
    "/dataset/datapackage.json",
    summary="The tables as a data package",
    response_class=Response,
    responses=gives("The tables, as a Tabular Data Package.", ["application/json"]),
)
async def as_datapackage(request: Request, service: Running) -> Response:
    """Files and columns of the tables for Frictionless tools."""
    return _profile(request, service, datapackage, "application/json")


async def _described(request: Request, service: Service, extension: str) -> Response:
    form = asked(request, extension)
    base = base_address(request)
    releases = await versions(service.release)
    beside = [version.release.id for version in releases]
    if form == HTML:
        beside.append(interface_language())
    validators = Validators(
        request, service.modified, service.release.id, "dataset", form, base, *beside
    )
    headers = document_headers("/dataset", f"/dataset.{form}", LICENSE)
    store = release_cache(service)
    key = ("dataset", form, base, *beside)
    content = store.get(key)
    if content is None:
        counted = await _statistics(store)
        if form == HTML:
            content = await asyncio.to_thread(_page, request, service, counted, base, releases)
        else:
            content = await asyncio.to_thread(_written, service, counted, base, form, releases)
        store.put(key, content)
    content_type = HTML_TYPE if form == HTML else named(form).content_type
    return represent(request, content, content_type, validators, headers=headers)


async def _statistics(store: ReleaseCache) -> Statistics:
    """The statistics of the release, counted once."""
    return await store.once("statistics", lambda: statistics(store.service))


def _written(
    service: Service, counted: Statistics, base: str, form: str, releases: list[Version]
) -> bytes:
    return in_form(describe(service, counted, base, releases), form)


def _page(
    request: Request, service: Service, counted: Statistics, base: str, releases: list[Version]
) -> bytes:
    manifest = service.release.manifest
    in_use = Version(service.release, service.modified)
    data = schema_org(in_use, releases, counted, base)
    html = page(
        request,
        "dataset.html",
        release=manifest["id"],
        manifest=manifest,
        title=TITLE,
        description=DESCRIPTION,
        license=LICENSE,
        iri=DATASET,
        statistics=counted,
        releases=len(releases),
        files=[
            (file, file_type(file).title, entry)
            for file, entry in sorted(manifest["files"].items())
        ],
        labels=service.labels,
        short=compact,
        alternates=alternates("/dataset"),
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
    )
    return html.encode()


def _profile(
    request: Request,
    service: Service,
    describe: Callable[[Version, str], dict[str, Any]],
    media: str,
) -> Response:
    base = base_address(request)
    validators = Validators(request, service.modified, service.release.id, describe.__name__, base)
    document = describe(Version(service.release, service.modified), base)
    content = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    headers = {"Link": f'</dataset>; rel="describedby", <{LICENSE}>; rel="license"'}
    return represent(request, content, media, validators, headers=headers)
