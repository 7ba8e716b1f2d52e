"""The pages of the catalogue: its list, a question's form, and an answer as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import Request

from migov.questions.answer import QuestionAnswer
from migov.questions.catalogue import Question
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.labels import Labels
from migov.vocabulary import ID
from migov.web.http.requests import base_address, language
from migov.web.http.templating import page
from migov.web.questions.answer_view import downloads, view
from migov.web.service import Service

_GAP = re.compile(r"\{(\w+)\}")


def catalogue(request: Request, service: Service) -> str:
    """The list of questions."""
    questions = [service.catalogue.get(name) for name in service.catalogue.names()]
    return page(
        request,
        "questions.html",
        questions=[(each, _spoken(each, service.labels)) for each in questions],
        release=service.release.id,
    )


def _spoken(question: Question, labels: Labels) -> str:
    """A way to ask it, its gaps filled with the examples of its parameters; "" without one."""
    if not question.phrases:
        return ""
    return _GAP.sub(lambda gap: _example(question.params[gap[1]], labels), question.phrases[0])


def _example(parameter: Parameter, labels: Labels) -> str:
    told = []
    for text in (parameter.example or parameter.default or "").split(","):
        slug = text.strip()
        iris = (f"{ID}{kind}/{slug}" for kind in RESOURCE_TYPES.get(parameter.type, ()))
        told.append(next((labels.label(iri) for iri in iris if labels.entry(iri)), slug))
    return " and ".join(told)


def unanswerable(question: Question, given: Mapping[str, str]) -> bool:
    """Whether a parameter that the question needs is not given: then a page shows the form."""
    return any(p.required and p.name not in given for p in question.params.values())


def form(request: Request, service: Service, question: Question, given: Mapping[str, str]) -> str:
    """The form of a question that nobody has filled in yet."""
    return _page(request, service, question, given, None)


def answered(request: Request, service: Service, question: Question, answer: QuestionAnswer) -> str:
    """The form with its answer under it."""
    given = {key: value for key, value in request.query_params.items() if value}
    return _page(request, service, question, given, answer)


def _page(
    request: Request,
    service: Service,
    question: Question,
    given: Mapping[str, str],
    answer: QuestionAnswer | None,
) -> str:
    shared = {key: value for key, value in given.items() if key != "format"}
    files = downloads(answer, shared) if answer else {}
    return page(
        request,
        "question.html",
        release=service.release.id,
        question=question,
        given=given,
        answer=answer,
        view=(
            view(answer, list(question.columns.values()), service.labels, shared, language(request))
            if answer
            else None
        ),
        downloads=files,
        address_csv=f"{base_address(request)}questions/{question.name}{files.get('CSV', '')}",
        editor=f"/sparql?{urlencode({'query': answer.query})}" if answer else "",
    )
