"""Writes a table as an Excel workbook (XLSX): sheets of rows, sources and the request.

Written row by row with constant memory. Text is always written as a string, so no spreadsheet takes
it for a formula, a link, a number or a date; a date keeps its precision. The same table gives the
same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from migov.tabular.model import Tabular, TooLarge, Value, as_text

#: Limits of an XLSX sheet: rows including the heading, columns, characters of a cell.
ROWS_MOST, COLUMNS_MOST, TEXT_MOST = 1_048_576, 16_384, 32_767
#: Maximum number of cells: larger workbooks take too long to open.
CELLS_MOST = 5_000_000
#: Larger integers lose digits in a spreadsheet, whose numbers are doubles.
_EXACT = 1 << 53
#: A fixed creation date, so that the same rows give the same file.
_CREATED = datetime(2000, 1, 1)
_WIDEST = 60
_CUT = " …[cut: complete in the CSV]"


def workbook(table: Tabular, output: IO[bytes]) -> None:
    """Writes the workbook to `output`; raises TooLarge if a sheet cannot hold the table."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    check(table)
    book = Workbook(output, options)
    try:
        book.set_properties({"created": _CREATED, "comments": _comment(table.asked)})
        bold = book.add_format({"bold": True})
        widths = [max(8, len(head) + 2) for head in table.heads]
        _sheet(book, "Rows", table.heads, widths, _limited(table), bold, table.separator)
        sources = ((source.label, source.iri) for source in table.sources())
        _sheet(book, "Sources", ["Source", "IRI"], [_WIDEST, _WIDEST], sources, bold, "; ")
        _sheet(book, "Asked", ["What", "Value"], [20, _WIDEST], _asked(table), bold, "; ")
    except BaseException:
        book.fileclosed = True  # closing would write a partial file
        raise
    book.close()


def check(table: Tabular) -> None:
    """Raises TooLarge if it is known before writing that a workbook cannot hold the table."""
    if len(table.columns) > COLUMNS_MOST:
        raise TooLarge(
            f"A worksheet holds {COLUMNS_MOST:,} columns: ask for fewer, or for CSV or Parquet."
        )
    if table.count is not None and table.count > _most(table):
        raise _too_many(table)


def _most(table: Tabular) -> int:
    """The number of rows of this width that a workbook can hold."""
    return min(ROWS_MOST - 1, CELLS_MOST // max(1, len(table.columns)))


def _too_many(table: Tabular) -> TooLarge:
    return TooLarge(
        f"A workbook of {len(table.columns):,} columns holds {_most(table):,} rows: ask for fewer "
        "rows or columns, or for CSV or Parquet."
    )


def _limited(table: Tabular) -> Iterator[Sequence[Value]]:
    most = _most(table)
    for number, row in enumerate(table.rows):
        if number == most:
            raise _too_many(table)
        yield row


def _sheet(
    book: Any,
    name: str,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Value]],
    bold: Any,
    separator: str,
) -> None:
    sheet = book.add_worksheet(name)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(width, _WIDEST))
    sheet.freeze_panes(1, 0)
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, bold)
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            _cell(sheet, number, at, value, separator)


def _cell(sheet: Worksheet, row: int, at: int, value: Value, separator: str) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, int | float) and _exact(value):
        sheet.write_number(row, at, value)
    else:
        text = as_text(value, separator)
        if len(text.encode("utf-16-le")) // 2 > TEXT_MOST:
            text = text[: (TEXT_MOST - len(_CUT)) // 2] + _CUT
        if text:
            sheet.write_string(row, at, text)


def _exact(value: float) -> bool:
    """Whether a spreadsheet stores a number exactly."""
    return abs(value) <= _EXACT if isinstance(value, int) else math.isfinite(value)


def _asked(table: Tabular) -> Iterator[tuple[str, str]]:
    """Writes the sheet with the request and the meaning of each column."""
    for name, value in table.asked.items():
        if isinstance(value, Mapping):
            for key, each in value.items():
                yield f"{name}: {key}", _as_cell(each)
        else:
            yield name, _as_cell(value)
    for head, column in zip(table.heads, table.columns, strict=True):
        if column.about:
            yield f"column: {head}", column.about


def _as_cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _comment(asked: Mapping[str, Any]) -> str:
    return f"migov, release {asked['release']}" if "release" in asked else "migov"
