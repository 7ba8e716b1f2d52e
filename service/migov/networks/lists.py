"""The edges, nodes and facts of networks as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from migov.networks.network import Edge, Network, Node, node_id
from migov.questions.labels import Labels
from migov.tabular import Column, Source, Tabular
from migov.tabular.model import Kind
from migov.vocabulary import LICENSE, iri, slug_of

Scalar = str | int | float | bool

#: The separator of several values in a cell.
SEPARATOR: Final = " | "


def edge_list(network: Network, labels: Labels) -> Tabular:
    """A row for each edge, with column names that Gephi, igraph and pandas expect."""
    lang = network.asked.lang
    ends: dict[str, Kind] = dict.fromkeys(
        ("source", "target", "type", "source_label", "target_label"), "text"
    )
    rows = (
        [
            node_id(edge.source),
            node_id(edge.target),
            "directed" if network.directed else "undirected",
            labels.label(edge.source, lang),
            labels.label(edge.target, lang),
            *edge_row(edge, network).values(),
        ]
        for edge in network.edges
    )
    cited = sorted({source for edge in network.edges for source in edge.sources})
    return Tabular(
        _columns({**ends, **edge_columns(network)}),
        rows,
        _asked(network),
        lambda: (Source(labels.label(source, lang), source) for source in cited),
        SEPARATOR,
    )


def node_list(network: Network, _: Labels) -> Tabular:
    """A row for each node and its measures."""
    rows = ([node.id, *node_row(node).values()] for node in network.nodes)
    columns: dict[str, Kind] = {"id": "text", **NODE_COLUMNS}
    return Tabular(_columns(columns), rows, _asked(network), separator=SEPARATOR)


def fact_list(rows: Sequence[Mapping[str, Any]], what: str, release: str) -> Tabular:
    """The rows of `migov.networks.tables`."""
    columns: dict[str, Kind] = dict.fromkeys(rows[0], "text") if rows else {}
    asked = {"table": what, "release": release, "license": LICENSE}
    return Tabular(_columns(columns), ([*row.values()] for row in rows), asked, separator=SEPARATOR)


def _columns(kinds: Mapping[str, Kind]) -> list[Column]:
    return [Column(name, name, kind) for name, kind in kinds.items()]


def _asked(network: Network) -> dict[str, Any]:
    return {
        "network": network.asked.kind,
        "parameters": dict(network.asked.parameters),
        "asOf": network.asked.when.day or "any",
        "release": network.release,
        "license": LICENSE,
    }


#: The attributes of a node, with their types in typed formats.
NODE_COLUMNS: Mapping[str, Kind] = {
    "label": "text",
    "iri": "iri",
    "slug": "text",
    "kind": "text",
    "class": "text",
    "mode": "text",
    "degree": "integer",
    "weighted_degree": "integer",
    "betweenness": "number",
    "component": "integer",
}
_EDGE_COLUMNS: Mapping[str, Kind] = {
    "weight": "integer",
    "ties": "text",
    "start": "text",
    "end": "text",
    "basis": "text",
    "current": "flag",
    "statements": "text",
    "sources": "text",
}
_PROJECTED_COLUMNS: Mapping[str, Kind] = {
    "weight": "integer",
    "jaccard": "number",
    "shared": "text",
    "start": "text",
    "end": "text",
    "basis": "text",
    "current": "flag",
    "sources": "text",
}


def edge_columns(network: Network) -> Mapping[str, Kind]:
    """The attributes of an edge of this network, with their types."""
    return _PROJECTED_COLUMNS if network.projected else _EDGE_COLUMNS


def node_row(node: Node) -> dict[str, Scalar]:
    """A node's attributes for flat formats."""
    return {
        "label": node.label,
        "iri": node.iri,
        "slug": node.slug,
        "kind": node.kind,
        "class": node.type,
        "mode": node.mode,
        "degree": node.degree,
        "weighted_degree": node.weighted_degree,
        "betweenness": node.betweenness,
        "component": node.component,
    }


def edge_row(edge: Edge, network: Network) -> dict[str, Scalar]:
    """An edge's attributes for flat formats; unknown values are empty.

    `start` and `end` bound its days; `sources` are slugs.
    """
    bounds: dict[str, Scalar] = {
        "start": (edge.intervals[0][0] if edge.intervals else None) or "",
        "end": (edge.intervals[-1][1] if edge.intervals else None) or "",
        "basis": edge.basis or "",
        "current": edge.current,
        "sources": _joined(slug_of(source) for source in edge.sources),
    }
    if network.projected:
        own: dict[str, Scalar] = {
            "jaccard": edge.jaccard or 0.0,
            "shared": _joined(slug_of(one) for one in edge.shared),
        }
    else:
        own = {
            "ties": _joined(edge.ways),
            "statements": _joined(tie.statement for tie in edge.ties),
        }
    found: dict[str, Scalar] = {"weight": edge.weight, **own, **bounds}
    return {column: found[column] for column in edge_columns(network)}


def way_label(way: str, labels: Labels, lang: str) -> str:
    """The label of a role or a kind of partnership."""
    for kind in ("role", "kind"):
        entry = labels.entry(iri(kind, way))
        if entry is not None:
            return entry.label(lang)
    return way


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(values)
