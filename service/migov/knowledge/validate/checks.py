"""The hygiene checks of `queries/checks/`: tiny SELECTs over the release, one row, one finding.

A check selects `?focus` and `?error` (a sentence), and may add `?graph`, `?property` and `?value`
to identify the statement. Its header gives `severity` (default: violation) and `remedy`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from migov.errors import CannotRun
from migov.knowledge.findings import Finding, Severity
from migov.knowledge.read.locate import Locator
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
