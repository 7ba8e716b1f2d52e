"""Errors as RFC 9457 problem documents, with the statuses of `problem_types`.

A client that prefers HTML gets a page; one that does not accept JSON gets plain text.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from migov.engine import errors
from migov.questions import errors as asked
from migov.questions.messages import marked
from migov.tabular import MissingExtra, TooLarge
from migov.vocabulary import BASE
from migov.web.http.negotiation import accepted, prefers_html, takes_json
from migov.web.http.problem_types import TYPES
from migov.web.http.templating import coded, page
from migov.web.http.translation import gettext

log = logging.getLogger("migov")

#: What the page of a problem is headed with, in plainer words than HTTP's.
_TITLES = {
    400: marked("The request cannot be read"),
    403: marked("That is not allowed"),
    404: marked("Nothing is there"),
    405: marked("The address does not take that method"),
    406: marked("There is no such form of it"),
    408: marked("The request took too long"),
    410: marked("It has been withdrawn"),
    413: marked("That is too much at once"),
    415: marked("The body is of a type that is not read here"),
    422: marked("A parameter is not right"),
    429: marked("Too many requests at once"),
    500: marked("Something failed here"),
    501: marked("That is not installed here"),
    503: marked("The data is not there just now"),
    504: marked("The answer took too long"),
}


class Problem(Exception):
    """An error with its status: `name` is its type, `members` its machine-readable details."""

    def __init__(
        self,
        status: int,
        name: str,
        detail: str,
        *,
        headers: dict[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.name = name
        self.detail = detail
        self.headers = headers or {}
        self.members = members


def of(error: Exception) -> Problem:
    """The problem of an error; those of the engine and of questions by their code."""
    detail = str(error)
    match error:
        case Problem():
            return error
        case errors.EngineError() | asked.QuestionError():
            wait = getattr(error, "retry_after", None)
            return Problem(
                TYPES[error.code].statuses[0],
                error.code,
                detail,
                headers={"Retry-After": str(wait)} if wait is not None else None,
                **{key: _linked(value) for key, value in error.members().items()},
            )
        case MissingExtra():
            return Problem(501, "missing-extra", detail)
        case TooLarge():
            remedy = "Request fewer rows or another format."
            return Problem(422, "parameter", detail, parameter="format", remedy=remedy)
        case HTTPException():
            phrase = HTTPStatus(error.status_code).phrase
            sentence = str(error.detail) if error.detail != phrase else _sentence(error.status_code)
            return Problem(
                error.status_code,
                phrase.lower().replace(" ", "-"),
                sentence,
                headers=dict(error.headers or {}),
            )
        case RequestValidationError():
            first = error.errors()[0]
            parameter = str(first["loc"][-1])
            return Problem(422, "parameter", f"{parameter}: {first['msg']}.", parameter=parameter)
        case _:
            log.error("unexpected error", exc_info=error)
            return Problem(
                500, "internal", "An internal error occurred; the operator's log has the details."
            )


def _linked(value: Any) -> Any:
    """A member of a problem for HTML, with links to named things."""
    if not isinstance(value, list):
        return value
    return [
        {**each, "url": f"/doc/{each['kind']}/{each['slug']}"} if isinstance(each, dict) else each
        for each in value
    ]


def _sentence(status: int) -> str:
    return {
        404: "There is nothing at this address.",
        405: "This address does not allow the method.",
    }.get(status, HTTPStatus(status).description or HTTPStatus(status).phrase)


def response(request: Request, problem: Problem) -> Response:
    """The problem in the format that the client accepts: HTML, problem+json or plain text."""
    accept = accepted(request)
    headers = {**problem.headers, "Cache-Control": "no-store", "Vary": "Accept"}
    # 499 is not an HTTP status: the client has gone, but the access log distinguishes it.
    title = "Client Closed Request" if problem.status == 499 else HTTPStatus(problem.status).phrase
    if prefers_html(accept):
        html = page(
            request,
            "problem.html",
            title=gettext(_TITLES.get(problem.status, title)),
            status=problem.status,
            detail=problem.detail,
            meaning=coded(gettext(TYPES[problem.name].meaning)) if problem.name in TYPES else "",
            members=problem.members,
        )
        return Response(html, problem.status, headers, "text/html; charset=utf-8")
    if problem.name in ("query-syntax", "not-acceptable") and not takes_json(accept):
        more = problem.members.get("available")
        text = problem.detail + ("\n" + "\n".join(more) if more else "") + "\n"
        return Response(text, problem.status, headers, "text/plain; charset=utf-8")
    body = {
        "type": f"{BASE}problem/{problem.name}",
        "title": title,
        "status": problem.status,
        "detail": problem.detail,
        **problem.members,
    }
    return Response(
        json.dumps(body, ensure_ascii=False), problem.status, headers, "application/problem+json"
    )


def _flat(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    """All routes, including those of included routers, which have no prefix here."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from _flat(included.routes)


def methods(request: Request) -> list[str]:
    """The methods allowed for the request's path, over all matching routes."""
    allowed = {"OPTIONS"}
    for route in _flat(request.app.routes):
        match, _ = route.matches(request.scope)
        if match is not Match.NONE:
            allowed |= set(getattr(route, "methods", None) or ())
    if "GET" in allowed:
        allowed.add("HEAD")
    return sorted(allowed)


def install(app: FastAPI) -> None:
    """Installs handlers that answer every error of `app` as a problem."""

    async def handle(request: Request, error: Exception) -> Response:
        problem = of(error)
        if problem.status == 405:
            problem.headers["Allow"] = ", ".join(methods(request))
        return response(request, problem)

    for kind in (
        Problem,
        errors.EngineError,
        asked.QuestionError,
        MissingExtra,
        TooLarge,
        HTTPException,
        RequestValidationError,
        Exception,
    ):
        app.add_exception_handler(kind, handle)
