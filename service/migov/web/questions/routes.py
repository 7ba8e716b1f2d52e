"""`/questions`: the catalogue, and each of its questions answered.

The catalogue's files make the operations: each question is a route of its own, so that OpenAPI
lists it with its parameters.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.questions.answer import LIMIT, LIMIT_MOST, QuestionAnswer, answer
from migov.questions.catalogue import Catalogue, Question
from migov.questions.formats import sparql_results, table
from migov.questions.header import Parameter
from migov.web.http import negotiation
from migov.web.http.asking import as_json, asked_format, parameters
from migov.web.http.representations import Validators, not_modified, represent
from migov.web.questions import pages as questions_pages
from migov.web.service import Running, Service, client


class Asked(NamedTuple):
    """A question that was asked, with its answer."""

    request: Request
    service: Service
    question: Question
    answer: QuestionAnswer


Writer = Callable[[Asked], bytes | str]


class Format(NamedTuple):
    """How an answer is written: `name` is the value of `?format=`."""

    name: str
    content_type: str
    write: Writer

    @property
    def media_type(self) -> str:
        return self.content_type.partition(";")[0]


def _results(format: ox.QueryResultsFormat) -> Writer:
    return lambda asked: sparql_results(asked.answer, format)


def _table(delimiter: str) -> Writer:
    # The byte order mark tells spreadsheets that the text is UTF-8.
    return lambda asked: "\ufeff" + table(asked.answer, asked.question.columns, delimiter)


FORMATS = (
    Format("json", "application/json", lambda asked: as_json(asked.answer.json())),
    Format("srj", "application/sparql-results+json", _results(ox.QueryResultsFormat.JSON)),
    Format("srx", "application/sparql-results+xml", _results(ox.QueryResultsFormat.XML)),
    Format("csv", "text/csv; charset=utf-8", _table(",")),
    Format("tsv", "text/tab-separated-values; charset=utf-8", _table("\t")),
    Format("html", "text/html; charset=utf-8", lambda asked: questions_pages.answered(*asked)),
)


def router(catalogue: Catalogue) -> APIRouter:
    """The routes of the catalogue: its list, and one for each question."""
    made = APIRouter(tags=["Questions"])

    @made.api_route("/questions", methods=["GET"], summary="The catalogue of questions")
    async def questions(request: Request, service: Running) -> Response:
        """Every question with its parameters, columns and the ways people ask it."""
        accept = negotiation.accepted(request)
        validators = Validators(request, service.modified, service.release.id, "questions")
        if negotiation.prefers_html(accept):
            html = questions_pages.catalogue(request, service)
            validators = Validators(request, service.modified, service.release.id, "q", "html")
            return represent(request, html, "text/html; charset=utf-8", validators)
        listed = {"questions": [_described(service.catalogue.get(n)) for n in catalogue.names()]}
        return represent(request, as_json(listed), "application/json", validators)

    for name in catalogue.names():
        question = catalogue.get(name)
        made.add_api_route(
            f"/questions/{name}",
            _handler(question),
            methods=["GET"],
            name=name,
            operation_id=f"ask-{name}",
            summary=question.summary,
            description=question.description,
            openapi_extra={"parameters": [*_openapi(question), *_COMMON]},
            responses=_RESPONSES,
        )

    @made.get("/questions/{name}", include_in_schema=False)
    async def unknown(name: str) -> Response:
        """No question has this name: the catalogue says which are near."""
        catalogue.get(name)
        raise AssertionError("a question of the catalogue has a route of its own")

    return made


def _handler(question: Question) -> Callable[[Request, Running], Awaitable[Response]]:
    async def ask(request: Request, service: Running) -> Response:
        given = parameters(request)
        chosen = asked_format(request, given.pop("format", ""), FORMATS)
        if chosen.name == "html" and questions_pages.unanswerable(question, given):
            html = questions_pages.form(request, service, question, given)
            return represent(request, html, chosen.content_type)
        # What an answer says may depend on the day it is asked.
        validators = Validators(
            request,
            service.modified,
            service.release.id,
            question.name,
            service.today().isoformat(),
            repr(sorted(given.items())),
            chosen.media_type,
        )
        if validators.held():
            return not_modified(request, validators)
        result = await answer(
            service.engine,
            service.catalogue,
            service.labels,
            question.name,
            given,
            service.release.id,
            service.today(),
            client(request),
        )
        content = chosen.write(Asked(request, service, question, result))
        headers = {"Content-Language": given.get("lang", "en")}
        if chosen.name in ("csv", "tsv"):
            file = f"{question.name}.{chosen.name}"
            headers["Content-Disposition"] = f'inline; filename="{file}"'
        return represent(request, content, chosen.content_type, validators, headers=headers)

    return ask


def _described(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "summary": question.summary,
        "description": question.description,
        "tags": list(question.tags),
        "url": f"/questions/{question.name}",
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "description": p.description,
                "required": p.required,
                "several": p.several,
                "default": p.default,
                "example": p.example,
                "choices": list(p.choices),
            }
            for p in question.params.values()
        ],
        "columns": [
            {"name": c.name, "label": c.label, "kind": c.kind, "description": c.description}
            for c in question.columns.values()
        ],
        "phrases": list(question.phrases),
        "query": question.body,
    }


def _openapi(question: Question) -> list[dict[str, Any]]:
    return [
        {
            "name": p.name,
            "in": "query",
            "required": p.required,
            "description": p.description + (" Several, apart by commas." if p.several else ""),
            "schema": _schema(p),
            **({"example": p.example} if p.example else {}),
        }
        for p in question.params.values()
    ]


def _schema(parameter: Parameter) -> Mapping[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if parameter.type == "integer" else "string"}
    if parameter.type == "integer" and parameter.several:
        schema["type"] = "string"
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.minimum is not None:
        schema["minimum"] = parameter.minimum
    if parameter.maximum is not None:
        schema["maximum"] = parameter.maximum
    if parameter.default is not None:
        number = schema["type"] == "integer"
        schema["default"] = int(parameter.default) if number else parameter.default
    return schema


_COMMON: list[dict[str, Any]] = [
    {
        "name": "limit",
        "in": "query",
        "description": "How many rows to give.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LIMIT_MOST, "default": LIMIT},
    },
    {
        "name": "offset",
        "in": "query",
        "description": "How many rows to pass over.",
        "schema": {"type": "integer", "minimum": 0, "default": 0},
    },
    {
        "name": "lang",
        "in": "query",
        "description": "The language of labels: en, fr, es, ar, pt, ru, zh or de.",
        "schema": {"type": "string", "default": "en"},
    },
    {
        "name": "format",
        "in": "query",
        "description": "The format, where the Accept header cannot be set.",
        "schema": {"type": "string", "enum": [f.name for f in FORMATS]},
    },
]

_PROBLEM = {
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                },
            }
        }
    }
}

_ANSWER = {
    "type": "object",
    "required": ["question", "parameters", "asOf", "release", "columns", "rows", "total"],
    "properties": {
        "question": {"type": "string"},
        "parameters": {"type": "object"},
        "asOf": {"type": "string", "format": "date"},
        "release": {"type": "string"},
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "object"}},
        "total": {"type": "integer"},
    },
}

#: What the formats that are JSON hold; the others are text.
_SCHEMAS: dict[str, dict[str, Any]] = {"json": _ANSWER, "srj": {"type": "object"}}

_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer: its rows, the release and the day it answers for.",
        "content": {
            f.media_type: {"schema": _SCHEMAS.get(f.name, {"type": "string"})} for f in FORMATS
        },
    },
    304: {"description": "The client's copy is still good."},
    **{
        status: {"description": meaning, **_PROBLEM}
        for status, meaning in {
            404: "No actor has that name; `suggestions` holds near ones.",
            406: "None of the formats is accepted.",
            422: "A parameter's value is none of its type, or ambiguous.",
            429: "Too many questions at once from one address.",
            503: "No release is loaded.",
            504: "The question met a limit.",
        }.items()
    },
}
