"""A choropleth map of the world with linked shapes: a number for each state.

Shapes come from `static/vendor/world.json`, made by the build of the assets and keyed by ISO 3166-1
alpha-3 code; without it there is no map. A shape is a state's own territory: overseas parts with a
code of their own are separate shapes, and areas of disputed status belong to no state. Boundaries
are those of the map's maker, not statements of this graph.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

from migov.vocabulary import ID, slug_of
from migov.web.http.templating import VENDOR

#: Number of distinguishable tones.
STEPS = 5
#: Minimum number of states for a map.
LEAST = 4

#: Minimum size of the shown part of the world, in SVG units, and the margin around states.
_NARROWEST = 300
#: Maximum radius of the pointer target around a small state, and the size of a small state, in SVG
#: units of the whole world.
_CATCH, _SMALL = 10.0, 14.0
_ROOM = 24
_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


class Spot(NamedTuple):
    """One state on the map: its IRI, label, link target and count."""

    iri: str
    label: str
    href: str
    total: int


class Land(NamedTuple):
    """A state on the map: a path, or a point if it is too small.

    `box` has its left, top, right and bottom edge. `catch` is the pointer target (centre and
    radius) around a small state.
    """

    label: str
    href: str
    total: int
    tone: int
    path: str | None
    point: tuple[float, float] | None
    box: tuple[float, float, float, float]
    catch: tuple[float, float, float] | None = None


class World(NamedTuple):
    """The map: its view box, its lands and its legend.

    `of` says what is counted, "" for mere presence. `box` is the view box of the SVG, `width` and
    `height` those of the whole world, and `radius` that of a point. `whole` is true if `lands` are
    complete. `disputed` is the path of areas assigned to no state.
    """

    box: str
    width: int
    height: int
    lands: list[Land]
    legend: list[str]
    of: str
    radius: float
    whole: bool
    disputed: str = ""


@cache
def _shapes() -> dict[str, Any] | None:
    """{width, height, shapes, points} by code, or None if the assets were not built."""
    if not (VENDOR / "built").exists():
        return None
    shapes: dict[str, Any] = json.loads((VENDOR / "world.json").read_text(encoding="utf-8"))
    return shapes


def ground() -> str:
    """The path of all lands, "" if the map was not built."""
    shapes = _shapes()
    return "".join([*shapes["shapes"].values(), shapes.get("tiny", "")]) if shapes else ""


def world(spots: Iterable[Spot], of: str) -> World | None:
    """The map of all given states; None if it was not built."""
    shapes = _shapes()
    if shapes is None:
        return None
    lands = _caught(_lands(shapes, list(spots)), _CATCH)
    most = max((land.total for land in lands), default=0)
    width, height = shapes["width"], shapes["height"]
    disputed = shapes.get("disputed", "")
    return World(f"0 0 {width} {height}", width, height, lands, legend(most), of, 3, True, disputed)


def part(spots: Iterable[Spot], of: str = "") -> World | None:
    """The map of the part of the world with the given states that have a total above 0.

    None if they are too few, or if the map was not built.
    """
    shapes = _shapes()
    counted = [spot for spot in spots if spot.total]
    if shapes is None or len(counted) < LEAST:
        return None
    lands = _lands(shapes, counted)
    if len(lands) < LEAST:
        return None
    most = max(land.total for land in lands)
    left, top, width, height = _around(lands, shapes["width"], shapes["height"])
    scale = width / shapes["width"]
    return World(
        f"{left:g} {top:g} {width:g} {height:g}",
        shapes["width"],
        shapes["height"],
        _caught(lands, _CATCH * scale),
        legend(most)[1:] if of else [],
        of,
        round(3 * scale, 1),
        False,
        shapes.get("disputed", ""),
    )


def is_state(iri: str) -> bool:
    """Whether `iri` is the IRI of a state."""
    return iri.startswith(f"{ID}state/")


def _lands(shapes: Mapping[str, Any], spots: Sequence[Spot]) -> list[Land]:
    most = max((spot.total for spot in spots), default=0)
    lands = []
    for spot in spots:
        code = slug_of(spot.iri)
        path, point = shapes["shapes"].get(code), shapes["points"].get(code)
        if path is None and point is None:
            continue
        tone = step(spot.total, most)
        box = (*point, *point) if point else _box(path)
        short = _relative(path) if path else None
        lands.append(Land(spot.label, spot.href, spot.total, tone, short, point, box))
    # Points last, so that no neighbour's shape covers them.
    lands.sort(key=lambda land: (land.point is not None, land.label.casefold()))
    return lands


def _caught(lands: Sequence[Land], most: float) -> list[Land]:
    """The lands with pointer targets around small ones, reaching half way to the next."""
    middles = {}
    for at, land in enumerate(lands):
        left, top, right, bottom = land.box
        if max(right - left, bottom - top) < _SMALL:
            middles[at] = ((left + right) / 2, (top + bottom) / 2)
    found = list(lands)
    for at, (x, y) in middles.items():
        others = (hypot(x - a, y - b) for other, (a, b) in middles.items() if other != at)
        radius = min(most, min(others, default=2 * most) / 2)
        found[at] = lands[at]._replace(catch=(round(x, 1), round(y, 1), round(radius, 1)))
    return found


def step(count: int, most: int) -> int:
    """The tone of a count: 0 for none, then 1 to STEPS in equal parts of `most`."""
    return -(-count * STEPS // most) if count else 0


def legend(most: int) -> list[str]:
    """The counts of each tone from 0 on; empty if impossible."""
    ranges = []
    for tone in range(STEPS + 1):
        counts = [count for count in range(most + 1) if step(count, most) == tone]
        if not counts:
            ranges.append("")
        else:
            ranges.append(str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}")
    return ranges


def _around(
    lands: Iterable[Land], whole_width: float, whole_height: float
) -> tuple[float, float, float, float]:
    """The view box of the lands, at least a continent and at most the whole map."""
    boxes = [land.box for land in lands]
    left = min(box[0] for box in boxes) - _ROOM
    top = min(box[1] for box in boxes) - _ROOM
    right = max(box[2] for box in boxes) + _ROOM
    bottom = max(box[3] for box in boxes) + _ROOM
    shape = whole_width / whole_height
    # Same aspect ratio as the world, so that maps on a page look alike.
    width = min(whole_width, max(right - left, (bottom - top) * shape, _NARROWEST))
    height = width / shape
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return (
        round(min(max(0, middle_x - width / 2), whole_width - width)),
        round(min(max(0, middle_y - height / 2), whole_height - height)),
        round(width),
        round(height),
    )


@cache
def _box(path: str) -> tuple[float, float, float, float]:
    """The bounds of a land's largest part: a remote island does not widen the map."""
    boxes = []
    for ring in path.split("M")[1:]:
        points = [(float(x), float(y)) for x, y in _POINT.findall(ring)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))


@cache
def _relative(path: str) -> str:
    """The same path with each point counted from the one before, which takes half the letters."""
    rings = []
    for ring in path.split("M")[1:]:
        # In tenths: what is added up must not drift.
        points = [(round(10 * float(x)), round(10 * float(y))) for x, y in _POINT.findall(ring)]
        steps = [
            f"{_tenths(x - before_x)},{_tenths(y - before_y)}"
            for (before_x, before_y), (x, y) in pairwise(points)
        ]
        x, y = points[0]
        # A minus sign parts two numbers by itself.
        line = " ".join(steps).replace(",-", "-").replace(" -", "-")
        rings.append(f"M{_tenths(x)},{_tenths(y)}l{line}z")
    return "".join(rings)


def _tenths(number: int) -> str:
    """A number of tenths as SVG writes it shortest: `-.5`."""
    sign, whole, tenth = "-" if number < 0 else "", abs(number) // 10, abs(number) % 10
    return f"{sign}{whole or ''}.{tenth}" if tenth else f"{sign}{whole}"
