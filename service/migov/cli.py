"""The command line: each command is a function of `migov.commands`; here they get their names."""

from __future__ import annotations

import typer

from migov import __version__
from migov.commands import ask, bench, coverage, export, knowledge, load, mcp, query, serve

app = typer.Typer(
    name="migov",
    help="A knowledge graph of migration-governance actors, and the service that answers from it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    serve.serve,
    knowledge.build,
    knowledge.validate,
    knowledge.reason,
    knowledge.diff,
    coverage.coverage,
    query.query,
    load.load,
    ask.ask,
    export.export,
    mcp.mcp,
    bench.bench,
):
    app.command()(command)


@app.callback(invoke_without_command=True)
def _version(
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    if version:
        typer.echo(f"migov {__version__}")
        raise typer.Exit


def main() -> None:
    """The entry point `migov`."""
    app()
