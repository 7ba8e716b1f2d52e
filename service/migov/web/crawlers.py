"""`/robots.txt` and `/sitemap.xml`, for search engines.

RFC 9309; https://www.sitemaps.org/protocol.html. A page's `lastmod` is the newest content date of a
source about its thing or its ties, else the build date of the release.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.engine.solutions import text
from migov.stored_queries import service_query
from migov.vocabulary import ACTOR_KINDS, name
from migov.web.http.addresses import base_address
from migov.web.http.representations import Validators, represent
from migov.web.service import Running, Service, release_cache

router = APIRouter(include_in_schema=False)

#: Static pages, beside those of things and questions.
_PAGES: Final = (
    "",
    "questions",
    "network",
    "compare",
    "sparql",
    "dataset",
    "releases",
    "ontology",
    "shapes",
    "docs",
)
_KINDS: Final = {
    *ACTOR_KINDS,
    "instrument",
    "initiative",
    "agreement",
    "meeting",
    "theme",
    "region",
}
#: Unbounded or duplicate URLs.
_NOT_CRAWLED: Final = (
    "/ask?",
    "/compare?",
    "/correct?",
    "/embed/",
    "/network?",
    "/questions/*?",
    "/release/*/",
    "/search?",
    "/sparql?",
)


@router.get("/robots.txt")
async def robots(request: Request, service: Running) -> Response:
    """Everything may be read; queries and earlier releases need not be."""
    base = base_address(request)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_CRAWLED)]
    lines += ["", f"Sitemap: {base}sitemap.xml", ""]
    validators = Validators(request, service.modified, "robots", base)
    return represent(request, "\n".join(lines), "text/plain; charset=utf-8", validators)


@router.get("/sitemap.xml")
async def sitemap(request: Request, service: Running) -> Response:
    """Every page of an actor, a document, a meeting, a theme, a question and the data set."""
    base = base_address(request)
    validators = Validators(request, service.modified, service.release.id, "sitemap", base)
    changed = await release_cache(service).once("last changes", lambda: _last_changes(service))
    built = service.modified.date().isoformat()
    paths = dict.fromkeys(_PAGES, built)
    paths |= dict.fromkeys((f"questions/{each}" for each in service.catalogue.names()), built)
    paths |= changed
    return represent(
        request, "".join(_written(base, paths)), "application/xml; charset=utf-8", validators
    )


async def _last_changes(service: Service) -> dict[str, str]:
    """The newest content date of the sources of each thing, by the path of its page."""
    built = service.modified.date().isoformat()
    solutions = await service.engine.select(service_query("last-changes"))
    days = {}
    for row in solutions.rows:
        thing = name(text(row["thing"]))
        if thing is not None and thing.kind in _KINDS:
            days[f"doc/{thing.kind}/{thing.slug}"] = text(row["day"]) or built
    return dict(sorted(days.items()))


def _written(base: str, paths: dict[str, str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for path, day in paths.items():
        yield f"<url><loc>{escape(base + path)}</loc><lastmod>{day}</lastmod></url>\n"
    yield "</urlset>\n"
