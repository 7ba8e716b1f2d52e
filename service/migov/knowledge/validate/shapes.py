"""The core SHACL shapes of `shapes/`, checked by pySHACL over an rdflib graph of the merge.

rdflib, because core constraints run some 45 times faster over it than over an Oxigraph store;
rules that need SPARQL are in `queries/checks/` for the opposite reason.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

import pyshacl
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import RDFS
from rdflib.term import Node

from migov.errors import CannotRun
from migov.knowledge.findings import Finding, Severity
from migov.knowledge.gather import Knowledge
from migov.knowledge.read.locate import Locator
from migov.vocabulary import GRAPH_DERIVED, GRAPH_SHAPES, PREFIXES, compact

_SEVERITIES = {
    str(SH.Violation): Severity.VIOLATION,
    str(SH.Warning): Severity.WARNING,
    str(SH.Info): Severity.INFO,
}
#: How many steps from a node its shapes can look; the longest path of a shape has three.
REACH = 4

_SHAPES = NamedNode(GRAPH_SHAPES)
#: What tells the remedy of a shape, the best first.
_ADVISING = (
    NamedNode(PREFIXES["mgsh"] + "remedy"),
    NamedNode(str(SH.description)),
    NamedNode(str(RDFS.comment)),
)


def shape_findings(
    known: Knowledge, locator: Locator, focus: Collection[str] | None = None
) -> list[Finding]:
    """What the shapes find in the merge; with `focus`, only about those nodes.

    Raises CannotRun if a shape is malformed.
    """
    with _quiet():
        shapes = to_rdflib(known.shapes.quads())
        if len(shapes) == 0:
            return []
        report = _validate(_data_graph(known, focus), shapes, focus)
    # pySHACL writes into the shapes graph that it is given: names are read from the store.
    named = _ShapeNames(known.store)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return [_finding(report, result, named, locator) for result in results]


@contextmanager
def _quiet() -> Iterator[None]:
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
            known = terms[value] = _term(value)
        return known

    graph = Graph()
    add = graph.store.add
    for quad in quads:
        add((term(quad.subject), term(quad.predicate), term(quad.object)), graph)
    return graph


def _term(value: Any) -> Node:
    if isinstance(value, NamedNode):
        return URIRef(value.value)
    if isinstance(value, BlankNode):
        return BNode(value.value)
    if isinstance(value, Literal) and value.language:
        return RdfLiteral(value.value, lang=value.language)
    if value.datatype.value == PREFIXES["xsd"] + "string":
        return RdfLiteral(value.value)
    return RdfLiteral(value.value, datatype=URIRef(value.datatype.value), normalize=False)


def _data_graph(known: Knowledge, focus: Iterable[str] | None) -> Graph:
    """The facts that shapes look at: all of them, or those that can concern the `focus` nodes."""
    if focus is not None:
        # The concepts that the nodes lead to are near them; what a class is under may be far.
        return to_rdflib(chain(known.ontology.quads(), _neighbourhood(known.store, focus)))
    about = (known.data, known.context, known.concepts, known.ontology)
    facts = chain.from_iterable(reading.quads() for reading in about)
    derived = known.store.quads_for_pattern(None, None, None, NamedNode(GRAPH_DERIVED))
    return to_rdflib(chain(facts, derived))


def _neighbourhood(store: Store, focus: Iterable[str]) -> Iterator[Quad]:
    """What is stated of the nodes, of what points to them, and of what those lead to.

    The paths of the shapes are short, so `REACH` steps hold all that they can meet.
    """
    merge = DefaultGraph()
    found = {NamedNode(node) for node in focus}
    edge = set(found)
    for node in found:
        pointing = store.quads_for_pattern(None, None, node, merge)
        edge |= {quad.subject for quad in pointing if isinstance(quad.subject, NamedNode)}
    found = set()
    for _ in range(REACH):
        found |= edge
        reached = set()
        for node in edge:
            for quad in store.quads_for_pattern(node, None, None, merge):
                yield quad
                if isinstance(quad.object, NamedNode):
                    reached.add(quad.object)
        edge = reached - found


def _validate(data: Graph, shapes: Graph, focus: Iterable[str] | None) -> Graph:
    try:
        answer = pyshacl.validate(
            data,
            shacl_graph=shapes,
            inference="none",
            inplace=True,
            focus_nodes=None if focus is None else [URIRef(node) for node in focus],
        )
    except Exception as error:  # pySHACL raises many kinds; each means that a shape is malformed
        raise CannotRun(f"The shapes cannot be used: {error}") from error
    _, report, text = answer
    if not isinstance(report, Graph):
        raise CannotRun(f"The shapes cannot be used: {text}")
    return report


class _ShapeNames:
    """A shape's IRI (its own or that of the shape around it) and the remedy it gives."""

    def __init__(self, store: Store) -> None:
        """`store` holds the graph of the shapes."""
        self._store = store

    def name(self, shape: Node | None) -> str:
        while isinstance(shape, BNode):
            around = self._around(shape)
            if around is None:
                break
            shape = around
        return compact(str(shape)) if isinstance(shape, URIRef) else "shape"

    def remedy(self, shape: Node | None) -> str:
        while isinstance(shape, URIRef | BNode):
            for predicate in _ADVISING:
                told = self._first(_known(shape), predicate, None)
                if told is not None and isinstance(told.object, Literal):
                    return told.object.value
            if not isinstance(shape, BNode):
                break
            shape = self._around(shape)
        return ""

    def _around(self, shape: BNode) -> Node | None:
        """The shape, or the list in it, that this one stands in."""
        quad = self._first(None, None, _known(shape))
        return None if quad is None else _term(quad.subject)

    def _first(
        self,
        subject: NamedNode | BlankNode | None,
        predicate: NamedNode | None,
        object_: NamedNode | BlankNode | None,
    ) -> Quad | None:
        return next(self._store.quads_for_pattern(subject, predicate, object_, _SHAPES), None)


