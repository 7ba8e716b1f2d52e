"""The commands of a curator: import, apply, stale, sources.

Exit status: 0 fine, 1 findings (nothing is written), 2 could not run.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migov.commands.knowledge import FINDINGS, PlainFormat, outcomes
from migov.curation.dates import DateOrder
from migov.knowledge.findings import Finding, has_violation, in_order

if TYPE_CHECKING:
    from migov.curation.collection import Collection
    from migov.curation.patch import Patch

Data = Annotated[
    Path | None, typer.Option("--data", help="Folder of the data; by default the project's data/.")
]
Write = Annotated[
    bool, typer.Option("--write", help="Write the files; else only the diff is shown.")
]
Form = Annotated[PlainFormat, typer.Option("--format", help="How to print findings and diff.")]


def import_(
    table: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file; its header says what it holds.")
    ],
    mechanism: Annotated[
        str | None, typer.Option(help="Whose members, chairs or meetings: a slug or name.")
    ] = None,
    instrument: Annotated[
        str | None, typer.Option(help="The treaty or text that treaty acts are about.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="The table's source: slug, address or title; or a new slug.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of a new source.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of a new source.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of a new source.")] = None,
    content_date: Annotated[
        str | None, typer.Option(help="Date for which a new source stands: YYYY, YYYY-MM or a day.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of a new source, such as fr.")
    ] = None,
    source_kind: Annotated[str, typer.Option(help="Kind of a new source.")] = "web-page",
    dates: Annotated[
        DateOrder, typer.Option(help="How the table writes dates such as 03/04/2025.")
    ] = DateOrder.ISO,
    file: Annotated[Path | None, typer.Option(help="The file for new agreements.")] = None,
    data: Data = None,
    write: Write = False,
    form: Form = PlainFormat.TEXT,
) -> None:
    """Turn a table of members, chairs, meetings, treaty acts or agreements into TriG.

    Shows a diff of the curated files; they change with --write only, and not at all where
    something is wrong. docs/curation.md describes the columns.
    """
    from migov.curation.collection import Collection
    from migov.curation.importing import SourceWanted, import_table, summary
    from migov.curation.patch import data_folder

    with outcomes():
        collection = Collection(data_folder(data))
        wanted = SourceWanted(source, title, url, publisher, content_date, language, source_kind)
        done = import_table(table, collection, mechanism or instrument, wanted, dates, file)
        _finish(done.patch, done.findings, collection, write, form, summary(done))


def _finish(
    patch: Patch,
    findings: list[Finding],
    collection: Collection,
    write: bool,
    form: PlainFormat,
    said: str,
) -> None:
    """Validate a patch, print findings and diff; write it if that is asked for and it is fine."""
    from migov.curation.patch import findings_of, unified_diff, write_texts
    from migov.knowledge.validate import reports

    texts = {} if has_violation(findings) else patch.texts()
    findings = in_order([*findings, *findings_of(patch, texts, collection)])
    wrong = has_violation(findings)
    diff = unified_diff(texts)
    if write and not wrong:
        write_texts(texts)
    if form is PlainFormat.JSON:
        content = {
            "findings": [finding.as_json() for finding in findings],
            "diff": diff,
            "written": write and not wrong and bool(texts),
        }
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        if diff:
            typer.echo(diff, nl=False)
        if findings:
            typer.echo(reports.as_text(findings), err=True)
        typer.echo(_outcome(said, wrong, bool(texts), write), err=True)
    raise typer.Exit(FINDINGS if wrong else 0)


def _outcome(said: str, wrong: bool, changed: bool, write: bool) -> str:
    if wrong:
        return "Nothing was written: the violations above must be fixed first."
    if not changed:
        return f"{said} Nothing changes."
    return f"{said} {'Written.' if write else 'Nothing is written without --write.'}"
