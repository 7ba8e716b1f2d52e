"""Files to quads, each with its place.

Reads TriG, Turtle, N-Quads and N-Triples. Whatever is wrong with a file (its syntax, its encoding,
a literal that the store would rewrite, a blank node, a fact outside every source) is a finding
with file and line; no input makes a traceback.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from migov.knowledge.finding import CannotRun, Finding, Severity
from migov.knowledge.lines import Subject, scan
from migov.knowledge.literals import Literals
from migov.vocabulary import PREFIXES

FORMATS = {
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
}
#: The largest file that is read, in bytes; the largest curated one is far below a tenth of it.
MAX_FILE_BYTES = 32 * 1024 * 1024
#: At most so many findings of one sort are listed for one file; the last one says so.
MAX_REPEATS = 100
SHAPE = "read"


@dataclass
class DataFile:
    """One file that was read: its quads, in the order of the file, and where its subjects are."""

    path: Path
    name: str
    quads: list[Quad] = field(default_factory=list)
    broken: bool = False
    _lines: dict[str, Subject] | None = field(default=None, repr=False)

    def lines(self) -> dict[str, Subject]:
        """The subjects of the file with their lines; scanned when first asked for."""
        if self._lines is None:
            try:
                self._lines = scan(self.path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                self._lines = {}
        return self._lines

    def line(self, subject: str, predicate: str | None = None, value: str | None = None) -> int:
        """The line of the nearest match: the statement, the predicate, the subject; else 1."""
        entry = self.lines().get(subject)
        if entry is None:
            return 1
        for statement in entry.statements:
            if statement.predicate == predicate and value in (None, statement.value):
                return statement.line
        if value is not None:
            for statement in entry.statements:
                if statement.value == value:
                    return statement.line
        for statement in entry.statements:
            if statement.predicate == predicate:
                return statement.line
        return entry.line

    def line_of_mention(self, iri: str) -> int | None:
        """The line of the first statement whose object (or predicate) is `iri`."""
        found = [
            statement.line
            for entry in self.lines().values()
            for statement in entry.statements
            if iri in (statement.value, statement.predicate)
        ]
        return min(found, default=None)


@dataclass
class Reading:
    """What was read: the files and what is wrong with them as files."""

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


def data_files(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """The files under `paths` in a stable order, each with the folder that it was found in.

    Raises CannotRun if a path does not exist or nothing is there to read.
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
            found.update({file: path for file in sorted(inside)})
        elif path.exists() or path.is_symlink():
            found.setdefault(path, path.parent)
        else:
            raise CannotRun(f"{path}: no such file or folder.")
    if not found:
        where = ", ".join(str(path) for path in paths)
        raise CannotRun(f"{where}: no data files here (looked for {', '.join(FORMATS)}).")
    return list(found.items())


def read(paths: Iterable[Path]) -> Reading:
    """Read the data files under `paths`; every quad must stand in the graph of a source."""
    reading = Reading()
    literals = Literals()
    for path, folder in data_files(list(paths)):
        file = _read_file(path, reading, folder)
        if not file.broken:
            reading.findings += _limited(file, _judge_quads(file, literals))
    return reading


def read_into(paths: Iterable[Path], graph: str) -> Reading:
    """Read files of ours (ontology, concepts, shapes) into one graph; blank nodes are allowed.

    Blank nodes are renamed by file and order, so that equal files give equal quads.
    """
    reading = Reading()
    for path in paths:
        file = _read_file(path, reading, path.parent)
        file.quads = _in_graph(file.quads, NamedNode(graph), path.stem)
    return reading


def display_name(path: Path) -> str:
    """`path` as a curator would type it: relative to the working folder where it lies inside."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    here = Path.cwd()
    return str(absolute.relative_to(here) if absolute.is_relative_to(here) else path)


def _read_file(path: Path, reading: Reading, folder: Path) -> DataFile:
    file = DataFile(path, display_name(path))
    reading.files.append(file)
    finding = _unreadable(file, folder)
    if finding is None:
        try:
            parsed = parse(path=str(path), format=FORMATS[path.suffix.lower()])
            file.quads = [
                quad if isinstance(quad, Quad) else Quad(*quad) for quad in parsed
            ]
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
            f"{path.name} is no file of RDF that is read here.",
            f"Name it {', '.join(FORMATS)} after what it holds; data is TriG.",
        )
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return _file_finding(
            file,
            "The file is a link that leads outside its folder.",
            "Put the file itself here: a release must depend on nothing elsewhere.",
        )
    if not path.is_file():
        return _file_finding(
            file, "This is no regular file.", "Replace it by a file, or remove it."
        )
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        return _file_finding(
            file,
            f"The file has {size:,} bytes, more than the {MAX_FILE_BYTES:,} that are read.",
            "One file describes one actor: split it.",
        )
    return None


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
            "Mend the text at this place or just before it: a missing `.`, `;`, quote, `}` or `>` "
            "is usual."
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


def _judge_quads(file: DataFile, literals: Literals) -> Iterator[Finding]:
    sourceless: set[str] = set()
    strangers: set[str] = set()
    for quad in file.quads:
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        focus = subject.value if isinstance(subject, NamedNode) else None
        if isinstance(subject, BlankNode) or isinstance(value, BlankNode | Triple):
            yield _quad_finding(
                file,
                quad,
                "A blank node stands here: it cannot be cited, linked to or compared.",
                "Give the thing an IRI of its own.",
                "blank-node",
            )
        if isinstance(graph, DefaultGraph):
            if (focus or "") not in sourceless:
                sourceless.add(focus or "")
                yield _quad_finding(
                    file,
                    quad,
                    "A fact stands outside every source block: nothing says who states it.",
                    "Put it inside `source:… { … }` of the source that states it; what an editor "
                    "decided stands in `source:editorial { … }`.",
                    "fact-without-source",
                )
        elif not graph.value.startswith(PREFIXES["source"]) and graph.value not in strangers:
            strangers.add(graph.value)
            yield _quad_finding(
                file,
                quad,
                f"The block <{graph.value}> is not named after a source.",
                "Name the block `source:…` after the source that states its facts.",
                "fact-without-source",
            )
        if isinstance(value, Literal):
            fault = literals.fault(value)
            if fault is not None:
                yield _quad_finding(file, quad, *fault, "literal")


def _quad_finding(file: DataFile, quad: Quad, message: str, remedy: str, rule: str) -> Finding:
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    value = "" if isinstance(quad.object, Triple) else quad.object.value
    if isinstance(quad.object, BlankNode):
        value = ""
    line = file.line(subject, quad.predicate.value, value)
    return Finding(
        Severity.VIOLATION, file.name, line, subject or None, message, remedy, f"{SHAPE}/{rule}"
    )


def _limited(file: DataFile, findings: Iterable[Finding]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.shape] = counts.get(finding.shape, 0) + 1
        if counts[finding.shape] <= MAX_REPEATS:
            yield finding
    for shape, count in counts.items():
        if count > MAX_REPEATS:
            yield Finding(
                Severity.VIOLATION,
                file.name,
                1,
                None,
                f"{count - MAX_REPEATS} more findings like these are in this file.",
                "Mend the ones that are listed and validate again.",
                shape,
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


def _is_hidden(folder: Path, top: Path) -> bool:
    return any(part.startswith(".") for part in folder.relative_to(top).parts)
