"""`/search`: all named things, by name, abbreviation, code or label in any language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from migov.engine.interface import BaseEngine
from migov.engine.solutions import Term
from migov.questions.completion import complete
from migov.questions.errors import Candidate
from migov.questions.formats import json_text
from migov.questions.labels import Labels
from migov.questions.messages import marked
from migov.questions.resolve import near
from migov.questions.search import FITS, SEARCHED, SHOWN, Hit, find
from migov.questions.understanding.understand import recognized
from migov.stored_queries import service_query
from migov.vocabulary import ACTOR_KINDS, local_name
from migov.web.http.languages import LANGUAGES, language
from migov.web.http.operations import answers, elsewhere
from migov.web.http.problems import Problem
from migov.web.http.representations import Validators, represent
from migov.web.http.requests import JSON_OR_HTML, asked_format, parameters
from migov.web.http.templating import page
from migov.web.service import Running, Service, reader, release_cache
from migov.web.tables import Cell, Names

router = APIRouter(tags=["Search"])

#: The kinds searched for similar names if no kind is given.
NAMED = (*ACTOR_KINDS, "instrument", "initiative", "theme", "region")

#: What the name that was found is of its thing (`Hit.by`), for the page to translate.
NAMES_ARE = (
    marked("label"),
    marked("other name"),
    marked("former name"),
    marked("abbreviation"),
    marked("code"),
    marked("demonym"),
    marked("name of several"),
)

_JSON, _HTML = "application/json", "text/html"
_RESULT = {
    "iri": {"type": "string", "format": "uri"},
    "kind": {"type": "string", "enum": list(SEARCHED)},
    "slug": {"type": "string"},
    "label": {"type": "string", "description": "The label in the requested language."},
    "line": {"type": "string", "description": "A one-line description; may be empty."},
    "matched": {"type": "string", "description": "The name that matched."},
    "by": {"type": "string", "description": "The type of that name, such as label or code."},
    "fit": {"type": "string", "enum": list(FITS), "description": "How the query matched."},
    "score": {"type": "number", "description": "The score of the match, of 100.", "maximum": 100},
    "note": {
        "type": "string",
        "description": "When that name was in use, if recorded; else empty.",
    },
    "url": {"type": "string"},
}
_NEAREST = {name: _RESULT[name] for name in ("iri", "kind", "slug", "label", "url")}
_FOUND = {
    "type": "object",
    "required": ["query", "release", "total", "kinds", "results", "nearest", "questions"],
    "properties": {
        "query": {"type": "string"},
        "release": {"type": "string"},
        "total": {"type": "integer"},
        "kinds": {
            "type": "object",
            "description": "The number of matches of each kind.",
            "additionalProperties": {"type": "integer"},
        },
        "results": {
            "type": "array",
            "maxItems": SHOWN,
            "items": {"type": "object", "required": list(_RESULT), "properties": _RESULT},
        },
        "nearest": {
            "type": "array",
            "description": "Things with the most similar names, if nothing matches.",
            "items": {"type": "object", "required": list(_NEAREST), "properties": _NEAREST},
        },
        "questions": {
            "type": "array",
            "description": "Complete questions in words that begin with the query.",
            "items": {
                "type": "object",
                "required": ["text", "question", "url"],
                "properties": {
                    "text": {"type": "string"},
                    "question": {"type": "string"},
                    "url": {"type": "string"},
                },
            },
        },
    },
}


@router.get(
    "/search",
    summary="Things by name",
    response_class=Response,
    responses=answers("The matching things, the best first.", _FOUND, [_JSON, _HTML])
    | elsewhere(303, "The answer to a question that was typed into the search box."),
    openapi_extra={
        "parameters": [
            {
                "name": "q",
                "in": "query",
                "description": "A name, abbreviation or code, in any language; may be misspelt.",
                "schema": {"type": "string"},
            },
            {
                "name": "kind",
                "in": "query",
                "description": "Only things of this kind.",
                "schema": {"type": "string", "enum": list(SEARCHED)},
            },
        ]
    },
)
async def search(request: Request, service: Running) -> Response:
    """The things whose names best match `q`, with counts by kind.

    A question typed into the page's search box is redirected to its answer.
    """
    params = parameters(request)
    query, kind = params.get("q", "").strip(), params.get("kind", "")
    if kind and kind not in SEARCHED:
        raise Problem(
            422,
            "parameter",
            f"`kind` is one of {', '.join(SEARCHED)}.",
            parameter="kind",
            remedy="Leave it out to search all kinds.",
        )
    lang = language(request)
    html = asked_format(request, params.get("format", ""), JSON_OR_HTML).name == "html"
    if html:
        await reader(service)
        if recognized(query, service.catalogue, service.labels, service.today()):
            kept = {name: params[name] for name in ("q", "lang") if params.get(name)}
            return RedirectResponse("/ask?" + urlencode(kept), 303)
    validators = Validators(
        request, service.modified, service.release.id, "search", query, kind, lang, str(html)
    )
    found = find(service.labels, query)
    counts = Counter(hit.entry.kind for hit in found)
    shown = [hit for hit in found if not kind or hit.entry.kind == kind]
    headers = {"Vary": "Accept, Accept-Encoding, Accept-Language"}
    lines = await release_cache(service).once("lines", lambda: Lines.load(service.engine))
    nearest = [] if shown else near(service.labels, query, [kind] if kind else NAMED, lang=lang)
    if html:
        content = _page(request, service, query, kind, lang, shown, counts, lines, nearest)
        return represent(request, content, "text/html; charset=utf-8", validators, headers=headers)
    body = {
        "query": query,
        "release": service.release.id,
        "total": len(shown),
        "kinds": dict(sorted(counts.items())),
        "results": [_result(hit, lang, service, lines) for hit in shown[:SHOWN]],
        "nearest": [_near(each) for each in nearest],
        "questions": [
            {**each._asdict(), "url": "/ask?" + urlencode({"q": each.text})}
            for each in complete(query, service.catalogue, service.labels, lang)
        ],
    }
    return represent(request, json_text(body), "application/json", validators, headers=headers)


def _result(hit: Hit, lang: str, service: Service, lines: Lines) -> dict[str, Any]:
    entry = hit.entry
    return {
        "iri": entry.iri,
        "kind": entry.kind,
        "slug": entry.slug,
        "label": entry.label(lang),
        "line": lines.line(entry.iri, service.labels, lang).text,
        "matched": hit.matched,
        "by": hit.by,
        "fit": hit.fit,
        "score": hit.score,
        "note": hit.note,
        "url": f"/doc/{entry.kind}/{entry.slug}",
    }


def _near(candidate: Candidate) -> dict[str, str]:
    return {**asdict(candidate), "url": f"/doc/{candidate.kind}/{candidate.slug}"}


def _page(
    request: Request,
    service: Service,
    query: str,
    kind: str,
    lang: str,
    hits: list[Hit],
    counts: Counter[str],
    lines: Lines,
    nearest: list[Candidate],
) -> str:
    names = Names(service.labels, lang)
    results = [
        _result(hit, lang, service, lines)
        | {
            "label": names.cell(hit.entry.iri).unlinked,
            "line": lines.line(hit.entry.iri, service.labels, lang),
        }
        for hit in hits[:SHOWN]
    ]
    # Actors first, in the order of their score; sources are folded.
    ordered = sorted(results, key=lambda each: each["kind"] not in ACTOR_KINDS)
    return page(
        request,
        "search.html",
        release=service.release.id,
        query=query,
        kind=kind,
        results=[each for each in ordered if each["kind"] != "source" or kind],
        sources=[each for each in ordered if each["kind"] == "source" and not kind],
        total=len(hits),
        actors=ACTOR_KINDS,
        counts=sorted(counts.items(), key=lambda item: (-item[1], item[0])),
        everything=sum(counts.values()),
        nearest=[_near(each) for each in nearest],
        lang=lang,
        languages=LANGUAGES,
    )


#: Maximum number of characters of a definition in a line.
LONGEST = 160
#: Properties shown for things without a definition: the first known of each group.
_PLACES = ("inRegion", "convenedBy", "unitOf")
_DATES = ("contentDate", "date", "startDate")


class Lines:
    """One-line descriptions by IRI, read once per release."""

    def __init__(self, rows: Iterable[Mapping[str, Term]]) -> None:
        self._stated: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            thing, property = row["thing"], row["property"]
            if isinstance(thing, ox.NamedNode) and isinstance(property, ox.NamedNode):
                self._stated[thing.value][local_name(property.value)].append(row["value"])

    @classmethod
    async def load(cls, engine: BaseEngine) -> Lines:
        """Reads the descriptions of a release with one query."""
        return cls((await engine.select(service_query("what-things-are"))).rows)

    def line(self, iri: str, labels: Labels, language: str) -> Cell:
        """The definition, else convener, place and date; "" if nothing is known."""
        stated = self._stated.get(iri, {})
        definition, lang = _in(stated.get("definition", ()), language)
        if definition:
            whole = len(definition) <= LONGEST
            text = definition if whole else f"{definition[:LONGEST].rpartition(' ')[0]} …"
            return Cell(text, lang=lang)
        parts = [
            ", ".join(sorted({labels.label(iri, language) for iri in _things(values)})[:2])
            for values in (stated.get(name, ()) for name in _PLACES)
        ]
        dates = sorted(
            {v.value for name in _DATES for v in stated.get(name, ()) if isinstance(v, ox.Literal)}
        )
        return Cell(", ".join(part for part in (*parts, *dates[:1]) if part))


def _things(values: Iterable[Term]) -> list[str]:
    return [value.value for value in values if isinstance(value, ox.NamedNode)]


def _in(values: Iterable[Term], language: str) -> tuple[str, str]:
    """The text in a language, else in English, else in any, and its language."""
    texts = {v.language or "": v.value for v in values if isinstance(v, ox.Literal)}
    lang = next((tag for tag in (language, "en", *texts) if texts.get(tag)), "")
    return texts.get(lang, ""), lang
