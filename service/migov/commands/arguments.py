"""Arguments shared by commands: `name=value` pairs, formats by file name, standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import typer

from migov.knowledge.findings import Finding
from migov.knowledge.read.files import display_name
from migov.knowledge.read.parse import MAX_FILE_BYTES

#: The path argument that means standard input.
_STDIN = "-"

Renaming = Callable[[list[Finding]], list[Finding]]


class AnswerFormat(StrEnum):
    """The formats of a printed answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"


def by_ending(output: Path | None, formats: list[str]) -> str | None:
    """The format that a file name ends with, the longest first: nodes.csv before csv."""
    endings = sorted(formats, key=len, reverse=True)
    return next((f for f in endings if output and output.name.endswith(f)), None)


def pairs(parameters: list[str]) -> dict[str, str]:
    """Parses arguments `name=value`; exits if one is malformed or repeated."""
    values: dict[str, str] = {}
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign or name in values:
            fault = "is given twice" if sign else "is not a parameter: write it as name=value"
            stop(f"{parameter!r} {fault}.")
        values[name] = value
    return values


def stop(sentence: str) -> NoReturn:
    """Exits with status 2 and a message."""
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


@contextmanager
def standard_input(paths: list[Path]) -> Iterator[tuple[list[Path], Renaming]]:
    """`paths` with a temporary file for each `-`, and a function that renames its findings.

    The file holds standard input as TriG, cut one byte above the size limit of files. It is removed
    on exit.
    """
    if Path(_STDIN) not in paths:
        yield paths, list
        return
    with TemporaryDirectory(prefix="migov-") as folder:
        file = Path(folder) / "standard-input.trig"
        file.write_bytes(sys.stdin.buffer.read(MAX_FILE_BYTES + 1))
        shown = display_name(file)

        def renamed(findings: list[Finding]) -> list[Finding]:
            return [replace(one, file=_STDIN) if one.file == shown else one for one in findings]

        yield [file if path == Path(_STDIN) else path for path in paths], renamed
