"""Runs the query of a prepared question: by certainty, and for measures by layer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from migov.engine.solutions import Row, column, take, text
from migov.questions.binding import bound, layer, terms_of
from migov.questions.certainty import ALLOWED
from migov.questions.labels import Selecting
from migov.questions.measures import MEASURES, NEAR, Measure
from migov.questions.preparation import Prepared
from migov.questions.types import Value

#: The parameter for the certainty of rows, its widest value, and the column of the basis.
CERTAINTY, ALL, BASIS = "certainty", "all", "basis"
#: The column that names the statement of a row.
STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The solutions of a question, and the less certain ones that `certainty=all` would add."""

    solutions: Sequence[Row]
    less_certain: Sequence[Row] = ()


async def evaluate(
    engine: Selecting, prepared: Prepared, client: str, *, wider: bool
) -> Evaluation:
    """Runs the query; raises an EngineError.

    Without `wider` the less certain solutions are not looked for.
    """
    measure = prepared.question.header.measure
    if measure is not None:
        return Evaluation(await _measured(engine, prepared, MEASURES[measure], client))
    if wider and _omits_rows(prepared):
        return await _by_certainty(engine, prepared, client)
    return Evaluation((await engine.select(prepared.query, client)).rows)


async def _measured(
    engine: Selecting, prepared: Prepared, measure: Measure, client: str
) -> list[Row]:
    """The rows of a measure, over the edges of one query or of one query per layer."""
    parameters = terms_of(prepared.values)
    if measure.next_near is None:
        edges = (await engine.select(prepared.query, client)).rows
    else:
        edges, asked = list[Row](), set[str]()
        while near := await asyncio.to_thread(measure.next_near, edges, parameters, asked):
            values = {**prepared.values, NEAR: layer(near)}
            edges += (await engine.select(bound(prepared.question, values), client)).rows
            asked |= near
    return await asyncio.to_thread(measure.compute, edges, parameters)


def _omits_rows(prepared: Prepared) -> bool:
    """Whether rows may be left out because of their certainty."""
    certainty = prepared.values.get(CERTAINTY)
    if BASIS not in prepared.question.columns or certainty is None:
        return False
    return "asOf" in prepared.values and certainty.plain != (ALL,)


async def _by_certainty(engine: Selecting, prepared: Prepared, client: str) -> Evaluation:
    """The solutions with the requested certainty, and those that `certainty=all` adds."""
    every = {**prepared.values, CERTAINTY: Value((ox.Literal(ALL),), (ALL,))}
    widest = engine.select(bound(prepared.question, every), client)
    if STATEMENT in prepared.question.columns:
        # Rows are independent, so one query suffices and the certainty filters its rows.
        allowed = ALLOWED[str(prepared.values[CERTAINTY].plain[0])]
        rows = (await widest).rows
        bases = [text(basis) if basis is not None else "" for basis in column(rows, BASIS)]
        places = range(len(rows))
        return Evaluation(
            take(rows, [place for place in places if bases[place] in allowed]),
            take(rows, [place for place in places if bases[place] not in allowed]),
        )
    certain, all_ = await asyncio.gather(engine.select(prepared.query, client), widest)
    # Grouped rows differ by certainty; without certain ones, all rows are less certain.
    return Evaluation(certain.rows, all_.rows[len(certain.rows) :])
