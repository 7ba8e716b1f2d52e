"""`/search`: everything that has a name, by name, abbreviation, code or other-language label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from rapidfuzz import fuzz, process

from migov.questions.labels import Entry, Labels
from migov.questions.names import folded
from migov.questions.words import recognized
from migov.vocabulary import KINDS
from migov.web import negotiation
from migov.web.asking import as_json, parameters
from migov.web.languages import LANGUAGES, language
from migov.web.operations import answers
from migov.web.problems import Problem
from migov.web.representations import Validators, represent
from migov.web.service import Running, Service
from migov.web.templating import page

router = APIRouter(tags=["Search"])

#: Results of one page, at most; characters of a query that are compared.
SHOWN = 50
COMPARED = 100
#: How alike a misspelt name must be, of 100.
ALIKE = 78.0

#: What can be searched: everything but the ties, whose names only repeat those of actors.
SEARCHED = tuple(kind for kind in KINDS if kind not in ("membership", "partnership"))

#: Kinds in the order in which equals stand; the rest come after.
_ORDER = ("mechanism", "state", "organization", "initiative", "instrument", "body", "theme")


class Hit(NamedTuple):
    """A thing that was found, the name by which, and how well that fits (100 is exactly)."""

    entry: Entry
    matched: str
    score: float


_JSON, _HTML = "application/json", "text/html"


@router.head("/search", include_in_schema=False)
@router.get(
    "/search",
    summary="Things by name",
    response_class=Response,
    responses=answers("The things found, the best first.", {"type": "object"}, [_JSON, _HTML]),
    openapi_extra={
        "parameters": [
            {
                "name": "q",
                "in": "query",
                "description": "A name, abbreviation or code, in any language; misspelt is fine.",
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
    """The things whose names fit `q` best, with their kinds counted.

    Who types a question into the page's box is sent to its answer.
    """
    given = parameters(request)
    query, kind = given.get("q", "").strip(), given.get("kind", "")
    if kind and kind not in SEARCHED:
        raise Problem(
            422,
            "parameter",
            f"`kind` is one of {', '.join(SEARCHED)}.",
            parameter="kind",
            remedy="Leave it out to search all kinds.",
        )
    lang = language(request)
    html = given.get("format") == "html" or (
        "format" not in given and negotiation.prefers_html(negotiation.accepted(request))
    )
    if html and recognized(query, service.catalogue, service.labels, service.today()):
        return RedirectResponse("/ask?" + urlencode({"q": query}), 303)
    validators = Validators(
        request, service.modified, service.release.id, "search", query, kind, lang, str(html)
    )
    found = find(service.labels, query)
    counts = Counter(hit.entry.kind for hit in found)
    shown = [hit for hit in found if not kind or hit.entry.kind == kind]
    headers = {"Vary": "Accept, Accept-Encoding, Accept-Language"}
    if html:
        content = _page(request, service, query, kind, lang, shown, counts)
        return represent(request, content, "text/html; charset=utf-8", validators, headers=headers)
    body = {
        "query": query,
        "release": service.release.id,
        "total": len(shown),
        "kinds": dict(sorted(counts.items())),
        "results": [_result(hit, lang) for hit in shown[:SHOWN]],
    }
    return represent(request, as_json(body), "application/json", validators, headers=headers)


def find(labels: Labels, query: str) -> list[Hit]:
    """Everything whose name fits `query`, best first: exactly, in part, or misspelt."""
    words = folded(query)[:COMPARED].strip()
    if not words:
        return []
    names: list[str] = []
    owners: list[tuple[Entry, str]] = []
    for entry in labels.of_kinds(SEARCHED):
        for text in dict.fromkeys([*(name for name, _ in entry.names), entry.slug]):
            names.append(folded(text))
            owners.append((entry, text))
    best: dict[str, Hit] = {}
    for score, index in _fitting(words, names):
        entry, matched = owners[index]
        held = best.get(entry.iri)
        if held is None or score > held.score:
            best[entry.iri] = Hit(entry, matched, round(score, 1))
    return sorted(best.values(), key=_rank)


def _fitting(words: str, names: list[str]) -> Iterable[tuple[float, int]]:
    """(score, index) of the names that fit `words`."""
    exactly = False
    for index, name in enumerate(names):
        if name == words:
            exactly = True
            yield 100.0, index
        elif name.startswith(words + " ") or f" {words} " in f" {name} ":
            yield 95.0 if name.startswith(words) else 90.0, index
        elif len(words) > 2 and f" {words}" in f" {name}":
            yield 85.0, index
    if len(words) < 4 or exactly:
        return
    for _, score, index in process.extract(
        words, names, scorer=fuzz.ratio, limit=200, score_cutoff=ALIKE
    ):
        yield min(score, 89.0), index
    for _, score, index in process.extract(
        words, names, scorer=fuzz.token_sort_ratio, limit=200, score_cutoff=ALIKE
    ):
        yield min(score, 84.0), index


def _rank(hit: Hit) -> tuple[float, int, str]:
    kind = hit.entry.kind
    place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    return (-hit.score, place, hit.entry.iri)


def _result(hit: Hit, lang: str) -> dict[str, Any]:
    entry = hit.entry
    return {
        "iri": entry.iri,
        "kind": entry.kind,
        "slug": entry.slug,
        "label": entry.label(lang),
        "matched": hit.matched,
        "score": hit.score,
        "url": f"/doc/{entry.kind}/{entry.slug}",
    }


def _page(
    request: Request,
    service: Service,
    query: str,
    kind: str,
    lang: str,
    hits: list[Hit],
    counts: Counter[str],
) -> str:
    return page(
        request,
        "search.html",
        release=service.release.id,
        query=query,
        kind=kind,
        results=[_result(hit, lang) for hit in hits[:SHOWN]],
        total=len(hits),
        counts=sorted(counts.items(), key=lambda item: (-item[1], item[0])),
        everything=sum(counts.values()),
        lang=lang,
        languages=LANGUAGES,
    )
