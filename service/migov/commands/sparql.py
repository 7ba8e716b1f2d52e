"""SPARQL on the command line: `migov query` runs a query, `migov load` fills a remote store."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from migov.commands.opening import current_release, engine_over
from migov.engine import formats, storage
from migov.engine.errors import EngineError, QuerySyntaxError
from migov.engine.formats import Form
from migov.engine.interface import QueryRequest
from migov.settings import Settings

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


def load(
    store: Annotated[
        str | None,
        typer.Option(help="URL of the store's query endpoint; default: MIGOV_STORE."),
    ] = None,
    update_url: Annotated[
        str | None,
        typer.Option(help="URL of its SPARQL Update; default: …/update beside …/query."),
    ] = None,
    graph_store_url: Annotated[
        str | None,
        typer.Option(help="URL of its Graph Store Protocol, to write through that instead."),
    ] = None,
    user: Annotated[
        str | None,
        typer.Option(help="Who writes; the password is MIGOV_STORE_PASSWORD, or asked for."),
    ] = None,
) -> None:
    """Load the current release into a SPARQL 1.1 store, replacing an earlier one.

    Replaces the store's default graph and the graphs of the release's names. Deletes graphs under
    https://w3id.org/migov/ that the release does not have. All other graphs stay. Serve it with
    `migov serve --store URL`.
    """
    # HTTP clients, which `migov query` does without.
    from migov.engine.endpoint import upload
    from migov.engine.endpoint.client import Endpoint

    url = store or Settings().store
    if url is None:
        typer.echo("Name the store: --store URL, or MIGOV_STORE.", err=True)
        raise typer.Exit(2)
    credentials = None
    if user is not None:
        password = os.environ.get("MIGOV_STORE_PASSWORD")
        if password is None:
            password = typer.prompt("Password", hide_input=True, err=True)
        credentials = upload.Credentials(user, password)
    release = current_release()
    printed = 0

    def progress(sent: int, total: int) -> None:
        nonlocal printed
        if (tenths := 10 * sent // total) > printed:
            printed = tenths
            typer.echo(f"{sent} of {total} triples", err=True)

    try:
        endpoint = Endpoint.reached(url, 60)
        into = upload.target(endpoint, update_url, graph_store_url, credentials)
        upload.load(storage.load(release.store, apart=False).quads, endpoint, into, progress)
    except (EngineError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"Release {release.id} is in the store at {url}.", err=True)
