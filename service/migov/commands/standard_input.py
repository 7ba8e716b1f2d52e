"""Standard input as a path argument `-`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from migov.knowledge.findings import Finding
from migov.knowledge.read.files import display_name
from migov.knowledge.read.parse import MAX_FILE_BYTES

NAME = "-"

Renaming = Callable[[list[Finding]], list[Finding]]


@contextmanager
def standard_input(paths: list[Path]) -> Iterator[tuple[list[Path], Renaming]]:
    """`paths` with a temporary file for each `-`, and a function that renames its findings.

    The file holds standard input as TriG, cut one byte above the size limit of files. It is removed
    on exit.
    """
    if Path(NAME) not in paths:
        yield paths, list
        return
    with TemporaryDirectory(prefix="migov-") as folder:
        file = Path(folder) / "standard-input.trig"
        file.write_bytes(sys.stdin.buffer.read(MAX_FILE_BYTES + 1))
        shown = display_name(file)

        def renamed(findings: list[Finding]) -> list[Finding]:
            return [replace(one, file=NAME) if one.file == shown else one for one in findings]

        yield [file if path == Path(NAME) else path for path in paths], renamed
