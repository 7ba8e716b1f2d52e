"""The content of a brief on an actor: sentences, a map, chairs, members, treaties, newest
events."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from migov.questions.answer import QuestionAnswer, answer
from migov.questions.catalogue import Question
from migov.questions.messages import marked
from migov.questions.resolve import exact_name
from migov.vocabulary import ACTOR_KINDS, iri
from migov.web.answer_tables import answer_table
from migov.web.charts.world import World
from migov.web.descriptions.answers import (
    LANES,
    Answers,
    ask,
    placed_on,
    sentences,
    table_of,
)
from migov.web.descriptions.description import Captions, describe_actor
from migov.web.descriptions.summary import Line, introduction, summary
from migov.web.descriptions.view import Facts
from migov.web.service import Service, release_cache
from migov.web.tables import Cell, Note, Table

#: The kinds of actor that have briefs.
KINDS = ACTOR_KINDS
#: Letters after which a cell takes two lines, and names per line.
_WRAPPED, _NAMES = 45, 9
#: Minimum number of names in a list.
_LEAST_NAMES = 60
#: Maximum number of sources.
SOURCES = 40


class Part(NamedTuple):
    """A section of a brief: its question, the columns shown, and its title.

    A part with one column is a list of names; `rows` is the maximum number of rows.
    """

    question: str
    title: str
    columns: tuple[str, ...]
    rows: int
    params: Mapping[str, str] = {}


#: The sections in order, for every kind; empty ones are omitted.
PARTS = (
    Part("chairs", marked("Chairs"), ("chair", "since", "until"), 10),
    Part("members", marked("Members"), ("member",), 200, {"role": "member"}),
    Part("memberships", marked("Belongs to"), ("organization", "role", "since"), 16),
    Part("treaties", marked("Treaties"), ("instrument", "standing", "since"), 12),
    Part("agreements", marked("Agreements"), ("agreement", "partners", "signed"), 10),
    Part("partners", marked("Partners"), ("partner", "ties", "through"), 8),
    Part(
        "initiatives", marked("Projects and programmes"), ("initiative", "implementers", "since"), 6
    ),
    Part("timeline", marked("Newest events"), ("date", "event", "what", "who"), 12),
)


class Section(NamedTuple):
    """A rendered section: a list of names, or a table; `more` counts omitted rows."""

    title: str
    names: Sequence[Cell]
    table: Table | None
    more: int
    total: int
    url: str


class Brief(NamedTuple):
    """A brief, ready for its template."""

    title: Cell
    introduction: Cell | None
    sentences: list[str]
    summary: list[Line]
    map: World | None
    sections: list[Section]
    sources: list[Note]
    more_sources: int

    @property
    def lines(self) -> int:
        """Estimated number of lines: one or two per row, nine names per line."""
        tables = [section.table for section in self.sections if section.table]
        texts = [
            len("; ".join(cell.text for cell in cells))
            for table in tables
            for row in table.rows
            for cells in row.cells
        ]
        rows = sum(len(table.rows) for table in tables)
        wrapped = sum(length > _WRAPPED for length in texts)
        names = sum(len(section.names) for section in self.sections) // _NAMES
        heads = 4 * len(self.sections) + 24
        return heads + rows + wrapped + names + len(self.sources) // 3


async def brief(
    service: Service, kind: str, slug: str, lang: str, client: str, density: int = 0
) -> Brief | None:
    """The brief on an actor; None if the release does not have it.

    Each step of `density` halves the rows, for a brief that would be longer than two pages.
    """
    subject = iri(kind, slug)
    entry = service.labels.entry(subject)
    if kind not in KINDS or entry is None:
        return None
    placed = placed_on(service.catalogue, kind)
    spoken = [each for each in placed if each.table.sentence or each.table.picture]
    captions = await release_cache(service).once("captions", lambda: Captions.load(service.engine))
    named = exact_name(service.labels, entry)
    asked = [part for part in PARTS if _takes(service.catalogue.get(part.question), kind)]
    lanes = asyncio.Semaphore(LANES)

    async def one(part: Part) -> QuestionAnswer:
        async with lanes:
            return await _answer(service, part, named, lang, client)

    description, answers, found = await asyncio.gather(
        describe_actor(service.engine, subject, client),
        ask(service, spoken, subject, "", lang, client),
        asyncio.gather(*(one(part) for part in asked)),
    )
    if description is None:
        return None

    def composed() -> Brief:
        facts = Facts(description, captions, service.labels, lang)
        lines = summary(facts, subject, kind, answers)
        sections = [
            section
            for part, params in zip(asked, found, strict=True)
            if (section := _section(facts, service, part, params, subject, named, density))
        ]
        notes = facts.footnotes().all()
        return Brief(
            facts.cell(subject),
            introduction(facts, subject, kind, answers, service.catalogue.sentences),
            [each.sentence for each in sentences(service, spoken, answers, subject, lang)],
            lines,
            _map(facts, service, kind, answers, subject),
            sections,
            notes[:SOURCES],
            len(notes[SOURCES:]),
        )

    return await asyncio.to_thread(composed)


def _takes(question: Question, kind: str) -> bool:
    """Whether entity pages of a kind show the question; the timeline is for every actor."""
    return question.name == "timeline" or any(kind in each.kinds for each in question.header.pages)


async def _answer(
    service: Service, part: Part, named: str, lang: str, client: str
) -> QuestionAnswer:
    params = {"actor": named, "lang": lang, "limit": "1000", **part.params}
    if part.question == "timeline":
        params["until"] = service.today().isoformat()  # excludes planned events
    return await answer(
        service.engine,
        service.catalogue,
        service.labels,
        part.question,
        params,
        service.release.id,
        service.today(),
        client,
        wider=False,
    )


def _section(
    facts: Facts,
    service: Service,
    part: Part,
    params: QuestionAnswer,
    subject: str,
    named: str,
    density: int,
) -> Section | None:
    if not params.rows:
        return None
    most = max(2, part.rows >> density)
    question = service.catalogue.get(part.question)
    parameters = "&".join(f"{key}={text}" for key, text in {"actor": named, **part.params}.items())
    url = f"/questions/{part.question}?{parameters}"
    if len(part.columns) == 1:
        things = dict.fromkeys(row[part.columns[0]]["iri"] for row in params.rows)
        names = facts.cells(things)
        most = max(most, _LEAST_NAMES)
        return Section(part.title, names[:most], None, len(names[most:]), len(names), url)
    table = answer_table(
        params.rows,
        [question.columns[name] for name in part.columns],
        facts,
        facts.footnotes(),
        params.as_of,
        id=part.question,
        title=part.title,
        subject=subject,
        most=most,
    )
    table.map, table.axis, table.calendar = None, None, None
    return Section(part.title, (), table, table.total - len(table.rows), table.total, url)


def _map(facts: Facts, service: Service, kind: str, answers: Answers, subject: str) -> World | None:
    """The map on top of the actor's page."""
    for each in placed_on(service.catalogue, kind):
        if each.table.picture:
            return table_of(facts, each, answers, subject, 0).map
    return None
