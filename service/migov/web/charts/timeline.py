"""A timeline with a lane for each actor on one axis of years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from migov.web.charts.bars import Spell
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
    known = [spell for name in names for spell, *_ in lanes[name]]
    moments = [day for name in names for day in points.get(name, ())]
    first = int(min([*(one.start for one in known), *moments]))
    last = int(max([*(one.end for one in known), *moments])) + 1
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
