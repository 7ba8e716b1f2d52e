"""`migov serve` runs the service, `migov mcp` serves the graph to assistants."""

from __future__ import annotations

import logging
import socket
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from migov.commands.opening import current_release
from migov.engine.errors import EngineError
from migov.engine.workers.launch import launch
from migov.knowledge.release.release import NoRelease, Release
from migov.settings import Settings, releases

if TYPE_CHECKING:
    from migov.graph import Graph

#: Largest result of a query of an assistant, which only reads the first rows, in MiB.
RESULT_MIB = 16


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
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "store": store,
        "workers": workers,
    }
    settings = Settings(**{name: value for name, value in options.items() if value is not None})
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
    host, port = settings.host, settings.port
    listening = _opened(host, port, f"{host}:{port}", backlog=2048)
    # asyncio sets this only on sockets with an explicit protocol, unlike these: without it the
    # body of an answer waits 40 ms for the client to acknowledge the head.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def mcp(
    http: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:PORT", help="HOST:PORT for streamable HTTP, at /mcp; default: stdio."
        ),
    ] = None,
    service: Annotated[
        str | None,
        typer.Option(help="URL of a migov service to query instead of the local release."),
    ] = None,
) -> None:
    """Serve the graph to assistants over the Model Context Protocol, on stdio by default.

    Read-only. A client starts it as `migov mcp`, or connects to http://HOST:PORT/mcp.
    """
    try:
        from migov.assistant import create_server, serve_http, serve_stdio
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        typer.echo(
            "migov mcp needs the SDK of the Model Context Protocol, which is not installed: "
            "`pip install 'mcp>=2.3'` brings it.",
            err=True,
        )
        raise typer.Exit(2) from None
    listening = _listen_at(http) if http is not None else None
    try:
        graph = _graph(service)
    except (EngineError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    with graph:
        server = create_server(graph)
        if listening is None:
            serve_stdio(server)
            return
        host, port = listening.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"migov answers from release {graph.release} at http://{shown}:{port}/mcp")
        serve_http(server, listening)


def _graph(service: str | None) -> Graph:
    """The graph of a service, or of the current release."""
    from migov.graph import Graph  # `migov serve` does without it

    if service is not None:
        return Graph.connect(service)
    settings = Settings()
    smaller = {"result_mib": min(RESULT_MIB, settings.result_mib)}
    return Graph.open(current_release().path, settings.model_copy(update=smaller))


def _listen_at(address: str) -> socket.socket:
    """The listening socket of HOST:PORT; exits with status 2 if it cannot be opened."""
    host, colon, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not port.isdecimal() or int(port) > 65535:
        typer.echo(f"{address!r} is not of the form HOST:PORT, such as 127.0.0.1:8090.", err=True)
        raise typer.Exit(2)
    return _opened(host, int(port), address, backlog=512)


def _opened(host: str, port: int, address: str, backlog: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=backlog)
    except OSError as error:
        typer.echo(f"Cannot listen on {address}: {error.strerror}.", err=True)
        raise typer.Exit(2) from None
