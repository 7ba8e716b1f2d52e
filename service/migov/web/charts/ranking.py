"""A bar chart of names and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from migov.web.charts.labels import wrapped

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
