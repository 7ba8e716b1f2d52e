"""Turtle with nested blank nodes and lists, for ontology and shapes."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import XSD, Graph, Literal
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import Node


class _Serializer(TurtleSerializer):  # type: ignore[misc]  # rdflib leaves it untyped
    """Keeps the lexical form of decimals: rdflib writes `"180"^^xsd:decimal` as `180.0`."""

    def label(self, node: Node, position: int) -> str:
        if isinstance(node, Literal) and node.datatype == XSD.decimal and "." not in node:
            return f'"{node}"^^{super().label(XSD.decimal, position)}'
        return str(super().label(node, position))


def nested(triples: Iterable[ox.Triple]) -> bytes:
    """The triples as Turtle in UTF-8."""
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    output = io.BytesIO()
    _Serializer(Graph().parse(data=lines, format="nt")).serialize(output)
    return output.getvalue()
