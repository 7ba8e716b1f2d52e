"""A step chart of a number over the years, such as the parties to a treaty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

#: SVG units: the size, and the space for axis numbers, years and the top.
WIDTH, HEIGHT, LEFT, FOOT, HEAD = 1080, 300, 52, 26, 16
_EVERY = (1, 2, 5, 10, 20, 50, 100)
_YEARS_ROOM, _LINES = 56, 5
_LEAST = 4


class Steps(NamedTuple):
    """The chart in SVG units: its line as a path, the area below it, ticks of both axes.

    `points` are (x, y, text) of each year with a change; `vague` counts undated changes, where the
    line starts.
    """

    width: int
    height: int
    line: str
    area: str
    years: list[tuple[float, int]]
    numbers: list[tuple[float, int]]
    points: list[tuple[float, float, str]]
    vague: int
    last: int


def steps(changes: Iterable[tuple[float | None, int]], today: float) -> Steps | None:
    """The chart of (year, change), 1 for joining, -1 for leaving; None if few are dated.

    The line ends at `today`. A change without a year counts from the beginning.
    """
    dated: Counter[float] = Counter()
    vague = 0
    for year, change in changes:
        if year is None:
            vague += change
        else:
            dated[year] += change
    if len(dated) < _LEAST:
        return None
    first, end = int(min(dated)), int(max(*dated, today)) + 1
    total = vague
    levels = [(float(first), total)]
    for year in sorted(dated):
        total += dated[year]
        levels.append((year, total))
    most = max(level for _, level in levels) or 1
    across = (WIDTH - LEFT - 10) / (end - first)
    up = (HEIGHT - FOOT - HEAD) / most

    def x(year: float) -> float:
        return round(LEFT + (year - first) * across, 1)

    def y(level: float) -> float:
        return round(HEIGHT - FOOT - level * up, 1)

    line = f"M{x(first)},{y(vague)}" + "".join(f"H{x(year)}V{y(at)}" for year, at in levels[1:])
    line += f"H{x(max(today, levels[-1][0]))}"
    every = next((step for step in _EVERY if step * across >= _YEARS_ROOM), _EVERY[-1])
    apart = next((step for step in (1, 2, 5, 10, 20, 25, 50, 100) if most / step <= _LINES), most)
    by_year: dict[int, tuple[float, int, int]] = {}
    before = vague
    for year, level in levels[1:]:
        _, _, gained = by_year.get(int(year), (0.0, 0, 0))
        by_year[int(year)] = (year, level, gained + level - before)
        before = level
    return Steps(
        WIDTH,
        HEIGHT,
        line,
        f"{line}V{y(0)}H{x(first)}Z",
        [(x(year), year) for year in range(first, end + 1) if year % every == 0],
        [(y(level), level) for level in range(0, most + 1, apart)],
        [
            (x(year), y(level), f"{whole}: {gained:+d}, {level} in all")
            for whole, (year, level, gained) in sorted(by_year.items())
        ],
        vague,
        total,
    )
