"""`migov load`: writes the current release into a remote SPARQL 1.1 store."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from migov.commands.opening import current_release
from migov.engine import storage
from migov.engine.endpoint import upload
from migov.engine.endpoint.client import Endpoint
from migov.engine.errors import EngineError
from migov.settings import Settings


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
        upload.load(storage.load(release.store).quads, endpoint, into, progress)
    except (EngineError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"Release {release.id} is in the store at {url}.", err=True)
