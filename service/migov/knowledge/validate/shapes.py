"""The SHACL shapes of `shapes/` over the merge of all graphs, each result as a finding.

pyshacl-turbo is the default engine, pySHACL the reference. pyshacl-turbo reads N-Triples and
validates in Rust, in about a tenth of pySHACL's time. A test holds its results to pySHACL's over
every valid and invalid case. Rules that need SPARQL are in `queries/checks/`, since both engines
are slow at them.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, serialize
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import RDFS
from rdflib.term import Node

from migov.errors import CannotRun
from migov.knowledge.derive import Knowledge
from migov.knowledge.findings import Finding, Severity
from migov.knowledge.read.files import Locator
from migov.vocabulary import GRAPH_DERIVED, GRAPH_SHAPES, PREFIXES, compact


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

    triples = serialize((quad.triple for quad in data), format=RdfFormat.N_TRIPLES)
    text = (triples or b"").decode()
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


_SEVERITIES = {
    str(SH.Violation): Severity.VIOLATION,
    str(SH.Warning): Severity.WARNING,
    str(SH.Info): Severity.INFO,
}
_SHAPES = NamedNode(GRAPH_SHAPES)
#: Properties that hold the remedy of a shape, in order of preference.
_ADVISING = (
    NamedNode(PREFIXES["mgsh"] + "remedy"),
    NamedNode(str(SH.description)),
    NamedNode(str(RDFS.comment)),
)


def shape_findings(
    knowledge: Knowledge,
    locator: Locator,
    focus: Collection[str] | None = None,
    engine: ShaclEngine = ShaclEngine.TURBO,
) -> list[Finding]:
    """The shapes' findings about the merge; with `focus`, only about those nodes.

    Raises CannotRun if a shape is malformed.
    """
    shapes = to_rdflib(knowledge.shapes.quads())
    if len(shapes) == 0:
        return []
    report = validation_report(_facts(knowledge), shapes, focus, engine)
    # pySHACL writes into the shapes graph that it is given: names are read from the store.
    named = _ShapeNames(knowledge.store)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return [_finding(report, result, named, locator) for result in results]


def _facts(knowledge: Knowledge) -> Iterator[Quad]:
    """The facts that shapes see: data, concepts, ontology and derived triples."""
    for reading in (knowledge.data, knowledge.context, knowledge.concepts, knowledge.ontology):
        yield from reading.quads()
    yield from knowledge.store.quads_for_pattern(None, None, None, NamedNode(GRAPH_DERIVED))


class _ShapeNames:
    """A shape's IRI (its own or that of the enclosing shape) and its remedy."""

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
                quad = self._first(_known(shape), predicate, None)
                if quad is not None and isinstance(quad.object, Literal):
                    return quad.object.value
            if not isinstance(shape, BNode):
                break
            shape = self._around(shape)
        return ""

    def _around(self, shape: BNode) -> Node | None:
        """The shape, or the list in it, that contains this one."""
        quad = self._first(None, None, _known(shape))
        return None if quad is None else rdflib_term(quad.subject)

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
    def one(predicate: URIRef) -> Node | None:
        return report.value(result, predicate, any=True)

    focus, path, value, shape = (
        one(SH.focusNode),
        one(SH.resultPath),
        one(SH.value),
        one(SH.sourceShape),
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
        _SEVERITIES.get(str(one(SH.resultSeverity)), Severity.VIOLATION),
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
