"""`/releases` and `/release/{id}/…`: every release on disk stays available.

A release's IRI is `…/release/{id}/`. It serves its manifest; below it are the description of its
data set and its files, its things (`id/…`, `doc/…`), its vocabulary and its SPARQL endpoint, at the
same paths as in the current release.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Path as PathPart
from fastapi.responses import Response

from migov.vocabulary import LICENSE
from migov.web.dataset.dcat import describe_release, in_form
from migov.web.dataset.files import FILE, FileName, file_of
from migov.web.dataset.terms import DATASET, file_type
from migov.web.http import negotiation
from migov.web.http.addresses import base_address
from migov.web.http.operations import elsewhere, gives
from migov.web.http.problems import Problem
from migov.web.http.rdf_formats import HTML, HTML_TYPE, MEDIA_TYPES, RDF, alternates, asked, named
from migov.web.http.representations import Validators, represent
from migov.web.http.requests import unknown_format
from migov.web.http.templating import page
from migov.web.linked_data import routes as linked_data
from migov.web.linked_data.routes import document_headers
from migov.web.linked_data.versions import Version, previous, versions
from migov.web.service import Running, Service, running
from migov.web.sparql import routes as sparql
from migov.web.vocabulary import routes

router = APIRouter(tags=["Linked data"])

ReleaseId = Annotated[
    str, PathPart(description="The id of the release, of twelve digits.", examples=["0" * 12])
]
_ID = re.compile(r"[0-9a-f]{12}")
_JSON = "application/json"


@router.get(
    "/releases",
    summary="Every release",
    response_class=Response,
    responses=gives("The releases, the newest first.", [_JSON, "text/html"], 406, 422),
)
async def releases(request: Request, service: Running) -> Response:
    """The releases, the newest first, as JSON or as a page."""
    all_releases = (await versions(service.release))[::-1]
    ids = [version.release.id for version in all_releases]
    form = _form(request, (_JSON,))
    validators = Validators(request, service.modified, service.release.id, "releases", form, *ids)
    if form == HTML:
        html = page(request, "releases.html", release=service.release.id, versions=all_releases)
        return represent(request, html, HTML_TYPE, validators)
    document = {
        "current": service.release.id,
        "releases": [
            {
                "id": version.release.id,
                "date": version.release.manifest["date"],
                "built": version.modified.isoformat(timespec="seconds"),
                "triples": version.release.manifest["counts"]["triples"],
                "url": f"/release/{version.release.id}/",
            }
            for version in all_releases
        ],
    }
    return represent(request, _json(document), _JSON, validators)


@router.get("/release/{id}", include_in_schema=False)
async def without_slash(id: str, service: Running) -> Response:
    """Redirects to the address with a slash."""
    await _known(service, id)
    return Response(status_code=308, headers={"Location": f"/release/{id}/"})


@router.get(
    "/release/{id}/",
    summary="One release",
    response_class=Response,
    responses=gives("What the release holds.", [_JSON, "text/html"], 404, 406, 422)
    | elsewhere(303, "Its description in RDF."),
)
async def release(id: ReleaseId, request: Request, service: Running) -> Response:
    """The manifest of a release as JSON or as a page; requests for RDF are redirected to the data
    set."""
    version, all_releases = await _known(service, id)
    form = _form(request, (_JSON, *(format.media_type for format in RDF)))
    if form not in (HTML, _JSON):
        location = f"/release/{id}/dataset"
        return Response(status_code=303, headers={"Location": location, "Vary": "Accept"})
    headers = {
        "Link": f'</release/{id}/dataset>; rel="describedby", </releases>; rel="version-history", '
        f'<{LICENSE}>; rel="license"'
    }
    before = previous(all_releases, id)
    if before:
        headers["Link"] += f', </release/{before.release.id}/>; rel="predecessor-version"'
    if form == HTML:
        return _page(request, service, version, all_releases, headers)
    validators = Validators(request, version.modified, id, "manifest", form)
    return represent(request, _json(version.release.manifest), _JSON, validators, headers=headers)


@router.get(
    "/release/{id}/dataset",
    summary="A release described",
    response_class=Response,
    responses=gives("The description, in VoID and DCAT.", MEDIA_TYPES, 404, 406, 422),
)
async def dataset(id: ReleaseId, request: Request, service: Running) -> Response:
    """DCAT of one release in any RDF format, or as a page."""
    return await _described(id, request, service, "")


@router.get("/release/{id}/dataset.{extension}", include_in_schema=False)
async def dataset_as(id: str, extension: str, request: Request, service: Running) -> Response:
    """The description in the form that the extension names."""
    return await _described(id, request, service, extension)


@router.get(
    "/release/{id}/dump/{file}",
    summary="A file of a release",
    response_class=Response,
    responses=FILE,
)
async def dump(id: ReleaseId, file: FileName, request: Request, service: Running) -> Response:
    """One of a release's files, whole or in ranges."""
    version, _ = await _known(service, id)
    return await file_of(request, version.release, version.modified, file, f"/release/{id}/")


