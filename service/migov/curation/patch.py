"""A patch of curated files: diff, validation and writing."""

from __future__ import annotations

import difflib
import os
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Literal, NamedNode, Quad

from migov import settings
from migov.curation.collection import Collection
from migov.knowledge.findings import Finding, Severity
from migov.knowledge.read.files import display_name
from migov.knowledge.validate.validate import context_of, validate
from migov.knowledge.write import file_quads, to_trig


@dataclass
class Patch:
    """Triples to add to files and to remove from them, without duplicates."""

    added: dict[Path, dict[Quad, None]] = field(default_factory=lambda: defaultdict(dict))
    removed: dict[Path, dict[Quad, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(
        self, file: Path, graph: str, subject: str, predicate: str, value: NamedNode | Literal
    ) -> None:
        """Add one triple to the graph of a source; IRIs are given in full."""
        self.added[file][_quad(graph, subject, predicate, value)] = None

    def remove(
        self, file: Path, graph: str, subject: str, predicate: str, value: NamedNode | Literal
    ) -> None:
        """Remove one triple."""
        self.removed[file][_quad(graph, subject, predicate, value)] = None

    def merge(self, other: Patch) -> None:
        """Merge another patch into this one."""
        for mine, theirs in ((self.added, other.added), (self.removed, other.removed)):
            for file, quads in theirs.items():
                mine[file].update(quads)

    def texts(self) -> dict[Path, str]:
        """The new text of each file that changes, in the layout of the project."""
        changed = {}
        for path in sorted({*self.added, *self.removed}):
            before = file_quads(path)
            gone = self.removed.get(path, {})
            quads = [quad for quad in before if quad not in gone]
            quads += self.added.get(path, {})
            if set(quads) != set(before):
                changed[path] = to_trig(quads)
        return changed

    def subjects(self) -> set[str]:
        """The IRIs of the things that the patch is about."""
        quads = [
            quad for each in (self.added, self.removed) for file in each.values() for quad in file
        ]
        return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def unified_diff(texts: dict[Path, str]) -> str:
    """The change as a unified diff, "" if nothing changes."""
    parts: list[str] = []
    for path, text in texts.items():
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        name = display_name(path)
        parts += difflib.unified_diff(
            before.splitlines(keepends=True),
            text.splitlines(keepends=True),
            f"a/{name}" if before else "/dev/null",
            f"b/{name}",
        )
    return "".join(parts)


def findings_of(patch: Patch, texts: dict[Path, str], collection: Collection) -> list[Finding]:
    """The findings of `migov validate` about the patched data.

    All violations, and the warnings about things that the patch touches. Lines are those of the
    patched files, which are validated in a temporary folder.
    """
    if not texts:
        return []
    with TemporaryDirectory(prefix="migov-patch-") as name:
        folder = Path(name)
        copies: dict[str, str] = {}
        for number, (path, text) in enumerate(texts.items()):
            copy = folder / str(number) / path.name
            copy.parent.mkdir()
            copy.write_text(text, encoding="utf-8")
            copies[display_name(copy)] = display_name(path)
        context = context_of(list(texts), collection.data)
        findings = validate([folder], context)
    touched = patch.subjects()
    return [
        replace(finding, file=copies.get(finding.file or "", finding.file))
        for finding in findings
        if finding.severity is Severity.VIOLATION
        or (finding.severity is Severity.WARNING and finding.focus in touched)
    ]


def write_texts(texts: dict[Path, str]) -> None:
    """Write all files: first under temporary names, then renamed."""
    aside = {}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            aside[path] = path.with_name(f".{path.name}.new")
            aside[path].write_text(text, encoding="utf-8")
        for path, copy in aside.items():
            copy.replace(path)
    finally:
        for copy in aside.values():
            copy.unlink(missing_ok=True)


def data_folder(chosen: Path | None) -> Path:
    """The folder of curated data: the one given, else the project's."""
    return chosen if chosen is not None else Path(os.path.abspath(settings.resources() / "data"))  # noqa: PTH100


def _quad(graph: str, subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), value, NamedNode(graph))
