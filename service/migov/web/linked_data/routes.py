"""`/id/…` and `/doc/…`: dereferences the project's IRIs.

`/id/{kind}/{slug}` is the thing, so it answers 303 (Cool URIs for the Semantic Web, section 4.2);
`/doc/{kind}/{slug}` is the document about it, negotiated, or with an extension in one format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi import Path as PathPart
from fastapi.responses import Response

from migov.engine import formats
from migov.questions.formats import json_text
from migov.questions.resolve import near
from migov.vocabulary import ACTOR_KINDS, KINDS, LICENSE, iri
from migov.web.descriptions import page as description_pages
from migov.web.descriptions.description import Captions, Description, describe, exists
from migov.web.descriptions.jsonld import document
from migov.web.http.addresses import base_address
from migov.web.http.languages import language
from migov.web.http.operations import elsewhere, gives, problems
from migov.web.http.problems import Problem
from migov.web.http.rdf_formats import (
    HTML,
    HTML_TYPE,
    MEDIA_TYPES,
    WITH_GRAPHS,
    alternates,
    asked,
    named,
    serialized,
)
from migov.web.http.representations import Validators, represent
from migov.web.linked_data import versions
from migov.web.service import ReleaseCache, Running, Service, client, release_cache

router = APIRouter(tags=["Linked data"])
#: Routes about all releases together.
history = APIRouter(tags=["Linked data"])


#: Path parameters in OpenAPI.
Kind = Annotated[str, PathPart(description="The kind of thing.", examples=["mechanism", "state"])]
Slug = Annotated[
    str,
    PathPart(
        description="Its name in addresses; of a document also with an extension, such as .ttl.",
        examples=["khartoum-process", "ETH"],
    ),
]

_SLUG = re.compile(r"[A-Za-z0-9-]{1,200}")
_PAGE = re.compile(r"[1-9][0-9]{0,5}")


@router.get(
    "/id/{kind}/{slug}",
    status_code=303,
    summary="A thing by its IRI",
    response_class=Response,
    responses=elsewhere(303, "The document about it.") | problems(400, 404, 406, 410, 422, 503),
)
async def thing(kind: Kind, slug: Slug, request: Request, service: Running) -> Response:
    """Answers 303 with the address of the document about the thing.

    A format that the document lacks is refused here already.
    """
    subject = _subject(service, kind, slug)
    asked(request, "")
    # Datetime negotiation happens at the document.
    if versions.wanted(request, service) is None:
        await versions.standing(service, subject)
        if service.labels.entry(subject) is None and not await exists(
            service.engine, ox.NamedNode(subject), client(request)
        ):
            raise unknown(service, kind, slug)
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {
        "Location": f"{service.root}/doc/{kind}/{slug}{query}",
        "Vary": f"Accept, {versions.VARY}",
        "Link": versions.links(kind, slug),
    }
    return Response(status_code=303, headers=headers)


@router.get(
    "/doc/{kind}/{file}",
    summary="The description of a thing",
    response_class=Response,
    responses=gives(
        "The description of the thing.",
        MEDIA_TYPES,
        *(400, 404, 406, 410, 422, 429, 504),
    )
    | elsewhere(302, "The description at the requested datetime."),
)
async def doc(kind: Kind, file: Slug, request: Request, service: Running) -> Response:
    """The description in the format chosen by the extension, `?format=` or Accept."""
    slug, dot, extension = file.partition(".")
    subject = _subject(service, kind, slug)
    if dot and not extension:
        raise unknown(service, kind, file)
    form = asked(request, extension)
    if (moment := versions.wanted(request, service)) is not None:
        return await versions.gate(request, service, subject, kind, slug, moment)
    await versions.standing(service, subject)
    number = _number(request)
    path = f"{service.root}/doc/{kind}/{slug}"
    if form == HTML:
        return await _page(request, service, subject, _headers(service, path, kind, slug, HTML))
    format = named(form)
    validators = Validators(
        request, service.modified, service.release.id, subject, str(number), form
    )
    headers = _headers(service, path, kind, slug, form)
    if validators.held():
        return represent(request, b"", format.content_type, validators, headers=headers)
    store = release_cache(service)
    content, more = await _written(request, service, store, subject, format, number)
    if more:
        following = urlencode({**request.query_params, "page": number + 1})
        headers["Link"] += f', <{path}{dot}{extension}?{following}>; rel="next"'
    return represent(request, content, format.content_type, validators, headers=headers)


@history.get(
    "/timemap/{kind}/{slug}",
    summary="The versions of a description",
    response_class=Response,
    responses=gives("A link to each version.", [versions.LINK_FORMAT], 404, 422),
)
async def timemap(kind: Kind, slug: Slug, request: Request, service: Running) -> Response:
    """The descriptions of the thing in all releases, with build times (RFC 7089, section 5)."""
    subject = _subject(service, kind, slug)
    mementos = await versions.mementos(service, subject)
    if not mementos:
        raise unknown(service, kind, slug)
    content = versions.timemap(mementos, kind, slug, base_address(request))
    validators = Validators(request, mementos[-1].modified, content)
    return represent(request, content, versions.LINK_FORMAT, validators)


def _headers(service: Service, path: str, kind: str, slug: str, form: str) -> dict[str, str]:
    """The Link and Memento headers of a description at `path`."""
    headers = document_headers(path, f"{path}.{form}", LICENSE, service.root)
    headers["Link"] += f', <{iri(kind, slug)}>; rel="describes", {versions.links(kind, slug)}'
    headers["Vary"] = f"Accept, Accept-Encoding, {versions.VARY}"
    return {**headers, **versions.headers(service)}


def document_headers(path: str, location: str, license: str, root: str = "") -> dict[str, str]:
    """The headers of a document at `path`, with one format at `location`.

    Its data set is described under `root`.
    """
    links = [
        f'<{address}>; rel="alternate"; type="{media_type}"; title="{title}"'
        for address, media_type, title in alternates(path)
    ]
    links += [
        f'<{path}>; rel="canonical"',
        f'<{root}/dataset>; rel="describedby"',
        f'<{license}>; rel="license"',
    ]
    return {"Content-Location": location, "Link": ", ".join(links)}


async def _page(
    request: Request, service: Service, subject: str, headers: dict[str, str]
) -> Response:
    # A page may depend on the current day; no other part of the query changes it.
    key = (
        service.root,
        subject,
        HTML,
        service.today().isoformat(),
        request.query_params.get("asOf", "").strip(),
        request.query_params.get("all", "").strip()[:40],
        base_address(request),
        language(request),
    )
    validators = Validators(request, service.modified_today, service.release.id, *key)
    headers["Vary"] += ", Accept-Language"
    store = release_cache(service)
    html = b"" if validators.held() else store.get(key)
    if html is None:
        made = await description_pages.page_of(request, service, subject)
        if made is None:
            raise _missing(service, subject)
        html = made.encode()
        store.put(key, html)
    return represent(request, html, HTML_TYPE, validators, headers=headers)


async def _written(
    request: Request,
    service: Service,
    store: ReleaseCache,
    subject: str,
    format: formats.ResultFormat,
    number: int,
) -> tuple[bytes, bool]:
    """The serialized page of a description, and whether there is a next one."""
    key = (subject, number, format.name)
    content = store.get(key)
    if content is None:
        description = await describe(
            service.engine,
            await store.once("captions", lambda: Captions.load(service.engine)),
            subject,
            graphs=format in WITH_GRAPHS,
            number=number,
            client=client(request),
        )
        if description is None:
            raise _missing(service, subject)
        content = written(description, format)
        store.put(key, (b"1" if description.more else b"0") + content)
        return content, description.more
    return content[1:], content[:1] == b"1"


def written(description: Description, format: formats.ResultFormat) -> bytes:
    """A description in one format."""
    if format in (formats.JSON_LD, formats.GRAPH_JSON):
        return json_text(document(description)).encode()
    statements: Sequence[ox.Triple] | Sequence[ox.Quad]
    statements = description.quads() if format in WITH_GRAPHS else description.triples()
    return serialized(statements, format)


def _subject(service: Service, kind: str, slug: str) -> str:
    """The IRI of a path; raises Problem if it cannot be one of the project's."""
    if kind not in KINDS or not _SLUG.fullmatch(slug):
        raise unknown(service, kind, slug)
    return iri(kind, slug)