async def as_it_was(id: str, request: Request) -> AsyncIterator[None]:
    """Answers the request from the release `id`, opening it if needed."""
    service = await running(request)  # called here because an injected service would not change
    version, _ = await _known(service, id)
    root = f"/release/{id}"
    if id == service.release.id:
        shown = service.memory.get("shown as it was")
        if not isinstance(shown, Service):
            shown = service.memory["shown as it was"] = replace(service, root=root, memory={})
        request.state.service = shown
        yield
    else:
        async with request.app.state.earlier.lent(version.release) as earlier:
            request.state.service = earlier
            yield


for _part in (linked_data.router, routes.router, sparql.router):
    router.include_router(
        _part,
        prefix="/release/{id}",
        dependencies=[Depends(as_it_was)],
        include_in_schema=False,
    )


#: Routes behind those of the questions of a past release.
rest = APIRouter(include_in_schema=False)


@rest.get("/release/{id}/{path:path}")
async def not_there(id: str, path: str, service: Running) -> Response:
    """Problem 404 that lists what a past release answers."""
    await _known(service, id)
    shown = "".join(each for each in path[:80] if each.isprintable())
    raise Problem(
        404,
        "not-found",
        f"Release {id} does not answer /{shown}. A past release answers its descriptions, "
        "vocabulary, questions, queries and files; networks, panels, comparisons, search and pages "
        "are those of the release in use.",
        available=[
            f"/release/{id}/{each}"
            for each in (
                "",
                "dataset",
                "doc/{kind}/{slug}",
                "ontology",
                "shapes",
                "questions/{name}",
                "sparql",
                "dump/{file}",
            )
        ],
        remedy="Ask one of these, query its SPARQL endpoint, or load its dump.",
    )


async def _known(service: Service, id: str) -> tuple[Version, list[Version]]:
    """The release `id` and all releases, the oldest first; raises Problem if there is none."""
    all_releases = await versions(service.release)
    for version in all_releases:
        if version.release.id == id:
            return version, all_releases
    raise Problem(
        404,
        "unknown-release",
        "There is no such release here. "
        + ("It may have been removed." if _ID.fullmatch(id) else "An id has twelve digits, 0 to f.")
        + " /releases lists those that there are.",
        available=[f"/release/{version.release.id}/" for version in all_releases[::-1]],
    )


async def _described(id: str, request: Request, service: Service, extension: str) -> Response:
    version, all_releases = await _known(service, id)
    form = asked(request, extension)
    path = f"/release/{id}/dataset"
    headers = document_headers(path, f"{path}.{form}", LICENSE)
    headers["Link"] += f', <{DATASET}>; rel="latest-version"'
    if form == HTML:
        return _page(request, service, version, all_releases, headers)
    base = base_address(request)
    ids = [each.release.id for each in all_releases]
    validators = Validators(request, service.modified, id, "dataset", form, base, *ids)
    in_use = Version(service.release, service.modified)
    content = in_form(describe_release(version, in_use, all_releases, base), form)
    return represent(request, content, named(form).content_type, validators, headers=headers)


def _page(
    request: Request,
    service: Service,
    version: Version,
    all_releases: list[Version],
    headers: dict[str, str],
) -> Response:
    id, ids = version.release.id, [each.release.id for each in all_releases]
    manifest = version.release.manifest
    validators = Validators(request, service.modified, service.release.id, id, HTML, *ids)
    html = page(
        request,
        "release.html",
        release=id,
        current=service.release.id,
        manifest=manifest,
        iri=version.iri,
        license=LICENSE,
        previous=previous(all_releases, id),
        files=[(file, file_type(file).title, e) for file, e in sorted(manifest["files"].items())],
        alternates=alternates(f"/release/{id}/dataset"),
    )
    return represent(request, html, HTML_TYPE, validators, headers=headers)


def _form(request: Request, data: tuple[str, ...]) -> str:
    """HTML or one of the media types of `data`, by `?format=` or Accept; raises Problem."""
    named = request.query_params.get("format", "")
    if named:
        by_name = {HTML: HTML, "json": _JSON, **{each.name: each.media_type for each in RDF}}
        by_name = {name: form for name, form in by_name.items() if form in (HTML, *data)}
        if named not in by_name:
            raise unknown_format(list(by_name))
        return by_name[named]
    accept = negotiation.accepted(request)
    if negotiation.prefers_html(accept, data):
        return HTML
    chosen = negotiation.choose(accept, [*data, "text/html"])
    if chosen is None:
        available = [*data, "text/html"]
        detail = f"This is available as {', '.join(available)}."
        raise Problem(406, "not-acceptable", detail, available=available)
    return HTML if chosen == "text/html" else chosen


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
