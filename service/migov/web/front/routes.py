"""`/`: the content of the graph, the mechanisms by region, and sample questions with answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.questions.errors import QuestionError
from migov.questions.messages import marked
from migov.web.front.sections import (
    Mechanisms,
    Memberships,
    News,
    mechanisms,
    memberships,
    news,
    rows_of,
)
from migov.web.http.addresses import base_address
from migov.web.http.languages import LANGUAGES, language
from migov.web.http.representations import Validators, represent
from migov.web.http.templating import page
from migov.web.http.translation import gettext as _
from migov.web.service import Running, Service, release_cache
from migov.web.tables import Names

router = APIRouter(include_in_schema=False)


class Example(NamedTuple):
    """A sample question: its words, its question and parameters, and the column with the answer."""

    words: str
    question: str
    params: Mapping[str, str]
    answer: Callable[[Mapping[str, Any]], Any]
    keep: Callable[[Mapping[str, Any]], bool] = bool


class Shown(NamedTuple):
    """A sample question with its answer: the first things, and their number."""

    words: str
    url: str
    things: Sequence[Mapping[str, Any]]
    total: int


EXAMPLES = (
    Example(
        marked("Who was in the Khartoum Process on 1 June 2022?"),
        "members",
        {"actor": "khartoum-process", "role": "member", "asOf": "2022-06-01"},
        lambda row: row.get("member"),
    ),
    Example(
        marked("What does Ethiopia belong to?"),
        "memberships",
        {"actor": "ETH", "kind": "mechanism", "role": "member"},
        lambda row: row.get("organization"),
    ),
    Example(
        marked("Who runs or supports the secretariat of the Rabat Process?"),
        "secretariats",
        {"actor": "rabat-process"},
        lambda row: row.get("organization"),
        lambda row: bool(row.get("current", True)),
    ),
)

#: Things named in an answer; the others are counted.
FIRST = 3

#: The contents of the graph, in order of display.
_COUNTS = (
    ("mechanisms", marked("dialogues and processes")),
    ("states", marked("states and territories")),
    ("organizations", marked("organizations")),
    ("memberships", marked("memberships and roles")),
    ("meetings", marked("meetings")),
    ("instruments", marked("instruments")),
    ("sources", marked("sources")),
)


@router.api_route("/", methods=["GET"])
async def front(request: Request, service: Running) -> Response:
    """The front page."""
    lang = language(request)
    today = service.today().isoformat()
    validators = Validators(
        request, service.modified_today, service.release.id, "front", today, lang
    )
    content = await release_cache(service).content(
        ("front", today, lang, base_address(request)), lambda: _made(request, service, lang)
    )
    headers = {"Vary": "Accept, Accept-Encoding, Accept-Language"}
    return represent(request, content, "text/html; charset=utf-8", validators, headers=headers)


async def _made(request: Request, service: Service, lang: str) -> bytes:
    names = Names(service.labels, lang)
    listed, lands, newest, shown = await asyncio.gather(
        mechanisms(service, names, names.footnotes()),
        memberships(service, names),
        news(service, names),
        asyncio.gather(*(_shown(service, example, lang) for example in EXAMPLES)),
    )
    examples = [_chairing(listed), *(each for each in shown if each is not None)]
    return _page(request, service, lang, listed, lands, newest, examples).encode()


async def _shown(service: Service, example: Example, lang: str) -> Shown | None:
    """A sample question with its answer; None if the catalogue or the release lacks it."""
    try:
        rows = await rows_of(service, example.question, lang, **example.params)
    except QuestionError:
        return None
    things = {
        thing["iri"]: thing
        for row in rows
        if example.keep(row) and isinstance(thing := example.answer(row), dict)
    }
    url = f"/questions/{example.question}?{urlencode(example.params)}"
    return Shown(_(example.words), url, list(things.values())[:FIRST], len(things))


def _chairing(listed: Mechanisms) -> Shown:
    """The current chairs of all mechanisms, from the page's tables."""
    chairs = [{"label": chair.text, "iri": chair.href} for chair in listed.chairs]
    words = _("Which states chair a dialogue now?")
    return Shown(words, "#mechanisms", chairs[:FIRST], len(chairs))


def _page(
    request: Request,
    service: Service,
    lang: str,
    listed: Mechanisms,
    lands: Memberships | None,
    newest: list[News],
    examples: list[Shown],
) -> str:
    counts = service.release.manifest["counts"]
    return page(
        request,
        "front.html",
        release=service.release.id,
        released=service.release.manifest["date"] or "",
        counts=[(counts[name], _(words)) for name, words in _COUNTS if counts.get(name)],
        mechanisms=listed.tables,
        world=lands,
        news=newest,
        examples=examples,
        tools=[
            (f"/{name}", words)
            for name, words in (
                ("compare", _("Compare mechanisms side by side")),
                ("network", _("See the network of ties")),
                ("questions", _("All questions")),
                ("sparql", _("Query in SPARQL")),
                ("dataset", _("Download the data")),
            )
        ],
        lang=lang,
        languages=LANGUAGES,
    )
