"""The HTML page of an entity: answers of the catalogue, and other statements about it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import Request

from migov.questions.header import RESOURCE_TYPES
from migov.questions.messages import marked
from migov.vocabulary import ACTOR_KINDS, kind_of, slug_of
from migov.web.charts.network import HEIGHT, WIDTH
from migov.web.charts.world import World
from migov.web.descriptions.answers import (
    Answers,
    Placed,
    ask,
    placed_on,
    rows_of,
    sentences,
)
from migov.web.descriptions.description import (
    Captions,
    Description,
    describe,
    describe_actor,
    stated_in,
)
from migov.web.descriptions.schema_org import schema_org
from migov.web.descriptions.sections import FIRST, layout, stated
from migov.web.descriptions.summary import introduction, summary
from migov.web.descriptions.treaty import Treaty, treaty
from migov.web.descriptions.view import Facts
from migov.web.http.languages import LANGUAGES, language
from migov.web.http.rdf_formats import alternates
from migov.web.http.templating import page
from migov.web.service import Service, client, release_cache
from migov.web.tables import Column, Table

#: Number of a source's statements shown on its page.
STATED = 500
#: Maximum number of states on an inline map; each takes 700 bytes.
LANDS = 45
#: Width and height of the picture of a network with its title and legend, in its units.
NETWORK_SIZE = (WIDTH, HEIGHT + 94)

#: A page looks up captions individually, so its description has none.
_NO_CAPTIONS = Captions(())
#: The kinds with statements that can be corrected.
_CORRECTABLE = frozenset({*ACTOR_KINDS, *RESOURCE_TYPES["statement"]})


class _Subject(NamedTuple):
    """The subject of a page: thing, kind, day, language, tables.

    `whole` is the id of the table shown with all rows.
    """

    iri: str
    kind: str
    slug: str
    as_of: str
    lang: str
    placed: Sequence[Placed]
    whole: str


async def page_of(request: Request, service: Service, iri: str) -> str | None:
    """The page of the thing `iri`; None if the release states nothing about it.

    Raises QuestionError if `?asOf=` is not a date.
    """
    kind = kind_of(iri)
    subject = _Subject(
        iri,
        kind,
        slug_of(iri),
        request.query_params.get("asOf", "").strip(),
        language(request),
        placed_on(service.catalogue, kind),
        request.query_params.get("all", "").strip(),
    )
    if subject.placed and service.labels.entry(iri) is None:
        return None
    who = client(request)
    facts, answers, said, bound = await asyncio.gather(
        _facts(service, subject, who),
        ask(service, subject.placed, iri, subject.as_of, subject.lang, who),
        _said(service, subject, who),
        _bound(service, subject, who),
    )
    if facts is None:
        return None
    return await asyncio.to_thread(
        _rendered, request, service, subject, facts, answers, said, bound
    )


async def _facts(service: Service, subject: _Subject, client: str) -> Facts | None:
    """The facts about a thing; None if the release states nothing about it."""
    captions = await release_cache(service).once("captions", lambda: Captions.load(service.engine))
    description = (
        await describe_actor(service.engine, subject.iri, client)
        if subject.kind in ACTOR_KINDS
        else await describe(service.engine, _NO_CAPTIONS, subject.iri, graphs=True, client=client)
    )
    if description is None:
        return None
    # While answers are still being computed.
    return await asyncio.to_thread(
        Facts, description, captions, service.labels, subject.lang, service.root
    )


def _rendered(
    request: Request,
    service: Service,
    subject: _Subject,
    facts: Facts,
    answers: Answers,
    said: Sequence[ox.Triple],
    bound: Treaty | None,
) -> str:
    iri = subject.iri
    # Built first, since footnotes are numbered in reading order.
    lines = summary(facts, iri, subject.kind, answers)
    day = service.release.manifest.get("referenceDay") or service.release.manifest["date"] or ""
    made = layout(facts, iri, subject.kind, subject.placed, answers, day, subject.whole)
    tables = [table for table in made if table.rows]
    if said:
        most = None if subject.whole == "states" else FIRST
        tables.insert(1, stated(facts, iri, said, STATED, most))
    _explain_once(tables)
    picture = _picture(subject, service, answers, tables)
    original = f"/doc/{subject.kind}/{subject.slug}"
    path = service.root + original
    described = schema_org(facts, iri, subject.kind)
    data = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    return page(
        request,
        "thing.html",
        release=service.release.id,
        released=service.release.manifest["date"] or "",
        iri=iri,
        kind=subject.kind,
        slug=subject.slug,
        title=facts.cell(iri),
        types=facts.cells(facts.types(iri)),
        introduction=introduction(facts, iri, subject.kind, answers, service.catalogue.sentences),
        sentences=sentences(service, subject.placed, answers, iri, subject.lang),
        summary=lines,
        picture=picture,
        sections=tables,
        whole=_whole(path, tables, subject),
        shown_whole=subject.whole,
        treaty=bound,
        notes=facts.notes(),
        more=_more(facts.description, path),
        alternates=alternates(path),
        address=path,
        original=original,
        root=service.root,
        asked=bool(answers),
        correctable=_CORRECTABLE,
        brief=subject.kind in ACTOR_KINDS and not service.root,
        as_of=_day(service, answers, subject),
        today=service.today().isoformat(),
        lang=subject.lang,
        languages=LANGUAGES,
        # A script element ends at the first "</".
        data=data.replace("<", "\\u003c"),
    )


class _Picture(NamedTuple):
    """The picture on top of a page, and the URL of the answer or network that it shows.

    `world` is None for an image: a map of too many states to be inline, or a network. `image` is
    its URL, "" in a past release; `size` are its width and height.
    """

    title: str
    total: int | None
    world: World | None
    url: str
    image: str = ""
    size: tuple[int, int] = (1200, 630)


def _picture(
    subject: _Subject, service: Service, answers: Answers, tables: Sequence[Table]
) -> _Picture | None:
    """The map on top, else the network around an actor; the tables below omit their maps."""
    ids = {each.table.id for each in subject.placed if each.table.picture}
    chosen = next((table for table in tables if table.id in ids and table.map), None)
    picture = None
    if chosen is not None and chosen.map is not None:
        world = chosen.map if len(chosen.map.lands) <= LANDS else None
        url = next((url for _, url in chosen.links), "")
        name, _, query = url.removeprefix("/questions/").partition("?")
        image = f"/picture/question/{name}.svg?{query}" if url and world is None else ""
        picture = _Picture(chosen.title, chosen.total, world, url, image)
    elif not service.root and _sits_in_mechanisms(answers):
        params = {"actor": f"{subject.kind}:{subject.slug}"}
        query = urlencode({**params, "asOf": subject.as_of} if subject.as_of else params)
        picture = _Picture(
            marked("The network around it"),
            None,
            None,
            f"/network?{query}",
            f"/picture/network.svg?{query}",
            NETWORK_SIZE,
        )
    for table in tables:
        table.map = None
    return picture


def _sits_in_mechanisms(answers: Answers) -> bool:
    """Whether the memberships of the actor lead to a mechanism."""
    return any(
        isinstance(cell, dict) and kind_of(cell["iri"]) == "mechanism"
        for row in rows_of(answers, "memberships")
        for cell in row.values()
    )


def _explain_once(tables: Sequence[Table]) -> None:
    """Has each column explained where it stands first; the page is lighter for it."""
    explained: set[Column] = set()
    for table in tables:
        table.columns = [
            column._replace(description="") if column in explained else column
            for column in table.columns
        ]
        explained.update(column for column in table.columns if column.description)


def _whole(path: str, tables: Sequence[Table], subject: _Subject) -> dict[str, str]:
    """The URLs of this page with all rows of a table, by the table's id."""
    params = {"asOf": subject.as_of} if subject.as_of else {}
    if subject.lang != "en":
        params["lang"] = subject.lang
    return {
        table.id: f"{path}?{urlencode({**params, 'all': table.id})}#{table.id}"
        for table in tables
        if table.total > len(table.rows)
    }


async def _said(service: Service, subject: _Subject, client: str) -> list[ox.Triple]:
    """The statements of a source; empty for any other thing."""
    if subject.kind != "source":
        return []
    return await stated_in(service.engine, subject.iri, STATED, client)


async def _bound(service: Service, subject: _Subject, client: str) -> Treaty | None:
    """The parties to an instrument; None for any other thing."""
    if subject.kind != "instrument":
        return None
    return await treaty(service, subject.iri, subject.as_of, subject.lang, client)


def _day(service: Service, answers: Answers, subject: _Subject) -> str:
    """The day that the page shows."""
    dated = (each.answer for each in answers.values() if "asOf" in each.answer.parameters)
    first = next(dated, None)
    return subject.as_of or (first.as_of if first else service.today()).isoformat()


def _more(description: Description, path: str) -> str | None:
    if not description.more:
        return None
    return f"{path}.ttl?{urlencode({'page': description.number + 1})}"
