"""Validates data for a release: files, shapes and the hygiene checks of `queries/checks/`.

`validate(paths)` takes the paths as the whole data set. With a `context` those files are read too,
but only findings about `paths` are reported, and the shapes only look at those: so one file of the
project is checked in seconds.

A check is a SELECT over the release; each row is a finding. It selects `?focus` and `?error` (a
sentence), and may add `?graph`, `?property` and `?value` to identify the statement. Its header
gives `severity` (default: violation) and `remedy`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from migov import settings
from migov.errors import CannotRun
from migov.knowledge.derive import Knowledge, gather
from migov.knowledge.findings import Finding, Severity, in_order
from migov.knowledge.read.files import FORMATS, Locator
from migov.knowledge.validate.shapes import ShaclEngine, shape_findings
from migov.stored_queries import StoredQuery, load_queries

_COLUMNS = ("focus", "error", "graph", "property", "value")

#: The texts of one row by column; None where a column is unbound, absent or a blank node.
Row = dict[str, str | None]


@dataclass
class RunningChecks:
    """Checks running in threads; Oxigraph releases Python's lock."""

    _results: Sequence[tuple[StoredQuery, Future[list[Row]]]]

    def findings(self, locator: Locator) -> list[Finding]:
        """Wait for the rows and locate each finding; raises CannotRun if a check is broken."""
        found = []
        for check, future in self._results:
            severity = _severity(check)
            for row in future.result():
                if not locator.elsewhere(row["focus"]):
                    found.append(_finding(row, check, severity, locator))
        return found


@contextmanager
def running_checks(store: Store, folder: Path) -> Iterator[RunningChecks]:
    """Start the checks in `folder` over `store`, one thread per core; stops the rest on exit.

    Raises CannotRun if the header of a check is broken.
    """
    checks = load_queries(folder)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        try:
            yield RunningChecks([(check, pool.submit(rows, store, check)) for check in checks])
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def rows(store: Store, check: StoredQuery) -> list[Row]:
    """The rows of one check; raises CannotRun if it is not a valid check query."""
    try:
        solutions = store.query(check.text)
    except SyntaxError as error:
        raise CannotRun(f"{check.path}: {error}") from error
    try:
        if not isinstance(solutions, QuerySolutions):
            raise CannotRun(f"{check.path}: a check must be a SELECT query.")
        names = {variable.value for variable in solutions.variables}
        if not {"focus", "error"} <= names:
            raise CannotRun(f"{check.path}: a check must select ?focus and ?error.")
        return [
            {name: _text(row[name]) if name in names else None for name in _COLUMNS}
            for row in solutions
        ]
    finally:
        # An error keeps this frame alive, and solutions must be freed in their own thread.
        del solutions


def _text(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None


def _severity(check: StoredQuery) -> Severity:
    try:
        return Severity(str(check.header.get("severity", "violation")).lower())
    except ValueError as error:
        raise CannotRun(f"{check.path}: severity is violation, warning or info.") from error


def _finding(row: Row, check: StoredQuery, severity: Severity, locator: Locator) -> Finding:
    place = locator.place(row["focus"], row["property"], row["value"], row["graph"])
    if place.file is None and row["graph"] is not None:
        place = locator.place(row["graph"])
    summary = str(check.header.get("summary", check.name))
    return Finding(
        severity,
        place.file,
        place.line,
        row["focus"],
        row["error"] or summary,
        str(check.header.get("remedy", "")).strip() or summary,
        f"checks/{check.name}",
    )


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
    knowledge: Knowledge, resources: Path, engine: ShaclEngine = ShaclEngine.TURBO
) -> list[Finding]:
    """The findings about gathered knowledge; only those about files if one is unreadable."""
    findings = [finding for reading in knowledge.readings for finding in reading.findings]
    partial = bool(knowledge.context.files)
    named = frozenset(file.name for file in knowledge.data.files)
    if not knowledge.broken:
        locator = Locator(knowledge.files(), named if partial else None)
        focus = _subjects(knowledge) if partial else None
        with running_checks(knowledge.store, resources / "queries" / "checks") as checks:
            findings += shape_findings(knowledge, locator, focus, engine)
            findings += checks.findings(locator)
    if partial:
        broken = {file.name for file in knowledge.files() if file.broken}
        findings = [finding for finding in findings if finding.file in named | broken]
    return in_order(findings)


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


def _subjects(knowledge: Knowledge) -> list[str]:
    return sorted(
        {
            quad.subject.value
            for quad in knowledge.data.quads()
            if isinstance(quad.subject, NamedNode)
        }
    )
