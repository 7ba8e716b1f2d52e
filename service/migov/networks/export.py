"""A network in the formats of other tools: Cytoscape JSON, GraphML, GEXF and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from migov.networks.network import Edge, Network, Node, node_id
from migov.networks.spells import Interval
from migov.questions.labels import Labels
from migov.vocabulary import iri, slug_of

Scalar = str | int | float | bool


def cytoscape(network: Network, labels: Labels) -> dict[str, Any]:
    """Cytoscape JSON (also read by `networkx.cytoscape_graph`), with what was asked beside it.

    An edge's `sources` are IRIs, whose titles stand once in `sources` of the whole.
    """
    lang = network.asked.lang
    cited = sorted({source for edge in network.edges for source in edge.sources})
    return {
        "kind": network.asked.kind,
        "parameters": dict(network.asked.said),
        "asOf": network.asked.when.day,
        "release": network.release,
        "directed": network.directed,
        "multigraph": False,
        "data": {"name": f"migov {network.asked.kind}", "release": network.release},
        "elements": {
            "nodes": [{"data": _node_data(node)} for node in network.nodes],
            "edges": [{"data": _edge_data(edge, labels, lang)} for edge in network.edges],
        },
        "sources": {source: labels.label(source, lang) for source in cited},
    }


def graphml(network: Network) -> bytes:
    """GraphML; several values in one attribute are apart by " | "."""
    import networkx as nx  # takes a third of a second

    graph: nx.Graph[str] = nx.DiGraph() if network.directed else nx.Graph()
    graph.graph.update(name=f"migov {network.asked.kind}", release=network.release)
    graph.graph["asOf"] = network.asked.when.day or "any"
    for node in network.nodes:
        graph.add_node(node.id, **node_row(node))
    for edge in network.edges:
        graph.add_edge(node_id(edge.source), node_id(edge.target), **edge_row(edge, network))
    output = io.BytesIO()
    nx.write_graphml_xml(graph, output)
    return output.getvalue()


#: What networkx states of itself in a GEXF file, its date among it.
_META = re.compile(rb"<meta .*?</meta>", re.DOTALL)


def gexf(network: Network) -> bytes:
    """GEXF 1.3 whose nodes and edges have spells, so that Gephi's timeline shows them come and go.

    A network has one representation: the date that networkx writes is left out.
    """
    import networkx as nx  # takes a third of a second

    graph: nx.Graph[str] = nx.DiGraph() if network.directed else nx.Graph()
    graph.graph.update(mode="dynamic", name=f"migov {network.asked.kind}")
    for node in network.nodes:
        graph.add_node(node.id, **node_row(node), **_spells(node.intervals))
    for edge in network.edges:
        row = edge_row(edge, network)
        attributes: dict[str, Any] = {key: row[key] for key in row if key not in ("start", "end")}
        attributes |= _spells(edge.intervals)
        graph.add_edge(node_id(edge.source), node_id(edge.target), **attributes)
    output = io.BytesIO()
    nx.write_gexf(graph, output, version="1.3")
    day = network.asked.when.day or "any day"
    meta = (
        f"<meta><creator>migov, release {network.release}</creator>"
        f"<description>{network.asked.kind}, as of {day}</description></meta>"
    )
    return _META.sub(meta.encode(), output.getvalue(), count=1)


def _spells(intervals: Iterable[Interval]) -> dict[str, Any]:
    """The spells of a node or edge; without bounds it is always there, which is no spell."""
    spells = list(intervals)
    return {"spells": spells} if spells and (None, None) not in spells else {}


def edge_list(network: Network, labels: Labels) -> str:
    """CSV with a line for each edge, under headings that Gephi, igraph and pandas know."""
    lang = network.asked.lang
    rows = [
        {
            "source": node_id(edge.source),
            "target": node_id(edge.target),
            "type": "directed" if network.directed else "undirected",
            "source_label": labels.label(edge.source, lang),
            "target_label": labels.label(edge.target, lang),
            **edge_row(edge, network),
        }
        for edge in network.edges
    ]
    first = ("source", "target", "type", "source_label", "target_label")
    return table([*first, *edge_columns(network)], rows)


def node_list(network: Network) -> str:
    """CSV with a line for each node and its measures."""
    rows = [{"id": node.id, **node_row(node)} for node in network.nodes]
    return table(["id", *NODE_COLUMNS], rows)


def table(columns: list[str], rows: list[dict[str, Any]]) -> str:
    """CSV as RFC 4180 says."""
    output = io.StringIO()
    writer = csv.DictWriter(output, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _plain(value) for key, value in row.items()})
    return output.getvalue()


#: The attributes of a node, with the types that typed formats give them.
NODE_COLUMNS: Mapping[str, str] = {
    "label": "string",
    "iri": "string",
    "slug": "string",
    "kind": "string",
    "class": "string",
    "mode": "string",
    "degree": "integer",
    "weighted_degree": "integer",
    "betweenness": "double",
    "component": "integer",
}
_EDGE_COLUMNS: Mapping[str, str] = {
    "weight": "integer",
    "ties": "string",
    "start": "string",
    "end": "string",
    "basis": "string",
    "current": "boolean",
    "statements": "string",
    "sources": "string",
}
_PROJECTED_COLUMNS: Mapping[str, str] = {
    "weight": "integer",
    "jaccard": "double",
    "shared": "string",
    "start": "string",
    "end": "string",
    "basis": "string",
    "current": "boolean",
    "sources": "string",
}


def edge_columns(network: Network) -> Mapping[str, str]:
    """The attributes of an edge of this network, with their types."""
    return _PROJECTED_COLUMNS if network.projected else _EDGE_COLUMNS


def node_row(node: Node) -> dict[str, Scalar]:
    """A node's attributes as flat formats hold them."""
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
    """An edge's attributes as flat formats hold them: what is unknown is the empty text.

    `start` and `end` bound the days on which it is there; `sources` are slugs.
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


def _node_data(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "value": node.id,
        "name": node.label,
        "label": node.label,
        "iri": node.iri,
        "slug": node.slug,
        "kind": node.kind,
        "class": node.type,
        "mode": node.mode,
        "degree": node.degree,
        "weightedDegree": node.weighted_degree,
        "betweenness": node.betweenness,
        "component": node.component,
    }


def _edge_data(edge: Edge, labels: Labels, lang: str) -> dict[str, Any]:
    source, target = node_id(edge.source), node_id(edge.target)
    data: dict[str, Any] = {
        "id": f"{source}--{target}",
        "source": source,
        "target": target,
        "weight": edge.weight,
        "spells": [{"start": start, "end": end} for start, end in edge.intervals],
        "basis": edge.basis,
        "current": edge.current,
    }
    if edge.jaccard is not None:
        data["jaccard"] = edge.jaccard
        data["shared"] = [node_id(one) for one in edge.shared]
    else:
        data["label"] = ", ".join(way_label(way, labels, lang) for way in edge.ways)
        data["ties"] = [
            {
                "statement": tie.statement,
                "tie": tie.way,
                "since": tie.since,
                "until": tie.until,
                "goneBy": tie.over_by,
                "lastSeen": tie.last_seen,
                "basis": tie.basis,
                "current": tie.current,
                "sources": list(tie.sources),
            }
            for tie in edge.ties
        ]
    data["sources"] = list(edge.sources)
    return data


def way_label(way: str, labels: Labels, lang: str) -> str:
    """What a role or a kind of partnership is called."""
    for kind in ("role", "kind"):
        entry = labels.entry(iri(kind, way))
        if entry is not None:
            return entry.label(lang)
    return way


def _plain(value: Scalar) -> Scalar:
    return str(value).lower() if isinstance(value, bool) else value


def _joined(values: Iterable[str]) -> str:
    return " | ".join(values)


class Format(NamedTuple):
    """A format: its name, its content type, and the function that writes it."""

    name: str
    content_type: str
    write: Callable[[Network, Labels], bytes]

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.content_type.partition(";")[0]


def as_json(value: Any) -> bytes:
    """JSON with line breaks, so that a person may also read it."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS = (
    Format("json", "application/json", lambda made, labels: as_json(cytoscape(made, labels))),
    Format("graphml", "application/graphml+xml", lambda network, _: graphml(network)),
    Format("gexf", "application/gexf+xml", lambda network, _: gexf(network)),
    Format("csv", "text/csv; charset=utf-8", lambda made, labels: edge_list(made, labels).encode()),
    Format("nodes.csv", "text/csv; charset=utf-8", lambda made, _: node_list(made).encode()),
)
