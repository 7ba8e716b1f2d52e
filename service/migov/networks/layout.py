"""A deterministic force-directed layout of a network.

Each component is laid out by igraph from a fixed start, and the components are then packed into one
picture. The positions depend only on the nodes and edges, so a release has one picture of each
network, and a threshold on weights hides edges without moving nodes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from threading import Lock

from migov.networks.network import Network

#: A position in units of the picture, from the top left corner.
Point = tuple[float, float]

#: Largest component for Kamada-Kawai, whose time is cubic.
_SMALL = 150
#: Space between components, relative to the side of a single-node component.
_GAP = 0.25
#: igraph uses one random source for the whole process.
_RANDOM = Lock()


def positions(network: Network, width: float, height: float) -> dict[str, Point]:
    """The position of each node, by IRI, in a picture of `width` by `height`."""
    iris = sorted(node.iri for node in network.nodes)
    weights: dict[tuple[str, str], int] = {}
    for edge in network.edges:
        low, high = sorted((edge.source, edge.target))
        weights[(low, high)] = weights.get((low, high), 0) + edge.weight
    component = {node.iri: node.component for node in network.nodes}
    groups: dict[int, list[str]] = {}
    for iri in iris:
        groups.setdefault(component[iri], []).append(iri)
    drawn = [_component(groups[number], weights, width / height) for number in sorted(groups)]
    return _packed(drawn, width, height)


def _component(
    iris: Sequence[str], weights: dict[tuple[str, str], int], shape: float
) -> dict[str, Point]:
    """Lays out one component in a box at (0, 0), `shape` times as wide as high."""
    import igraph  # in C; imported late

    if len(iris) == 1:
        return {iris[0]: (0.5 * shape, 0.5)}
    index = {iri: number for number, iri in enumerate(iris)}
    pairs = [(index[a], index[b]) for a, b in weights if a in index and b in index]
    strength = [w for (a, b), w in weights.items() if a in index and b in index]
    graph = igraph.Graph(len(iris), pairs)
    turn = 2 * math.pi / len(iris)
    start = [[math.cos(turn * at), math.sin(turn * at)] for at in range(len(iris))]
    with _RANDOM:
        igraph.set_random_number_generator(random.Random(0))  # noqa: S311
        if len(iris) <= _SMALL:
            # Strong edges are short; a logarithm keeps a weak one from being fifty times as long.
            most = math.log1p(max(strength))
            lengths = [1.6 - math.log1p(weight) / most for weight in strength]
            start = graph.layout_kamada_kawai(seed=start, weights=lengths).coords
        start = graph.layout_fruchterman_reingold(
            seed=start,
            weights=[math.log1p(weight) for weight in strength],
            niter=600,
            start_temp=math.sqrt(len(iris)) / 20,
            grid=False,
        ).coords
    return dict(zip(iris, _fitted(start, shape), strict=True))


def _fitted(points: Sequence[Sequence[float]], shape: float) -> list[Point]:
    """Points rotated so that their longer extent is horizontal, then scaled to `shape` by 1."""
    turned = _across(points)
    left, right = min(x for x, _ in turned), max(x for x, _ in turned)
    top, bottom = min(y for _, y in turned), max(y for _, y in turned)
    return [
        (
            shape * ((x - left) / (right - left) if right > left else 0.5),
            (y - top) / (bottom - top) if bottom > top else 0.5,
        )
        for x, y in turned
    ]


def _across(points: Sequence[Sequence[float]]) -> list[Point]:
    """Points rotated about their centre until their principal axis is horizontal."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    moved = [(x - middle_x, y - middle_y) for x, y in points]
    xx = sum(x * x for x, _ in moved)
    yy = sum(y * y for _, y in moved)
    xy = sum(x * y for x, y in moved)
    angle = -0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos - y * sin, x * sin + y * cos) for x, y in moved]


def _packed(
    components: Sequence[dict[str, Point]], width: float, height: float
) -> dict[str, Point]:
    """The components packed in rows and scaled into `width` by `height`."""
    shape = width / height
    boxes = [math.sqrt(len(one)) for one in components]
    gap = _GAP if len(components) > 1 else 0.0
    across = max(
        max(side * shape for side in boxes),
        math.sqrt(sum((side * shape + gap) * (side + gap) for side in boxes) * shape),
    )
    placed: dict[str, Point] = {}
    left = top = row = 0.0
    for one, side in zip(components, boxes, strict=True):
        if left and left + side * shape > across + 1e-9:
            left, top, row = 0.0, top + row + gap, 0.0
        for iri, (x, y) in one.items():
            placed[iri] = (left + x * side, top + y * side)
        left += side * shape + gap
        row = max(row, side)
    down = top + row
    scale = min(width / across, height / down)
    # The remaining space is split between both sides.
    free_x, free_y = (width - across * scale) / 2, (height - down * scale) / 2
    return {iri: (free_x + x * scale, free_y + y * scale) for iri, (x, y) in placed.items()}
