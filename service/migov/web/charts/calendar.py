"""Days on a strip of months and years, which shows pauses and seasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

#: SVG units: total width, space for month names, heights of a cell and of the axis.
WIDTH, NAMES, CELL, AXIS = 1080, 44, 15, 22
MONTHS = 12
#: Minimum number of days for a chart, and maximum number of years in one.
_LEAST, _YEARS = 3, 60
_WIDEST = 40.0
#: Minimum space between year labels.
_ROOM = 40
_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?(?:-[0-9]{2})?")


class Cell(NamedTuple):
    """A month, or a year without months, with its count and colour intensity."""

    x: float
    y: float
    number: int
    opacity: float
    said: str


class Calendar(NamedTuple):
    """The strip in SVG units; `rows` are the labelled months, with their centres."""

    width: int
    height: int
    cell: float
    cells: list[Cell]
    years: list[tuple[float, int]]
    rows: list[tuple[float, int]]
    unknown: float | None
    total: int


def calendar(dates: Iterable[str | None]) -> Calendar | None:
    """The strip of partial ISO dates; None if there are too few."""
    counts: Counter[tuple[int, int]] = Counter()
    for text in dates:
        match = _DATE.fullmatch(text or "")
        if match:
            counts[(int(match[1]), int(match[2] or 0))] += 1
    if counts.total() < _LEAST:
        return None
    last = max(year for year, _ in counts)
    first = max(min(year for year, _ in counts), last - _YEARS + 1)
    counts = Counter({key: count for key, count in counts.items() if key[0] >= first})
    wide = min(_WIDEST, (WIDTH - NAMES) / (last - first + 1))
    most = max(counts.values())
    vague = any(month == 0 for _, month in counts)
    cells = [
        Cell(
            round(NAMES + (year - first) * wide, 1),
            CELL * (month - 1 if month else MONTHS),
            count,
            round(0.35 + 0.65 * count / most, 2),
            f"{year}-{month:02}: {count}" if month else f"{year}: {count}",
        )
        for (year, month), count in sorted(counts.items())
    ]
    every = next(step for step in (1, 2, 5, 10, 20) if step * wide >= _ROOM or step == 20)
    years = [
        (round(NAMES + (year - first + 0.5) * wide, 1), year)
        for year in range(first, last + 1)
        if year % every == 0 or first == last
    ]
    return Calendar(
        round(NAMES + (last - first + 1) * wide),
        CELL * (MONTHS + vague) + AXIS,
        round(wide, 2),
        cells,
        years,
        [(CELL * (month - 0.5), month) for month in (1, 4, 7, 10)],
        CELL * (MONTHS + 0.5) if vague else None,
        counts.total(),
    )
