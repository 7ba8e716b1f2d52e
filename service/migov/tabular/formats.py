"""The formats of a table, by their name in `?format=` and in file extensions.

CSV (RFC 4180), TSV, JSON and SPARQL XML are streamed as bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import IO, Final, NamedTuple
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from migov.engine.xml_characters import escaped
from migov.tabular import parquet as parquets
from migov.tabular import workbook as workbooks
from migov.tabular.model import Tabular, Value, as_text

#: Rows written at a time.
_BATCH = 500
#: The byte order mark, which makes spreadsheets read a text file as UTF-8.
BOM = "\ufeff"
#: First characters of a text that spreadsheets take for a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SPARQL_RESULTS = "http://www.w3.org/2005/sparql-results#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATATYPES = {"integer": "integer", "number": "double", "flag": "boolean", "date": "date"}


def delimited(table: Tabular, delimiter: str, *, excel: bool = False) -> Iterator[bytes]:
    """CSV or TSV, with a header line and a line for each row.

    Without `excel` there is no byte order mark. With it there is one, CSV starts with Excel's line
    `sep=,`, and a text that would be a formula is prefixed with an apostrophe.
    """
    output = io.StringIO()
    if excel:
        output.write(BOM)
        if delimiter != "\t":
            output.write(f"sep={delimiter}\r\n")
    writer = csv.writer(output, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(table.heads)
    # The csv writer handles None and numbers; only few columns need a conversion.
    composed = [n for n, column in enumerate(table.columns) if column.kind in ("flag", "texts")]
    for number, row in enumerate(table.rows, 1):
        fields = list(row)
        for at in range(len(fields)) if excel else composed:
            fields[at] = as_text(row[at], table.separator)
            if excel:
                fields[at] = _inert(str(fields[at]), row[at])
        writer.writerow(fields)
        if number % _BATCH == 0:
            yield _taken(output)
    yield _taken(output)


def _inert(text: str, value: Value) -> str:
    harmless = value is None or isinstance(value, int | float)
    return text if harmless or not text.startswith(_FORMULA) else f"'{text}"


def _taken(output: io.StringIO) -> bytes:
    """The text written so far; clears the buffer."""
    text = output.getvalue()
    output.seek(0)
    output.truncate()
    return text.encode()


def json_rows(table: Tabular) -> Iterator[bytes]:
    """A JSON object: the request, the names of the columns, and an object for each row."""
    names = [column.name for column in table.columns]
    head = {**table.asked, "columns": names}
    yield (json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [').encode()
    lines: list[str] = []
    between = "\n"
    for number, row in enumerate(table.rows, 1):
        lines.append(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))
        if number % _BATCH == 0:
            yield (between + ",\n".join(lines)).encode()
            lines, between = [], ",\n"
    yield ((between + ",\n".join(lines) if lines else "") + "\n]}\n").encode()


def sparql_xml(table: Tabular) -> Iterator[bytes]:
    """SPARQL Query Results XML Format (Second Edition); a cell without a value is unbound."""
    output = io.StringIO()
    xml = XMLGenerator(output, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("sparql", _attributes(xmlns=_SPARQL_RESULTS))
    xml.startElement("head", _attributes())
    for column in table.columns:
        xml.startElement("variable", _attributes(name=column.name))
        xml.endElement("variable")
    xml.endElement("head")
    xml.startElement("results", _attributes())
    for number, row in enumerate(table.rows, 1):
        xml.startElement("result", _attributes())
        for column, value in zip(table.columns, row, strict=True):
            _binding(xml, column.name, column.kind, value, table.separator)
        xml.endElement("result")
        if number % _BATCH == 0:
            yield escaped(_taken(output))
    xml.endElement("results")
    xml.endElement("sparql")
    xml.endDocument()
    yield escaped(_taken(output))


def _binding(xml: XMLGenerator, name: str, kind: str, value: Value, separator: str) -> None:
    text = as_text(value, separator)
    if value is None or (isinstance(value, Sequence) and not value):
        return
    iri = kind == "iri"
    typed = _attributes(datatype=_XSD + _DATATYPES[kind]) if kind in _DATATYPES else _attributes()
    xml.startElement("binding", _attributes(name=name))
    xml.startElement("uri" if iri else "literal", typed)
    xml.characters(text)
    xml.endElement("uri" if iri else "literal")
    xml.endElement("binding")


def _attributes(**values: str) -> AttributesImpl[str]:
    return AttributesImpl(values)


class TableFormat(NamedTuple):
    """A format: its name, its content type, and whether it is text that can be streamed."""

    name: str
    content_type: str
    streamed: bool

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.content_type.partition(";")[0]


CSV: Final = TableFormat("csv", "text/csv; charset=utf-8", True)
TSV: Final = TableFormat("tsv", "text/tab-separated-values; charset=utf-8", True)
JSON: Final = TableFormat("json", "application/json", True)
XML: Final = TableFormat("xml", "application/xml", True)
XLSX: Final = TableFormat(
    "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False
)
PARQUET: Final = TableFormat("parquet", "application/vnd.apache.parquet", False)

FORMATS: Final = (CSV, TSV, JSON, XML, XLSX, PARQUET)
BY_NAME: Final = {format.name: format for format in FORMATS}


def pieces(table: Tabular, format: TableFormat, *, excel: bool = False) -> Iterator[bytes]:
    """Streams a text format as bytes; raises ValueError for other formats."""
    match format.name:
        case "csv":
            return delimited(table, ",", excel=excel)
        case "tsv":
            return delimited(table, "\t", excel=excel)
        case "json":
            return json_rows(table)
        case "xml":
            return sparql_xml(table)
    raise ValueError(f"{format.name} is not a text format")


def write(table: Tabular, format: TableFormat, output: IO[bytes], *, excel: bool = False) -> None:
    """Writes the table to `output`; raises MissingExtra or TooLarge."""
    if format is XLSX:
        workbooks.workbook(table, output)
    elif format is PARQUET:
        parquets.parquet(table, output)
    else:
        for piece in pieces(table, format, excel=excel):
            output.write(piece)


def check(table: Tabular, format: TableFormat) -> None:
    """Raises MissingExtra or TooLarge if that is known before writing."""
    if format is XLSX:
        workbooks.check(table)
    elif format is PARQUET:
        parquets.check()


def written(table: Tabular, format: TableFormat, *, excel: bool = False) -> bytes:
    """The table as bytes; raises MissingExtra or TooLarge."""
    output = io.BytesIO()
    write(table, format, output, excel=excel)
    return output.getvalue()