def _number(request: Request) -> int:
    text = request.query_params.get("page", "1")
    if not _PAGE.fullmatch(text):
        raise Problem(
            422, "parameter", "`page` must be a number from 1 on.", parameter="page", remedy=""
        )
    return int(text)


def _missing(service: Service, subject: str) -> Problem:
    kind, _, slug = subject.rpartition("/id/")[2].partition("/")
    return unknown(service, kind, slug)


def unknown(service: Service, kind: str, slug: str) -> Problem:
    """Problem 404 with similar names."""
    kinds = (kind,) if kind in KINDS else ACTOR_KINDS
    text = slug[:100].replace("-", " ")
    found = near(service.labels, text, kinds) or near(service.labels, text, ACTOR_KINDS)
    if kind in KINDS:
        detail = f"There is no {kind} “{_shown(slug)}” in this release."
    else:
        detail = f"There is no kind of thing “{_shown(kind)}”: the kinds are {', '.join(KINDS)}."
    return Problem(
        404,
        "unknown-thing",
        detail,
        suggestions=[
            {
                "iri": candidate.iri,
                "kind": candidate.kind,
                "slug": candidate.slug,
                "label": candidate.label,
                "url": f"{service.root}/doc/{candidate.kind}/{candidate.slug}",
            }
            for candidate in found
        ],
    )


def _shown(text: str) -> str:
    """A client's text, shortened and without unprintable characters."""
    return "".join(c for c in text[:60] if c.isprintable())
