"""Converts answers to tables for the formats of `migov.tabular`, and to SPARQL results."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import pyoxigraph as ox

from migov import tabular
from migov.engine.xml_characters import escaped
from migov.questions.answer import QuestionAnswer
from migov.questions.header import Column
from migov.tabular import BY_NAME, Source, Tabular, Value, written
from migov.vocabulary import LICENSE, iri

_EMPTY = ox.Store()
_SOURCE = iri("source", "")


def json_text(value: Any) -> str:
    """JSON with line breaks, readable by people; written in C, as `json.dumps` is not with them."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"


def table(answer: QuestionAnswer, columns: Mapping[str, Column], delimiter: str = ",") -> str:
    """The page of an answer as CSV or TSV for programs, under the columns' labels."""
    format = BY_NAME["tsv" if delimiter == "\t" else "csv"]
    return written(as_table(answer, columns), format).decode()


def as_table(answer: QuestionAnswer, columns: Mapping[str, Column], address: str = "") -> Tabular:
    """The page of an answer as a table; `address` is the URL of the answer.

    A resource fills two columns, its label and its IRI. The table includes the request.
    """
    asked = {
        "question": answer.question,
        "parameters": answer.parameters,
        "asOf": answer.as_of.isoformat(),
        "answer": answer.sentence,
        "total": answer.total,
        "rows": len(answer.rows),
        "leftOut": answer.left_out,
        "release": answer.release,
        **({"address": address} if address else {}),
        "license": LICENSE,
        "query": answer.query,
    }
    kinds = {name: column.kind for name, column in columns.items()}
    return rows_as_table(
        answer.rows,
        kinds,
        asked,
        labels={name: column.label for name, column in columns.items()},
        about={name: column.description for name, column in columns.items()},
    )


def rows_as_table(
    rows: Sequence[Mapping[str, Any]],
    kinds: Mapping[str, str],
    asked: Mapping[str, Any],
    *,
    labels: Mapping[str, str],
    about: Mapping[str, str],
) -> Tabular:
    """The rows of an answer given as JSON; `kinds` maps column names to their kinds."""
    heads: list[tabular.Column] = []
    for name, kind in kinds.items():
        label = labels[name]
        heads.append(tabular.Column(name, label, _kind(kind, rows, name), about[name]))
        if kind in ("resource", "resources"):
            typed: tabular.model.Kind = "iri" if kind == "resource" else "texts"
            heads.append(
                tabular.Column(f"{name}_iri", f"{label} IRI", typed, f"IRI: {about[name]}")
            )
    cells = (
        [cell for name, kind in kinds.items() for cell in _cells(row[name], kind)] for row in rows
    )
    return Tabular(heads, cells, asked, lambda: _sources(rows), headings="label", count=len(rows))


def _kind(kind: str, rows: Sequence[Mapping[str, Any]], name: str) -> tabular.model.Kind:
    match kind:
        case "resources" | "values":
            return "texts"
        case "flag":
            return "flag"
        case "number":
            return "number" if any(isinstance(row[name], float) for row in rows) else "integer"
    return "text"


def _cells(cell: Any, kind: str) -> Sequence[Value]:
    """The table cells of one cell of an answer."""
    if kind == "resource":
        # The value of a statement may also be a text or a number.
        return (cell["label"], cell["iri"]) if isinstance(cell, dict) else (_plain(cell), None)
    if kind == "resources":
        return ([item["label"] for item in cell], [item["iri"] for item in cell])
    return (cell if kind in ("values", "flag", "number") else _plain(cell),)


def _plain(cell: Any) -> str | None:
    if cell is None:
        return None
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _sources(rows: Sequence[Mapping[str, Any]]) -> Iterator[Source]:
    """The sources of all rows, without duplicates, sorted by label."""
    labels = {
        item["iri"]: item["label"]
        for row in rows
        for cell in row.values()
        for item in (cell if isinstance(cell, list) else [cell])
        if isinstance(item, dict) and item["iri"].startswith(_SOURCE)
    }
    for source, label in sorted(labels.items(), key=lambda item: (item[1], item[0])):
        yield Source(label, source)


def sparql_results(answer: QuestionAnswer, format: ox.QueryResultsFormat) -> bytes:
    """The page of an answer as SPARQL 1.1 results, computed columns included."""
    names = " ".join(f"?{name}" for name in answer.columns)
    lines = (
        " ".join(str(row[name]) if name in row else "UNDEF" for name in answer.columns)
        for row in answer.solutions
    )
    data = "\n".join(f"({line})" for line in lines)
    solutions = _EMPTY.query(f"SELECT {names} WHERE {{ VALUES ({names}) {{ {data} }} }}")
    output = io.BytesIO()
    if isinstance(solutions, ox.QuerySolutions):
        solutions.serialize(output, format=format)
    content = output.getvalue()
    return escaped(content) if format == ox.QueryResultsFormat.XML else content
