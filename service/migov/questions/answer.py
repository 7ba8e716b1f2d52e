"""Answers a question: values bound, query run, rows as cells."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from migov.engine.interface import Term
from migov.questions.binding import bound, values
from migov.questions.catalogue import Catalogue, Question
from migov.questions.cells import row, settled
from migov.questions.errors import ParameterError
from migov.questions.header import Parameter
from migov.questions.labels import Labels, Selecting
from migov.questions.measures import MEASURES
from migov.questions.sentence import Facts
from migov.questions.types import Value, parse
from migov.vocabulary import local_name

#: Rows of an answer where the caller names no limit, and at most.
LIMIT = 100
LIMIT_MOST = 10_000
#: Languages that labels may be asked for in: a tag such as `fr`.
_LANGUAGE_LENGTH = 12

#: The parameter that says how sure rows must be, its widest value, and the column that tells it.
CERTAINTY, ALL, BASIS = "certainty", "all", "basis"
LAST_SEEN = "lastSeen"

#: What goes with every question beside its own parameters and `lang`.
PAGE = {
    "limit": Parameter(
        "limit",
        "integer",
        "How many rows to give.",
        default=str(LIMIT),
        minimum=1,
        maximum=LIMIT_MOST,
    ),
    "offset": Parameter("offset", "integer", "How many rows to pass over.", default="0", minimum=0),
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question ready to run: its query with the values in place, and what part of it to show."""

    question: Question
    values: Mapping[str, Value]
    query: str
    as_of: date
    limit: int
    offset: int
    lang: str

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters as an answer repeats them: a thing by its slug, several as a list."""
        return {
            name: list(value.said) if self.question.params[name].several else value.said[0]
            for name, value in self.values.items()
        }


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """An answer: `rows` are the page that was asked for, `total` counts all rows.

    `sentence` says in one or two sentences what the rows say, in the language asked for.
    `left_out` counts the rows that `certainty=all` would add, where rows have a basis, and `wider`
    holds the parameters that ask for them too, as the caller wrote the others. `solutions` holds
    the same page as RDF terms; `query` the SPARQL that ran.
    """

    question: str
    parameters: dict[str, Any]
    as_of: date
    release: str
    sentence: str
    columns: list[str]
    rows: list[dict[str, Any]]
    total: int
    left_out: int
    wider: Mapping[str, str]
    query: str
    solutions: Sequence[Mapping[str, Term]]

    def json(self) -> dict[str, Any]:
        """The answer as a JSON object."""
        return {
            "question": self.question,
            "parameters": self.parameters,
            "asOf": self.as_of.isoformat(),
            "release": self.release,
            "answer": self.sentence,
            "columns": self.columns,
            "rows": self.rows,
            "total": self.total,
        }


def prepare(
    catalogue: Catalogue, labels: Labels, name: str, params: Mapping[str, str], today: date
) -> Prepared:
    """Reads a caller's parameters; raises a QuestionError that says what is wrong with them."""
    question = catalogue.get(name)
    own = {key: text for key, text in params.items() if key not in (*PAGE, "lang")}
    given = values(question, own, labels, today)
    limit, offset = (
        int(parse(p, params.get(p.name, "").strip() or p.default or "", labels, today).said[0])
        for p in PAGE.values()
    )
    return Prepared(
        question=question,
        values=given,
        query=bound(question, given),
        as_of=_as_of(given, today),
        limit=limit,
        offset=offset,
        lang=_language(params.get("lang", "")),
    )


