"""`/embed/{picture}`: a picture or table of an answer for embedding; `/oembed`.

oEmbed 1.0 (oembed.com) gives editing software the frame for a pasted URL.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from migov.questions.answer import QuestionAnswer, answer
from migov.questions.preparation import LIMIT_MOST
from migov.questions.titles import entries, title
from migov.web.answer_tables import answer_table
from migov.web.http.addresses import base_address
from migov.web.http.languages import language
from migov.web.http.operations import gives
from migov.web.http.problems import Problem
from migov.web.http.representations import Validators, not_modified, represent
from migov.web.http.requests import parameters, unknown_format
from migov.web.http.templating import page
from migov.web.http.translation import gettext as _
from migov.web.questions.answer_view import address, heading
from migov.web.service import Running, Service, client
from migov.web.tables import Names, Table

router = APIRouter(tags=["Embeds"])

Picture = Literal["map", "timeline", "network", "members"]

#: Any site may frame an embed; it has no scripts and loads only our own files.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors *"
)
#: The default question of a picture.
_QUESTIONS = {"map": "members", "timeline": "chairs", "members": "members"}
#: The default size of a frame in pixels.
WIDTH, HEIGHT = 720, 480
_HTML = "text/html; charset=utf-8"


@router.get(
    "/embed/{picture}",
    summary="A picture or table for a frame on another site",
    response_class=Response,
    responses=gives("The page to be framed.", ["text/html"], 404, 422, 429, 504),
    openapi_extra={
        "parameters": [
            {
                "name": "question",
                "in": "query",
                "description": "The question whose answer is shown; its parameters go with it.",
                "schema": {"type": "string"},
            },
        ]
    },
)
async def embed(picture: Picture, request: Request, service: Running) -> Response:
    """The picture with the answer's sentence and sources."""
    params = parameters(request)
    params.pop("format", None)
    lang = language(request)
    today = service.today().isoformat()
    validator = Validators(
        request, service.modified_today, service.release.id, "embed", picture, today, lang,
        base_address(request), repr(sorted(params.items())),
    )  # fmt: skip
    headers = {
        "Content-Security-Policy": POLICY,
        "Vary": "Accept, Accept-Encoding, Accept-Language",
    }
    if validator.held():
        return not_modified(request, validator)
    if picture == "network":
        html = _network(request, service, params, lang)
    else:
        question = params.pop("question", _QUESTIONS[picture])
        answered = await answer(
            service.engine,
            service.catalogue,
            service.labels,
            question,
            {"limit": str(LIMIT_MOST), **params, "lang": lang},
            service.release.id,
            service.today(),
            client(request),
            wider=False,
        )
        html = _answered(request, service, picture, params, answered, lang)
    return represent(request, html, _HTML, validator, headers=headers)


def _network(request: Request, service: Service, params: Mapping[str, str], lang: str) -> str:
    query = f"?{urlencode(params)}" if params else ""
    return page(
        request,
        "embed.html",
        release=service.release.id,
        picture="network",
        lang=lang,
        title="",
        sentence="",
        table=None,
        image=f"/picture/network.svg{query}",
        source=f"/network{query}",
        as_of=params.get("asOf", service.today().isoformat()),
    )


def _answered(
    request: Request,
    service: Service,
    picture: str,
    params: Mapping[str, str],
    answered: QuestionAnswer,
    lang: str,
) -> str:
    question = service.catalogue.get(answered.question)
    names = Names(service.labels, lang)
    table = answer_table(
        answered.rows,
        question.columns.values(),
        names,
        names.footnotes(),
        answered.as_of,
        id="embed",
        title=_(question.summary),
        picture=question.header.picture,
    )
    if not _shows(table, picture):
        raise Problem(
            422,
            "parameter",
            f"The answer to `{answered.question}` has no {picture}.",
            parameter="question",
            remedy="Embed its table: /embed/members with the same parameters.",
        )
    return page(
        request,
        "embed.html",
        release=service.release.id,
        picture=picture,
        lang=lang,
        title=heading(service, answered, lang),
        sentence=answered.sentence,
        table=table,
        image="",
        source=address(answered.question, dict(params)),
        as_of=answered.as_of.isoformat(),
    )


