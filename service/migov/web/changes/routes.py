"""`/changes` and `/changes/{kind}/{slug}`: the changes of each release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Annotated, Any
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi import Path as PathPart
from fastapi.responses import Response

from migov.engine import formats
from migov.engine.formats import ResultFormat
from migov.questions.messages import marked
from migov.vocabulary import ACTOR_KINDS, iri
from migov.web.changes.feeds import ATOM_TYPE, address_of, atom, fragment, published, stream
from migov.web.changes.history import Event, History, Step
from migov.web.http.addresses import base_address
from migov.web.http.operations import gives
from migov.web.http.problems import Problem
from migov.web.http.rdf_formats import HTML, HTML_TYPE, asked
from migov.web.http.representations import Validators, represent
from migov.web.http.requests import parameters
from migov.web.http.templating import page
from migov.web.http.translation import gettext as _
from migov.web.http.translation import interface_language
from migov.web.linked_data.routes import unknown
from migov.web.linked_data.versions import versions
from migov.web.service import Running, Service

router = APIRouter(tags=["Changes"])

ATOM = ResultFormat(ATOM_TYPE, "atom", ox.RdfFormat.RDF_XML)
_JSON_LD = (formats.JSON_LD.name, formats.GRAPH_JSON.name)
_LISTED = (ATOM, formats.JSON_LD)
_OFFERED = (*_LISTED, formats.GRAPH_JSON)
_TITLES = {"atom": marked("Atom feed"), "jsonld": marked("Event stream (JSON-LD)")}
#: Entries per page of the feed or fragment, and per release on the page.
SIZE = 250
SHOWN = 100
_PAGE = re.compile(r"[1-9][0-9]{0,5}")
_SLUG = re.compile(r"[A-Za-z0-9-]{1,200}")
_MEDIA_TYPES = (*(each.media_type for each in _OFFERED), "text/html")

Kind = Annotated[str, PathPart(description="The kind of actor.", examples=["mechanism", "state"])]
Slug = Annotated[
    str,
    PathPart(
        description="Its slug, also with an extension: .atom, .jsonld or .html.",
        examples=["rabat-process", "ETH"],
    ),
]


@router.get(
    "/changes",
    summary="What each release changed",
    response_class=Response,
    responses=gives("The changes, the newest release first.", _MEDIA_TYPES, 404, 406, 422),
)
async def changes(request: Request, service: Running) -> Response:
    """Things added, ended, corrected or removed; `from` and `to` choose one release."""
    return await _changes(request, service, None, "changes", "")


@router.get("/changes.{extension}", include_in_schema=False)
async def changes_as(extension: str, request: Request, service: Running) -> Response:
    """The changes in the form that the extension names."""
    return await _changes(request, service, None, "changes", extension)


@router.get(
    "/changes/{kind}/{file}",
    summary="What each release changed for one actor",
    response_class=Response,
    responses=gives("The changes that concern it.", _MEDIA_TYPES, 404, 406, 422),
)
async def actor_changes(kind: Kind, file: Slug, request: Request, service: Running) -> Response:
    """The changes that concern an actor: its own, and those of things it takes part in."""
    slug, dot, extension = file.partition(".")
    subject = iri(kind, slug)
    named = kind in ACTOR_KINDS and _SLUG.fullmatch(slug) and not (dot and not extension)
    if not named or service.labels.entry(subject) is None:
        raise unknown(service, kind, slug)
    return await _changes(request, service, subject, f"changes/{kind}/{slug}", extension)


async def _changes(
    request: Request, service: Service, subject: str | None, path: str, extension: str
) -> Response:
    form = asked(request, extension, _OFFERED)
    params = parameters(request)
    number = _number(params.get("page", "1"))
    releases = await versions(service.release)
    history = request.app.state.changes
    if not isinstance(history, History):
        history = request.app.state.changes = History(service.settings.query_seconds / 2)
    if "from" in params or "to" in params:
        return await _one(request, service, history, subject, path, form, params, number)
    base = base_address(request)
    ids = [version.release.id for version in releases]
    validators = Validators(
        request,
        releases[-1].modified if releases else service.modified,
        path,
        form,
        base,
        str(number),
        *ids,
    )
    headers = _headers(path)
    if validators.held():
        return represent(request, b"", _content_type(form), validators, headers=headers)
    steps = await history.steps(releases)
    title = _title(service, subject)
    if form in _JSON_LD:
        content: str | bytes = stream(
            [(step, len(step.about(subject))) for step in steps], title, path, base, SIZE
        )
    elif form == ATOM.name:
        entries = [
            (step, event)
            for step in steps
            for event in step.about(subject)
            if event.actor is not None
        ]
        shown = entries[(number - 1) * SIZE : number * SIZE]
        if not shown and number > 1:
            raise _no_page(number)
        updated = published(steps[0]) if steps else validators.modified.isoformat()
        links = _feed_links(base, path, number, len(entries))
        content = atom(shown, title, path, base, links, updated)
    else:
        content = _page(request, service, subject, path, steps)
    return represent(request, content, _content_type(form), validators, headers=headers)


async def _one(
    request: Request,
    service: Service,
    history: History,
    subject: str | None,
    path: str,
    form: str,
    params: dict[str, str],
    number: int,
) -> Response:
    """The changes of one release, `to`, relative to the one before, `from`."""
    releases = await versions(service.release)
    pairs = {(a.release.id, b.release.id): (a, b) for a, b in pairwise(releases)}
    pair = pairs.get((params.get("from", ""), params.get("to", "")))
    if pair is None:
        raise Problem(
            404,
            "unknown-release",
            "These are not two successive releases on this server.",
            available=[f"/{path}?{urlencode({'from': a, 'to': b})}" for a, b in pairs],
        )
    step = await history.step(*pair)
    base = base_address(request)
    ids = (step.before, step.after)
    validators = Validators(request, step.published, path, form, base, str(number), *ids)
    events = step.about(subject)
    shown = events[(number - 1) * SIZE : number * SIZE]
    if not shown and number > 1:
        raise _no_page(number)
    title = _title(service, subject)
    if form in _JSON_LD:
        more = len(events) > number * SIZE
        content: str | bytes = fragment(step, shown, number, more, path, base)
    elif form == ATOM.name:
        entries = [(step, event) for event in shown if event.actor is not None]
        content = atom(entries, title, path, base, [], published(step))
    else:
        content = _page(request, service, subject, path, [step])
    response = represent(request, content, _content_type(form), validators, headers=_headers(path))
    if form in _JSON_LD:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _page(
    request: Request,
    service: Service,
    subject: str | None,
    path: str,
    steps: Sequence[Step],
) -> str:
    releases = []
    for step in steps:
        events = step.about(subject)
        own = [event for event in events if event.actor is not None]
        query = urlencode({"from": step.before, "to": step.after})
        releases.append(
            {
                "id": step.after,
                "day": step.published.date().isoformat(),
                "events": [_row(service, step, event) for event in islice(own, SHOWN)],
                "more": max(0, len(own) - SHOWN),
                "others": len(events) - len(own),
                "data": f"/{path}?{query}&format=jsonld",
            }
        )
    kind, slug = (subject or "").partition("/id/")[2].split("/") if subject else ("", "")
    return page(
        request,
        "changes.html",
        release=service.release.id,
        title=_heading(service, subject),
        actor=(
            f"{service.root}/doc/{kind}/{slug}",
            service.labels.label(subject, interface_language()),
        )
        if subject
        else None,
        releases=releases,
        feeds=[
            (f"/{path}.{offer.name}", offer.media_type, _(_TITLES[offer.name])) for offer in _LISTED
        ],
    )


def _row(service: Service, step: Step, event: Event) -> dict[str, Any]:
    is_described = service.labels.entry(event.thing) is not None or event.effect == "removed"
    actor = (event.actor or "").partition("/id/")[2]
    follow = f"/changes/{actor}" if service.labels.entry(event.actor or "") else None
    return {
        "effect": event.effect,
        "actor": event.actor_label,
        "follow": follow,
        "text": event.text,
        "href": f"/{address_of(step, event)}" if is_described and "/id/" in event.thing else None,
    }


def _title(service: Service, subject: str | None) -> str:
    if not subject:
        return "Changes of each release"
    return f"Changes: {service.labels.label(subject)}"


def _heading(service: Service, subject: str | None) -> str:
    """The same in the language of the page."""
    if not subject:
        return _("Changes of each release")
    name = service.labels.label(subject, interface_language())
    return _("Changes: %(name)s") % {"name": name}


def _feed_links(base: str, path: str, number: int, count: int) -> list[tuple[str, str]]:
    def at(page: int) -> str:
        return f"{base}{path}.atom" + (f"?page={page}" if page > 1 else "")

    links = [("self", at(number)), ("first", at(1))]
    if number > 1:
        links.append(("previous", at(number - 1)))
    if count > number * SIZE:
        links.append(("next", at(number + 1)))
    return links


def _headers(path: str) -> dict[str, str]:
    links = [
        f'</{path}.{offer.name}>; rel="alternate"; type="{offer.media_type}"' for offer in _LISTED
    ]
    return {"Link": ", ".join([*links, f'</{path}>; rel="canonical"'])}


def _content_type(form: str) -> str:
    if form == HTML:
        return HTML_TYPE
    if form == ATOM.name:
        return f"{ATOM_TYPE}; charset=utf-8"
    return next(each.content_type for each in _OFFERED if each.name == form)


def _number(text: str) -> int:
    if not _PAGE.fullmatch(text):
        raise Problem(
            422, "parameter", "`page` must be a number from 1 on.", parameter="page", remedy=""
        )
    return int(text)


def _no_page(number: int) -> Problem:
    return Problem(404, "unknown-thing", f"There is no page {number} of these changes.")
