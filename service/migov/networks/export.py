"""Writes a network as Cytoscape JSON, GraphML, GEXF or tables."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from migov.networks.network import Edge, Network, Node, node_id
from migov.networks.spells import Interval
from migov.networks.tables import edge_list, edge_row, node_list, node_row, way_label
from migov.questions.labels import Labels
from migov.tabular import FORMATS as TABLES
from migov.tabular import TableFormat, Tabular, written
from migov.tabular.formats import JSON


def cytoscape(network: Network, labels: Labels) -> dict[str, Any]:
    """Cytoscape JSON (also read by `networkx.cytoscape_graph`), with the request as data.

    An edge's `sources` are IRIs, whose titles are listed once in the network's `sources`.
    """
    lang = network.asked.lang
    cited = sorted({source for edge in network.edges for source in edge.sources})
    return {
        "kind": network.asked.kind,
        "parameters": dict(network.asked.parameters),
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
    """GraphML; several values in one attribute are separated by " | "."""
    import networkx as nx  # takes a third of a second

    graph: nx.Graph[str] = nx.DiGraph() if network.directed else nx.Graph()
    graph.graph.update(name=f"migov {network.asked.kind}", release=network.release)
    graph.graph["asOf"] = network.asked.when.day or "any"
    for node in network.nodes:
        graph.add_node(node.id, **node_row(node))
    for edge in network.edges:
        graph.add_edge(node_id(edge.source), node_id(edge.target), **edge_row(edge, network))
    from networkx.readwrite.graphml import GraphMLWriter

    class Writer(GraphMLWriter):
        """Writes booleans as XML Schema does, unlike networkx."""

        def add_data(self, name: Any, element_type: Any, value: Any, *more: Any) -> Any:
            element = super().add_data(name, element_type, value, *more)
            if isinstance(value, bool):
                element.text = str(value).lower()
            return element

    writer = Writer(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(graph)
    output = io.BytesIO()
    writer.dump(output)
    return output.getvalue()


#: The metadata that networkx writes into a GEXF file, including the date.
_META = re.compile(rb"<meta .*?</meta>", re.DOTALL)


def gexf(network: Network) -> bytes:
    """GEXF 1.3 whose nodes and edges have spells, so that Gephi's timeline shows them come and go.

    The output is reproducible: the date that networkx writes is removed.
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
    """The spells of a node or edge; none if it has no bounds, which GEXF takes as always."""
    spells = list(intervals)
    return {"spells": spells} if spells and (None, None) not in spells else {}


#: Attributes of nodes that Cytoscape's JSON spells otherwise.
_CAMEL = {"weighted_degree": "weightedDegree"}


def _node_data(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "value": node.id,
        "name": node.label,
        **{_CAMEL.get(name, name): value for name, value in node_row(node).items()},
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


def as_json(value: Any) -> bytes:
    """JSON with line breaks, readable by people."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


class Format(NamedTuple):
    """A format: its name, its content type, and its writer.

    `table` returns the list of edges or nodes in tabular formats.
    """

    name: str
    content_type: str
    write: Callable[[Network, Labels], bytes]
    table: Callable[[Network, Labels], Tabular] | None = None

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.content_type.partition(";")[0]


def _listed(prefix: str, table: Callable[[Network, Labels], Tabular], form: TableFormat) -> Format:
    def write(network: Network, labels: Labels) -> bytes:
        return written(table(network, labels), form)

    return Format(f"{prefix}{form.name}", form.content_type, write, table)


FORMATS = (
    Format("json", "application/json", lambda made, labels: as_json(cytoscape(made, labels))),
    Format("graphml", "application/graphml+xml", lambda network, _: graphml(network)),
    Format("gexf", "application/gexf+xml", lambda network, _: gexf(network)),
    *(
        _listed(prefix, table, form)
        for prefix, table in (("", edge_list), ("nodes.", node_list))
        for form in TABLES
        if form is not JSON
    ),
)
