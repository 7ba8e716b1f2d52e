"""The tables of entity pages that are answers of the catalogue, for an entity and a day."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from migov.questions.answer import QuestionAnswer, answer
from migov.questions.cases import Facts as SentenceFacts
from migov.questions.catalogue import Catalogue, Question
from migov.questions.page_tables import PageTable
from migov.questions.preparation import LIMIT_MOST
from migov.questions.resolve import exact_name
from migov.vocabulary import slug_of
from migov.web.answer_tables import answer_table
from migov.web.descriptions.view import Facts
from migov.web.http.translation import gettext as _
from migov.web.service import Service
from migov.web.tables import Table

#: Questions asked concurrently for one page. The queries of a client are limited, and sixteen of
#: its connections must stay within the limit.
LANES = 2


class Placed(NamedTuple):
    """A table of a page and its question."""

    question: Question
    table: PageTable


class Answered(NamedTuple):
    """A question with its answer, and the query string of the answer's URL.

    The query string is empty if the release has no question routes.
    """

    question: Question
    answer: QuestionAnswer
    query: str

    def links(self, place: PageTable) -> list[tuple[str, str]]:
        """The URLs of a table's rows as an answer and as CSV."""
        if not self.query:
            return []
        one = {
            column: slugs[0] or ""
            for column, slugs in place.where.items()
            if len(slugs) == 1 and slugs[0] and column in self.question.params
        }
        address = f"/questions/{self.question.name}?{self.query}"
        if one:
            address += f"&{urlencode(one)}"
        return [(_("As a question"), address), ("CSV", f"{address}&format=csv")]


#: The answers of a page by question name and further parameters.
Answers = Mapping[tuple[str, tuple[tuple[str, str], ...]], Answered]


def placed_on(catalogue: Catalogue, kind: str) -> list[Placed]:
    """The tables on pages of a kind of thing, in order, from the headers of questions."""
    placed = [
        Placed(question, table)
        for question in catalogue
        for table in question.header.pages
        if kind in table.kinds
    ]
    return sorted(placed, key=lambda each: (each.table.order, each.table.id))


async def ask(
    service: Service,
    placed: Iterable[Placed],
    subject: str,
    as_of: str,
    lang: str,
    client: str,
) -> Answers:
    """The answers that the tables of `subject`'s page need, each fetched once.

    `as_of` may be "", which means today. Raises QuestionError if it is not a date.
    """
    distinct = {_key(each): each for each in placed}
    lanes = asyncio.Semaphore(LANES)

    async def one(each: Placed) -> Answered:
        async with lanes:
            return await _ask(service, each, subject, as_of, lang, client)

    answers = await asyncio.gather(*(one(each) for each in distinct.values()))
    return dict(zip(distinct, answers, strict=True))


def rows_of(answers: Answers, question: str) -> Sequence[Mapping[str, Any]]:
    """The rows of a question's answer; empty if the page does not have it."""
    return next((each.answer.rows for (name, _), each in answers.items() if name == question), ())


class Said(NamedTuple):
    """The sentence of an answer, and the URL of the answer; "" in a past release."""

    sentence: str
    url: str


def sentences(
    service: Service, placed: Iterable[Placed], answers: Answers, subject: str, lang: str
) -> list[Said]:
    """The sentences on top of the page of `subject`, in order."""
    chosen = sorted(
        (each for each in placed if each.table.sentence), key=lambda each: each.table.sentence
    )
    said = [
        Said(
            _sentence(service, each, answers, subject, lang),
            next((url for _, url in answers[_key(each)].links(each.table)), ""),
        )
        for each in _speaking(chosen, answers)
    ]
    return [each for each in said if each.sentence]


def _speaking(chosen: Sequence[Placed], answers: Answers) -> list[Placed]:
    """Those of some tables that have rows; of the others of one answer the first, if none has."""

    def has_rows(placed: Placed) -> bool:
        return any(map(placed.table.keeps, answers[_key(placed)].answer.rows))

    spoken: dict[tuple[str, tuple[tuple[str, str], ...]], list[Placed]] = {}
    for each in chosen:
        spoken.setdefault(_key(each), []).append(each)
    kept = {key: [one for one in same if has_rows(one)] or same[:1] for key, same in spoken.items()}
    return [each for each in chosen if each in kept[_key(each)]]


def _sentence(service: Service, placed: Placed, answers: Answers, subject: str, lang: str) -> str:
    """The sentence about the rows of a table, or about the whole answer if the table has all
    rows."""
    question, place = placed
    answer = answers[_key(placed)].answer
    rows = [row for row in answer.rows if place.keeps(row)]
    alike = {
        name: [row[name]["iri"] for row in rows[:1]]
        for name in question.params.keys() & question.columns.keys()
        if rows
        and all(row.get(name) == rows[0].get(name) for row in rows)
        and isinstance(rows[0].get(name), dict)
    }
    if len(rows) == len(answer.rows) and not alike:
        return answer.sentence
    facts = SentenceFacts(
        question=question.name,
        values={place.parameter: [subject], **alike},
        rows=rows,
        total=len(rows),
        left_out=0,
        as_of=answer.as_of,
        today=service.today(),
        subject=question.header.subject,
    )
    return service.catalogue.sentences.sentence(facts, service.labels.label, lang)


def table_of(
    facts: Facts, placed: Placed, answers: Answers, subject: str, most: int | None = None
) -> Table:
    """One table of the page of `subject` with its first `most` rows; None if it has no rows."""
    question, place = placed
    answered = answers[_key(placed)]
    rows = [row for row in answered.answer.rows if place.keeps(row)]
    columns = [
        column
        for column in question.columns.values()
        if not place.columns or column.name in place.columns
    ]
    if place.by_name and columns:
        rows.sort(key=lambda row: _label(row.get(columns[0].name)))
    table = answer_table(
        rows,
        columns,
        facts,
        facts.footnotes(),
        answered.answer.as_of,
        id=place.id,
        title=place.title,
        subject=subject,
        most=most,
        picture=question.header.picture,
    )
    table.links = answered.links(place)
    return table


async def _ask(
    service: Service, placed: Placed, subject: str, as_of: str, lang: str, client: str
) -> Answered:
    question, place = placed
    params = {place.parameter: subject, **place.params}
    if as_of and place.day:
        params[place.day] = as_of

    async def answered_with(*, wider: bool) -> QuestionAnswer:
        return await answer(
            service.engine,
            service.catalogue,
            service.labels,
            question.name,
            {"limit": str(LIMIT_MOST), "lang": lang, **params},
            service.release.id,
            service.today(),
            client,
            wider=wider,
        )

    # A table shows the default certainty; a sentence without rows may name what was last known.
    answered = await answered_with(wider=False)
    if place.sentence and not answered.rows and place.day in params:
        answered = await answered_with(wider=True)
    entry = service.labels.entry(subject)
    named = exact_name(service.labels, entry) if entry else slug_of(subject)
    shown = {**params, place.parameter: named}
    # Only the current release has question routes.
    return Answered(question, answered, "" if service.root else urlencode(shown))


def _key(placed: Placed) -> tuple[str, tuple[tuple[str, str], ...]]:
    table = placed.table
    params = {"": table.parameter, "day": table.day, **table.params}
    return placed.question.name, tuple(sorted(params.items()))


def _label(cell: Any) -> str:
    return str(cell["label"] if isinstance(cell, dict) else cell or "").casefold()
