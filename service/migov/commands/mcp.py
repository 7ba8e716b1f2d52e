"""`migov mcp`: serves the graph to assistants over the Model Context Protocol."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from migov.commands.opening import current_release
from migov.engine.errors import EngineError
from migov.graph import Graph
from migov.settings import Settings

#: Largest result of a query, in MiB: an assistant only reads the first rows.
RESULT_MIB = 16


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
    listening = _listen(http) if http is not None else None
    try:
        graph = Graph.connect(service) if service is not None else _open()
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


def _open() -> Graph:
    settings = Settings()
    smaller = {"result_mib": min(RESULT_MIB, settings.result_mib)}
    return Graph.open(current_release().path, settings.model_copy(update=smaller))


def _listen(address: str) -> socket.socket:
    """The listening socket of HOST:PORT; exits with status 2 if it cannot be opened."""
    host, colon, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not colon or not host or not port.isdecimal() or int(port) > 65535:
        typer.echo(f"{address!r} is not of the form HOST:PORT, such as 127.0.0.1:8090.", err=True)
        raise typer.Exit(2)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, int(port)), family=family, backlog=512)
    except OSError as error:
        typer.echo(f"Cannot listen on {address}: {error.strerror}.", err=True)
        raise typer.Exit(2) from None