async def answer(
    engine: Selecting,
    catalogue: Catalogue,
    labels: Labels,
    name: str,
    params: Mapping[str, str],
    release_id: str,
    today: date,
    client: str = "local",
    *,
    wider: bool = True,
) -> QuestionAnswer:
    """Answers the question `name`; raises a QuestionError or an EngineError.

    Without `wider` nobody is told how many rows are left out, which takes a second query.
    """
    prepared = prepare(catalogue, labels, name, params, today)
    question = prepared.question
    solutions: Sequence[dict[str, Term]] = (await engine.select(prepared.query, client)).rows
    if question.header.measure is not None:
        compute = MEASURES[question.header.measure].compute
        terms = {key: value.terms for key, value in prepared.values.items()}
        solutions = await asyncio.to_thread(compute, solutions, terms)
    chosen = solutions[prepared.offset : prepared.offset + prepared.limit]
    page = [settled(terms, question.columns) for terms in chosen]
    rows = [row(terms, question.columns, labels, prepared.lang) for terms in page]
    left_out = await _left_out(engine, prepared, len(solutions), client) if wider else 0
    facts = Facts(
        question=name,
        values={
            key: [term.value for term in value.terms] for key, value in prepared.values.items()
        },
        rows=rows,
        total=len(solutions),
        left_out=left_out,
        as_of=prepared.as_of,
        today=today,
        subject=question.header.subject,
        last=await _last_known(engine, prepared, rows, left_out, labels, client),
    )
    return QuestionAnswer(
        question=name,
        parameters=prepared.parameters,
        as_of=prepared.as_of,
        release=release_id,
        sentence=catalogue.sentences.sentence(facts, labels.label, prepared.lang),
        columns=list(question.columns),
        rows=rows,
        total=len(solutions),
        left_out=left_out,
        wider={**params, CERTAINTY: ALL},
        query=prepared.query,
        solutions=page,
    )


async def _left_out(engine: Selecting, prepared: Prepared, total: int, client: str) -> int:
    """How many rows of the day are left out because they are not sure enough."""
    question, certainty = prepared.question, prepared.values.get(CERTAINTY)
    if BASIS not in question.columns or certainty is None or "asOf" not in prepared.values:
        return 0
    if certainty.said == (ALL,):
        return 0
    return await engine.count(_widest(prepared), client) - total


def _widest(prepared: Prepared) -> str:
    """The query with `certainty=all`, whatever the caller asked for."""
    widest = Value((ox.Literal(ALL),), (ALL,))
    return bound(prepared.question, {**prepared.values, CERTAINTY: widest})


async def _last_known(
    engine: Selecting,
    prepared: Prepared,
    rows: Sequence[Mapping[str, Any]],
    left_out: int,
    labels: Labels,
    client: str,
) -> Mapping[str, Any] | None:
    """The row seen last, where no row of the answer holds on the day; None if there is none."""
    question = prepared.question
    if LAST_SEEN not in question.columns or any(each.get("current", True) for each in rows):
        return None
    if not rows and left_out > 0:
        solutions = (await engine.select(_widest(prepared), client)).rows
        terms = (settled(solution, question.columns) for solution in solutions)
        rows = [row(each, question.columns, labels, prepared.lang) for each in terms]
    seen = [each for each in rows if each[LAST_SEEN] and not each.get("until")]
    return max(seen, key=lambda each: str(each[LAST_SEEN]), default=None)


def _as_of(given: Mapping[str, Value], today: date) -> date:
    """The day that an answer holds for: the one asked for, else today."""
    for name in ("asOf", "today"):
        if name in given:
            return date.fromisoformat(str(given[name].said[0]))
    return today


def _language(text: str) -> str:
    lang = text.strip().lower() or "en"
    if len(lang) > _LANGUAGE_LENGTH or not lang.replace("-", "").isalpha() or not lang.isascii():
        raise ParameterError(
            "lang", "`lang` is the tag of a language.", "Write en, fr, es, ar, pt, ru, zh or de."
        )
    return lang


_NUMBERS = ("integer", "decimal", "double")


def ordered(rows: Iterable[dict[str, Term]], order: Sequence[str]) -> list[dict[str, Term]]:
    """`rows` by the columns of `order`, numbers as numbers, the unknown first."""
    found = list(rows)
    for key in reversed(order):
        column = key.removeprefix("-")
        found.sort(key=lambda row: _key(row.get(column)), reverse=key.startswith("-"))
    return found


def _key(term: Term | None) -> tuple[float, str]:
    if isinstance(term, ox.Literal):
        kind = local_name(term.datatype.value)
        return (float(term.value), "") if kind in _NUMBERS else (0.0, term.value)
    return (0.0, str(term) if term is not None else "")
