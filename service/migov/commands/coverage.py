"""`migov coverage`: reports what the current release covers and what it lacks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from migov.commands.opening import current_release


class CoverageFormat(StrEnum):
    """The formats of the report."""

    MARKDOWN = "markdown"
    JSON = "json"


def coverage(
    form: Annotated[
        CoverageFormat, typer.Option("--format", help="Markdown is docs/coverage.md.")
    ] = CoverageFormat.MARKDOWN,
) -> None:
    """Report what is known of each mechanism, the counts of its sources, and what is missing."""
    from migov.knowledge.coverage.measure import measure
    from migov.knowledge.coverage.report import as_json, as_markdown

    measured = measure(current_release())
    as_asked = as_json if form is CoverageFormat.JSON else as_markdown
    typer.echo(as_asked(measured), nl=form is CoverageFormat.JSON)
