"""Errors as RFC 9457 problem documents: one table says which error has which status.

Whoever asks for HTML gets a small page; a client that takes no JSON gets the sentence as text.
"""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from migov.engine import errors
from migov.questions import errors as asked
from migov.vocabulary import BASE
from migov.web.http.negotiation import accepted, prefers_html, takes_json
from migov.web.http.templating import page

log = logging.getLogger("migov")


class Problem(Exception):
    """An error with its status: `name` is its type, `members` what a program may read of it."""

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
    """The problem that an error of the engine or of a question is: the one table."""
    detail = str(error)
    match error:
        case Problem():
            return error
        case errors.QuerySyntaxError():
            place: dict[str, Any] = {
                key: value
                for key, value in (
                    ("line", error.line),
                    ("column", error.column),
                    ("fragment", error.fragment),
                )
                if value is not None
            }
            return Problem(400, "query-syntax", detail, **place)
        case errors.QueryRefused():
            return Problem(400, "query-refused", detail)
        case errors.QueryFailed():
            return Problem(400, "query-failed", detail)
        case errors.NotAcceptable():
            return Problem(406, "not-acceptable", detail, available=list(error.available))
        case errors.LimitExceeded(limit="result-size"):
            return Problem(413, "result-too-large", detail, limit=error.value, bytes=error.value)
        case errors.LimitExceeded():
            return Problem(504, "limit-exceeded", detail, **_limit(error))
        case errors.Overloaded():
            wait = {"Retry-After": str(error.retry_after)}
            if error.by_client:
                return Problem(429, "too-many-queries", detail, headers=wait)
            return Problem(503, "busy", detail, headers=wait)
        case errors.StoreUnavailable():
            return Problem(503, "not-ready", detail, headers={"Retry-After": "2"})
        case asked.UnknownQuestion():
            return Problem(404, "unknown-question", detail, suggestions=list(error.near))
        case asked.UnknownActor():
            return Problem(
                404,
                "unknown-actor",
                detail,
                parameter=error.parameter,
                suggestions=[_candidate(candidate) for candidate in error.near],
            )
        case asked.AmbiguousActor():
            return Problem(
                422,
                "ambiguous-actor",
                detail,
                parameter=error.parameter,
                candidates=[_candidate(candidate) for candidate in error.candidates],
            )
        case asked.ParameterError():
            return Problem(422, "parameter", detail, parameter=error.parameter, remedy=error.remedy)
        case HTTPException():
            phrase = HTTPStatus(error.status_code).phrase
            said = str(error.detail) if error.detail != phrase else _sentence(error.status_code)
            return Problem(
                error.status_code,
                phrase.lower().replace(" ", "-"),
                said,
                headers=dict(error.headers or {}),
            )
        case RequestValidationError():
            first = error.errors()[0]
            parameter = str(first["loc"][-1])
            return Problem(422, "parameter", f"{parameter}: {first['msg']}.", parameter=parameter)
        case _:
            log.error("unexpected error", exc_info=error)
            return Problem(500, "internal", "Something failed here; the operator's log has it.")


def _limit(error: errors.LimitExceeded) -> dict[str, Any]:
    """The limit that was met, as a number, under a name that says its unit."""
    if error.limit == "time":
        return {"exceeded": "time", "limit": error.value, "seconds": error.value}
    if error.limit == "memory":
        return {"exceeded": "memory", "limit": error.value, "bytes": error.value}
    return {"exceeded": error.limit}


def _candidate(candidate: asked.Candidate) -> dict[str, str]:
    """A thing that a name may mean, with the page that tells more of it."""
    return {
        "iri": candidate.iri,
        "kind": candidate.kind,
        "slug": candidate.slug,
        "label": candidate.label,
        "url": f"/doc/{candidate.kind}/{candidate.slug}",
    }


def _sentence(status: int) -> str:
    return {
        404: "There is nothing at this address.",
        405: "This address does not take that method.",
    }.get(status, HTTPStatus(status).description or HTTPStatus(status).phrase)


def response(request: Request, problem: Problem) -> Response:
    """The problem in the form that the client takes: HTML, problem+json or plain text."""
    accept = accepted(request)
    headers = {**problem.headers, "Cache-Control": "no-store", "Vary": "Accept"}
    # 499 is no status of HTTP's: nobody is there to read it, but the access log tells it apart.
    title = "Client Closed Request" if problem.status == 499 else HTTPStatus(problem.status).phrase
    if prefers_html(accept):
        html = page(
            request,
            "problem.html",
            title=title,
            status=problem.status,
            detail=problem.detail,
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


def install(app: FastAPI) -> None:
    """Has every error of `app` answered as a problem."""

    async def handle(request: Request, error: Exception) -> Response:
        return response(request, of(error))

    for kind in (
        Problem,
        errors.EngineError,
        asked.QuestionError,
        HTTPException,
        RequestValidationError,
        Exception,
    ):
        app.add_exception_handler(kind, handle)
