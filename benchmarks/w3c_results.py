"""Reads expected and written results of queries, and compares them.

What the service writes as JSON, XML and CSV is read here without the library that wrote it.
Blank nodes compare by isomorphism, and numbers and booleans by value: the tests allow any
lexical form.
"""

from __future__ import annotations

import csv
import io
import json
import math
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyoxigraph as ox

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_SRX = "{http://www.w3.org/2005/sparql-results#}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ITS = "{http://www.w3.org/2005/11/its}"
_NUMBERS = {
    _XSD + name: Decimal if name not in ("double", "float") else float
    for name in (
        "decimal", "integer", "double", "float", "long", "int", "short", "byte",
        "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger",
        "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
    )
}  # fmt: skip

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = dict[str, Term]


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions; `ordered` if their order counts."""

    variables: frozenset[str]
    rows: list[Row]
    ordered: bool = False


#: A table, a boolean or a graph.
Result = Table | bool | list[ox.Triple]


def expected(file: Path, base: str) -> Result:
    """The result in a file of a test; `base` is the file's IRI."""
    data = file.read_bytes()
    match file.suffix:
        case ".srx":
            return read_xml(data)
        case ".srj":
            return read_json(data)
        case ".csv":
            return read_csv(data)
        case ".tsv":
            return read_tsv(data)
    format = ox.RdfFormat.from_extension(file.suffix[1:]) or ox.RdfFormat.TURTLE
    quads = [*ox.parse(data, format=format, base_iri=base)]
    described = _result_set(quads)
    return [quad.triple for quad in quads] if described is None else described


def read_json(data: bytes) -> Result:
    """SPARQL 1.1 Query Results JSON Format, with the terms of RDF 1.2."""
    document = json.loads(data)
    if "boolean" in document:
        return bool(document["boolean"])
    rows = [
        {name: _json_term(term) for name, term in binding.items()}
        for binding in document["results"]["bindings"]
    ]
    return Table(frozenset(document["head"]["vars"]), rows)


def _json_term(term: dict[str, Any]) -> Term:
    value = term["value"]
    if term["type"] == "triple":
        return _triple(*(_json_term(value[part]) for part in ("subject", "predicate", "object")))
    return _term(
        term["type"], value, term.get("xml:lang"), term.get("its:dir"), term.get("datatype")
    )


def read_xml(data: bytes) -> Result:
    """SPARQL Query Results XML Format, with the terms of RDF 1.2."""
    root = ET.fromstring(data)
    boolean = root.find(_SRX + "boolean")
    if boolean is not None:
        return (boolean.text or "").strip() == "true"
    rows = [
        {
            binding.attrib["name"]: _xml_term(binding[0])
            for binding in result.findall(_SRX + "binding")
        }
        for result in root.iter(_SRX + "result")
    ]
    variables = (each.attrib["name"] for each in root.iter(_SRX + "variable"))
    return Table(frozenset(variables), rows)


def _xml_term(element: ET.Element) -> Term:
    kind = element.tag.removeprefix(_SRX)
    if kind == "triple":
        return _triple(*(_xml_term(part[0]) for part in element))
    get = element.attrib.get
    text = element.text or ""
    return _term(kind, text, get(_XML + "lang"), get(_ITS + "dir"), get("datatype"))


def read_csv(data: bytes) -> Result:
    """SPARQL 1.1 Query Results CSV Format: every term but a blank node is its text."""
    head, *lines = csv.reader(io.StringIO(data.decode(), newline=""))
    rows = [
        {
            name: _blank_node(cell) if cell.startswith("_:") else ox.Literal(cell)
            for name, cell in zip(head, line, strict=True)
            if cell
        }
        for line in (line or [""] * len(head) for line in lines)
    ]
    return Table(frozenset(head), rows)


def read_tsv(data: bytes) -> Result:
    """SPARQL 1.1 Query Results TSV Format."""
    results = ox.parse_query_results(data, format=ox.QueryResultsFormat.TSV)
    if not isinstance(results, ox.QuerySolutions):
        raise TypeError("a boolean has no table")
    names = [variable.value for variable in results.variables]
    rows = [
        {name: term for name, term in zip(names, solution, strict=True) if term is not None}
        for solution in results
    ]
    return Table(frozenset(names), rows)


def as_csv(table: Table) -> Table:
    """A table with the terms that its CSV has."""
    rows = [
        {name: cell for name, term in row.items() if (cell := _csv_cell(term)) is not None}
        for row in table.rows
    ]
    return Table(table.variables, rows, table.ordered)


def _csv_cell(term: Term) -> Term | None:
    if isinstance(term, ox.BlankNode):
        return term
    if isinstance(term, ox.Triple):
        raise TypeError("a triple term has no text of its own")
    return ox.Literal(term.value) if term.value else None


def terms(result: Result) -> list[Term]:
    """Every term of a table; every subject and object of a graph."""
    if isinstance(result, bool):
        return []
    if isinstance(result, Table):
        return [term for row in result.rows for term in row.values()]
    return [term for triple in result for term in (triple.subject, triple.object)]


def same(expected: Result, actual: Result, *, lax: bool = False) -> bool:
    """Whether two results are the same: bags of solutions, or lists where order counts."""
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, Table) != isinstance(actual, Table):
        return False
    if not isinstance(expected, Table) or not isinstance(actual, Table):
        return _canonical(_plain(expected)) == _canonical(_plain(actual))
    if not expected.rows and not actual.rows:
        return expected.variables >= actual.variables or not expected.variables
    if lax:
        return len(expected.rows) >= len(actual.rows) and _set(expected) == _set(actual)
    ordered = expected.ordered
    return len(expected.rows) == len(actual.rows) and _canonical(
        _rows(expected.rows, ordered)
    ) == _canonical(_rows(actual.rows, ordered))


