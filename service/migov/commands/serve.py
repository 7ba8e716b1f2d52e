"""`migov serve`: runs the service, building a release first if there is none."""

from __future__ import annotations

import logging
import socket
import sys
from typing import Annotated, Any

import typer

from migov.commands.opening import current_release
from migov.engine.workers.launch import launch
from migov.knowledge.release.release import NoRelease, Release
from migov.settings import Settings, releases


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on.")] = None,
    store: Annotated[
        str | None,
        typer.Option(
            help="URL of a SPARQL 1.1 endpoint that holds the release; replaces the own store."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Number of queries that run at the same time.")
    ] = None,
) -> None:
    """Serve the current release over HTTP; other settings are environment variables.

    SIGHUP switches to the new current release; SIGTERM lets running requests finish.
    """
    given: dict[str, Any] = {
        "host": host,
        "port": port,
        "store": store,
        "workers": workers,
    }
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    release = _release()
    _log(settings)
    listening = _listen(settings)
    chosen = settings.store or release.store
    begun = {str(chosen): launch(settings, chosen)}
    # Takes a second to import, in parallel to loading the store; other commands do not need it.
    from migov.commands.serving import run

    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"migov serves release {release.id} at http://{shown}:{port}/")
    run(
        release,
        settings,
        listening,
        lambda store: begun.pop(str(store), None) or launch(settings, store),
    )


def _release() -> Release:
    """The current release; one is built if there is none."""
    try:
        return Release.current(releases())
    except NoRelease:
        from migov.commands import knowledge  # slow to import, and rarely needed

        typer.echo("No release is built yet: building one.", err=True)
        knowledge.build()
        return current_release()


def _log(settings: Settings) -> None:
    """Logs to standard error: messages, and the access log as plain lines of JSON."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    access = logging.getLogger("migov.access")
    access.propagate = False
    access.setLevel(logging.INFO if settings.access_log else logging.CRITICAL)
    access.addHandler(logging.StreamHandler(sys.stderr))


def _listen(settings: Settings) -> socket.socket:
    """The listening socket; exits with status 2 if it cannot be opened."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        listening = socket.create_server(
            (settings.host, settings.port), family=family, backlog=2048
        )
        # asyncio sets this only on sockets with an explicit protocol, unlike these: without it the
        # body of an answer waits 40 ms for the client to acknowledge the head.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        typer.echo(f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}.", err=True)
        raise typer.Exit(2) from None
