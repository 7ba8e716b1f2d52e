"""The commands of a curator: import, apply, stale, sources.

Exit status: 0 fine, 1 findings (nothing is written), 2 could not run.
"""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migov.commands.knowledge import FINDINGS, PlainFormat, outcomes
from migov.curation.reader import DateOrder
from migov.knowledge.findings import Finding, has_violation, in_order

if TYPE_CHECKING:
    from migov.curation.collection import Collection
    from migov.curation.patch import Patch

Data = Annotated[
    Path | None, typer.Option("--data", help="Folder of the data; default: the project's data/.")
]
Write = Annotated[
    bool, typer.Option("--write", help="Write the files; otherwise only the diff is shown.")
]
Form = Annotated[PlainFormat, typer.Option("--format", help="How to print findings and diff.")]


def import_(
    table: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A CSV file; its header determines the kind of table."),
    ],
    mechanism: Annotated[
        str | None, typer.Option(help="Mechanism or organization of the rows: a slug or name.")
    ] = None,
    instrument: Annotated[
        str | None, typer.Option(help="The treaty or other instrument of treaty acts.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="The table's source: slug, address or title; or a new slug.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of a new source.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of a new source.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of a new source.")] = None,
    content_date: Annotated[
        str | None, typer.Option(help="Content date of a new source: YYYY, YYYY-MM or a day.")
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

    Shows a diff of the curated files. They change only with --write, and only if there are no
    violations. docs/curation.md describes the columns.
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
    outcome: str,
) -> None:
    """Validate a patch, print findings and diff; write it if requested and valid."""
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
        typer.echo(_outcome(outcome, wrong, bool(texts), write), err=True)
    raise typer.Exit(FINDINGS if wrong else 0)


def _outcome(outcome: str, wrong: bool, changed: bool, write: bool) -> str:
    if wrong:
        return "Nothing was written: the violations above must be fixed first."
    if not changed:
        return f"{outcome} Nothing changes."
    return f"{outcome} {'Written.' if write else 'Nothing is written without --write.'}"


def apply(
    correction: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A correction in YAML, as the service's form writes it."
        ),
    ],
    data: Data = None,
    write: Write = False,
    form: Form = PlainFormat.TEXT,
) -> None:
    """Turn a correction into a patch of the curated files, for review.

    Shows a diff. The files change only with --write, and only if the statement still says what the
    correction calls wrong.
    """
    from migov.curation.applying import apply_correction
    from migov.curation.collection import Collection
    from migov.curation.correction import read_correction
    from migov.curation.patch import data_folder

    with outcomes():
        collection = Collection(data_folder(data))
        done = apply_correction(read_correction(correction), collection)
        _finish(done.patch, done.findings, collection, write, form, done.message)


def stale(
    within: Annotated[
        int, typer.Option(min=0, max=600, help="List presumptions that end within so many months.")
    ] = 12,
    overdue: Annotated[
        int, typer.Option(min=0, max=600, help="Also those that ended up to so many months ago.")
    ] = 12,
    limit: Annotated[int, typer.Option(min=1, help="Number of entries printed as text.")] = 40,
    form: Form = PlainFormat.TEXT,
) -> None:
    """List what to look up next: roles whose presumption ends soon.

    Chairs first, then secretariats, steering committees, members; each with a search phrase.
    """
    from migov.commands.opening import engine_over
    from migov.curation import worklists
    from migov.questions.labels import Labels

    async def found() -> list[worklists.Stale]:
        async with await engine_over(None) as engine:
            labels = await Labels.load(engine)
            today = datetime.now(UTC).date()
            return await worklists.stale(engine, labels, today, within, overdue)

    with outcomes():
        entries = asyncio.run(found())
        if form is PlainFormat.JSON:
            typer.echo(json.dumps([each.json() for each in entries], ensure_ascii=False, indent=2))
            return
        typer.echo(worklists.stale_text(entries, limit))


def sources(
    weak: Annotated[bool, typer.Option("--weak", help="Only those with a weak address.")] = False,
    undated: Annotated[bool, typer.Option("--undated", help="Only those without a date.")] = False,
    unarchived: Annotated[
        bool, typer.Option("--unarchived", help="Only those without an archived copy.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="Number of sources printed as text.")] = 40,
    data: Data = None,
    form: Form = PlainFormat.TEXT,
) -> None:
    """Report on the sources: statements that rest on each, weak addresses, dates, copies."""
    from migov.curation import worklists
    from migov.curation.collection import Collection
    from migov.curation.patch import data_folder

    with outcomes():
        every = worklists.sources(Collection(data_folder(data)))
        shown = [
            each
            for each in every
            if not (weak and not each.weak)
            and not (undated and each.date)
            and not (unarchived and worklists.is_archived(each))
        ]
        if form is PlainFormat.JSON:
            typer.echo(json.dumps([each.json() for each in shown], ensure_ascii=False, indent=2))
        else:
            typer.echo(worklists.sources_text(shown, every, limit))