def _known(shape: URIRef | BNode) -> NamedNode | BlankNode:
    """The store's term for an rdflib node of `to_rdflib`."""
    return BlankNode(str(shape)) if isinstance(shape, BNode) else NamedNode(str(shape))


def _finding(report: Graph, result: Node, named: _ShapeNames, locator: Locator) -> Finding:
    def told(predicate: URIRef) -> Node | None:
        return report.value(result, predicate, any=True)

    focus, path, value, shape = (
        told(SH.focusNode),
        told(SH.resultPath),
        told(SH.value),
        told(SH.sourceShape),
    )
    messages = sorted(
        report.objects(result, SH.resultMessage),
        key=lambda text: (getattr(text, "language", None) not in (None, "en"), str(text)),
    )
    place = locator.place(
        str(focus) if isinstance(focus, URIRef) else None,
        str(path) if isinstance(path, URIRef) else None,
        None if value is None or value == focus else str(value),
    )
    message = str(messages[0]) if messages else "The shape is not met."
    advice = named.remedy(shape) or _advice(message)
    if value is not None and value != focus and str(value) not in message:
        message += f" Here: {_shown(value)}."
    return Finding(
        _SEVERITIES.get(str(told(SH.resultSeverity)), Severity.VIOLATION),
        place.file,
        place.line,
        str(focus) if isinstance(focus, URIRef) else None,
        message,
        advice,
        named.name(shape),
    )


def _advice(message: str) -> str:
    """The advice that a message ends with, after its last colon: "what is wrong: what to do"."""
    _, colon, advice = message.rpartition(": ")
    return advice[0].upper() + advice[1:] if colon and advice else message


def _shown(value: Node) -> str:
    text = compact(str(value)) if isinstance(value, URIRef) else f'"{value}"'
    return text if len(text) <= 100 else text[:99] + "…"
