"""Intervals as bars on one axis of years, which shows successions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

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
    known = [spell for spell in spells if spell is not None]
    if len(known) < 2:
        return None, [None] * len(spells)
    first = int(min(spell.start for spell in known))
    last = int(max(spell.end for spell in known)) + 1
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
    found = _DATE.fullmatch(text or "")
    if found is None:
        return None
    whole, month, day = (int(part) if part else None for part in found.groups())
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
