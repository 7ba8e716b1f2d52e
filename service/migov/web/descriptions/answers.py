"""The parts of a page that are answers of the catalogue: they hold for a day, with their basis."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from migov.questions.answer import LIMIT_MOST, QuestionAnswer, answer
from migov.questions.catalogue import Question
from migov.vocabulary import iri, slug_of
from migov.web.descriptions.view import Cell, Facts, Row, Section
from migov.web.service import Service

#: Questions that one page asks at a time. A client may have but so many queries, and sixteen of
#: its connections must not be too many.
LANES = 2

#: Columns that every row tells in its own way.
_QUIET = frozenset({"sources", "statement", "statements"})


class Wanted(NamedTuple):
    """A question that a page asks of the thing that it is about, with further parameters."""

    question: str
    more: Mapping[str, str] = {}


class Answered(NamedTuple):
    """A question with its answer, and the query string that asks it again.

    The query string is empty where the question is not to be had for the release.
    """

    question: Question
    answer: QuestionAnswer
    query: str

    @property
    def links(self) -> list[tuple[str, str]]:
        """Where the same is had as a question, and as a table for a spreadsheet."""
        if not self.query:
            return []
        address = f"/questions/{self.question.name}?{self.query}"
        return [("As a question", address), ("CSV", f"{address}&format=csv")]


async def ask(
    service: Service, wanted: Iterable[Wanted], subject: str, as_of: str, lang: str, client: str
) -> dict[str, Answered]:
    """The answers about `subject` on a day, by question; those of the catalogue alone.

    `as_of` may be "", which is today. Raises QuestionError where the day is none.
    """
    known = set(service.catalogue.names())
    asked = [each for each in wanted if each.question in known]
    lanes = asyncio.Semaphore(LANES)

    async def one(each: Wanted) -> Answered:
        async with lanes:
            return await _ask(service, each, subject, as_of, lang, client)

    found = await asyncio.gather(*(one(each) for each in asked))
    return {each.question.name: each for each in found}


async def _ask(
    service: Service, wanted: Wanted, subject: str, as_of: str, lang: str, client: str
) -> Answered:
    question = service.catalogue.get(wanted.question)
    given = {"actor": subject, **wanted.more}
    if as_of and "asOf" in question.params:
        given["asOf"] = as_of
    limits = {"limit": str(LIMIT_MOST), "lang": lang}
    answered = await answer(
        service.engine,
        service.catalogue,
        service.labels,
        question.name,
        {**limits, **given},
        service.release.id,
        service.today(),
        client,
        wider=False,  # a page of an actor tells what is sure enough
    )
    shown = {**given, "actor": slug_of(subject)}
    # Questions are asked of the release in use alone.
    return Answered(question, answered, "" if service.root else urlencode(shown))


def table(
    facts: Facts,
    answered: Answered | None,
    id: str,
    title: str,
    columns: Iterable[str] = (),
    keep: Callable[[Mapping[str, Any]], bool] | None = None,
    lead: str = "",
) -> list[Section]:
    """The rows of an answer that `keep` lets through; no section where nothing was asked.

    `columns` names those to show, all by default; one that is empty throughout is left out.
    """
    if answered is None:
        return []
    given = [row for row in answered.answer.rows if keep is None or keep(row)]
    shown = [
        column
        for column in answered.question.columns.values()
        if column.name not in _QUIET
        and (not columns or column.name in columns)
        and any(row.get(column.name) not in (None, "", []) for row in given)
    ]
    rows = [
        Row(
            [list(_cells(facts, row.get(column.name))) for column in shown],
            facts.references(each["iri"] for each in row.get("sources") or ()),
            _statement(facts, row),
        )
        for row in given
    ]
    if not columns or "basis" in columns:
        lead = lead or f"As of {answered.answer.as_of.isoformat()}."
    if "member" in columns:
        rows.sort(key=lambda row: row.cells[0][0].text.casefold() if row.cells[0] else "")
    headers = [column.label for column in shown]
    return [Section(id, title, headers, rows, lead, answered.links)]


def _cells(facts: Facts, value: Any) -> Iterable[Cell]:
    match value:
        case None:
            return []
        case bool():
            return [Cell("yes" if value else "no")]
        case {"iri": str(found)}:
            return [facts.cell(found)]
        case list():
            return [cell for each in value for cell in _cells(facts, each)]
        case _:
            return [Cell(str(value))]


def _statement(facts: Facts, row: Mapping[str, Any]) -> str | None:
    cell = row.get("statement")
    return facts.href(cell["iri"]) if isinstance(cell, dict) else None


def role(row: Mapping[str, Any]) -> str:
    """The slug of a row's role."""
    cell = row.get("role")
    return str(cell["slug"]) if isinstance(cell, dict) else ""


def directly(row: Mapping[str, Any]) -> bool:
    """Whether a row tells of the thing itself, not of a body of it."""
    return row.get("body") is None


def role_label(facts: Facts, slug: str) -> str:
    """What a role is called."""
    return facts.label(iri("role", slug))
