"""The SHACL shapes of `shapes/` over the merge of all graphs, each result as a finding."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from migov.knowledge.findings import Finding, Severity
from migov.knowledge.gather import Knowledge
from migov.knowledge.read.locate import Locator
from migov.knowledge.validate.shacl import ShaclEngine, rdflib_term, to_rdflib, validation_report
from migov.vocabulary import GRAPH_DERIVED, GRAPH_SHAPES, PREFIXES, compact

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
    known: Knowledge,
    locator: Locator,
    focus: Collection[str] | None = None,
    engine: ShaclEngine = ShaclEngine.TURBO,
) -> list[Finding]:
    """The shapes' findings about the merge; with `focus`, only about those nodes.

    Raises CannotRun if a shape is malformed.
    """
    shapes = to_rdflib(known.shapes.quads())
    if len(shapes) == 0:
        return []
    report = validation_report(_facts(known), shapes, focus, engine)
    # pySHACL writes into the shapes graph that it is given: names are read from the store.
    named = _ShapeNames(known.store)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return [_finding(report, result, named, locator) for result in results]


def _facts(known: Knowledge) -> Iterator[Quad]:
    """The facts that shapes see: data, concepts, ontology and derived triples."""
    for reading in (known.data, known.context, known.concepts, known.ontology):
        yield from reading.quads()
    yield from known.store.quads_for_pattern(None, None, None, NamedNode(GRAPH_DERIVED))


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
                found = self._first(_known(shape), predicate, None)
                if found is not None and isinstance(found.object, Literal):
                    return found.object.value
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
