"""Reads the parameters and the format of a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from urllib.parse import parse_qsl

from fastapi import Request

from migov.web.http import negotiation
from migov.web.http.problems import Problem

#: The longest value of a parameter, in characters.
LONGEST = 10_000


class _Format(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...


F = TypeVar("F", bound=_Format)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a response: `name` is the value of `?format=`."""

    name: str
    content_type: str

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.content_type.partition(";")[0]


#: The formats of a page: JSON and HTML.
JSON_OR_HTML = (Format("json", "application/json"), Format("html", "text/html; charset=utf-8"))


def parameters(request: Request, *, free: str = "") -> dict[str, str]:
    """The query string as {name: value}; raises Problem for repeated or invalid parameters.

    An empty parameter, as sent by an unfilled form field, counts as not given. The one named `free`
    may be empty or of any length.
    """
    try:
        pairs = parse_qsl(
            request.scope["query_string"].decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=100,
        )
    except UnicodeDecodeError:
        raise Problem(400, "encoding", "The URL has bytes that are not UTF-8.") from None
    except ValueError:
        raise Problem(400, "parameter", "There are over 100 parameters.") from None
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            raise Problem(
                422,
                "parameter",
                f"The parameter {name[:80]!r} is given twice.",
                parameter=name[:80],
            )
        if len(value) > LONGEST and name != free:
            raise Problem(
                422,
                "parameter",
                f"The parameter {name[:80]!r} has over {LONGEST} characters.",
                parameter=name[:80],
            )
        given[name] = value
    return {name: value for name, value in given.items() if value.strip() or name == free}


def asked_format(request: Request, name: str, formats: Sequence[F]) -> F:
    """The format named by `?format=`, else negotiated by Accept; raises Problem."""
    if name:
        for candidate in formats:
            if candidate.name == name:
                return candidate
        raise unknown_format([f.name for f in formats])
    accept = negotiation.accepted(request)
    html = next((f for f in formats if f.name == "html"), None)
    others = [f.media_type for f in formats if f.name != "html"]
    if html is not None and negotiation.prefers_html(accept, others):
        return html
    chosen = negotiation.choose(accept, [f.media_type for f in formats])
    if chosen is None:
        available = [f.media_type for f in formats]
        raise Problem(
            406,
            "not-acceptable",
            f"The answer is available as {', '.join(available)}.",
            available=available,
        )
    return next(f for f in formats if f.media_type == chosen)


def unknown_format(names: Sequence[str]) -> Problem:
    """The problem of a `?format=` that is not one of `names`."""
    return Problem(
        400,
        "parameter",
        f"`format` is one of {', '.join(names)}.",
        parameter="format",
        available=list(names),
        remedy="Name one of these, or leave it out and send Accept.",
    )
