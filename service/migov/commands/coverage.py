"""`migov coverage`: what the current release knows, and what it lacks."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from migov.commands.opening import current_release


class CoverageFormat(StrEnum):
    """How the coverage is printed."""

    MARKDOWN = "markdown"
    JSON = "json"


def coverage(
    form: Annotated[
        CoverageFormat, typer.Option("--format", help="Markdown is docs/coverage.md.")
    ] = CoverageFormat.MARKDOWN,
) -> None:
    """Tell what is known of each mechanism, beside what its sources count, and what is missing."""
    from migov.knowledge.coverage.measure import measure
    from migov.knowledge.coverage.report import as_json, as_markdown

    measured = measure(current_release())
    as_asked = as_json if form is CoverageFormat.JSON else as_markdown
    typer.echo(as_asked(measured), nl=form is CoverageFormat.JSON)
