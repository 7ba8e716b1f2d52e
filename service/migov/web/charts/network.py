"""The picture of a network, without overlapping nodes or labels."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from migov.networks import Edge, Network, Node
from migov.networks.layout import Point
from migov.networks.network import node_id
from migov.web.charts.labels import Box, Occupied, widest, wrapped

WIDTH, HEIGHT = 900, 640
#: The font size of labels, their line height and maximum line width.
FONT, LINE, LABEL = 12, 14, 118
#: Networks up to this size have labels at all nodes.
NAMED = 70
#: Maximum number of edges drawn, the strongest first.
DRAWN = 2000
_MARGIN = 14
#: Parameters of moving nodes apart: rounds, range of a round, and preference for horizontal moves.
_ROUNDS, _STEPS, _SLACK, _FLAT = 30, 10, 12.0, 1.6
_LEAST, _LARGEST = 5.0, 13.0
_THINNEST, _THICKEST = 0.7, 7.0


class Mark(NamedTuple):
    """A node: its centre, half side, and label, which is initially hidden if `minor`.

    `regions` are the slugs of the regions whose colours it shows.
    """

    id: str
    label: str
    href: str
    x: float
    y: float
    r: float
    kind: str
    regions: tuple[str, ...]
    lines: list[str]
    text_x: float
    text_y: float
    anchor: str
    minor: bool
    degree: int


class Line(NamedTuple):
    """An edge between the marks at two list indexes."""

    a: int
    b: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    opacity: float
    weight: int


class NetworkPicture(NamedTuple):
    """The picture in SVG units; `left_out` counts weaker edges that are not drawn.

    `regions` are those of the marks, `mixed` the combinations of several in one mark.
    """

    width: int
    height: int
    marks: list[Mark]
    lines: list[Line]
    regions: list[str]
    mixed: list[tuple[str, ...]]
    kinds: list[str]
    heaviest: int
    left_out: int
    directed: bool


def network_picture(
    network: Network,
    places: Mapping[str, Point],
    *,
    name: Callable[[Node], str],
    href: Callable[[Node], str],
    regions: Callable[[str], tuple[str, ...]],
    least: int = 1,
) -> NetworkPicture:
    """The picture of `network`, its nodes near `places`.

    `name` returns a node's label, `href` its link, `regions` the slugs of its colours. Edges
    lighter than `least`, and nodes joined only by them, are removed after the layout, so a
    threshold moves nothing.
    """
    nodes = sorted(network.nodes, key=lambda node: (-node.degree, node.label, node.iri))
    most = max((node.degree for node in nodes), default=0) or 1
    radii = [_LEAST + (_LARGEST - _LEAST) * math.sqrt(node.degree / most) for node in nodes]
    if len(nodes) > NAMED:
        radii = [0.7 * radius for radius in radii]
    lines = [wrapped(name(node), LABEL, FONT, 2) for node in nodes]
    points = _apart([places[node.iri] for node in nodes], radii, lines, len(nodes) <= NAMED)
    labels = _labels(points, radii, lines)
    heavy = [edge for edge in network.edges if edge.weight >= least]
    ends = {end for edge in heavy for end in (edge.source, edge.target)}
    marks = [
        Mark(
            node.id, node.label, href(node), round(x, 1), round(y, 1), round(radius, 1),
            node.kind, regions(node.iri), some, *label, node.degree,
        )
        for node, (x, y), radius, some, label in zip(
            nodes, points, radii, lines, labels, strict=True
        )
        if node.iri in ends or not network.edges or node.iri in network.asked.actors
    ]  # fmt: skip
    heaviest = max((edge.weight for edge in network.edges), default=1)
    drawn = _lines(heavy[:DRAWN], marks, heaviest, network.directed)
    return NetworkPicture(
        WIDTH,
        HEIGHT,
        marks,
        drawn,
        sorted({region for mark in marks for region in mark.regions}),
        sorted({mark.regions for mark in marks if len(mark.regions) > 1}),
        sorted({mark.kind for mark in marks}),
        max((edge.weight for edge in network.edges), default=0),
        max(0, len(heavy) - DRAWN),
        network.directed,
    )


def _lines(
    edges: Sequence[Edge], marks: Sequence[Mark], heaviest: int, directed: bool
) -> list[Line]:
    at = {mark.id: number for number, mark in enumerate(marks)}
    by_iri = {edge_end: at[node_id(edge_end)] for e in edges for edge_end in (e.source, e.target)}
    lines = []
    for edge in edges:
        a, b = by_iri[edge.source], by_iri[edge.target]
        share = edge.weight / heaviest
        # An arrow ends at the border of its target.
        x, y = _before(marks[a], marks[b]) if directed else (marks[b].x, marks[b].y)
        lines.append(
            Line(
                a, b, marks[a].x, marks[a].y, x, y,
                round(_THINNEST + (_THICKEST - _THINNEST) * share, 1),
                round(0.16 + 0.44 * share, 2),
                edge.weight,
            )
        )  # fmt: skip
    # The strongest last, so they are drawn on top.
    return lines[::-1]


def _before(source: Mark, target: Mark) -> Point:
    """The point on the line from `source` where the mark of `target` begins."""
    away = math.hypot(target.x - source.x, target.y - source.y) or 1
    short = (away - target.r - 3) / away
    return (
        round(source.x + (target.x - source.x) * short, 1),
        round(source.y + (target.y - source.y) * short, 1),
    )


def _apart(
    places: Sequence[Point], radii: Sequence[float], lines: Sequence[list[str]], named: bool
) -> list[Point]:
    """Positions moved as little as needed so that no node with its label overlaps another."""
    if not places:
        return []
    below = np.array([LINE * len(some) + 2 if named else 0.0 for some in lines])
    radius = np.array(radii)
    text = np.array([widest(some, FONT) if named else 0.0 for some in lines])
    half_x = np.maximum(radius, text / 2) + 3
    half_y = radius + below / 2 + 2
    x = np.array([p[0] for p in places])
    y = np.array([p[1] for p in places]) + below / 2
    low_x, high_x = half_x + _MARGIN, WIDTH - half_x - _MARGIN
    low_y, high_y = half_y + _MARGIN, HEIGHT - half_y - _MARGIN
    # The layout fills the picture, but the centres of boxes have less space.
    x = low_x + (x / WIDTH) * (high_x - low_x)
    y = low_y + (y / HEIGHT) * (high_y - low_y)
    for _ in range(_ROUNDS):
        one, other = np.triu_indices(len(x), 1)
        reach_x, reach_y = half_x[one] + half_x[other], half_y[one] + half_y[other]
        # In each round only pairs that are near enough to meet are checked.
        near = (np.abs(x[one] - x[other]) < reach_x + _SLACK) & (
            np.abs(y[one] - y[other]) < reach_y + _SLACK
        )
        one, other, reach_x, reach_y = one[near], other[near], reach_x[near], reach_y[near]
        met = False
        for _ in range(_STEPS):
            dx, dy = x[one] - x[other], y[one] - y[other]
            over_x, over_y = reach_x - np.abs(dx), reach_y - np.abs(dy)
            hit = (over_x > 0) & (over_y > 0)
            if not hit.any():
                break
            met = True
            sideways = over_x <= over_y * _FLAT
            # Two at the same position are separated by their order.
            move_x = np.where(hit & sideways, np.where(dx < 0, -0.35, 0.35) * over_x, 0)
            move_y = np.where(hit & ~sideways, np.where(dy < 0, -0.35, 0.35) * over_y, 0)
            for ends, sign in ((one, 1), (other, -1)):
                x = x + sign * np.bincount(ends, move_x, len(x))
                y = y + sign * np.bincount(ends, move_y, len(y))
            x, y = np.clip(x, low_x, high_x), np.clip(y, low_y, high_y)
        if not met:
            break
    return [(float(a), float(b)) for a, b in zip(x, y - below / 2, strict=True)]


def _labels(
    points: Sequence[Point], radii: Sequence[float], lines: Sequence[list[str]]
) -> list[tuple[float, float, str, bool]]:
    """Label positions: the first free place around the node, else below it and hidden."""
    picture = Box(0, 0, WIDTH, HEIGHT)
    taken = Occupied()
    for (x, y), r in zip(points, radii, strict=True):
        taken.add(Box(x - r, y - r, 2 * r, 2 * r))
    found = []
    for (x, y), r, some in zip(points, radii, lines, strict=True):
        wide, tall = widest(some, FONT), LINE * len(some)
        choices = (
            ("middle", Box(x - wide / 2, y + r + 1, wide, tall)),
            ("start", Box(x + r + 3, y - tall / 2, wide, tall)),
            ("end", Box(x - r - 3 - wide, y - tall / 2, wide, tall)),
            ("middle", Box(x - wide / 2, y - r - 1 - tall, wide, tall)),
        )
        free = next(
            (one for one in choices if picture.holds(one[1]) and taken.is_free(one[1])), None
        )
        anchor, box = free or choices[0]
        if free:
            taken.add(box)
        text_x = box.x + wide * {"middle": 0.5, "start": 0, "end": 1}[anchor]
        found.append((round(text_x, 1), round(box.y + 0.8 * LINE, 1), anchor, free is None))
    return found
