"""GEXF 1.3 with spells, so that Gephi's timeline shows a network grow and shrink.

https://gexf.net/: the graph is dynamic, its times are dates, an interval without a bound is
open on that side. networkx could write it, but dates each file by the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from migov.networks.export import NODE_COLUMNS, Scalar, edge_columns, edge_row, node_row
from migov.networks.network import Network, node_id
from migov.networks.spells import Interval

_NAMESPACE = "http://gexf.net/1.3"
_SCHEMA = "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"
#: What GEXF says in other ways than by an attribute of ours.
_OF_THE_FORMAT = ("label", "weight", "start", "end")


def gexf(network: Network) -> bytes:
    """The network as GEXF."""
    root = ET.Element("gexf", {"xmlns": _NAMESPACE, "version": "1.3"})
    root.set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
    root.set("xsi:schemaLocation", _SCHEMA)
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = f"migov, release {network.release}"
    ET.SubElement(
        meta, "description"
    ).text = f"{network.asked.kind}, as of {network.asked.when.day or 'any day'}"
    graph = ET.SubElement(
        root,
        "graph",
        mode="dynamic",
        timeformat="date",
        timerepresentation="interval",
        defaultedgetype="directed" if network.directed else "undirected",
    )
    columns = edge_columns(network)
    of_nodes = _declare(graph, "node", NODE_COLUMNS)
    of_edges = _declare(graph, "edge", columns)
    nodes = ET.SubElement(graph, "nodes", count=str(len(network.nodes)))
    for node in network.nodes:
        element = ET.SubElement(nodes, "node", id=node.id, label=node.label)
        _attributes(element, node_row(node), of_nodes)
        _spells(element, node.intervals)
    edges = ET.SubElement(graph, "edges", count=str(len(network.edges)))
    for number, edge in enumerate(network.edges):
        element = ET.SubElement(
            edges,
            "edge",
            id=str(number),
            source=node_id(edge.source),
            target=node_id(edge.target),
            weight=str(edge.weight),
        )
        _attributes(element, edge_row(edge, network), of_edges)
        _spells(element, edge.intervals)
    ET.indent(root, " ")
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _declare(graph: ET.Element, of: str, columns: Mapping[str, str]) -> dict[str, str]:
    """Declares the attributes of nodes or edges; the identifier of each, by its name."""
    declared = ET.SubElement(graph, "attributes", {"class": of, "mode": "static"})
    found: dict[str, str] = {}
    for column, of_type in columns.items():
        if column not in _OF_THE_FORMAT:
            found[column] = f"{of[0]}{len(found)}"
            ET.SubElement(declared, "attribute", id=found[column], title=column, type=of_type)
    return found


def _attributes(element: ET.Element, row: Mapping[str, Scalar], ids: Mapping[str, str]) -> None:
    values = ET.SubElement(element, "attvalues")
    for column, value in row.items():
        if column in ids and value != "":
            text = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(values, "attvalue", {"for": ids[column], "value": text})


def _spells(element: ET.Element, intervals: Iterable[Interval]) -> None:
    spells = list(intervals)
    # Without bounds it is always there, which is what no spell says.
    if not spells or (None, None) in spells:
        return
    parent = ET.SubElement(element, "spells")
    for start, end in spells:
        bounds = {key: day for key, day in (("start", start), ("end", end)) if day}
        ET.SubElement(parent, "spell", bounds)
