"""Horizontal bars: intervals on one axis of years, and names with numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from migov.web.charts.labels import wrapped

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
#: Minimum length of a bar, in percent of the axis.
_SHORTEST = 0.75
_MONTHS = 12
_DAYS = 366


class Spell(NamedTuple):
    """An interval: begin and end in years, and whether both are stated."""

    start: float
    end: float
    sure: bool


class Bar(NamedTuple):
    """An interval as a bar: start and length, in percent of the axis.

    `sure` is false if either end is only a bound.
    """

    x: float
    width: float
    sure: bool


class Axis(NamedTuple):
    """The first and last year of the bars."""

    first: int
    last: int


def drawn(spells: Sequence[Spell | None]) -> tuple[Axis | None, list[Bar | None]]:
    """The bar of each interval, None if unknown; no axis if fewer than two are known."""
    stated = [spell for spell in spells if spell is not None]
    if len(stated) < 2:
        return None, [None] * len(spells)
    first = int(min(spell.start for spell in stated))
    last = int(max(spell.end for spell in stated)) + 1
    scale = 100 / (last - first)
    bars: list[Bar | None] = []
    for spell in spells:
        if spell is None:
            bars.append(None)
            continue
        width = max((spell.end - spell.start) * scale, _SHORTEST)
        x = min((spell.start - first) * scale, 100 - width)
        bars.append(Bar(round(x, 2), round(width, 2), spell.sure))
    return Axis(first, last), bars


def year(text: str | None, *, last: bool = False) -> float | None:
    """A partial date in years with fraction: its first day, or its `last`."""
    match = _DATE.fullmatch(text or "")
    if match is None:
        return None
    whole, month, day = (int(part) if part else None for part in match.groups())
    assert whole is not None
    if month is None:
        return whole + (1 if last else 0)
    if not 1 <= month <= _MONTHS:
        return None
    if day is None:
        return whole + (month if last else month - 1) / _MONTHS
    try:
        return whole + (date(whole, month, day) - date(whole, 1, 1)).days / _DAYS
    except ValueError:
        return None


#: SVG units: total width, space for names and for numbers, height of a row.
WIDTH, NAMES, NUMBERS, ROW = 1080, 380, 70, 30
FONT = 15
_LEAST = 3


class Rank(NamedTuple):
    """A row: its centre, its full and fitted name, its number as text, and its bar."""

    y: float
    name: str
    short: str
    number: str
    width: float


class Ranking(NamedTuple):
    """The chart in SVG units; `of` says what is counted."""

    width: int
    height: int
    rows: list[Rank]
    of: str
    left_out: int


def ranking(counts: Sequence[tuple[str, float]], of: str, most: int = 12) -> Ranking | None:
    """The chart of (name, number), in the given order; None if there is nothing to compare."""
    largest = max((number for _, number in counts), default=0)
    if len(counts) < _LEAST or largest <= 0 or min(number for _, number in counts) < 0:
        return None
    room = WIDTH - NAMES - NUMBERS
    rows = [
        Rank(
            ROW * (at + 0.5),
            name,
            (wrapped(name, NAMES - 20, FONT, 1) or [name])[0],
            f"{number:,}" if isinstance(number, int) else f"{number:.3g}",
            round(number / largest * room, 1),
        )
        for at, (name, number) in enumerate(counts[:most])
    ]
    return Ranking(WIDTH, ROW * len(rows), rows, of, len(counts) - len(rows))
