"""Content negotiation of media types (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from fastapi import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

#: The longest header whose parse is cached, in characters; browsers' are shorter.
_USUAL = 400
#: The beginning of a quality such as `q=.2`: Java sends it, though RFC 9110 wants `q=0.2`.
_SHORT = re.compile(r"\bq=\.(?=\d)", re.IGNORECASE)


def accepted(request: Request) -> MIMEAccept:
    """The request's Accept header, lines joined; absent or empty means anything."""
    header = ", ".join(request.headers.getlist("accept")).strip() or "*/*"
    return _usual(header) if len(header) <= _USUAL else _parsed(header)


def _parsed(header: str) -> MIMEAccept:
    """The ranges of `header` without parameters, which do not matter here.

    `text/turtle; charset=utf-8` means `text/turtle`, and `*`, which Java and others send, means
    `*/*`. If a range also occurs without parameters, that quality counts.
    """
    qualities: dict[str, float] = {}
    plain: set[str] = set()
    for media_range, quality in parse_accept_header(_SHORT.sub("q=0.", header), MIMEAccept):
        name, _, parameters = media_range.partition(";")
        name = name.strip().lower()
        name = "*/*" if name == "*" else name
        if not parameters:
            plain.add(name)
            qualities[name] = quality
        elif name not in plain:
            qualities[name] = max(quality, qualities.get(name, 0))
    return MIMEAccept(qualities.items())


_usual = lru_cache(maxsize=256)(_parsed)


def choose(accept: MIMEAccept, offered: Sequence[str]) -> str | None:
    """The media type of highest quality, ties by the server's order; None if none is accepted.

    The most specific matching range gives a type's quality, so `q=0` excludes.
    """
    if len(accept.to_header()) > _USUAL:
        return _best(accept, offered)
    return _usual_best(accept, tuple(offered))


def _best(accept: MIMEAccept, offered: Iterable[str]) -> str | None:
    best: str | None = None
    best_quality = 0.0
    for media_type in offered:
        quality = float(accept.quality(media_type))
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


_usual_best = lru_cache(maxsize=1024)(_best)


def prefers_html(accept: MIMEAccept, data: Iterable[str] = ("application/json",)) -> bool:
    """Whether the client names HTML with at least the quality of each of `data`.

    A wildcard alone does not count: browsers name HTML, programs seldom do.
    """
    named = {media_type.partition(";")[0].strip().lower() for media_type in accept.values()}
    if "text/html" not in named and "application/xhtml+xml" not in named:
        return False
    html = float(accept.quality("text/html"))
    return html > 0 and all(html >= float(accept.quality(media_type)) for media_type in data)


def takes_json(accept: MIMEAccept) -> bool:
    """Whether the client accepts a JSON type."""
    return any(
        "json" in media_type.lower() or media_type.strip() in ("*/*", "*", "application/*")
        for media_type, quality in accept
        if quality > 0
    )
