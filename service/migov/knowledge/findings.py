"""Findings: what is wrong with the data, where, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """The severity of a finding: only a violation stops the build."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One thing found in the data.

    `file` is the path as a curator would type it, `line` and `column` count from 1, `focus` is the
    IRI of the faulty thing, `shape` the shape, check or rule that reports it.
    """

    severity: Severity
    file: str | None
    line: int | None
    focus: str | None
    message: str
    remedy: str
    shape: str
    column: int | None = None

    def as_json(self) -> dict[str, str | int | None]:
        """The members of one finding in `--format json`."""
        return {
            "severity": self.severity.value,
            "file": self.file,
            "line": self.line,
            "focus": self.focus,
            "message": self.message,
            "remedy": self.remedy,
            "shape": self.shape,
        }


def has_violation(findings: Iterable[Finding]) -> bool:
    """Whether any finding is a violation, which makes the exit status 1."""
    return any(finding.severity is Severity.VIOLATION for finding in findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without repetition, by file, line, severity and text."""
    rank = {Severity.VIOLATION: 0, Severity.WARNING: 1, Severity.INFO: 2}
    return sorted(
        set(findings),
        key=lambda f: (
            f.file or "",
            f.line or 0,
            rank[f.severity],
            f.focus or "",
            f.shape,
            f.message,
            f.remedy,
        ),
    )
