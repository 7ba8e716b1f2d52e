"""The command line: maps command names to functions of `migov.commands`.

A command's module is imported when the command runs, so no command pays for another's imports.
"""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperGroup

#: Each command, in the order of the help, with its module in `migov.commands`.
_MODULES = {
    "serve": "serve",
    "build": "knowledge",
    "validate": "knowledge",
    "reason": "knowledge",
    "diff": "knowledge",
    "import": "curation",
    "apply": "curation",
    "stale": "curation",
    "sources": "curation",
    "coverage": "knowledge",
    "query": "sparql",
    "load": "sparql",
    "ask": "ask",
    "export": "export",
    "reconcile": "reconcile",
    "panel": "panel",
    "mcp": "serve",
    "bench": "bench",
}


class _Commands(TyperGroup):
    """The commands, each loaded on demand."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer calls it so
        return list(_MODULES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        # For an unknown command typer suggests the nearest of the loaded ones, so all are loaded.
        for name in [cmd_name] if cmd_name in _MODULES else _MODULES:
            if name not in self.commands:
                self.add_command(_load(name), name)
        return super().get_command(ctx, cmd_name)


def _load(name: str) -> Any:
    """The typer command `name`."""
    one = typer.Typer(add_completion=False)
    module = import_module(f"migov.commands.{_MODULES[name]}")
    one.command(name)(getattr(module, f"{name}_" if iskeyword(name) else name))
    return typer.main.get_command(one)


app = typer.Typer(
    name="migov",
    cls=_Commands,
    help="A knowledge graph of migration-governance actors, and the service that answers from it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _version(
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    if version:
        from migov import __version__

        typer.echo(f"migov {__version__}")
        raise typer.Exit


def main() -> None:
    """The entry point `migov`."""
    app()
