"""An answer as text: CSV and TSV for spreadsheets, SPARQL results for SPARQL tools."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from migov.engine.xml_characters import escaped
from migov.questions.answer import QuestionAnswer
from migov.questions.header import Column

_EMPTY = ox.Store()


def table(answer: QuestionAnswer, columns: Mapping[str, Column], delimiter: str = ",") -> str:
    """The page of an answer with a line for each row, under the columns' labels.

    A resource fills two columns, its label and its IRI; several are apart by "; ". The csv module
    quotes as RFC 4180 says.
    """
    output = io.StringIO()
    writer = csv.writer(output, delimiter=delimiter, lineterminator="\r\n")
    heads: list[str] = []
    for column in columns.values():
        heads.append(column.label)
        if column.kind in ("resource", "resources"):
            heads.append(f"{column.label} IRI")
    writer.writerow(heads)
    for row in answer.rows:
        fields: list[str] = []
        for column in columns.values():
            fields += _fields(row[column.name], column)
        writer.writerow(fields)
    return output.getvalue()


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


def _fields(cell: Any, column: Column) -> list[str]:
    """The fields of one cell."""
    if column.kind == "resource":
        return [cell["label"], cell["iri"]] if isinstance(cell, dict) else [_plain(cell), ""]
    if column.kind == "resources":
        return ["; ".join(item["label"] for item in cell), "; ".join(item["iri"] for item in cell)]
    if column.kind == "values":
        return ["; ".join(cell)]
    return [_plain(cell)]


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
