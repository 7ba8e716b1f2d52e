"""Runs the MCP server: over standard input and output, or over HTTP."""

from __future__ import annotations

import signal
import socket
import sys
from typing import Any

import uvicorn
from mcp.server.mcpserver import MCPServer


def serve_stdio(server: MCPServer[Any]) -> None:
    """Speaks on standard input and output until the client closes them."""
    server.run("stdio")


def serve_http(server: MCPServer[Any], listening: socket.socket) -> None:
    """Speaks streamable HTTP at `/mcp` of a listening socket, until SIGTERM or SIGINT.

    No session is kept between requests: any number of clients may come and go. On a loopback
    address only requests addressed to it are served, so that no web page elsewhere can ask.
    """
    host = listening.getsockname()[0]
    app = server.streamable_http_app(stateless_http=True, json_response=True, host=host)
    for wanted in (signal.SIGTERM, signal.SIGINT):
        # uvicorn raises again, once it has ended in order, what had it end.
        signal.signal(wanted, lambda *_: sys.exit(0))
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])
