"""Reads the manifests of the W3C's SPARQL tests (https://w3c.github.io/rdf-tests/sparql/)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

#: The address of the tests: the base of every query and every file of a test.
BASE = "https://w3c.github.io/rdf-tests/sparql/"
MANIFESTS = ("sparql10/manifest.ttl", "sparql11/manifest-all.ttl", "sparql12/manifest.ttl")

_MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_DAWGT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_ENT = _SD.entailmentRegime


class Kind(StrEnum):
    """What a test checks."""

    EVALUATION = "evaluation"
    POSITIVE = "positive syntax"
    NEGATIVE = "negative syntax"


_KINDS = {
    _MF.QueryEvaluationTest: Kind.EVALUATION,
    _MF.CSVResultFormatTest: Kind.EVALUATION,
    _MF.PositiveSyntaxTest: Kind.POSITIVE,
    _MF.PositiveSyntaxTest11: Kind.POSITIVE,
    _MF.NegativeSyntaxTest: Kind.NEGATIVE,
    _MF.NegativeSyntaxTest11: Kind.NEGATIVE,
}
#: Why tests of a kind are not run.
_OUTSIDE = {
    _MF.ProtocolTest: "requests over HTTP: see tests/web/sparql/test_w3c_protocol.py",
    _MF.ServiceDescriptionTest: "requests over HTTP: see tests/web/sparql/test_w3c_protocol.py",
    _MF.GraphStoreProtocolTest: "graph store: only reads, see tests/web/sparql/test_graph_store.py",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A test of a query. Files are given by their IRIs, which begin with BASE.

    `category` is the folder of its manifest. `data` makes the default graph; each of `graphs` is
    a named graph called by its own IRI. `lax` allows fewer repetitions of a solution than expected
    (mf:LaxCardinality). `excluded` says why the test does not apply; it is empty for others.
    """

    name: str
    category: str
    kind: Kind
    query: str
    data: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    result: str = ""
    lax: bool = False
    excluded: str = ""


def cases(root: Path) -> Iterator[Case]:
    """The tests of every suite in `root`, the folder `sparql` of the checkout, in their order.

    Raises FileNotFoundError if a manifest is missing.
    """
    for manifest in MANIFESTS:
        yield from _included(root, BASE + manifest)


def path(root: Path, iri: str) -> Path:
    """The file of an IRI that begins with BASE."""
    return root / iri.removeprefix(BASE)


def _included(root: Path, manifest: str) -> Iterator[Case]:
    graph = Graph()
    graph.parse(path(root, manifest), format="turtle", publicID=manifest)
    for listed in graph.objects(None, _MF.include):
        for each in Collection(graph, listed):
            yield from _included(root, str(each))
    category = manifest.removeprefix(BASE).rpartition("/")[0]
    for listed in graph.objects(None, _MF.entries):
        for entry in Collection(graph, listed):
            yield _case(graph, entry, category)


def _case(graph: Graph, entry: Node, category: str) -> Case:
    kinds = [*graph.objects(entry, RDF.type)]
    kind = next((_KINDS[each] for each in kinds if each in _KINDS), None)
    action = graph.value(entry, _MF.action)
    query = action if isinstance(action, URIRef) else graph.value(action, _QT.query)
    excluded = ""
    if kind is None:
        excluded = next((_OUTSIDE[each] for each in kinds if each in _OUTSIDE), "update")
    elif (entry, _DAWGT.approval, _DAWGT.Withdrawn) in graph:
        excluded = "withdrawn"
    elif graph.value(action, _ENT) is not None or graph.value(entry, _ENT) is not None:
        excluded = "entailment regime"
    elif graph.value(action, _QT.serviceData) is not None:
        excluded = "SERVICE"
    return Case(
        name=str(graph.value(entry, _MF.name) or str(entry).rpartition("#")[2]),
        category=category,
        kind=kind or Kind.EVALUATION,
        query=str(query or ""),
        data=tuple(map(str, graph.objects(action, _QT.data))),
        graphs=tuple(map(str, graph.objects(action, _QT.graphData))),
        result=str(graph.value(entry, _MF.result) or ""),
        lax=(entry, _MF.resultCardinality, _MF.LaxCardinality) in graph,
        excluded=excluded,
    )
