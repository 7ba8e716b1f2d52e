"""The graph for assistants over the Model Context Protocol: tools made of stored queries."""

from __future__ import annotations

from migov.assistant.server import create_server, serve_http, serve_stdio

__all__ = ["create_server", "serve_http", "serve_stdio"]
