"""The pictures of an answer: times as bars, counts as bars, states on a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from migov.web.charts.bars import Axis, Bar, Spell, drawn, year
from migov.web.charts.world import Spot, World, is_state, part

#: Columns that say when something began and ended, in the order in which they are believed.
BEGINS = ("since",)
ENDS = ("until",)
GONE = "goneBy"
SEEN = "lastSeen"
#: Columns that say when something was that did not last.
MOMENTS = ("start", "date")

#: Times are drawn where at most so many rows on average share one: forty equal bars tell nothing.
_ALIKE = 4
#: Rows below which a bar says less than the number beside it.
_LEAST = 3

Rows = Sequence[Mapping[str, Any]]


class Pictures(NamedTuple):
    """The pictures of an answer, each None or empty where it would say nothing.

    `bars` are the times of the rows along `axis`, and `moments` the days of what did not last;
    `counted` holds, by column, how long the bar of each row's number is, in hundredths.
    """

    world: World | None
    axis: Axis | None
    bars: list[Bar | None]
    counted: dict[str, list[float | None]]
    moments: tuple[Axis, list[Bar]] | None


def pictures(columns: Mapping[str, str], rows: Rows, as_of: date) -> Pictures:
    """The pictures of `rows`; `columns` are their columns' labels, the first what they tell of.

    What is open lasts until `as_of`.
    """
    counted = _counted(columns, rows)
    axis, bars = times(rows, as_of)
    return Pictures(_map(columns, rows, counted), axis, bars, counted, _moments(rows))


def times(rows: Rows, as_of: date) -> tuple[Axis | None, list[Bar | None]]:
    """The rows' times on one axis; none where most of them are the same."""
    spells = [_spell(row, as_of) for row in rows]
    known = [spell for spell in spells if spell is not None]
    if len(set(known)) * _ALIKE < len(known):
        return None, [None] * len(rows)
    return drawn(spells)


def _spell(row: Mapping[str, Any], as_of: date) -> Spell | None:
    start = year(_first(row, BEGINS))
    if start is None:
        return None
    end = year(_first(row, ENDS), last=True)
    gone = year(row.get(GONE))
    if end is not None:
        return Spell(start, max(start, end), True)
    if gone is None and (row.get("current") is False or row.get("basis") == "last known"):
        # Over, or presumed no longer: drawn as long as a source shows it.
        return Spell(start, max(start, year(row.get(SEEN)) or start), False)
    today = year(as_of.isoformat())
    assert today is not None
    return Spell(start, max(start, today if gone is None else gone), False)


def _moments(rows: Rows) -> tuple[Axis, list[Bar]] | None:
    """Days on one axis; none where fewer than a few are known."""
    days = [year(_first(row, MOMENTS)) for row in rows]
    known = [Spell(day, day, True) for day in days if day is not None]
    axis, bars = drawn(known)
    if axis is None or len(known) < _LEAST:
        return None
    return axis, [bar for bar in bars if bar is not None]


def _first(row: Mapping[str, Any], names: Sequence[str]) -> str | None:
    return next((row[name] for name in names if isinstance(row.get(name), str)), None)


def _counted(columns: Mapping[str, str], rows: Rows) -> dict[str, list[float | None]]:
    if len(rows) < _LEAST:
        return {}
    found: dict[str, list[float | None]] = {}
    for column in columns:
        values = [row.get(column) for row in rows]
        if any(value is not None and not _number(value) for value in values):
            continue
        numbers = [float(value) for value in values if value is not None]
        if len(numbers) < _LEAST:
            continue
        most = max(numbers)
        if most > 0 and min(numbers) >= 0 and len(set(numbers)) > 1:
            found[column] = [
                round(value / most * 100, 1) if value is not None else None for value in values
            ]
    return found


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _map(columns: Mapping[str, str], rows: Rows, counted: Mapping[str, Any]) -> World | None:
    """The states that the first column tells of, with the first number of their rows."""
    first = next(iter(columns), "")
    number = next(iter(counted), "")
    spots: dict[str, Spot] = {}
    for row in rows:
        cell = row.get(first)
        if isinstance(cell, dict) and is_state(cell["iri"]):
            seen = spots.get(cell["iri"])
            more = row.get(number) if number else 1
            total = (seen.total if seen else 0) + (more or 0)
            href = f"/doc/state/{cell['slug']}"
            spots[cell["iri"]] = Spot(cell["iri"], cell["label"], href, total)
    # A number that is no count has no tone.
    if any(not isinstance(spot.total, int) for spot in spots.values()):
        return None
    return part(spots.values(), columns[number] if number else "")