def _shows(table: Table, picture: str) -> bool:
    """Whether an answer has the picture; every answer has a table."""
    return {"map": table.map is not None, "timeline": table.axis is not None}.get(picture, True)


def pictured(table: Table) -> str:
    """The picture of an answer offered for embedding: the first that it has."""
    return next((each for each in ("map", "timeline") if _shows(table, each)), "members")


def code(
    origin: str,
    picture: str,
    question: str,
    params: Mapping[str, str],
    name: str,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> str:
    """The iframe of a picture; `name` is its title."""
    query = urlencode({"question": question, **params})
    source = escape(f"{origin}/embed/{picture}?{query}", quote=True)
    return (
        f'<iframe src="{source}" title="{escape(name, quote=True)}" width="{width}" '
        f'height="{height}" loading="lazy" style="border:0;max-width:100%"></iframe>'
    )


@router.get(
    "/oembed",
    summary="The frame of a page, for software that embeds it (oEmbed 1.0)",
    response_class=Response,
    responses=gives("The frame.", ["application/json"], 400, 404, 422, 501),
)
async def oembed(
    request: Request,
    service: Running,
    url: Annotated[str, Query(description="The address of a question's answer.", max_length=4000)],
    maxwidth: Annotated[int, Query(ge=1, le=10_000)] = WIDTH,
    maxheight: Annotated[int, Query(ge=1, le=10_000)] = HEIGHT,
    format: Annotated[str, Query(description="`json`; `xml` is not implemented.")] = "json",
) -> Response:
    """A frame of type `rich` for an answer of the catalogue."""
    if format == "xml":
        raise Problem(501, "not-implemented", "A frame is described as JSON only, not as XML.")
    if format not in ("", "json"):
        raise unknown_format(["json"])
    base = base_address(request)
    parts = urlsplit(url)
    name = parts.path.removeprefix("/questions/")
    if not url.startswith(base) or not parts.path.startswith("/questions/"):
        raise Problem(
            404,
            "not-found",
            "Only answers of questions are framed.",
            remedy=f"Send the address of one, such as {base}questions/members?actor=rabat-process.",
        )
    question = service.catalogue.get(name)
    params = {
        key: text
        for key, text in parse_qsl(parts.query)
        if key in {*question.params, "lang", "limit", "offset"}
    }
    answered = await answer(
        service.engine,
        service.catalogue,
        service.labels,
        name,
        {"limit": str(LIMIT_MOST), **params},
        service.release.id,
        service.today(),
        client(request),
        wider=False,
    )
    names = Names(service.labels, params.get("lang", "en"))
    table = answer_table(
        answered.rows, question.columns.values(), names, names.footnotes(), answered.as_of,
        id="embed", title=question.summary, picture=question.header.picture,
    )  # fmt: skip
    titled = title(question, entries(question, answered.parameters, service.labels))
    width, height = min(maxwidth, WIDTH), min(maxheight, HEIGHT)
    framed = code(base.rstrip("/"), pictured(table), name, params, titled)
    framed = framed.replace(
        f'width="{WIDTH}" height="{HEIGHT}"', f'width="{width}" height="{height}"'
    )
    body = {
        "version": "1.0",
        "type": "rich",
        "provider_name": "migov",
        "provider_url": base,
        "title": titled,
        "html": framed,
        "width": width,
        "height": height,
        "cache_age": 86_400,
    }
    validator = Validators(request, service.modified, service.release.id, "oembed", url, repr(body))
    return represent(request, json.dumps(body, ensure_ascii=False), "application/json", validator)
