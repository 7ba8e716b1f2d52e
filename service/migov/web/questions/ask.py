"""`/ask`: a question in words; its interpretation and answer, or suggestions."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.questions.answer import QuestionAnswer, answer
from migov.questions.formats import json_text
from migov.questions.header import Parameter
from migov.questions.preparation import PAGE
from migov.questions.sentence import LANGUAGES
from migov.questions.understanding.reasons import Reason
from migov.questions.understanding.understand import (
    LONGEST,
    NotUnderstood,
    Suggestion,
    Understood,
    understand,
)
from migov.web.http.operations import answers, described
from migov.web.http.problems import Problem
from migov.web.http.representations import not_modified, represent
from migov.web.http.requests import JSON_OR_HTML, Format, asked_format, parameters
from migov.web.http.templating import page
from migov.web.questions.answer_view import address, addressed, heading, validators, view, widened
from migov.web.questions.openapi import answer_of
from migov.web.service import Running, Service, client, reader

router = APIRouter(tags=["Questions"])


_PARAMETERS = {
    "q": Parameter(
        "q",
        "text",
        "A question in words, in English, French, Spanish, Portuguese or Arabic.",
        required=True,
        example="who chairs the Khartoum Process?",
    ),
    **PAGE,
}
#: The parameters of a question in words.
_SHOWN = (*PAGE, "lang")
_ANSWER = answer_of({"type": "object", "description": "A row of the question's own columns."})
_UNDERSTOOD = {
    **_ANSWER,
    "required": ["understood", *_ANSWER["required"], "query"],
    "properties": {
        "understood": {"const": True},
        **_ANSWER["properties"],
        "query": {"type": "string", "description": "The SPARQL that ran."},
    },
}
_SUGGESTION = {
    "question": {"type": "string"},
    "text": {"type": "string", "description": "A sentence that would be understood."},
    "url": {"type": "string", "description": "The URL of its answer."},
}
_NOT_UNDERSTOOD = {
    "type": "object",
    "required": ["understood", "reason", "suggestions"],
    "properties": {
        "understood": {"const": False},
        "reason": {"type": "string"},
        "suggestions": {
            "type": "array",
            "items": {"type": "object", "required": list(_SUGGESTION), "properties": _SUGGESTION},
        },
    },
}


@router.get(
    "/ask",
    operation_id="ask",
    summary="A question in words",
    responses=answers(
        "The interpretation and its answer, or a reason and suggestions.",
        {"oneOf": [_UNDERSTOOD, _NOT_UNDERSTOOD]},
        [f.media_type for f in JSON_OR_HTML],
    ),
    openapi_extra={"parameters": described(_PARAMETERS, [f.name for f in JSON_OR_HTML])},
)
async def ask(request: Request, service: Running) -> Response:
    """Interprets a question in words and answers it."""
    params = parameters(request, free="q")
    chosen = asked_format(request, params.pop("format", ""), JSON_OR_HTML)
    if "q" not in params:
        raise Problem(
            422,
            "parameter",
            "`q` is missing: the question in words.",
            parameter="q",
            remedy="Write, for example, /ask?q=who chairs the Khartoum Process?",
        )
    params, vary = addressed(request, chosen, params)
    validator = validators(request, service, "ask", params, chosen)
    if validator.held():
        return not_modified(request, validator)
    text, lang = params["q"], params.get("lang", "en").partition("-")[0].lower()
    await reader(service)
    found = await asyncio.to_thread(
        understand,
        text,
        service.catalogue,
        service.labels,
        service.today(),
        lang if lang in LANGUAGES else "en",  # suggestions are kept for each language
    )
    if isinstance(found, NotUnderstood):
        content = _missed(request, service, chosen, text, found, params.get("lang", "en"))
        return represent(request, content, chosen.content_type, validator, headers=vary)
    shown = {name: params[name] for name in _SHOWN if name in params}
    result = await answer(
        service.engine,
        service.catalogue,
        service.labels,
        found.question,
        {**found.parameters, **shown},
        service.release.id,
        service.today(),
        client(request),
        former=found.former,
    )
    content = _found(request, service, chosen, text, found, result, shown)
    headers = {"Content-Language": shown.get("lang", "en"), **widened(result), **vary}
    return represent(request, content, chosen.content_type, validator, headers=headers)


def _found(
    request: Request,
    service: Service,
    chosen: Format,
    text: str,
    found: Understood,
    result: QuestionAnswer,
    shown: Mapping[str, str],
) -> str:
    if chosen.name == "json":
        return json_text({"understood": True, **result.json(), "query": result.query})
    if shown.get("lang") == "en":
        shown = {name: value for name, value in shown.items() if name != "lang"}
    question = service.catalogue.get(found.question)
    lang = shown.get("lang", "en")
    said, spoken = found.said
    return page(
        request,
        "ask.html",
        release=service.release.id,
        longest=LONGEST,
        text=text,
        title=f"{said[:1].upper()}{said[1:]}" if said else heading(service, result, lang),
        spoken=spoken if said else lang,
        understood=found,
        answer=result,
        view=view(
            result,
            list(question.columns.values()),
            service.labels,
            {**found.parameters, **shown},
            lang,
            service.today(),
            question.header.picture,
        ),
        form=address(found.question, {**found.parameters, **shown}),
        json=f"/ask?{urlencode({'q': text, **shown, 'format': 'json'})}",
        editor=f"/sparql?{urlencode({'query': result.query})}",
    )


def _missed(
    request: Request,
    service: Service,
    chosen: Format,
    text: str,
    missed: NotUnderstood,
    lang: str,
) -> str:
    suggestions = [_suggestion(each) for each in missed.suggestions]
    languages = [each.language for each in missed.suggestions]
    reason = missed.reason_in(lang)
    if chosen.name == "json":
        return json_text({"understood": False, "reason": reason, "suggestions": suggestions})
    return page(
        request,
        "ask.html",
        release=service.release.id,
        longest=LONGEST,
        text=text[:LONGEST],
        answer=None,
        missed=reason,
        spoken=lang if isinstance(missed.why, Reason) and lang in LANGUAGES else "en",
        suggestions=list(zip(suggestions, languages, strict=True)),
    )


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "question": suggestion.question,
        "text": suggestion.text,
        "url": address(suggestion.question, suggestion.parameters),
    }
