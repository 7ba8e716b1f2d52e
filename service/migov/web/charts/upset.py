"""An UpSet plot: the sizes of the exact intersections of a few sets.

One column for each non-empty combination of sets, the largest first; one row for each set, whose
dots show the sets of the combination; bars above count the members of a combination, bars at the
left those of a set. It stays readable where a Venn diagram of four sets does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from babel.lists import format_list

from migov.web.http.translation import gettext as _
from migov.web.http.translation import interface_language

COLUMN = 44
ROW = 30
#: SVG units: space for the names of sets and their bars, and for the bars above the columns.
NAMES = 190
SIZES = 100
TALL = 150
_HEAD = 22
_LONGEST = 25


class Column(NamedTuple):
    """A combination: its centre, its bar from `y` down, its members, and its rows."""

    x: int
    y: float
    height: float
    members: int
    dots: list[tuple[float, bool]]
    line: tuple[float, float] | None
    said: str


class Line(NamedTuple):
    """A set: its centre, its fitted name, its full name, its size and its bar."""

    y: float
    short: str
    name: str
    size: int
    x: float
    width: float


class Upset(NamedTuple):
    """The plot in SVG units."""

    width: int
    height: int
    lines: list[Line]
    columns: list[Column]
    base: float
    said: str


def upset(
    sets: Sequence[tuple[str, int]], groups: Sequence[tuple[Sequence[bool], int]]
) -> Upset | None:
    """The plot of sets (name, size) and groups (whether in each set, members).

    None if there is only one group.
    """
    if len(groups) < 2:
        return None
    most = max(count for _, count in groups)
    largest = max(size for _, size in sets) or 1
    base = _HEAD + TALL
    left = NAMES + SIZES
    lines = []
    for at, (name, size) in enumerate(sets):
        y = base + ROW * (at + 0.75)
        width = round(size / largest * (SIZES - 44), 1)
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
        lines.append(Line(y, short, name, size, round(left - 14 - width, 1), width))
    columns = []
    for at, (inside, count) in enumerate(groups):
        height = round(count / most * TALL, 1)
        dots = [(line.y, there) for line, there in zip(lines, inside, strict=True)]
        joined = [y for y, there in dots if there]
        names = [name for (name, _), there in zip(sets, inside, strict=True) if there]
        columns.append(
            Column(
                left + COLUMN * at + COLUMN // 2,
                round(base - height, 1),
                height,
                count,
                dots,
                (joined[0], joined[-1]) if len(joined) > 1 else None,
                _said(count, names, alone=not all(inside)),
            )
        )
    return Upset(
        left + COLUMN * len(groups),
        int(base + ROW * (len(sets) + 0.5)),
        lines,
        columns,
        base,
        "; ".join(column.said for column in columns),
    )


def _said(count: int, names: Sequence[str], *, alone: bool) -> str:
    said = {"number": count, "names": format_list(names, locale=interface_language())}
    if alone:
        return _("%(number)s in %(names)s alone") % said
    return _("%(number)s in %(names)s") % said
