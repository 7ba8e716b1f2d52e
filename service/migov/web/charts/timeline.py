"""Charts over years: lanes of actors, a step chart of a number, and links to other years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from migov.web.charts.bars import Spell, year
from migov.web.charts.labels import width_of, wrapped

#: SVG units: total width, space for names, heights of a lane and of the axis.
WIDTH, NAMES, ROW, AXIS = 1080, 290, 28, 24
FONT = 15
#: Possible distances of axis ticks in years; the first that leaves space is used.
_EVERY = (1, 2, 5, 10, 20, 50, 100)
_ROOM = 56
_SHORTEST = 5.0


class Piece(NamedTuple):
    """One interval: start, length, whether its end is known, and its title.

    `text` is written inside if it fits.
    """

    x: float
    width: float
    sure: bool
    title: str
    text: str = ""


class Lane(NamedTuple):
    """A lane: its centre, its name, its intervals and single days."""

    y: float
    name: str
    short: str
    pieces: list[Piece]
    days: list[float]


class Timeline(NamedTuple):
    """The timeline in SVG units; `left_out` lanes did not fit."""

    width: int
    height: int
    lanes: list[Lane]
    ticks: list[tuple[float, int]]
    left_out: int

    @property
    def base(self) -> int:
        """The vertical position of the axis."""
        return self.height - AXIS


def timeline(
    spells: Iterable[tuple[str, Spell, str] | tuple[str, Spell, str, str]],
    days: Mapping[str, Sequence[float]] | None = None,
    *,
    most: int = 40,
) -> Timeline | None:
    """The timeline of (name, interval, title, text), one lane per name, sorted by first start.

    `days` are single days of the same names, in years. None if nothing is known.
    """
    lanes: dict[str, list[tuple[Spell, str, str]]] = {}
    for name, spell, title, *text in spells:
        lanes.setdefault(name, []).append((spell, title, "".join(text)))
    points = dict(days or {})
    for name in points:
        lanes.setdefault(name, [])
    starts = {
        name: min([*(one.start for one, *_ in some), *points.get(name, ())], default=0.0)
        for name, some in lanes.items()
    }
    if not starts:
        return None
    # The earliest lanes are dropped.
    names = sorted(starts, key=lambda name: (starts[name], name))[-most:]
    shown = [spell for name in names for spell, *_ in lanes[name]]
    moments = [day for name in names for day in points.get(name, ())]
    first = int(min([*(one.start for one in shown), *moments]))
    last = int(max([*(one.end for one in shown), *moments])) + 1
    scale = (WIDTH - NAMES - 10) / (last - first)

    def at(year: float) -> float:
        return round(NAMES + (year - first) * scale, 1)

    drawn = [
        Lane(
            ROW * (number + 0.5),
            name,
            (wrapped(name, NAMES - 24, FONT, 1) or [name])[0],
            [
                Piece(
                    min(at(one.start), WIDTH - 10 - _SHORTEST),
                    max(_SHORTEST, round((one.end - one.start) * scale, 1)),
                    one.sure,
                    title,
                    text if width_of(text, 12) < (one.end - one.start) * scale - 4 else "",
                )
                for one, title, text in sorted(lanes[name])
            ],
            [at(day) for day in sorted(points.get(name, ()))],
        )
        for number, name in enumerate(names)
    ]
    every = next((step for step in _EVERY if step * scale >= _ROOM), _EVERY[-1])
    ticks = [(at(year), year) for year in range(first, last + 1) if year % every == 0]
    ticks = [tick for tick in ticks if tick[0] <= WIDTH - width_of("2000", 12) / 2]
    return Timeline(WIDTH, ROW * len(drawn) + AXIS, drawn, ticks, len(starts) - len(names))


#: SVG units of a step chart: its height, and the space for axis numbers, years and the top.
HEIGHT, LEFT, FOOT, HEAD = 300, 52, 26, 16
_YEARS_ROOM, _LINES = 56, 5
_FEWEST_DATES = 4


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
    for moment, change in changes:
        if moment is None:
            vague += change
        else:
            dated[moment] += change
    if len(dated) < _FEWEST_DATES:
        return None
    first, end = int(min(dated)), int(max(*dated, today)) + 1
    total = vague
    levels = [(float(first), total)]
    for moment in sorted(dated):
        total += dated[moment]
        levels.append((moment, total))
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
    for moment, level in levels[1:]:
        _, _, gained = by_year.get(int(moment), (0.0, 0, 0))
        by_year[int(moment)] = (moment, level, gained + level - before)
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


#: Maximum number of links; of more years only every second or fifth is linked.
_MOST = 32
_FEWEST_YEARS = 3


class YearLink(NamedTuple):
    """A year, the URL of the answer at its end, and whether it is the current one."""

    year: int
    href: str
    current: bool


def years(
    since: Iterable[str | None], as_of: date, today: date, address: Callable[[str], str]
) -> list[YearLink]:
    """A link for each year from the first of `since` to this one; empty if there are few.

    `address` returns the URL of the answer as of a day; this year means today.
    """
    begun = [int(begin) for text in since if (begin := year(text)) is not None]
    first = min([*begun, as_of.year], default=as_of.year)
    if today.year - first < _FEWEST_YEARS:
        return []
    apart = next(step for step in (1, 2, 5, 10, 20, 50) if (today.year - first) / step < _MOST)
    shown = {year for year in range(first, today.year) if year % apart == 0}
    shown |= {first, as_of.year, today.year}
    return [
        YearLink(
            one, address(today.isoformat() if one == today.year else str(one)), one == as_of.year
        )
        for one in sorted(shown)
    ]
