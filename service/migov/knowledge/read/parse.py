"""Parses files into quads with positions.

Reads TriG, Turtle, N-Quads and N-Triples. Every fault of a file (syntax, encoding, a literal that
the store would rewrite, a blank node, a fact outside every source) is a finding with file and line;
no input causes a traceback.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, parse

from migov.knowledge.findings import Finding, Severity
from migov.knowledge.read.files import FORMATS, DataFile, data_files, display_name, unread_files
from migov.knowledge.read.rules import Literals, findings_of
from migov.vocabulary import PREFIXES

#: The largest file that is read, in bytes: over ten times the largest curated one.
MAX_FILE_BYTES = 32 * 1024 * 1024
SHAPE = "read"


@dataclass
class Reading:
    """The files read and the findings about them."""

    files: list[DataFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def quads(self) -> Iterator[Quad]:
        """All quads, file by file."""
        for file in self.files:
            yield from file.quads

    @property
    def broken(self) -> bool:
        """Whether a file could not be read to its end, so that later checks would mislead."""
        return any(file.broken for file in self.files)


def read(paths: Iterable[Path]) -> Reading:
    """Read the data files under `paths`; every quad must stand in the graph of a source."""
    reading = Reading()
    literals = Literals()
    paths = list(paths)
    for path in unread_files(paths):
        reading.findings.append(_unread_finding(path))
    for path, folder in data_files(paths):
        file = _read_file(path, reading, folder)
        if not file.broken:
            reading.findings += findings_of(file, literals)
    return reading


def read_into(paths: Iterable[Path], graph: str) -> Reading:
    """Read the project's ontology, concepts and shapes into one graph; blank nodes are allowed.

    Blank nodes are renamed by file and order, so that equal files give equal quads.
    """
    reading = Reading()
    for path in paths:
        file = _read_file(path, reading, path.parent)
        file.quads = _in_graph(file.quads, NamedNode(graph), path.stem)
    return reading


def _read_file(path: Path, reading: Reading, folder: Path) -> DataFile:
    file = DataFile(path, display_name(path))
    reading.files.append(file)
    finding = _unreadable(file, folder)
    if finding is None:
        try:
            parsed = parse(path=str(path), format=FORMATS[path.suffix.lower()])
            file.quads = [quad if isinstance(quad, Quad) else Quad(*quad) for quad in parsed]
        except SyntaxError as error:
            finding = _syntax_finding(file, error)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            finding = _file_finding(
                file, f"The file cannot be read: {reason}.", "Make it a readable text file."
            )
    if finding is not None:
        file.quads, file.broken = [], True
        reading.findings.append(finding)
    return file


def _unreadable(file: DataFile, folder: Path) -> Finding | None:
    path = file.path
    if path.suffix.lower() not in FORMATS:
        return _file_finding(
            file,
            f"{path.name} is not an RDF file that can be read here.",
            f"Name it {', '.join(FORMATS)} after its format; data is TriG.",
        )
    target = Path(os.path.realpath(path))  # unlike resolve(), it survives a loop of links
    if path.is_symlink() and not target.is_relative_to(os.path.realpath(folder)):
        return _file_finding(
            file,
            "The file is a link that leads outside its folder.",
            "Put the file itself here: a release must depend on nothing elsewhere.",
        )
    if not path.is_file():
        return _file_finding(
            file, "This is not a regular file.", "Replace it by a file, or remove it."
        )
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        return _file_finding(
            file,
            f"The file has {size:,} bytes, more than the {MAX_FILE_BYTES:,} that are read.",
            "One file describes one actor: split it.",
        )
    return None


def _unread_finding(path: Path) -> Finding:
    what = "link to a folder" if path.is_symlink() else "file"
    return Finding(
        Severity.WARNING,
        display_name(path),
        1,
        None,
        f"This {what} is not read.",
        f"Put the files themselves here and name them {', '.join(FORMATS)} after their format; "
        "notes end in .md or .txt.",
        f"{SHAPE}/unread",
    )


def _file_finding(file: DataFile, message: str, remedy: str, line: int = 1) -> Finding:
    return Finding(Severity.VIOLATION, file.name, line, None, message, remedy, SHAPE)


def _syntax_finding(file: DataFile, error: SyntaxError) -> Finding:
    line, column = error.lineno or 1, error.offset or 1
    text = re.sub(r"^Parser error at [^:]*: ", "", str(error.msg or error))
    text = re.sub(r" \(line \d+\)$", "", text)
    undeclared = re.search(r"The prefix (\S*): has not been declared", text)
    if "UTF-8" in text or "utf-8" in text:
        remedy = "Save the file as UTF-8."
    elif undeclared is not None:
        prefix = undeclared[1]
        iri = PREFIXES.get(prefix, "…")
        remedy = f"Add `PREFIX {prefix}: <{iri}>` at the top of the file."
    else:
        remedy = (
            "Correct the text at this place or just before it: usually a `.`, `;`, quote, `}` or "
            "`>` is missing."
        )
    return Finding(
        Severity.VIOLATION,
        file.name,
        line,
        None,
        f"Syntax error at line {line}, column {column}: {text}.",
        remedy,
        SHAPE,
        column,
    )


def _in_graph(quads: list[Quad], graph: NamedNode, stem: str) -> list[Quad]:
    names: dict[str, BlankNode] = {}

    def renamed(term: object) -> object:
        if isinstance(term, BlankNode):
            return names.setdefault(term.value, BlankNode(f"{stem}-{len(names)}"))
        return term

    return [
        Quad(renamed(quad.subject), quad.predicate, renamed(quad.object), graph)  # type: ignore[arg-type]
        for quad in quads
    ]
