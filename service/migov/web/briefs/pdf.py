"""Renders a brief as PDF with WeasyPrint, an optional extra (`pip install weasyprint`)."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from migov.web.http.problems import Problem
from migov.web.http.templating import STATIC

#: The base URL of the page's own files; nothing else is fetched.
_BASE = "migov://brief/"
_STATIC = "/static/"
_TYPES = {".css": "text/css", ".svg": "image/svg+xml"}

#: CSS names of paper sizes.
PAPERS = ("A4", "letter")


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
