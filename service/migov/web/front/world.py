"""The map of the world: how many mechanisms each state belongs to, as an SVG of links.

Shapes come from `static/vendor/world.json`, which the build of the assets draws; without it there
is no map. Boundaries are those of the map's maker, and no statement of this graph.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from migov.engine.interface import Term
from migov.vocabulary import ID, PREFIXES
from migov.web.http.templating import VENDOR, local
from migov.web.service import Service

#: Tones that a reader can tell apart.
STEPS = 5

_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("mg", "org", "kind"))
_COUNTED = f"""{_PREFIXES}
SELECT ?state (COUNT(DISTINCT ?mechanism) AS ?count) {{
  ?state a mg:State ; org:memberOf ?mechanism .
  FILTER(STRSTARTS(STR(?mechanism), "{ID}mechanism/"))
  FILTER NOT EXISTS {{ ?mechanism mg:status kind:concluded }}
}} GROUP BY ?state"""
_CODED = f"""{_PREFIXES}
SELECT ?state ?m49 ?iso3 {{
  ?state a mg:State . OPTIONAL {{ ?state mg:m49 ?m49 }} OPTIONAL {{ ?state mg:iso3 ?iso3 }} }}"""


class Land(NamedTuple):
    """A state on the map: a path, or a point where it is too small for one."""

    label: str
    href: str
    total: int
    tone: int
    path: str | None
    point: tuple[float, float] | None


class World(NamedTuple):
    """The map: its size in units of the SVG, its lands, and what each tone stands for."""

    width: int
    height: int
    lands: list[Land]
    legend: list[str]
    most: list[Land]


@cache
def _shapes() -> dict[str, Any] | None:
    """{width, height, shapes, points} by M49 code, or None where the assets were not built."""
    file = VENDOR / "world.json"
    if not (VENDOR / "built").exists():
        return None
    shapes: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return shapes


async def world(service: Service, lang: str) -> World | None:
    """The map over the memberships that hold now; None where it was not built."""
    shapes = _shapes()
    if shapes is None:
        return None
    counted = {
        _text(row, "state"): int(_text(row, "count"))
        for row in (await service.engine.select(_COUNTED)).rows
    }
    most = max(counted.values(), default=0)
    lands = []
    for row in (await service.engine.select(_CODED)).rows:
        iri = _text(row, "state")
        keys = (_text(row, "m49"), _text(row, "iso3"), iri.rpartition("/")[2])
        path = next((shapes["shapes"][key] for key in keys if key in shapes["shapes"]), None)
        point = next((shapes["points"][key] for key in keys if key in shapes["points"]), None)
        if path is None and point is None:
            continue
        count = counted.get(iri, 0)
        label = service.labels.label(iri, lang)
        lands.append(Land(label, local(iri), count, step(count, most), path, point))
    # Points last, so that none lies under a neighbour's shape.
    lands.sort(key=lambda land: (land.point is not None, land.label.casefold()))
    ranked = sorted(lands, key=lambda land: (-land.total, land.label.casefold()))
    return World(shapes["width"], shapes["height"], lands, legend(most), ranked[:10])


def step(count: int, most: int) -> int:
    """Which of the tones a count has: 0 for none, then 1 to STEPS in equal parts of `most`."""
    return -(-count * STEPS // most) if count else 0


def legend(most: int) -> list[str]:
    """What each tone stands for, from 0 on: the counts that fall into it; empty where none can."""
    told = []
    for tone in range(STEPS + 1):
        counts = [count for count in range(most + 1) if step(count, most) == tone]
        if not counts:
            told.append("")
        else:
            told.append(str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}")
    return told


def _text(row: Mapping[str, Term], name: str) -> str:
    term = row.get(name)
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
