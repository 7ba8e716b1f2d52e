"""`migov query`: runs a SPARQL query on the current release or an endpoint."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from migov.commands.opening import engine_over
from migov.engine import QueryRequest, formats
from migov.engine.errors import EngineError, QuerySyntaxError
from migov.engine.formats import Form

#: The values of `--format`; each query form allows some of them.
_NAMES = {f.name: f.media_type for offered in formats.BY_FORM.values() for f in offered}


def query(
    file: Annotated[str, typer.Argument(help="File with the query, or - for standard input.")],
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", help=f"Result format: {', '.join(sorted(_NAMES))}."),
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option(help="URL of a SPARQL endpoint to query instead of the release.")
    ] = None,
) -> None:
    """Run a SPARQL query and print its result; without --format, CSV or Turtle."""
    if format is not None and format not in _NAMES:
        names = ", ".join(sorted(_NAMES))
        typer.echo(f"Unknown format {format!r}: choose of {names}.", err=True)
        raise typer.Exit(2)
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"{file} cannot be read: {error}", err=True)
        raise typer.Exit(2) from None
    try:
        sys.stdout.buffer.write(asyncio.run(_answer(text, format, endpoint)))
    except QuerySyntaxError as error:
        where = f"{file}:{error.line}:{error.column}: " if error.line else f"{file}: "
        typer.echo(where + str(error), err=True)
        raise typer.Exit(2) from None
    except EngineError as error:
        typer.echo(f"{file}: {error}", err=True)
        raise typer.Exit(2) from None


async def _answer(text: str, format: str | None, endpoint: str | None) -> bytes:
    chosen: dict[Form, str | None]
    if format is None:
        chosen = {"solutions": "text/csv", "boolean": _NAMES["srj"], "graph": "text/turtle"}
    else:
        media_type = _NAMES[format]
        chosen = {
            form: media_type if any(f.media_type == media_type for f in offered) else None
            for form, offered in formats.BY_FORM.items()
        }
    async with await engine_over(endpoint) as engine:
        return await (await engine.answer(QueryRequest(text, accept=chosen))).read()
