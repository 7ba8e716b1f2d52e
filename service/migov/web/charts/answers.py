"""The charts of an answer: the one of its question, and bars in the rows of its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from migov.web.charts.bars import Axis, Bar, Ranking, Spell, drawn, ranking, year
from migov.web.charts.calendar import Calendar, calendar
from migov.web.charts.timeline import Timeline, timeline
from migov.web.charts.world import Spot, World, is_state, part

#: Columns with the start and end of an interval, in order of preference.
BEGINS = ("since", "founded")
ENDS = ("until", "ended")
GONE = "goneBy"
SEEN = "lastSeen"
#: Columns with the day of an event.
MOMENTS = ("start", "date", "signed", "since", "inForceFrom")

#: Times are drawn if at most so many rows on average share one: forty equal bars are useless.
_ALIKE = 4
#: Minimum number of rows for bars beside numbers.
_LEAST = 3

Rows = Sequence[Mapping[str, Any]]


class Pictures(NamedTuple):
    """The charts of an answer, each None or empty if it would show nothing.

    `bars` are the times of the rows along `axis`; `counted` holds, by column, the length of each
    row's bar, in percent.
    """

    world: World | None
    axis: Axis | None
    bars: list[Bar | None]
    counted: dict[str, list[float | None]]
    calendar: Calendar | None


def pictures(columns: Mapping[str, str], rows: Rows, as_of: date, picture: str | None) -> Pictures:
    """The charts of `rows`; `columns` are the labels of their columns.

    `picture` is the question's chart, one of `header.PICTURES`. Open intervals last until `as_of`.
    """
    counted = _counted(columns, rows)
    axis, bars = times(rows, as_of)
    return Pictures(
        _states(columns, rows, counted) if picture == "map" else None,
        axis,
        bars,
        counted,
        calendar(_first(row, MOMENTS) for row in rows) if picture == "calendar" else None,
    )


def chart(
    columns: Mapping[str, str], rows: Rows, as_of: date, picture: str | None, most: int = 40
) -> World | Timeline | Calendar | Ranking | None:
    """The question's chart on its own; None if it has none or it would show nothing.

    A timeline and a ranking have at most `most` rows.
    """
    match picture:
        case "map":
            return map_of(columns, rows)
        case "calendar":
            return calendar(_first(row, MOMENTS) for row in rows)
        case "timeline":
            return _timeline(columns, rows, as_of, most)
        case "bars":
            return _ranking(columns, rows, most)
    return None


def _timeline(columns: Mapping[str, str], rows: Rows, as_of: date, most: int) -> Timeline | None:
    """A lane for each thing in the first column with several things."""
    named = _named(columns, rows)
    spells = []
    for row in rows:
        name, term = _label(row.get(named)), spell(row, as_of)
        if name and term is not None:
            ends = _first(row, ENDS) or row.get(GONE) or ""
            spells.append((name, term, f"{name}: {_first(row, BEGINS)} – {ends}".rstrip(" –")))
    return timeline(spells, most=most)


def _ranking(columns: Mapping[str, str], rows: Rows, most: int) -> Ranking | None:
    """The numbers that the rows are ordered by, with the things in the columns before."""
    column = ranked(rows, list(_counted(columns, rows)))
    if not column:
        return None
    things = [name for name in columns if any(_label(row.get(name)) for row in rows)]
    # Two things make a pair, as in "who overlaps with whom".
    pair = [name for name in things if len({_label(row.get(name)) for row in rows}) > 1][:2]
    if pair[1:] and list(columns).index(pair[1]) != list(columns).index(pair[0]) + 1:
        pair = pair[:1]
    counts = [
        (" – ".join(filter(None, (_label(row.get(name)) for name in pair))), row[column])
        for row in rows
        if row.get(column) is not None
    ]
    return ranking(counts, columns[column], most)


def _named(columns: Mapping[str, str], rows: Rows) -> str:
    """The first column of things that differ, else the first column of things."""
    things = [name for name in columns if any(_label(row.get(name)) for row in rows)]
    several = (name for name in things if len({_label(row.get(name)) for row in rows}) > 1)
    return next(several, next(iter(things), ""))


def _label(cell: Any) -> str:
    return str(cell["label"]) if isinstance(cell, dict) else ""


def ranked(rows: Rows, counted: Sequence[str]) -> str:
    """The column of numbers that the rows are ordered by, else the first; "" if none."""
    for column in counted:
        numbers = [row[column] for row in rows if row.get(column) is not None]
        if numbers == sorted(numbers, reverse=True):
            return column
    return next(iter(counted), "")


def times(rows: Rows, as_of: date) -> tuple[Axis | None, list[Bar | None]]:
    """The rows' times on one axis; none if most are equal."""
    spells = [spell(row, as_of) for row in rows]
    stated = [one for one in spells if one is not None]
    if len(set(stated)) * _ALIKE < len(stated):
        return None, [None] * len(rows)
    return drawn(spells)


def spell(row: Mapping[str, Any], as_of: date) -> Spell | None:
    """The time of a row in years; None if its beginning is unknown."""
    start = year(_first(row, BEGINS))
    if start is None:
        return None
    end = year(_first(row, ENDS), last=True)
    gone = year(row.get(GONE))
    if end is not None:
        return Spell(start, max(start, end), True)
    if gone is None and (row.get("current") is False or row.get("basis") == "last known"):
        # Over, or no longer presumed: drawn up to the last attestation.
        return Spell(start, max(start, year(row.get(SEEN)) or start), False)
    today = year(as_of.isoformat())
    assert today is not None
    return Spell(start, max(start, today if gone is None else gone), False)


def _first(row: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The first text in the given columns; the first of several in a cell."""
    for name in names:
        value = row.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str):
            return value
    return None


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


def map_of(columns: Mapping[str, str], rows: Rows) -> World | None:
    """The map of the states in the first column."""
    return _states(columns, rows, _counted(columns, rows))


def _states(columns: Mapping[str, str], rows: Rows, counted: Mapping[str, Any]) -> World | None:
    """The states in the first column, with the first number of their rows."""
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
    # A number that is not a count has no tone.
    if any(not isinstance(spot.total, int) for spot in spots.values()):
        return None
    return part(spots.values(), columns[number] if number else "")
