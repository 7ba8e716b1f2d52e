"""Answers a question: binds values, runs the query, converts rows to cells."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from migov.engine.interface import Term, text
from migov.questions.binding import bound, values
from migov.questions.cases import Facts
from migov.questions.catalogue import Catalogue, Question
from migov.questions.cells import cited, resource, row, settled
from migov.questions.certainty import ALLOWED
from migov.questions.errors import ParameterError
from migov.questions.former import former_names
from migov.questions.header import Column, Parameter
from migov.questions.labels import Labels, Selecting
from migov.questions.measures import MEASURES, NEAR, Measure, Params
from migov.questions.types import Value, parse
from migov.service_queries import bound_query
from migov.vocabulary import local_name, slug_of

#: The default and the largest number of rows of an answer.
LIMIT = 100
LIMIT_MOST = 10_000
#: Valid language tags for labels, such as `fr`.
_LANGUAGE_LENGTH = 12

#: The parameter for the certainty of rows, its widest value, and the column of the basis.
CERTAINTY, ALL, BASIS = "certainty", "all", "basis"
#: The column that names the statement of a row.
STATEMENT = "statement"
LAST_SEEN, CURRENT = "lastSeen", "current"
#: The queries that give the reason why a question has nothing to state about an actor.
_REASONS = {"chairs": "chair-rotation"}

#: The parameters of every question beside its own and `lang`.
PAGE = {
    "limit": Parameter(
        "limit",
        "integer",
        "Maximum number of rows.",
        default=str(LIMIT),
        minimum=1,
        maximum=LIMIT_MOST,
    ),
    "offset": Parameter("offset", "integer", "Number of rows to skip.", default="0", minimum=0),
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question ready to run: its query with bound values, and the page to show."""

    question: Question
    values: Mapping[str, Value]
    query: str
    as_of: date
    limit: int
    offset: int
    lang: str

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters as repeated in an answer: a thing by its slug, several as a list."""
        return {
            name: list(value.plain) if self.question.params[name].several else value.plain[0]
            for name, value in self.values.items()
        }


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """An answer: `rows` are the requested page, `total` counts all rows.

    `say` writes one or two sentences about the rows, in the requested language. `left_out` counts
    the rows that `certainty=all` would add, if rows have a basis, and `wider` holds the caller's
    parameters with that certainty. `solutions` holds the same page as RDF terms; `query` the SPARQL
    that selects the rows; for a measure that searches layer by layer, its first query.
    """

    question: str
    parameters: dict[str, Any]
    as_of: date
    release: str
    say: Callable[[], str]
    columns: list[str]
    rows: list[dict[str, Any]]
    total: int
    left_out: int
    wider: Mapping[str, str]
    query: str
    solutions: Sequence[Mapping[str, Term]]
    sources: Sequence[Mapping[str, Any]]

    @property
    def sentence(self) -> str:
        """The answer in words; computed on each access, since tables of pages do not show it."""
        return self.say()

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
            "sources": list(self.sources),
        }


def prepare(
    catalogue: Catalogue, labels: Labels, name: str, params: Mapping[str, str], today: date
) -> Prepared:
    """Reads a caller's parameters; raises a QuestionError."""
    question = catalogue.get(name)
    own = {key: text for key, text in params.items() if key not in (*PAGE, "lang")}
    given = values(question, own, labels, today)
    limit, offset = (
        int(parse(p, params.get(p.name, "").strip() or p.default or "", labels, today).plain[0])
        for p in PAGE.values()
    )
    return Prepared(
        question=question,
        values=given,
        query=bound(question, {**given, **_first_layer(question, given)}),
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
    former: Sequence[tuple[str, str]] = (),
) -> QuestionAnswer:
    """Answers the question `name`; raises a QuestionError or an EngineError.

    `former` holds former names that the caller used, each with the IRI of what bore it; those in
    `params` are found without it.

    Without `wider` the answer does not count the rows left out.
    """
    prepared = prepare(catalogue, labels, name, params, today)
    question = prepared.question
    solutions: Sequence[dict[str, Term]]
    less_sure: Sequence[dict[str, Term]] = ()
    if question.header.measure is not None:
        solutions = await _measured(engine, prepared, MEASURES[question.header.measure], client)
    elif not (wider and _leaves_out(prepared)):
        solutions = (await engine.select(prepared.query, client)).rows
    else:
        solutions, less_sure = await _by_certainty(engine, prepared, client)
    chosen = solutions[prepared.offset : prepared.offset + prepared.limit]
    page = [settled(terms, question.columns) for terms in chosen]
    rows = [row(terms, question.columns, labels, prepared.lang) for terms in page]
    # A sentence is about the answer from its first row on, whichever page is shown.
    first = rows
    if prepared.offset:
        head = (settled(terms, question.columns) for terms in solutions[: prepared.limit])
        first = [row(terms, question.columns, labels, prepared.lang) for terms in head]
    last = _last_known(prepared, first, less_sure, labels)
    reasons = await _reasons(engine, prepared, client) if last is None and not first else ()
    renamed = (*former, *former_names(prepared, params, labels))

    def say() -> str:
        held = _held(solutions, question)
        facts = Facts(
            question=name,
            values={
                key: [term.value for term in value.terms] for key, value in prepared.values.items()
            },
            rows=first,
            total=len(solutions),
            left_out=len(less_sure),
            as_of=prepared.as_of,
            today=today,
            subject=question.header.subject,
            last=last,
            absence=slug_of(reasons[0][0]) if reasons else None,
            renamed=renamed,
            filters=_filters(question, params),
            counted=lambda column: _distinct(held, question.columns[column]),
            held=len(held),
        )
        return catalogue.sentences.sentence(facts, labels.label, prepared.lang)

    return QuestionAnswer(
        question=name,
        parameters=prepared.parameters,
        as_of=prepared.as_of,
        release=release_id,
        say=say,
        columns=list(question.columns),
        rows=rows,
        total=len(solutions),
        left_out=len(less_sure),
        wider={**params, CERTAINTY: ALL},
        query=prepared.query,
        solutions=page,
        sources=[
            *cited([*rows, last] if last is not None else rows),
            *(resource(source, labels, prepared.lang) for _, source in reasons),
        ],
    )


