"""Reads a query operation from an HTTP request (SPARQL 1.1 Protocol, section 2.1).

The three ways are GET with `query`, POST with a form, and POST with the query as the body. Each
violation has its own message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request

from migov.settings import Settings
from migov.web.http.bodies import read_body
from migov.web.http.problems import Problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: Possible relative IRI references: in angle brackets, without a scheme.
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\s]*>")


@dataclass(frozen=True, slots=True)
class Operation:
    """A query text with the protocol's dataset; `query` is None if absent.

    `format` and `purpose` are the values of `?format=` and `?for=`, empty if absent.
    """

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str = ""
    purpose: str = ""


async def read_operation(request: Request, settings: Settings) -> Operation:
    """The operation of a request; raises Problem if it violates the protocol."""
    pairs = _decoded(request.scope["query_string"], "the URL's query string")
    if request.method == "POST":
        pairs = await _posted(request, settings, pairs)
    queries = [value for key, value in pairs if key == "query"]
    if any(key == "update" for key, _ in pairs):
        if queries:
            raise Problem(
                400, "protocol", "The request has both `query` and `update`: send one query."
            )
        raise _read_only()
    if len(queries) > 1:
        raise Problem(400, "protocol", "The request has two `query` parameters: send one query.")
    # Editors on Windows begin files with a byte order mark.
    query = queries[0].removeprefix("\ufeff") if queries else None
    if query is not None:
        _check(query, settings)
    elif request.method == "POST":
        raise Problem(400, "protocol", "The request has no query: send one as `query`.")
    return Operation(
        query,
        # An empty value counts as absent, since forms send empty fields.
        tuple(value for key, value in pairs if key == "default-graph-uri" and value),
        tuple(value for key, value in pairs if key == "named-graph-uri" and value),
        _first(pairs, "format"),
        _first(pairs, "for"),
    )


def _first(pairs: list[tuple[str, str]], name: str) -> str:
    return next((value for key, value in pairs if key == name and value), "")


def may_be_relative(query: str) -> bool:
    """Whether a query may contain relative IRIs, so that its result may depend on the base.

    Errs on the side of yes: a comparison such as `?a<?b&&?c>?d` counts.
    """
    return _RELATIVE.search(query) is not None


async def _posted(
    request: Request, settings: Settings, in_url: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    content_type, _, parameters = request.headers.get("content-type", "").partition(";")
    content_type = content_type.strip().lower()
    if content_type == UPDATE:
        raise _read_only()
    if content_type not in (FORM, QUERY):
        raise Problem(
            415,
            "media-type",
            f"POST a query as {QUERY}, or a form as {FORM}"
            + (f"; {content_type!r} is neither." if content_type else ": no Content-Type came."),
            headers={"Accept-Post": f"{QUERY}, {FORM}"},
        )
    _check_charset(parameters)
    body = await read_body(request, settings)
    if content_type == FORM:
        posted = _decoded(body, "the form")
        if any(key == "query" for key, _ in posted) and any(key == "query" for key, _ in in_url):
            raise Problem(
                400,
                "protocol",
                "The request has a `query` in the URL and one in the form: send one.",
            )
        return in_url + posted
    if any(key == "query" for key, _ in in_url):
        raise Problem(
            400, "protocol", "The request has a `query` in the URL and one in the body: send one."
        )
    return [*in_url, ("query", _text(body, "the query"))]


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        charset = value.strip().strip('"').lower()
        if name.lower() == "charset" and charset not in ("utf-8", "utf8"):
            raise Problem(
                415, "charset", f"SPARQL queries are UTF-8, not {charset!r}: send them so."
            )


def _decoded(data: bytes, where: str) -> list[tuple[str, str]]:
    """The pairs of a form, percent-decoded exactly once."""
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError:
        text = _text(data, where)
    try:
        return parse_qsl(
            text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1000
        )
    except UnicodeDecodeError:
        raise _undecodable(where) from None
    except ValueError:
        raise Problem(400, "protocol", f"There are over 1000 parameters in {where}.") from None


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise _undecodable(where) from None


def _undecodable(where: str) -> Problem:
    return Problem(400, "encoding", f"There are bytes in {where} that are not UTF-8.")


def _check(query: str, settings: Settings) -> None:
    if not query.strip():
        raise Problem(400, "query-syntax", "The query is empty.", line=1, column=1)
    if "\0" in query:
        raise Problem(400, "encoding", "The query contains a NUL character.")
    try:
        size = len(query.encode())
    except UnicodeEncodeError:
        raise _undecodable("the query") from None
    if size > settings.query_kib << 10:
        raise Problem(
            413,
            "query-too-long",
            f"The query is longer than {settings.query_kib} KiB.",
            limit=settings.query_kib << 10,
        )


def _read_only() -> Problem:
    return Problem(
        403,
        "read-only",
        "This service only reads: updates are refused. Facts are changed in the files of its "
        "repository.",
    )
