"""The hygiene checks of `queries/checks/`: tiny SELECTs over the release, a row a finding.

A check selects `?focus` and `?error` (a sentence), and may add `?graph`, `?property` and `?value`
to point at the very statement. Its header says `severity` (violation unless told) and `remedy`.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from migov.knowledge.finding import CannotRun, Finding, Severity
from migov.knowledge.header import StoredQuery, load_queries
from migov.knowledge.locate import Locator


def check_findings(store: Store, folder: Path, locator: Locator) -> list[Finding]:
    """What the checks in `folder` find in `store`; raises CannotRun if one is broken."""
    found = []
    for check in load_queries(folder):
        found += run_check(store, check, locator)
    return found


def run_check(store: Store, check: StoredQuery, locator: Locator) -> list[Finding]:
    """What one check finds."""
    try:
        rows = store.query(check.text)
    except SyntaxError as error:
        raise CannotRun(f"{check.path}: {error}") from error
    if not isinstance(rows, QuerySolutions):
        raise CannotRun(f"{check.path}: a check must be a SELECT query.")
    try:
        severity = Severity(str(check.header.get("severity", "violation")).lower())
    except ValueError as error:
        raise CannotRun(f"{check.path}: severity is violation, warning or info.") from error
    names = {variable.value for variable in rows.variables}
    if not {"focus", "error"} <= names:
        raise CannotRun(f"{check.path}: a check must select ?focus and ?error.")
    return [_finding(row, names, check, severity, locator) for row in rows]


def _finding(
    row: QuerySolution, names: set[str], check: StoredQuery, severity: Severity, locator: Locator
) -> Finding:
    def told(name: str) -> str | None:
        term = row[name] if name in names else None
        return term.value if isinstance(term, NamedNode | Literal) else None

    focus = told("focus")
    place = locator.place(focus, told("property"), told("value"), told("graph"))
    if place.file is None and told("graph") is not None:
        place = locator.place(told("graph"))
    summary = str(check.header.get("summary", check.name))
    return Finding(
        severity,
        place.file,
        place.line,
        focus,
        told("error") or summary,
        str(check.header.get("remedy", "")).strip() or summary,
        f"checks/{check.name}",
    )