def _held(solutions: Iterable[Mapping[str, Term]], question: Question) -> list[dict[str, Term]]:
    """The solutions that are not known to be over; all where the question does not mark them."""
    found = [settled(terms, question.columns) for terms in solutions]
    if CURRENT not in question.columns:
        return found
    return [terms for terms in found if CURRENT in terms and text(terms[CURRENT]) == "true"]


def _distinct(solutions: Iterable[Mapping[str, Term]], column: Column) -> int:
    """The number of distinct things in a column."""
    values = {text(terms[column.name]) for terms in solutions if column.name in terms}
    if column.kind == "resources":
        values = {value for several in values for value in several.split()}
    return len(values)


def _filters(question: Question, params: Mapping[str, str]) -> frozenset[str]:
    """The parameters that a caller gave and that have another value than their default."""
    return frozenset(
        name
        for name, parameter in question.params.items()
        if params.get(name, "").strip() not in ("", parameter.default)
    )


async def _measured(
    engine: Selecting, prepared: Prepared, measure: Measure, client: str
) -> list[dict[str, Term]]:
    """The rows of a measure, over the edges of one query or of one query per layer."""
    terms = _terms(prepared.values)
    if measure.next_near is None:
        edges = (await engine.select(prepared.query, client)).rows
    else:
        edges, asked = [], set[str]()
        while near := await asyncio.to_thread(measure.next_near, edges, terms, asked):
            given = {**prepared.values, NEAR: _actors(near)}
            edges += (await engine.select(bound(prepared.question, given), client)).rows
            asked |= near
    return await asyncio.to_thread(measure.compute, edges, terms)


async def _reasons(engine: Selecting, prepared: Prepared, client: str) -> Sequence[tuple[str, str]]:
    """The reasons why there is nothing to state about the actor, each with a source, as IRIs."""
    query, actor = _REASONS.get(prepared.question.name), prepared.values.get("actor")
    if query is None or actor is None:
        return ()
    terms = [term for term in actor.terms if isinstance(term, ox.NamedNode)]
    found = await engine.select(bound_query(query, {"actor": terms}), client)
    return [(text(row["reason"]), text(row["source"])) for row in found.rows]


def _first_layer(question: Question, given: Mapping[str, Value]) -> dict[str, Value]:
    """The first layer of a measure that searches layer by layer."""
    measure = MEASURES.get(question.header.measure or "")
    if measure is None or measure.next_near is None:
        return {}
    return {NEAR: _actors(measure.next_near((), _terms(given), set()))}


def _actors(iris: Iterable[str]) -> Value:
    return Value(tuple(ox.NamedNode(iri) for iri in sorted(iris)), ())


def _terms(given: Mapping[str, Value]) -> Params:
    return {name: value.terms for name, value in given.items()}


def _leaves_out(prepared: Prepared) -> bool:
    """Whether rows may be left out because of their certainty."""
    certainty = prepared.values.get(CERTAINTY)
    if BASIS not in prepared.question.columns or certainty is None:
        return False
    return "asOf" in prepared.values and certainty.plain != (ALL,)


async def _by_certainty(
    engine: Selecting, prepared: Prepared, client: str
) -> tuple[list[dict[str, Term]], list[dict[str, Term]]]:
    """The solutions with the requested certainty, and the number that `certainty=all` adds."""
    every = {**prepared.values, CERTAINTY: Value((ox.Literal(ALL),), (ALL,))}
    widest = engine.select(bound(prepared.question, every), client)
    if STATEMENT in prepared.question.columns:
        # Rows are independent, so one query suffices and the certainty filters its rows.
        allowed = ALLOWED[str(prepared.values[CERTAINTY].plain[0])]
        rows = (await widest).rows
        sure = [each for each in rows if text(each[BASIS]) in allowed]
        return sure, [each for each in rows if text(each[BASIS]) not in allowed]
    found, more = await asyncio.gather(engine.select(prepared.query, client), widest)
    # A second query only runs if there are no other rows.
    return found.rows, more.rows[len(found.rows) :]


def _last_known(
    prepared: Prepared,
    rows: Sequence[Mapping[str, Any]],
    less_sure: Sequence[Mapping[str, Term]],
    labels: Labels,
) -> Mapping[str, Any] | None:
    """The most recent last known row if no row holds on the day; None if there is none."""
    columns = prepared.question.columns
    if LAST_SEEN not in columns or any(each.get("current", True) for each in rows):
        return None
    if not rows:
        terms = (settled(each, columns) for each in less_sure)
        rows = [row(each, columns, labels, prepared.lang) for each in terms]
    seen = [each for each in rows if each[LAST_SEEN] and not each.get("until")]
    return max(seen, key=lambda each: str(each[LAST_SEEN]), default=None)


def _as_of(given: Mapping[str, Value], today: date) -> date:
    """The day that an answer holds for: the requested one, else today."""
    for name in ("asOf", "today"):
        if name in given:
            return date.fromisoformat(str(given[name].plain[0]))
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
    """`rows` sorted by the columns of `order`, numbers numerically, unknown values first."""
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
