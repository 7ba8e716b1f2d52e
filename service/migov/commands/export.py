"""`migov export`: writes networks and tables of the release for other tools."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from migov.commands.arguments import by_ending, pairs, stop
from migov.commands.opening import engine_over, release_id
from migov.engine.errors import EngineError
from migov.networks import ReleaseTies, build, read
from migov.networks.export import FORMATS, as_json
from migov.networks.tables import TABLES, fact_list
from migov.questions.errors import QuestionError
from migov.questions.labels import Labels
from migov.tabular import BY_NAME, MissingExtra, TooLarge, written

_WRITE = {form.name: form.write for form in FORMATS}


class Exported(StrEnum):
    """What can be exported."""

    NETWORK = "network"
    MEMBERSHIPS = "memberships"
    PARTNERSHIPS = "partnerships"
    AGREEMENTS = "agreements"
    ACTORS = "actors"


def export(
    what: Annotated[Exported, typer.Argument(help="What to export.")],
    parameters: Annotated[
        list[str] | None,
        typer.Argument(
            help="Parameters of a network as name=value: kind=state-state region=africa."
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help=f"Of a network {', '.join(_WRITE)}; of a table {', '.join(BY_NAME)}. "
            "Default: by the ending of --output, else json for a network and csv for a table.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default: standard output.")
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option(help="URL of a SPARQL endpoint that holds the release.")
    ] = None,
) -> None:
    """Write a network or a table: `migov export network kind=support -o support.gexf`."""
    formats = list(_WRITE) if what is Exported.NETWORK else list(BY_NAME)
    chosen = form or by_ending(output, formats) or formats[0]
    if chosen not in formats:
        stop(f"Unknown format {chosen!r} of {what}: choose of {', '.join(formats)}.")
    params = pairs(parameters or [])
    if params and what is not Exported.NETWORK:
        stop(f"{what} takes no parameters; a network does.")
    try:
        content = asyncio.run(_content(what, params, chosen, endpoint))
    except (QuestionError, EngineError, MissingExtra, TooLarge) as error:
        stop(str(error))
    try:
        if output is None:
            sys.stdout.buffer.write(content)
        else:
            output.write_bytes(content)
            typer.echo(f"{output}: {len(content):,} bytes", err=True)
    except OSError as error:
        stop(f"{output}: {error.strerror}.")


async def _content(
    what: Exported, params: Mapping[str, str], form: str, endpoint: str | None
) -> bytes:
    async with await engine_over(endpoint) as engine:
        labels = await Labels.load(engine)
        ties = await ReleaseTies.load(engine)
    if what is Exported.NETWORK:
        asked = read(params, labels, datetime.now(UTC).date())
        return _WRITE[form](build(ties, labels, asked, release_id()), labels)
    rows = TABLES[what.value](ties, labels)
    if form == "json":
        return as_json(rows)
    return written(fact_list(rows, what.value, release_id()), BY_NAME[form])
