"""`/questions`: the catalogue and its answers.

Each question of the catalogue gets its own route, so that OpenAPI lists it with its parameters.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from migov.questions.answer import QuestionAnswer, answer
from migov.questions.catalogue import Catalogue, Question, described
from migov.questions.formats import as_table, json_text, sparql_results
from migov.questions.preparation import LIMIT_MOST, prepare
from migov.tabular import BY_NAME, TableFormat, Tabular, written
from migov.tabular import FORMATS as TABLES
from migov.web.http.representations import (
    Validators,
    collected,
    not_modified,
    represent,
    wants_length,
)
from migov.web.http.requests import JSON_OR_HTML, Format, asked_format, parameters
from migov.web.http.table_files import disposition, file_content, for_excel
from migov.web.questions import openapi
from migov.web.questions import pages as questions_pages
from migov.web.questions.answer_view import address, addressed, validators, widened
from migov.web.service import Running, Service, client


class Asked(NamedTuple):
    """A request for a question, with its answer."""

    request: Request
    service: Service
    question: Question
    answer: QuestionAnswer
    excel: bool = False
    #: All rows, if the page shows a part and draws a map of all.
    every: Sequence[Mapping[str, Any]] | None = None

    @property
    def table(self) -> Tabular:
        """The answer as a table with its URL."""
        again = self.service.root + address(self.question.name, parameters(self.request))
        return as_table(self.answer, self.question.columns, again)


Writer = Callable[[Asked], bytes | str]


@dataclass(frozen=True, slots=True)
class Written(Format):
    """A format with its writer."""

    write: Writer


def _results(format: ox.QueryResultsFormat) -> Writer:
    return lambda asked: sparql_results(asked.answer, format)


def _table(format: TableFormat) -> Writer:
    def write(asked: Asked) -> bytes:
        return written(asked.table, format, excel=asked.excel)

    return write


FORMATS = (
    Written("json", "application/json", lambda asked: json_text(asked.answer.json())),
    Written("srj", "application/sparql-results+json", _results(ox.QueryResultsFormat.JSON)),
    Written("srx", "application/sparql-results+xml", _results(ox.QueryResultsFormat.XML)),
    Written("xml", "application/xml", _results(ox.QueryResultsFormat.XML)),
    *(
        Written(each.name, each.content_type, _table(each))
        for each in TABLES
        if each.name not in ("json", "xml")
    ),
    Written(
        "html",
        "text/html; charset=utf-8",
        lambda asked: questions_pages.answered(*asked[:4], asked.every),
    ),
)


def router(catalogue: Catalogue) -> APIRouter:
    """The routes of the catalogue: the list, and one for each question."""
    routes = APIRouter(tags=["Questions"])

    @routes.get(
        "/questions",
        summary="The catalogue of questions",
        responses=openapi.CATALOGUE,
    )
    async def questions(request: Request, service: Running) -> Response:
        """Every question with its parameters, columns and the ways people ask it."""
        format = request.query_params.get("format", "")
        chosen = asked_format(request, format, JSON_OR_HTML)
        known = Validators(request, service.modified, service.release.id, "questions")
        if chosen.name == "html":
            html = questions_pages.catalogue(request, service)
            known = Validators(request, service.modified, service.release.id, "q", "html")
            return represent(request, html, "text/html; charset=utf-8", known)
        listed = {"questions": [_listed(service.catalogue.get(n)) for n in catalogue.names()]}
        return represent(request, json_text(listed), "application/json", known)

    for name in catalogue.names():
        question = catalogue.get(name)
        routes.add_api_route(
            f"/questions/{name}",
            _handler(question),
            methods=["GET"],
            name=name,
            operation_id=f"ask-{name}",
            summary=question.summary,
            description=question.description,
            openapi_extra={"parameters": openapi.parameters(question, FORMATS)},
            responses=openapi.responses(question, FORMATS),
        )

    @routes.get("/questions/{name}", include_in_schema=False)
    async def unknown(name: str) -> Response:
        """Problem 404 with similar names of questions."""
        catalogue.get(name)
        raise AssertionError("each question of the catalogue has its own route")

    return routes


def past_router(catalogue: Catalogue) -> APIRouter:
    """The routes of the questions over a past release, under its path."""
    routes = APIRouter(include_in_schema=False)
    for name in catalogue.names():
        routes.add_api_route(f"/questions/{name}", _handler(catalogue.get(name)), methods=["GET"])
    return routes


async def _every(
    service: Service,
    question: Question,
    given: Mapping[str, str],
    result: QuestionAnswer,
    who: str,
) -> Sequence[Mapping[str, Any]]:
    """All rows of an answer of which `result` is a part: a map of a part would mislead."""
    if result.total == len(result.rows):
        return result.rows
    whole = await answer(
        service.engine,
        service.catalogue,
        service.labels,
        question.name,
        {**given, "limit": str(LIMIT_MOST), "offset": "0"},
        service.release.id,
        service.today(),
        who,
        wider=False,
    )
    return whole.rows


def _handler(question: Question) -> Callable[[Request, Running], Awaitable[Response]]:
    async def ask(request: Request, service: Running) -> Response:
        params = parameters(request)
        excel = for_excel(params)
        chosen = asked_format(request, params.pop("format", ""), FORMATS)
        if service.root and chosen.name == "html":
            # A past release has no pages of questions; its page of SPARQL shows the rows.
            labels, today = service.labels, service.today()
            query = prepare(service.catalogue, labels, question.name, params, today).query
            return RedirectResponse(f"{service.root}/sparql?{urlencode({'query': query})}", 303)
        if chosen.name == "html" and questions_pages.unanswerable(question, params):
            html = questions_pages.form(request, service, question, params)
            validator = Validators(request, service.modified, service.release.id, html)
            return represent(request, html, chosen.content_type, validator)
        if chosen.name == "html":
            # A form sends names; the canonical URL of an answer has slugs.
            exact = questions_pages.canonical(question, service.labels, params)
            if exact != params:
                return RedirectResponse(address(question.name, exact), 303)
        params, vary = addressed(request, chosen, params)
        validator = validators(request, service, question.name, params, chosen, excel=excel)
        if validator.held():
            return not_modified(request, validator)
        result = await answer(
            service.engine,
            service.catalogue,
            service.labels,
            question.name,
            params,
            service.release.id,
            service.today(),
            client(request),
        )
        every = None
        if chosen.name == "html" and question.header.picture == "map":
            every = await _every(service, question, params, result, client(request))
        asked = Asked(request, service, question, result, excel, every)
        content: bytes | str | AsyncIterator[bytes]
        if chosen.name in ("xlsx", "parquet"):
            content = file_content(asked.table, BY_NAME[chosen.name])
            if wants_length(request):
                content = await collected(content)
        else:
            content = chosen.write(asked)
        headers = {
            "Content-Language": params.get("lang", "en"),
            **widened(result, service.root),
            **vary,
        }
        if chosen.name in BY_NAME and chosen.name not in ("json", "xml"):
            headers |= disposition(question.name, chosen.name)
        return represent(request, content, chosen.content_type, validator, headers=headers)

    return ask


def _listed(question: Question) -> dict[str, Any]:
    return {**described(question), "url": f"/questions/{question.name}"}
