"""Runs a SHACL engine over triples: pyshacl-turbo by default, pySHACL as the reference.

pyshacl-turbo reads N-Triples and validates in Rust, in about a tenth of pySHACL's time. A test
holds its results to pySHACL's over every valid and invalid case. Rules that need SPARQL are in
`queries/checks/`, since both engines are slow at them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import Node

from migov.errors import CannotRun
from migov.vocabulary import PREFIXES


class ShaclEngine(StrEnum):
    """An implementation of SHACL Core."""

    TURBO = "pyshacl-turbo"
    REFERENCE = "pyshacl"


def validation_report(
    data: Iterable[Quad], shapes: Graph, focus: Iterable[str] | None, engine: ShaclEngine
) -> Graph:
    """The SHACL validation report on the triples of `data`, graphs taken together.

    With `focus`, only about those nodes (IRIs). pySHACL writes into `shapes`, so give each call a
    graph of its own. Raises CannotRun if a shape is malformed.
    """
    nodes = None if focus is None else [URIRef(node) for node in focus]
    run = _turbo if engine is ShaclEngine.TURBO else _reference
    try:
        with _quiet_rdflib():
            _, report, text = run(data, shapes, nodes)
    except Exception as error:  # both raise many types; each means that a shape is malformed
        raise CannotRun(f"The shapes cannot be used: {error}") from error
    if not isinstance(report, Graph):
        raise CannotRun(f"The shapes cannot be used: {text}")
    return report


def _turbo(data: Iterable[Quad], shapes: Graph, focus: list[URIRef] | None) -> tuple[Any, ...]:
    import pyshacl_turbo
    from pyshacl_turbo.rdf import Input

    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in data}
    text = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    # As text: going through an rdflib graph takes five times as long.
    answer: tuple[Any, ...] = pyshacl_turbo.validate(
        Input(text, "nt", None, {}), shacl_graph=shapes, inference="none", focus_nodes=focus
    )
    return answer


def _reference(data: Iterable[Quad], shapes: Graph, focus: list[URIRef] | None) -> tuple[Any, ...]:
    import pyshacl

    answer: tuple[Any, ...] = pyshacl.validate(
        to_rdflib(data), shacl_graph=shapes, inference="none", inplace=True, focus_nodes=focus
    )
    return answer


@contextmanager
def _quiet_rdflib() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each literal that it cannot convert."""
    log = logging.getLogger("rdflib.term")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def to_rdflib(quads: Iterable[Quad]) -> Graph:
    """The triples of `quads` as an rdflib graph, literals kept as they are written."""
    terms: dict[Any, Node] = {}

    def term(value: Any) -> Node:
        known = terms.get(value)
        if known is None:
            known = terms[value] = rdflib_term(value)
        return known

    graph = Graph()
    add = graph.store.add
    for quad in quads:
        add((term(quad.subject), term(quad.predicate), term(quad.object)), graph)
    return graph


def rdflib_term(value: Any) -> Node:
    """The rdflib term for a pyoxigraph term."""
    if isinstance(value, NamedNode):
        return URIRef(value.value)
    if isinstance(value, BlankNode):
        return BNode(value.value)
    if isinstance(value, Literal) and value.language:
        return RdfLiteral(value.value, lang=value.language)
    if value.datatype.value == PREFIXES["xsd"] + "string":
        return RdfLiteral(value.value)
    return RdfLiteral(value.value, datatype=URIRef(value.datatype.value), normalize=False)
