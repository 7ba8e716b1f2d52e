"""Standard input as one of the paths of a command, by the name that commands give it: a hyphen."""

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
    """`paths` with a file in place of each `-`, and what gives findings in it the name `-`.

    The file holds what standard input holds, as TriG, and one byte more than a file may have where
    that is too much. It is removed at the end.
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
