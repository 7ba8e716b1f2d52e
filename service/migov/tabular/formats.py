"""The formats of a table, by their name in `?format=` and in file extensions."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Final, NamedTuple

from migov.tabular import parquet as parquets
from migov.tabular import text
from migov.tabular import workbook as workbooks
from migov.tabular.model import Tabular


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
            return text.delimited(table, ",", excel=excel)
        case "tsv":
            return text.delimited(table, "\t", excel=excel)
        case "json":
            return text.json_rows(table)
        case "xml":
            return text.sparql_xml(table)
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
