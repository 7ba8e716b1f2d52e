"""Validates data for a release: files, shapes and hygiene checks.

`validate(paths)` takes the paths as the whole data set. With a `context` those files are read too,
but only findings about `paths` are reported, and the shapes only look at those: so one file of the
project is checked in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode

from migov import settings
from migov.knowledge.findings import Finding, in_order
from migov.knowledge.gather import Knowledge, gather
from migov.knowledge.read.files import FORMATS
from migov.knowledge.read.locate import Locator
from migov.knowledge.validate.checks import running_checks
from migov.knowledge.validate.shacl import ShaclEngine
from migov.knowledge.validate.shapes import shape_findings


def validate(
    paths: Iterable[Path],
    context: Iterable[Path] = (),
    resources: Path | None = None,
    engine: ShaclEngine = ShaclEngine.TURBO,
) -> list[Finding]:
    """The findings about the data under `paths`, in the order of files and lines.

    Raises CannotRun if a path is missing, or a shape, rule or check is broken.
    """
    root = resources or settings.resources()
    return judge(gather(paths, context, root), root, engine)


def judge(
    known: Knowledge, resources: Path, engine: ShaclEngine = ShaclEngine.TURBO
) -> list[Finding]:
    """The findings about gathered knowledge; only those about files if one is unreadable."""
    found = [finding for reading in known.readings for finding in reading.findings]
    partial = bool(known.context.files)
    named = frozenset(file.name for file in known.data.files)
    if not known.broken:
        locator = Locator(known.files(), named if partial else None)
        focus = _subjects(known) if partial else None
        with running_checks(known.store, resources / "queries" / "checks") as checks:
            found += shape_findings(known, locator, focus, engine)
            found += checks.findings(locator)
    if partial:
        broken = {file.name for file in known.files() if file.broken}
        found = [finding for finding in found if finding.file in named | broken]
    return in_order(found)


def context_of(paths: Iterable[Path], data: Path) -> list[Path]:
    """The other files of the project's `data` folder if every path lies inside it; else none."""
    chosen = [path.resolve() for path in paths]
    whole = data.resolve()
    if not whole.is_dir() or not all(p != whole and p.is_relative_to(whole) for p in chosen):
        return []
    return [
        file
        for file in sorted(data.rglob("*"))
        if file.suffix.lower() in FORMATS
        and not any(file.resolve().is_relative_to(path) for path in chosen)
    ]


def _subjects(known: Knowledge) -> list[str]:
    return sorted(
        {quad.subject.value for quad in known.data.quads() if isinstance(quad.subject, NamedNode)}
    )
