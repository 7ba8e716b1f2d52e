"""The pages of the catalogue: list, question forms, and answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import Request

from migov.questions.answer import QuestionAnswer
from migov.questions.catalogue import Question
from migov.questions.errors import QuestionError
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.labels import Labels
from migov.questions.preparation import PAGE
from migov.questions.resolve import exact_name, resolve
from migov.questions.titles import entries, title
from migov.vocabulary import ID
from migov.web.embeds import code, pictured
from migov.web.http.addresses import base_address
from migov.web.http.languages import language
from migov.web.http.templating import page
from migov.web.http.translation import gettext as _
from migov.web.questions.answer_view import address, downloads, view
from migov.web.service import Service

#: Maximum number of names listed for a field; other fields complete names while typing.
LISTED = 600
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
    """A phrasing with its gaps filled by the parameters' examples; "" if none."""
    if not question.phrases:
        return ""
    return _GAP.sub(lambda gap: _example(question.params[gap[1]], labels), question.phrases[0])


def _example(parameter: Parameter, labels: Labels) -> str:
    examples = []
    for text in (parameter.example or parameter.default or "").split(","):
        slug = text.strip()
        iris = (f"{ID}{kind}/{slug}" for kind in parameter.allowed)
        examples.append(next((labels.label(iri) for iri in iris if labels.entry(iri)), slug))
    return " and ".join(examples)


def unanswerable(question: Question, given: Mapping[str, str]) -> bool:
    """Whether a required parameter is missing: then the page shows only the form.

    An unknown parameter is reported instead, since it may be the missing one by another name.
    """
    if given.keys() - question.params.keys() - {*PAGE, "lang"}:
        return False
    any_of = question.header.any_of
    return any(p.required and p.name not in given for p in question.params.values()) or (
        bool(any_of) and not any(name in given for name in any_of)
    )


class Field(NamedTuple):
    """A form field: its parameter, value, example and completion source.

    `names` is the kind of thing whose names it takes, "" if none.
    """

    parameter: Parameter
    value: str
    placeholder: str
    names: str


def canonical(question: Question, labels: Labels, given: Mapping[str, str]) -> dict[str, str]:
    """The parameters with names replaced by slugs; unknown names stay."""
    found = dict(given)
    for name, text in given.items():
        parameter = question.params.get(name)
        kinds = parameter.allowed if parameter else ()
        if parameter is None or not kinds or parameter.several or ":" in text:
            continue
        with suppress(QuestionError):
            found[name] = exact_name(labels, resolve(labels, text, kinds))
    return found


def _field(parameter: Parameter, text: str, labels: Labels, lang: str) -> Field:
    kinds = parameter.allowed
    example = parameter.example or parameter.default or ""
    if not kinds or parameter.several:
        return Field(parameter, text, example, parameter.type if kinds else "")
    return Field(
        parameter,
        _label(text, kinds, labels, lang),
        _label(example, kinds, labels, lang),
        parameter.type,
    )


def _label(text: str, kinds: Sequence[str], labels: Labels, lang: str) -> str:
    """The label of the thing that `text` names, if that label resolves to it."""
    try:
        entry = resolve(labels, text, kinds)
        label = entry.label(lang)
        return label if resolve(labels, label, kinds).iri == entry.iri else text
    except QuestionError:
        return text


def _names(question: Question, labels: Labels, lang: str) -> dict[str, list[tuple[str, str]]]:
    """Names and kinds for completion without scripts, by type."""
    found = {}
    for type in sorted({parameter.type for parameter in question.params.values()}):
        kinds = RESOURCE_TYPES.get(type, ())
        # Bodies are many, and known by the name of their parent.
        things = list(labels.of_kinds([kind for kind in kinds if kind != "body"]))
        if things and len(things) <= LISTED:
            found[type] = sorted(
                {(thing.label(lang), thing.kind) for thing in things},
                key=lambda named: named[0].casefold(),
            )
    return found


def form(request: Request, service: Service, question: Question, given: Mapping[str, str]) -> str:
    """The empty form of a question."""
    return _page(request, service, question, given, None)


def answered(
    request: Request,
    service: Service,
    question: Question,
    answer: QuestionAnswer,
    every: Sequence[Mapping[str, Any]] | None = None,
) -> str:
    """The form with its answer below; `every` holds all rows for the map."""
    given = {key: value for key, value in request.query_params.items() if value}
    return _page(request, service, question, given, answer, every)


def _page(
    request: Request,
    service: Service,
    question: Question,
    given: Mapping[str, str],
    answer: QuestionAnswer | None,
    every: Sequence[Mapping[str, Any]] | None = None,
) -> str:
    shared = {key: value for key, value in given.items() if key != "format"}
    files = downloads(answer, shared) if answer else {}
    lang = language(request)
    named = entries(question, answer.parameters, service.labels) if answer else {}
    shown = (
        view(
            answer,
            list(question.columns.values()),
            service.labels,
            shared,
            lang,
            service.today(),
            question.header.picture,
            every,
        )
        if answer
        else None
    )
    titled = title(question, named, lang, _(question.summary))
    own = {key: text for key, text in shared.items() if key in question.params}
    here, origin = address(question.name, own), base_address(request).rstrip("/")
    return page(
        request,
        "question.html",
        release=service.release.id,
        question=question,
        title=titled,
        here=here,
        fields={
            name: _field(parameter, given.get(name, ""), service.labels, lang)
            for name, parameter in question.params.items()
        },
        names=_names(question, service.labels, lang),
        given=given,
        answer=answer,
        view=shown,
        embed=code(origin, pictured(shown.table), question.name, own, titled) if shown else "",
        image=f"/picture/question/{question.name}.png?{urlencode(own)}" if answer else "",
        oembed=f"/oembed?{urlencode({'url': base_address(request).rstrip('/') + here})}"
        if answer
        else "",
        downloads=files,
        address_csv=f"{base_address(request)}questions/{question.name}{files.get('CSV', '')}",
        editor=f"/sparql?{urlencode({'query': answer.query})}" if answer else "",
    )
