"""Answers a question: binds values, runs the query, converts rows to cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from migov.engine.solutions import Row, Term, column, text
from migov.questions.absences import Absence, absence
from migov.questions.cases import Facts, in_period
from migov.questions.catalogue import Catalogue, Question
from migov.questions.cells import as_rows, cited, is_true, resource, settled
from migov.questions.evaluation import ALL, CERTAINTY, evaluate
from migov.questions.former import former_names
from migov.questions.header import Column
from migov.questions.labels import Labels, Selecting
from migov.questions.preparation import Prepared, prepare
from migov.stored_queries import bound_query

LAST_SEEN, CURRENT, DATED = "lastSeen", "current", "contentDate"
#: The queries that give for how long the rows of a question last from their beginning.
_TERMS = {"chairs": "chair-term"}


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
    question, lang = prepared.question, prepared.lang
    evaluation = await evaluate(engine, prepared, client, wider=wider)
    solutions = evaluation.solutions
    shown = solutions[prepared.offset : prepared.offset + prepared.limit]
    page = [settled(terms, question.columns) for terms in shown]
    rows = as_rows(page, question.columns, labels, lang)
    # A sentence is about the answer from its first row on, whichever page is shown.
    first = rows
    if prepared.offset:
        head = (settled(terms, question.columns) for terms in solutions[: prepared.limit])
        first = as_rows(head, question.columns, labels, lang)
    last = _last_known(prepared, first, evaluation.less_certain, labels)
    why: Absence | None = None
    terms: Sequence[tuple[str, str]] = ()
    if last is None and not first:
        why = await absence(engine, prepared, client)
    else:
        terms = await _terms(engine, prepared, client)
    beside = [*(why.sources if why is not None else ()), *(source for _, source in terms)]
    renamed = (*former, *former_names(prepared, params, labels))

    def say() -> str:
        whole = in_period(prepared.values)
        current = range(len(solutions)) if whole else _current(solutions, question)
        facts = Facts(
            question=name,
            values={
                key: [term.value for term in value.terms] for key, value in prepared.values.items()
            },
            rows=first,
            total=len(solutions),
            left_out=len(evaluation.less_certain),
            as_of=prepared.as_of,
            today=today,
            subject=question.header.subject,
            last=last,
            absence=why.reason if why is not None else None,
            absent_on=why.date if why is not None else "",
            newest=_newest(solutions, question, labels, lang),
            term=terms[0][0] if len({term for term, _ in terms}) == 1 else None,
            renamed=renamed,
            filters=_filters(question, params),
            counted=lambda name: _distinct(solutions, current, question.columns[name]),
            held=len(current),
        )
        return catalogue.sentences.sentence(facts, labels.label, lang)

    return QuestionAnswer(
        question=name,
        parameters=prepared.parameters,
        as_of=prepared.as_of,
        release=release_id,
        say=say,
        columns=list(question.columns),
        rows=rows,
        total=len(solutions),
        left_out=len(evaluation.less_certain),
        wider={**params, CERTAINTY: ALL},
        query=prepared.query,
        solutions=page,
        sources=_sources(
            cited([*rows, last] if last is not None else rows),
            [resource(source, labels, lang) for source in beside],
        ),
    )


def _sources(
    rows: Iterable[Mapping[str, Any]], beside: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The sources of the rows, then those of what the sentence says beside them, each once."""
    return list({source["iri"]: source for source in (*rows, *beside)}.values())


def _current(solutions: Sequence[Row], question: Question) -> Sequence[int]:
    """The places of the solutions that are not known to be over; all if the question does not
    mark them."""
    if CURRENT not in question.columns:
        return range(len(solutions))
    marks = column(solutions, CURRENT)
    return [place for place, mark in enumerate(marks) if mark is not None and is_true(mark)]


def _distinct(solutions: Sequence[Row], places: Iterable[int], of: Column) -> int:
    """The number of distinct things in a column of the solutions at some places."""
    terms = column(solutions, of.name)
    values = {text(term) for place in places if (term := terms[place]) is not None}
    if of.kind == "resources":
        return len({value for several in values for value in several.split()})
    return len(values - {""})


def _filters(question: Question, params: Mapping[str, str]) -> frozenset[str]:
    """The parameters that a caller gave and that have another value than their default."""
    return frozenset(
        name
        for name, parameter in question.params.items()
        if params.get(name, "").strip() not in ("", parameter.default)
    )


async def _terms(engine: Selecting, prepared: Prepared, client: str) -> Sequence[tuple[str, str]]:
    """How long the rows about the actor last, as sources state it, each with a source's IRI."""
    query, actor = _TERMS.get(prepared.question.name), prepared.values.get("actor")
    if query is None or actor is None:
        return ()
    terms = [term for term in actor.terms if isinstance(term, ox.NamedNode)]
    solutions = await engine.select(bound_query(query, {"actor": terms}), client)
    return [(text(row["term"]), text(row["source"])) for row in solutions.rows]


def _newest(
    solutions: Sequence[Row], question: Question, labels: Labels, lang: str
) -> Mapping[str, Any] | None:
    """The row with the newest content date of its source; None if the question gives none."""
    if DATED not in question.columns or not solutions:
        return None
    dates = [text(each) if each is not None else "" for each in column(solutions, DATED)]
    place = max(range(len(dates)), key=dates.__getitem__)
    terms = settled(solutions[place], question.columns)
    return next(iter(as_rows([terms], question.columns, labels, lang)))


def _last_known(
    prepared: Prepared,
    rows: Sequence[Mapping[str, Any]],
    less_certain: Sequence[Mapping[str, Term]],
    labels: Labels,
) -> Mapping[str, Any] | None:
    """The most recent last known row if no row holds on the day; None if there is none."""
    columns = prepared.question.columns
    if LAST_SEEN not in columns or any(each.get("current", True) for each in rows):
        return None
    if not rows:
        terms = (settled(each, columns) for each in less_certain)
        rows = as_rows(terms, columns, labels, prepared.lang)
    seen = [each for each in rows if each[LAST_SEEN] and not each.get("until")]
    return max(seen, key=lambda each: str(each[LAST_SEEN]), default=None)
