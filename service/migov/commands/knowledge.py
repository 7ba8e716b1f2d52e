"""The commands that make and check releases: build, validate, reason, diff, coverage.

Exit status: 0 fine (warnings are printed), 1 findings, 2 could not run.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from migov import settings
from migov.errors import CannotRun
from migov.knowledge.findings import has_violation
from migov.knowledge.release.release import NoRelease

# SHACL and reasoners are imported by the commands that need them: the import takes a second.

FINE, FINDINGS, COULD_NOT_RUN = 0, 1, 2


class FindingsFormat(StrEnum):
    """The formats of findings."""

    TEXT = "text"
    JSON = "json"
    TTL = "ttl"
    SARIF = "sarif"


class PlainFormat(StrEnum):
    """The formats of other output."""

    TEXT = "text"
    JSON = "json"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders or files that are the whole data set; default: data/."),
]


def validate(
    paths: Paths = None,
    form: Annotated[
        FindingsFormat, typer.Option("--format", help="How to print the findings.")
    ] = FindingsFormat.TEXT,
    reference: Annotated[
        bool,
        typer.Option(
            "--reference",
            help="Run the shapes with pySHACL, the reference, instead of the faster pyshacl-turbo.",
        ),
    ] = False,
) -> None:
    """Check data: syntax, SHACL shapes and hygiene; prints file, line and remedy of each finding.

    PATHS are the whole data set; files inside the project's data/ are checked against the rest of
    it. The path - is standard input, in TriG: `migov validate data - < new.trig`.
    """
    data = settings.resources() / "data"
    from migov.commands.arguments import standard_input
    from migov.knowledge.validate import reports
    from migov.knowledge.validate.shapes import ShaclEngine
    from migov.knowledge.validate.validate import context_of
    from migov.knowledge.validate.validate import validate as validate_paths

    with outcomes(), standard_input(paths or [data]) as (chosen, named):
        progress = _Progress()
        progress("Reading, deriving and validating")
        engine = ShaclEngine.REFERENCE if reference else ShaclEngine.TURBO
        findings = named(validate_paths(chosen, context_of(chosen, data), engine=engine))
        progress.done()
        typer.echo(reports.FORMATS[form.value](findings))
        raise typer.Exit(FINDINGS if has_violation(findings) else FINE)


def build(
    paths: Paths = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder of the releases; by default MIGOV_RELEASES."),
    ] = None,
    form: Annotated[
        PlainFormat, typer.Option("--format", help="How to print what was built.")
    ] = PlainFormat.TEXT,
) -> None:
    """Build a release: read, derive, validate, write.

    A violation stops the build and leaves every built file unchanged; warnings are printed.
    """
    from migov.knowledge.release.build import build as build_release
    from migov.knowledge.validate import reports
    from migov.questions.catalogue import Catalogue
    from migov.questions.understanding.training import model

    with outcomes():
        progress = _Progress()
        built = build_release(paths or (), output, progress=progress)
        if built.release is not None:
            progress("Fitting the model of questions in words")
            queries = settings.resources() / "queries"
            model(Catalogue.load(queries / "questions"), queries)
        progress.done()
        if built.findings:
            typer.echo(reports.as_text(built.findings), err=True)
        if built.release is None:
            if form is PlainFormat.JSON:
                typer.echo(reports.as_json(built.findings))
            typer.echo("Nothing was built: the violations above must be fixed first.", err=True)
            raise typer.Exit(FINDINGS)
        manifest = built.release.manifest
        if form is PlainFormat.JSON:
            typer.echo(json.dumps({"path": str(built.release.path), **manifest}, indent=2))
        else:
            counts = ", ".join(f"{count} {what}" for what, count in manifest["counts"].items())
            typer.echo(f"Release {built.release.id} of {manifest['date']}: {counts}.")
            typer.echo(f"It is in {built.release.path}")


class ReasonerChoice(StrEnum):
    """The choices of reasoners."""

    PELLET = "pellet"
    HERMIT = "hermit"
    BOTH = "both"


def reason(
    paths: Paths = None,
    reasoner: Annotated[
        ReasonerChoice, typer.Option(help="Pellet explains; HermiT is a second opinion.")
    ] = ReasonerChoice.PELLET,
    form: Annotated[
        PlainFormat, typer.Option("--format", help="How to print the verdict.")
    ] = PlainFormat.TEXT,
) -> None:
    """Check with a description-logic reasoner that ontology and data are consistent."""
    from migov.knowledge.reason.reasoner import Reasoner, facts, verdict_as_text
    from migov.knowledge.reason.reasoner import reason as ask_reasoner
    from migov.knowledge.validate import reports

    with outcomes():
        progress = _Progress()
        progress("Reading")
        known = facts(paths or [settings.resources() / "data"])
        findings, verdicts = known.findings, []
        if not known.broken:
            for one in Reasoner:
                if reasoner.value in (one.value, ReasonerChoice.BOTH.value):
                    progress(f"Reasoning with {one.value}")
                    verdicts.append(ask_reasoner(known, one))
        progress.done()
        findings += [finding for verdict in verdicts for finding in verdict.findings]
        if form is PlainFormat.JSON:
            content = {
                "verdicts": [verdict.as_json() for verdict in verdicts],
                "findings": [finding.as_json() for finding in findings],
            }
            typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
        else:
            for verdict in verdicts:
                typer.echo(verdict_as_text(verdict))
            if findings:
                typer.echo(reports.as_text(findings))
        raise typer.Exit(FINDINGS if has_violation(findings) else FINE)


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A release: its id or directory.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The release to compare it with.")],
    form: Annotated[
        PlainFormat, typer.Option("--format", help="How to print the changes.")
    ] = PlainFormat.TEXT,
) -> None:
    """List what was added, removed and changed from release A to release B, by actor."""
    from migov.knowledge.diff.diff import as_json, as_text, compare, find_release

    with outcomes():
        folder = settings.releases()
        difference = compare(find_release(before, folder), find_release(after, folder))
        as_asked = as_json if form is PlainFormat.JSON else as_text
        typer.echo(as_asked(difference))


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
    from migov.commands.opening import current_release
    from migov.knowledge.coverage.measure import measure
    from migov.knowledge.coverage.report import as_json, as_markdown

    measured = measure(current_release())
    as_asked = as_json if form is CoverageFormat.JSON else as_markdown
    typer.echo(as_asked(measured), nl=form is CoverageFormat.JSON)


class _Progress:
    """Reports each step and its duration on stderr."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._step: str | None = None

    def __call__(self, step: str) -> None:
        self.done()
        self._step, self._start = step, time.monotonic()
        typer.echo(f"{step} …", err=True, nl=False)

    def done(self) -> None:
        """End the line of the last step with its duration."""
        if self._step is not None:
            typer.echo(f" {time.monotonic() - self._start:.1f} s", err=True)
            self._step = None


@contextmanager
def outcomes() -> Iterator[None]:
    """Turn CannotRun and similar errors into one line on stderr and exit status 2."""
    try:
        yield
    except (CannotRun, NoRelease) as error:
        typer.echo(f"\n{error}", err=True)
        raise typer.Exit(COULD_NOT_RUN) from error
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        typer.echo(f"\n{what}", err=True)
        raise typer.Exit(COULD_NOT_RUN) from error