def _set(table: Table) -> set[str]:
    return {str(sorted(row.items(), key=lambda item: item[0])) for row in table.rows}


def _rows(rows: list[Row], ordered: bool) -> Iterable[ox.Quad]:
    """Rows as a graph, each a node that has its variables as properties."""
    for index, row in enumerate(rows):
        node = ox.NamedNode(f"row:{index}") if ordered else ox.BlankNode()
        yield ox.Quad(node, ox.NamedNode("row:type"), ox.Literal("row"))
        for name, term in row.items():
            yield ox.Quad(node, ox.NamedNode(f"row:{name}"), _by_value(term))


def _plain(triples: Iterable[ox.Triple]) -> Iterable[ox.Quad]:
    return (ox.Quad(t.subject, t.predicate, _by_value(t.object)) for t in triples)


def _canonical(quads: Iterable[ox.Quad]) -> set[str]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def _by_value(term: Term) -> Term:
    """A number or boolean in one lexical form for each value; other terms as they are."""
    if isinstance(term, ox.Triple):
        return _triple(term.subject, term.predicate, _by_value(term.object))
    if isinstance(term, ox.Literal) and term.datatype.value == _XSD + "boolean":
        value = {"0": "false", "1": "true"}.get(term.value, term.value)
        return ox.Literal(value, datatype=term.datatype)
    read = _NUMBERS.get(term.datatype.value) if isinstance(term, ox.Literal) else None
    if not isinstance(term, ox.Literal) or read is None:
        return term
    try:
        value = read(term.value.replace("INF", "inf"))
    except (ValueError, InvalidOperation):
        return term
    if isinstance(value, float) and math.isfinite(value):
        # Engines round the last digits of a double, and of a float beyond single precision.
        digits = 6 if term.datatype.value.endswith("float") else 14
        return ox.Literal(f"{value:.{digits}g}", datatype=term.datatype)
    text = format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
    return ox.Literal("0" if text == "-0" else text, datatype=term.datatype)


def _term(
    kind: str, value: str, language: str | None, direction: str | None, datatype: str | None
) -> Term:
    match kind:
        case "uri":
            return ox.NamedNode(value)
        case "bnode":
            return _blank_node(value)
    if language:
        side = {"ltr": ox.BaseDirection.LTR, "rtl": ox.BaseDirection.RTL}.get(direction or "")
        return ox.Literal(value, language=language, direction=side)
    return ox.Literal(value, datatype=ox.NamedNode(datatype or _XSD + "string"))


def _blank_node(label: str) -> ox.BlankNode:
    """A blank node for a label, which may hold what Turtle does not allow in one."""
    return ox.BlankNode("x" + label.encode().hex())


def _triple(subject: Term, predicate: Term, object: Term) -> ox.Triple:
    if isinstance(subject, (ox.Literal, ox.Triple)) or not isinstance(predicate, ox.NamedNode):
        raise TypeError(f"{subject} {predicate} {object} is no triple")
    return ox.Triple(subject, predicate, object)


def _result_set(quads: list[ox.Quad]) -> Result | None:
    """The result that a graph of the result set vocabulary describes; None for another graph."""
    properties: dict[object, dict[str, list[Any]]] = {}
    for quad in quads:
        about = properties.setdefault(quad.subject, {})
        about.setdefault(quad.predicate.value, []).append(quad.object)
    kind = ox.NamedNode(_RS + "ResultSet")
    found = [each for each in properties.values() if kind in each.get(_RDF + "type", ())]
    if not found:
        return None
    (result,) = found
    if _RS + "boolean" in result:
        return bool(result[_RS + "boolean"][0].value == "true")
    solutions = [properties.get(node, {}) for node in result.get(_RS + "solution", ())]
    ordered = bool(solutions) and all(_RS + "index" in each for each in solutions)
    if ordered:
        solutions.sort(key=lambda each: int(each[_RS + "index"][0].value))
    rows = [
        {
            properties[node][_RS + "variable"][0].value: properties[node][_RS + "value"][0]
            for node in each.get(_RS + "binding", ())
        }
        for each in solutions
    ]
    names = frozenset(each.value for each in result.get(_RS + "resultVariable", ()))
    return Table(names, rows, ordered)
