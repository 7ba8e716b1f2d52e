"""Answers a question of the catalogue and prints the answer, for `migov ask`."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from migov.commands.arguments import AnswerFormat, pairs
from migov.commands.opening import release_id
from migov.engine.errors import EngineError
from migov.engine.workers.engine import ProcessEngine
from migov.questions.answer import QuestionAnswer, answer
from migov.questions.catalogue import Catalogue
from migov.questions.errors import QuestionError, UnknownQuestion
from migov.questions.formats import table
from migov.questions.header import Column
from migov.questions.labels import Labels
from migov.questions.usage import further_names
from migov.settings import resources

if TYPE_CHECKING:
    from migov.questions.understanding.understand import NotUnderstood

#: Columns that name statements, for the question `evidence`; not printed in tables.
_FOR_PROGRAMS = ("statement", "statements")

#: Width of a table that is written to a file or pipe, in characters.
WIDTH = 160


def run(
    question: str,
    parameters: list[str],
    form: AnswerFormat,
    opening: Callable[[], Awaitable[ProcessEngine]],
) -> None:
    """Prints the answer to a question by its name, or in words with further words in `parameters`.

    `opening` opens the engine. Exits with status 2 and a message where there is no answer.
    """
    catalogue = Catalogue.load(resources() / "queries" / "questions")
    text = _sentence(catalogue, question, parameters)
    params = pairs([each for each in parameters if text is None or "=" in each])
    try:
        if text is None:
            catalogue.get(question)
        result = asyncio.run(_answer(catalogue, question, text, params, opening))
    except UnknownQuestion as error:
        typer.echo(f"{error} `migov ask list` lists all.", err=True)
        raise typer.Exit(2) from None
    except (QuestionError, EngineError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    if not isinstance(result, QuestionAnswer):
        _print_missed(result, form)
        raise typer.Exit(2)
    if text is not None and form is AnswerFormat.TABLE:
        _print_understood(result)
    more = {"query": result.query} if text is not None else {}
    _print(result, catalogue.get(result.question).columns, form, more)


def _sentence(catalogue: Catalogue, question: str, parameters: list[str]) -> str | None:
    """The question in words made of the arguments; None if they name a question."""
    words = [each for each in parameters if "=" not in each]
    if question in catalogue.names() and len(words) < 2:
        return None
    if words or " " in question.strip() or not question.strip():
        return " ".join([question, *words])
    return None


async def _answer(
    catalogue: Catalogue,
    question: str,
    text: str | None,
    params: Mapping[str, str],
    opening: Callable[[], Awaitable[ProcessEngine]],
) -> QuestionAnswer | NotUnderstood:
    """The answer to `question`, or to the question in words `text`."""
    further_names()  # read once, while the store is loading
    async with await opening() as engine:
        labels = await Labels.load(engine)
        today = datetime.now(UTC).date()
        former: tuple[tuple[str, str], ...] = ()
        if text is not None:
            # A question that is named needs none of it.
            from migov.questions.understanding.understand import NotUnderstood, understand

            understood = understand(text, catalogue, labels, today)
            if isinstance(understood, NotUnderstood):
                return understood
            question, params = understood.question, {**understood.parameters, **params}
            former = understood.former
        return await answer(
            engine, catalogue, labels, question, params, release_id(), today, former=former
        )


def _print_missed(missed: NotUnderstood, form: AnswerFormat) -> None:
    """Prints why a question in words has no answer, with suggestions."""
    if form is AnswerFormat.JSON:
        suggestions = [
            {"question": each.question, "text": each.text, "parameters": each.parameters}
            for each in missed.suggestions
        ]
        document = {"understood": False, "reason": missed.reason, "suggestions": suggestions}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    typer.echo(missed.reason, err=True)
    if missed.suggestions:
        typer.echo("It can answer, for example:", err=True)
    for each in missed.suggestions:
        typer.echo(f'  migov ask "{each.text}"', err=True)


def _print_understood(found: QuestionAnswer) -> None:
    """Prints the interpretation of a question in words, and its query, on stderr."""
    params = (
        f"{name}={', '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in found.parameters.items()
    )
    typer.echo(f"{found.query}\n\nUnderstood as: {found.question} {' '.join(params)}", err=True)


def _print(
    found: QuestionAnswer,
    columns: Mapping[str, Column],
    form: AnswerFormat,
    more: Mapping[str, str],
) -> None:
    if form is AnswerFormat.JSON:
        understood = {"understood": True} if more else {}
        document = {**understood, **found.json(), **more}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
    elif form is AnswerFormat.TABLE:
        _print_table(found, columns)
    else:
        if found.left_out:
            typer.echo(_left_out(found), err=True)
        delimiter = "\t" if form is AnswerFormat.TSV else ","
        typer.echo(table(found, columns, delimiter), nl=False)


def _print_table(found: QuestionAnswer, columns: Mapping[str, Column]) -> None:
    """Prints a table as wide as the terminal, without empty columns or IRIs."""
    filled = [
        column
        for column in columns.values()
        if column.name not in _FOR_PROGRAMS and any(row[column.name] for row in found.rows)
    ]
    shown = Table(*[column.label for column in filled], box=None, pad_edge=False)
    for row in found.rows:
        shown.add_row(*[_cell(row[column.name]) for column in filled])
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    console.print(found.sentence, markup=False, highlight=False)
    console.print(shown)
    more = f" of {found.total}" if found.total > len(found.rows) else ""
    rows = f"{len(found.rows)}{more} row{'' if found.total == 1 else 's'}"
    if found.sources:
        rows += f" of {len(found.sources)} source{'' if len(found.sources) == 1 else 's'}"
    console.print(f"{rows}, as of {found.as_of}, release {found.release}", style="dim")
    if found.left_out:
        console.print(_left_out(found), style="dim")


def _left_out(found: QuestionAnswer) -> str:
    doubt = "last known or unknown"
    if found.parameters["certainty"] == "strict":
        doubt = f"assumed, {doubt}"
    return f"{found.left_out} more {doubt} for that day: certainty=all shows them"


def _cell(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case {"label": str(label)}:
            return label
        case list():
            return "; ".join(_cell(item) for item in cell)
        case _:
            return str(cell)
