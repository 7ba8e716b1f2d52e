"""`/brief/{kind}/{slug}`: two printed pages on an actor, as HTML for a printer and as PDF."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.web.briefs.brief import Brief, brief
from migov.web.http.languages import language
from migov.web.http.operations import gives, problems
from migov.web.http.problems import Problem
from migov.web.http.representations import Validators, represent
from migov.web.http.requests import Format, asked_format, parameters
from migov.web.http.templating import STATIC, page
from migov.web.linked_data.routes import Kind, Slug, unknown
from migov.web.service import Running, Service, client, release_cache

router = APIRouter(tags=["Briefs"])

_PDF = "application/pdf"
_FORMATS = (Format("html", "text/html; charset=utf-8"), Format("pdf", _PDF))
#: Sheets of a brief, and how often its rows may be halved to fit.
_SHEETS, _DENSEST = 2, 4
#: Lines on two sheets, as counted by `Brief.lines`; avoids a layout of a third, which takes a
#: second.
_LINES = 112
#: CSS names of paper sizes.
PAPERS = ("A4", "letter")
#: The base URL of the page's own files; nothing else is fetched.
_BASE = "migov://brief/"
_STATIC = "/static/"
_TYPES = {".css": "text/css", ".svg": "image/svg+xml"}


@router.get(
    "/brief/{kind}/{file}",
    summary="Two printed pages on an actor",
    response_class=Response,
    responses=gives("The brief.", ["text/html", _PDF], 400, 404, 406, 422) | problems(501),
    openapi_extra={
        "parameters": [
            {
                "name": "paper",
                "in": "query",
                "description": "The size of the paper of a PDF.",
                "schema": {"type": "string", "enum": list(PAPERS), "default": PAPERS[0]},
            },
            {
                "name": "format",
                "in": "query",
                "description": "The format, where the path has no extension.",
                "schema": {
                    "type": "string",
                    "enum": [format.name for format in _FORMATS],
                    "default": _FORMATS[0].name,
                },
            },
        ]
    },
)
async def get_brief(kind: Kind, file: Slug, request: Request, service: Running) -> Response:
    """The brief as HTML or PDF, chosen by the extension `.pdf`, `?format=` or Accept."""
    params = parameters(request)
    slug, dot, extension = file.partition(".")
    paper = params.get("paper", PAPERS[0])
    if paper not in PAPERS:
        raise Problem(
            422, "parameter", f"`paper` is one of {', '.join(PAPERS)}.", parameter="paper"
        )
    if dot and extension != "pdf":
        raise unknown(service, kind, slug)
    format = asked_format(request, extension or params.get("format", ""), _FORMATS)
    pdf = format.media_type == _PDF
    if pdf:
        require_printer(f"{service.root}/brief/{kind}/{slug}")
    lang = language(request)
    key = ("brief", kind, slug, format.name, paper, lang, service.today().isoformat())
    validators = Validators(request, service.modified_today, service.release.id, *key)
    headers = {"Vary": "Accept, Accept-Encoding, Accept-Language"}
    store = release_cache(service)
    content = b"" if validators.held() else store.get(key)
    if content is None:
        content = await _made(request, service, kind, slug, lang, paper if pdf else "")
        store.put(key, content)
    if pdf:
        headers["Content-Disposition"] = f'inline; filename="migov-{slug}.pdf"'
    return represent(request, content, format.content_type, validators, headers=headers)


async def _made(
    request: Request, service: Service, kind: str, slug: str, lang: str, paper: str
) -> bytes:
    """The brief with as many rows as fit on two sheets; `paper` is "" for HTML."""
    for density in range(_DENSEST + 1):
        found = await brief(service, kind, slug, lang, client(request), density)
        if found is None:
            raise unknown(service, kind, slug)
        if found.lines > _LINES and density < _DENSEST:
            continue
        html = _page(request, service, kind, slug, lang, found)
        if not paper:
            return html.encode()
        content, sheets = await asyncio.to_thread(printed, html, paper)
        if sheets <= _SHEETS:
            break
    return content


def _page(
    request: Request, service: Service, kind: str, slug: str, lang: str, content: Brief
) -> str:
    return page(
        request,
        "brief.html",
        release=service.release.id,
        released=service.release.manifest["date"] or "",
        today=service.today().isoformat(),
        kind=kind,
        slug=slug,
        lang=lang,
        brief=content,
        papers=PAPERS,
    )


def require_printer(page: str) -> None:
    """Raises Problem if WeasyPrint is not installed; `page` is the URL of the HTML brief."""
    if find_spec("weasyprint") is None:
        raise Problem(
            501,
            "no-printer",
            "This server prints no PDF: WeasyPrint is not installed.",
            remedy=f"Print {page} from a browser; an operator installs it with "
            "`pip install weasyprint`.",
        )


def printed(html: str, paper: str) -> tuple[bytes, int]:
    """The PDF of a page on `paper`, and its number of sheets."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        """Fetches files of the package; refuses any other URL, so that rendering cannot use the
        network."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            path = urlsplit(url).path
            file = (STATIC / path.removeprefix(_STATIC)).resolve()
            if not path.startswith(_STATIC) or not file.is_relative_to(STATIC.resolve()):
                raise ValueError(f"a brief fetches nothing from {url}")
            mime = _TYPES.get(file.suffix, "application/octet-stream")
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": mime})

    own = OwnFiles()
    size = CSS(string=f"@page {{ size: {paper} }}", url_fetcher=own, base_url=_BASE)
    document = HTML(string=html, base_url=_BASE, url_fetcher=own).render(stylesheets=[size])
    return bytes(document.write_pdf() or b""), len(document.pages)
