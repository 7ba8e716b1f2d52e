"""`migov reconcile`: reconciles a column of names in a CSV file with the release, offline."""

from __future__ import annotations

import asyncio
import csv
import io
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from migov.commands.opening import engine_over
from migov.engine.errors import EngineError
from migov.graph.embedded import reconciled
from migov.graph.reconciliation import COLUMNS, Reconciled
from migov.questions.labels import Labels
from migov.questions.matching import LIMIT, MOST, TYPES

#: Possible delimiters, the likeliest first; the header line decides.
_DELIMITERS = ",;\t|"
_MARK = b"\xef\xbb\xbf"


def reconcile(
    file: Annotated[Path, typer.Argument(help="CSV file with a header; - is standard input.")],
    column: Annotated[str, typer.Option("--column", "-c", help="The column with the names.")],
    kind: Annotated[
        str | None,
        typer.Option("--type", "-t", help=f"Only things of this type: {', '.join(TYPES)}."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default: standard output.")
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            min=1, max=MOST, help="Maximum number of candidates for a name without a match."
        ),
    ] = LIMIT,
    delimiter: Annotated[
        str | None,
        typer.Option(help="Delimiter of cells; default: detected from the header line."),
    ] = None,
    encoding: Annotated[
        str, typer.Option(help="The file's encoding, such as cp1252 or utf-16.")
    ] = "utf-8",
    endpoint: Annotated[
        str | None, typer.Option(help="URL of a SPARQL endpoint that holds the release.")
    ] = None,
) -> None:
    """Reconcile a column of names: `migov reconcile names.csv --column country --type state`.

    Writes the file with the columns id, label, type, score, match, matched, note and candidates
    added; every row and cell stays. A name is matched only if it is unambiguous.
    """
    if kind is not None and kind not in TYPES:
        _stop(f"Unknown type {kind!r}: choose of {', '.join(TYPES)}.")
    data = _bytes(file)
    text = _decoded(data, file, encoding)
    separator = _separator(delimiter, text)
    header, rows = _table(text, separator, file)
    if header.count(column) != 1:
        several = "twice" if column in header else "not"
        _stop(f"{file} does {several} have the column {column!r}. Its columns: {', '.join(header)}."
              if several == "not" else
              f"{file} has the column {column!r} more than once: rename one of them.")  # fmt: skip
    try:
        labels = asyncio.run(_labels(endpoint))
    except EngineError as error:
        _stop(str(error))
    place = header.index(column)
    names = [row[place] if place < len(row) else "" for row in rows]
    results = reconciled(labels, names, [kind] if kind else None, limit)
    content = _written(header, rows, results, separator)
    marked = _MARK if data.startswith(_MARK) else b""
    _write(marked + content.encode(), output)
    typer.echo(_counted(results), err=True)


async def _labels(endpoint: str | None) -> Labels:
    async with await engine_over(endpoint) as engine:
        return await Labels.load(engine)


def _bytes(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        _stop(f"{file}: {error.strerror}.")


def _decoded(data: bytes, file: Path, encoding: str) -> str:
    if encoding == "utf-8" and data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _stop(f"{file} is UTF-16, as its first bytes say: give --encoding utf-16.")
    try:
        text = data.removeprefix(_MARK).decode(encoding)
    except LookupError:
        _stop(f"Unknown encoding {encoding!r}: utf-8, cp1252 and utf-16 are usual.")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        _stop(
            f"{file}, line {line}: the byte 0x{data[error.start]:02x} is not {encoding}. A file "
            "that Excel wrote is often cp1252: give --encoding cp1252, or save it as “CSV UTF-8”."
        )
    if "\0" in text:
        _stop(f"{file} holds a NUL character: it is not CSV, or in another encoding (--encoding).")
    return text


def _separator(given: str | None, text: str) -> str:
    """The given delimiter, or the most frequent candidate in the header line."""
    if given is not None:
        separator = {"tab": "\t", "\\t": "\t"}.get(given, given)
        if len(separator) != 1 or separator in '"\r\n':
            _stop(f"The delimiter is one character, and {given!r} is none: write ; or tab.")
        return separator
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=lambda each: (first.count(each), -_DELIMITERS.index(each)))


def _table(text: str, separator: str, file: Path) -> tuple[list[str], list[list[str]]]:
    """The header and the rows; exits if a row is longer than the header or a quote is not
    closed."""
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if rows and len(row) > len(rows[0]):
                _stop(
                    f"{file}, line {reader.line_num}: the row has {len(row)} cells and the header "
                    f"{len(rows[0])}. Quote a cell that holds {separator!r}."
                )
            if row or rows:
                rows.append(row)
    except csv.Error as error:
        _stop(f"{file}, line {reader.line_num}: {error}.")
    if not rows:
        _stop(f"{file} is empty: the first line names the columns.")
    return [cell.strip() for cell in rows[0]], rows[1:]


def _written(
    header: list[str], rows: list[list[str]], results: list[Reconciled], separator: str
) -> str:
    prefix = "migov_" if set(COLUMNS) & set(header) else ""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow([*header, *(prefix + each for each in COLUMNS)])
    for row, each in zip(rows, results, strict=True):
        padded = row + [""] * (len(header) - len(row))
        writer.writerow([*padded, *map(_cell, each.row().values())])
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _counted(results: list[Reconciled]) -> str:
    named = [each for each in results if each.name.strip()]
    matched = sum(each.match is not None for each in named)
    return (
        f"{len(results)} rows: {matched} matched, {len(named) - matched} without a certain match, "
        f"{len(results) - len(named)} without a name."
    )


def _write(content: bytes, output: Path | None) -> None:
    try:
        if output is None:
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        else:
            output.write_bytes(content)
    except OSError as error:
        _stop(f"{output}: {error.strerror}.")


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
