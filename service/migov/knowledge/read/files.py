"""Data files, the line of each statement in them, and the place of a thing among them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, RdfFormat

from migov.errors import CannotRun
from migov.knowledge.read.positions import Subject, scan

FORMATS = {
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
}


@dataclass
class DataFile:
    """One file that was read: its quads in file order, and the positions of its subjects."""

    path: Path
    name: str
    quads: list[Quad] = field(default_factory=list)
    broken: bool = False
    _lines: dict[str, Subject] | None = field(default=None, repr=False)

    def lines(self) -> dict[str, Subject]:
        """The subjects of the file with their lines, scanned on first use."""
        if self._lines is None:
            try:
                self._lines = scan(self.path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                self._lines = {}
        return self._lines

    def line(
        self,
        subject: str,
        predicate: str | None = None,
        value: str | None = None,
        graph: str | None = None,
    ) -> int:
        """The line of the nearest match: the statement, the predicate, the subject; else 1."""
        entry = self.lines().get(subject)
        return 1 if entry is None else entry.nearest(predicate, value, graph)

    def line_of_mention(self, iri: str) -> int | None:
        """The line of the first statement that has `iri` as object, predicate or graph."""
        lines = [
            statement.line
            for entry in self.lines().values()
            for statement in entry.statements
            if iri in (statement.value, statement.predicate, statement.graph)
        ]
        return min(lines, default=None)


def data_files(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """The files under `paths` in a stable order, each with its folder.

    Raises CannotRun if a path does not exist or holds no data files.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            inside = [
                Path(folder) / name
                for folder, folders, names in os.walk(path)
                if not folders.sort() and not _is_hidden(Path(folder), path)
                for name in names
                if (Path(folder) / name).suffix.lower() in FORMATS and not name.startswith(".")
            ]
            found.update(dict.fromkeys(sorted(inside), path))
        elif path.exists() or path.is_symlink():
            found.setdefault(path, path.parent)
        else:
            raise CannotRun(f"{path}: no such file or folder.")
    if not found:
        where = ", ".join(str(path) for path in paths)
        raise CannotRun(f"{where}: no data files here (looked for {', '.join(FORMATS)}).")
    return list(found.items())


def unread_files(paths: Iterable[Path]) -> list[Path]:
    """The entries in folders of `paths` that are not read: other files, links to folders.

    Skips hidden files and notes (`.md`, `.txt`).
    """
    found = []
    for path in paths:
        for folder, folders, names in os.walk(path):
            here = Path(folder)
            if _is_hidden(here, path):
                continue
            found += [here / name for name in folders if (here / name).is_symlink()]
            found += [
                here / name
                for name in names
                if Path(name).suffix.lower() not in (*FORMATS, ".md", ".txt") and name[0] != "."
            ]
    return sorted(found)


def display_name(path: Path) -> str:
    """`path` as a curator would type it: relative to the working folder if inside it."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    here = Path.cwd()
    return str(absolute.relative_to(here) if absolute.is_relative_to(here) else path)


def _is_hidden(folder: Path, top: Path) -> bool:
    return any(part.startswith(".") for part in folder.relative_to(top).parts)


class Place(NamedTuple):
    """A file as a curator would type it, and a line of it, from 1; both None if unknown."""

    file: str | None
    line: int | None


class Locator:
    """Finds the place of a subject or statement in the files that were read.

    Files are searched in the given order, so the data comes before its context. With `only`, a
    thing described only in other files is `elsewhere`: a check of one file need not locate it.
    """

    def __init__(self, files: Sequence[DataFile], only: frozenset[str] | None = None) -> None:
        self._files = files
        self._only = only
        self._describing: dict[str, list[DataFile]] = defaultdict(list)
        self._mentions: dict[str, DataFile] | None = None
        for file in files:
            for subject in {
                q.subject.value for q in file.quads if isinstance(q.subject, NamedNode)
            }:
                self._describing[subject].append(file)

    def elsewhere(self, focus: str | None) -> bool:
        """Whether `focus` is described, but in none of the selected files."""
        if self._only is None or focus is None:
            return False
        describing = self._describing.get(focus, [])
        return bool(describing) and not any(file.name in self._only for file in describing)

    def place(
        self,
        focus: str | None,
        predicate: str | None = None,
        value: str | None = None,
        graph: str | None = None,
    ) -> Place:
        """The nearest place of a statement or thing; its first mention if it is not described."""
        if focus is None:
            return Place(None, None)
        candidates = self._describing.get(focus, [])
        if not candidates:
            return self._place_of_mention(focus)
        for file in candidates:
            entry = file.lines().get(focus)
            if entry is not None and entry.has(predicate, value):
                return Place(file.name, entry.nearest(predicate, value, graph))
        first = candidates[0]
        return Place(first.name, first.line(focus, predicate, value, graph))

    def _place_of_mention(self, iri: str) -> Place:
        if self._mentions is None:
            self._mentions = {}
            for file in self._files:
                for quad in file.quads:
                    for term in (quad.object, quad.predicate, quad.graph_name):
                        if isinstance(term, NamedNode):
                            self._mentions.setdefault(term.value, file)
        mentioned = self._mentions.get(iri)
        if mentioned is None:
            return Place(None, None)
        return Place(mentioned.name, mentioned.line_of_mention(iri) or 1)
