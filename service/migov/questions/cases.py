"""The cases of a sentence: what an answer's rows say about the question, and the attributes for it.

`docs/questions.md` lists the attributes of a message.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Any

#: The parameters for the first and the last day of a period.
PERIOD = frozenset(("from", "until"))


@dataclass(frozen=True, slots=True)
class Facts:
    """The input of a sentence.

    `values` holds the resources of each parameter as IRIs or its text; `rows` the page of rows as
    cells; `subject` the column that the sentence names, by default the first that holds things;
    `last` the last known row where nothing is known to hold; `absence` the reason why there is
    nothing, as a slug, and `absent_on` its date, if any; `newest` the row whose source has the
    newest content date, if rows have one; `term` for how long what the rows hold lasts, as an
    `xsd:duration`;
    `renamed` the former names in the request, with the IRIs of what bore them.
    `filters` names the parameters that narrow the answer, for those that a message does not name.
    `counted` gives, for a column, the number of its distinct things in all rows that hold, and
    `held` the number of these rows; without them `rows` are all rows.
    """

    question: str
    values: Mapping[str, Sequence[str]]
    rows: Sequence[Mapping[str, Any]]
    total: int
    left_out: int
    as_of: date
    today: date
    subject: str | None = None
    last: Mapping[str, Any] | None = None
    absence: str | None = None
    absent_on: str = ""
    newest: Mapping[str, Any] | None = None
    term: str | None = None
    renamed: Sequence[tuple[str, str]] = ()
    filters: Collection[str] = ()
    counted: Callable[[str], int] | None = None
    held: int | None = None


def case_of(facts: Facts) -> str:
    """The case: "yes", "some", "period", "not-known", "unknown", "past", "over", "no" or "none"."""
    asked = "who" in facts.values
    if facts.rows and "current" in facts.rows[0] and in_period(facts.values):
        return "period"
    if held(facts):
        return "yes" if asked else "some"
    if facts.last is not None:
        return "not-known" if asked else "unknown"
    if facts.rows:
        return "past" if asked else "over"
    return "no" if asked else "none"


def in_period(given: Collection[str]) -> bool:
    """Whether the parameters given ask for a period, of which rows say also what is over."""
    return not PERIOD.isdisjoint(given) and "asOf" not in given


def held(facts: Facts) -> Sequence[Mapping[str, Any]]:
    """The rows that the sentence is about: only current ones if rows say so, and a day is asked
    for."""
    rows = facts.rows
    if rows and "current" in rows[0] and not in_period(facts.values):
        return [row for row in rows if row["current"]]
    return rows


def attributes(facts: Facts, case: str) -> Iterable[str]:
    """The matching attributes, the most specific first."""
    if facts.absence and case in ("none", "no"):
        yield f"{case}-as-{facts.absence}"
        yield f"none-as-{facts.absence}"
    parameters = facts.values
    if case in ("none", "no") and in_period(facts.values):
        yield f"{case}-period"
    for parameter, values in parameters.items():
        for column in _columns_of(facts, values):
            yield f"{case}-{parameter}-in-{column}"
        for value in values[:1]:
            yield f"{case}-{parameter}-{value.rpartition('/')[2].replace(' ', '-')}"
    for pair in permutations(parameters, 2):
        yield f"{case}-{'-'.join(pair)}"
    for parameter in parameters:
        yield f"{case}-{parameter}"
    yield case
    if case == "period":
        yield "some"
    if case == "yes":
        yield "some"
    if case == "past":
        yield from attributes(facts, "no")
    elif case in ("no", "not-known"):
        yield "none"


def _columns_of(facts: Facts, values: Sequence[str]) -> list[str]:
    """The columns that hold the one value of a parameter in every row."""
    rows = held(facts)
    return [
        column
        for column in (rows[0] if rows and len(values) == 1 else ())
        if all(isinstance(r[column], dict) and r[column]["iri"] == values[0] for r in rows)
    ]
