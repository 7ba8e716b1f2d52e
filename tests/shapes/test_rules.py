"""Every shape and every check is well formed and explains itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.plugins.sparql import prepareQuery

from migov.settings import resources
from migov.stored_queries import load_query
from migov.vocabulary import PREFIXES

CHECKS = sorted((resources() / "queries/checks").glob("*.rq"))
#: The shapes of data; those of the ontology itself are tested in tests/ontology.
SHAPE_FILES = sorted(p for p in (resources() / "shapes").glob("*.ttl") if p.stem != "ontology")
MGSH = PREFIXES["mgsh"]
REMEDY = URIRef(MGSH + "remedy")
#: Constraints that hold another shape: pySHACL, told to look at some focus nodes only, takes them
#: for met without judging them.
NESTED = (SH.node, SH["or"], SH["and"], SH["not"], SH.xone, SH.qualifiedValueShape, SH.sparql)


def _shapes(path: Path) -> Graph:
    return Graph().parse(path)


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_check(path: Path) -> None:
    check = load_query(path)
    assert set(check.header) == {"summary", "severity", "remedy"}
    assert check.header["severity"] in ("violation", "warning", "info")
    assert check.header["summary"].endswith(".")
    assert check.header["remedy"].endswith(".")
    rows = Store().query(check.text)
    assert isinstance(rows, QuerySolutions)
    names = {variable.value for variable in rows.variables}
    assert {"focus", "error"} <= names <= {"focus", "error", "graph", "property", "value"}
    assert list(rows) == [], "a check finds nothing in an empty store"
    prepareQuery(check.text)  # the query is plain SPARQL 1.1, for any tool


@pytest.mark.parametrize("path", SHAPE_FILES, ids=lambda path: path.stem)
def test_shapes(path: Path) -> None:
    graph = _shapes(path)
    shapes = set(graph.subjects(RDF.type, SH.NodeShape)) | set(
        graph.subjects(RDF.type, SH.PropertyShape)
    )
    assert shapes
    for shape in shapes:
        assert isinstance(shape, URIRef), "a shape has an IRI"
        assert shape.startswith(MGSH)
        for predicate in NESTED:
            assert (shape, predicate, None) not in graph, f"{shape} is not flat"
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        owners = list(graph.subjects(SH.property, shape))
        assert owners, f"{shape} belongs to no node shape"
        assert len(list(graph.objects(shape, SH.message))) == 1, shape
    for shape in graph.subjects(SH.message):
        assert str(graph.value(shape, SH.message)).endswith("."), shape
        assert str(graph.value(shape, REMEDY)).endswith("."), shape
