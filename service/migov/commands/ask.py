"""`migov ask`: a question of the catalogue, answered by the current release or an endpoint."""

from __future__ import annotations

from typing import Annotated

import typer

from migov.commands.arguments import AnswerFormat
from migov.commands.opening import loading
from migov.settings import resources


def ask(
    question: Annotated[
        str,
        typer.Argument(
            help="Name of a question (`migov ask list` has all), or a question in words."
        ),
    ],
    parameters: Annotated[
        list[str] | None, typer.Argument(help="Parameters as name=value: actor=khartoum-process.")
    ] = None,
    form: Annotated[
        AnswerFormat, typer.Option("--format", "-f", help="How to print the answer.")
    ] = AnswerFormat.TABLE,
    endpoint: Annotated[
        str | None, typer.Option(help="URL of a SPARQL endpoint that holds the release.")
    ] = None,
) -> None:
    """Answer a question, by its name or in words.

    `migov ask members actor=khartoum-process asOf=2022-06-01`, or
    `migov ask "who chairs the Khartoum Process?"`.
    """
    if question == "list":
        _list()
        return
    with loading(endpoint) as opening:
        # Takes half a second to import, in parallel to loading the store.
        from migov.commands.answering import run

        run(question, parameters or [], form, opening)


def _list() -> None:
    from migov.questions.catalogue import Catalogue

    for each in Catalogue.load(resources() / "queries" / "questions"):
        typer.echo(f"{each.name:20} {each.summary}")
