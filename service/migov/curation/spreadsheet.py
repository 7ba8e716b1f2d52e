"""Reads CSV files with any usual delimiter and encoding; cells keep their place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from migov.knowledge.findings import Finding, Severity
from migov.knowledge.read.files import display_name
from migov.questions.names import folded

#: The largest file in bytes, and the most rows.
MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 20_000
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Row:
    """One record: the line on which it begins, from 1, and its cells by folded heading."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(frozen=True)
class Sheet:
    """A table: `columns` maps folded headings to their number, from 1, and their spelling."""

    name: str
    columns: dict[str, tuple[int, str]]
    rows: list[Row]
    findings: list[Finding]

    def finding(
        self,
        line: int,
        heading: str | None,
        message: str,
        remedy: str,
        severity: Severity = Severity.VIOLATION,
    ) -> Finding:
        """A finding about a cell or a whole row of this table."""
        number, written = self.columns.get(heading or "", (None, ""))
        where = f"column {number} ({written}): " if number else ""
        return Finding(severity, self.name, line, None, where + message, remedy, "import", number)


class Unreadable(Exception):
    """The file cannot be read as a table; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_sheet(path: Path) -> Sheet:
    """The table in a CSV file.

    The delimiter is taken from a first line `sep=;`, as Excel writes it; otherwise it is the one
    that gives the header the most fields. Raises Unreadable, or OSError.
    """
    name = display_name(path)
    findings: list[Finding] = []
    text = _decoded(path, name, findings)
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        delimiter, text, skipped = first.strip()[4:] or "\t", rest, 1
    else:
        delimiter = max(
            DELIMITERS, key=lambda each: len(next(_records(text, each, name), (0, []))[1])
        )
    records = _records(text, delimiter, name)
    line, heads = next(records, (1, []))
    if not any(head.strip() for head in heads):
        raise Unreadable(
            _bad(name, 1, "The file has no header.", "Begin it with a line of headings.")
        )
    columns: dict[str, tuple[int, str]] = {}
    for number, head in enumerate(heads, start=1):
        heading = folded(head)
        if heading in columns:
            message = (
                f"Columns {columns[heading][0]} and {number} are both called {head.strip()!r}."
            )
            raise Unreadable(_bad(name, line + skipped, message, "Keep one of them."))
        if heading:
            columns[heading] = (number, head.strip())
    places = {number - 1: heading for heading, (number, _) in columns.items()}
    sheet = Sheet(name, columns, [], findings)
    for line, fields in records:
        if not any(field.strip() for field in fields):
            continue
        if len(sheet.rows) >= MAX_ROWS:
            message = f"The table has more than {MAX_ROWS:,} rows."
            raise Unreadable(_bad(name, line + skipped, message, "Split it."))
        stray = [
            place for place, field in enumerate(fields) if field.strip() and place not in places
        ]
        if stray:
            findings.append(
                _bad(
                    name,
                    line + skipped,
                    f"Field {stray[0] + 1} ({fields[stray[0]].strip()!r}) has no heading.",
                    f"Put a name that holds {delimiter!r} in quotes, or give the column a heading.",
                )
            )
            continue
        cells = {
            places[place]: _clean(field) for place, field in enumerate(fields) if place in places
        }
        sheet.rows.append(Row(line + skipped, cells))
    return sheet


def _clean(field: str) -> str:
    """A cell without surrounding blanks and without no-break spaces of office programs."""
    return (
        field.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").strip()
    )


def _decoded(path: Path, name: str, findings: list[Finding]) -> str:
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        message = f"The file has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read."
        raise Unreadable(_bad(name, 1, message, "Split it."))
    if data.startswith(b"PK\x03\x04") or data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "This is a workbook and no CSV file."
        raise Unreadable(_bad(name, 1, message, "Save the sheet as “CSV UTF-8” and import that."))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            findings.append(
                Finding(
                    Severity.WARNING,
                    name,
                    1,
                    None,
                    "The file is not UTF-8; it was read as Windows-1252.",
                    "Look at accented letters in the diff; save as “CSV UTF-8” if one is wrong.",
                    "import",
                )
            )
    if "\0" in text or "\N{REPLACEMENT CHARACTER}" in text:
        place = min(text.find(bad) for bad in ("\0", "\N{REPLACEMENT CHARACTER}") if bad in text)
        line = text.count("\n", 0, place) + 1
        raise Unreadable(_bad(name, line, "The file is not text.", "Save it as “CSV UTF-8”."))
    return text


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"This record cannot be read as CSV: {error}."
            raise Unreadable(
                _bad(name, line, message, "Look for a quote that is not closed.")
            ) from error


def _bad(name: str, line: int, message: str, remedy: str) -> Finding:
    return Finding(Severity.VIOLATION, name, line, None, message, remedy, "import")
