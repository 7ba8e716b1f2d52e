"""`migov panel`: writes states, pairs of states or mechanisms by year."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from migov.commands.arguments import by_ending, pairs, stop
from migov.commands.opening import engine_over, release_id
from migov.engine.errors import EngineError
from migov.panels import PANELS, PARAMETERS, Panel, PanelFacts, build, read
from migov.panels.codebook import csvw, markdown
from migov.questions.errors import ParameterError, QuestionError
from migov.questions.labels import Labels
from migov.tabular import BY_NAME, MissingExtra, TooLarge, write


def panel(
    panel: Annotated[str, typer.Argument(help=f"One of {', '.join(PANELS)}.")],
    parameters: Annotated[
        list[str] | None,
        typer.Argument(help=f"As name=value: {', '.join(PARAMETERS)}; for=excel or for=stata."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help=f"One of {', '.join(BY_NAME)}; default: by the ending of --output, else csv.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default: standard output.")
    ] = None,
    codebook: Annotated[
        Path | None,
        typer.Option(help="File for the codebook: Markdown (.md) or CSV on the Web (.json)."),
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option(help="URL of a SPARQL endpoint that holds the release.")
    ] = None,
) -> None:
    """Write a panel: `migov panel state-year from=2000 to=2024 columns=dialogues -o panel.csv`."""
    chosen = form or by_ending(output, list(BY_NAME)) or "csv"
    if chosen not in BY_NAME:
        stop(f"Unknown format {chosen!r} of a panel: choose of {', '.join(BY_NAME)}.")
    params = pairs(parameters or [])
    excel = params.get("for") == "excel"
    try:
        panel_data = asyncio.run(_made(panel, params, endpoint))
        table = panel_data.table()
        if output is None:
            write(table, BY_NAME[chosen], sys.stdout.buffer, excel=excel)
        else:
            with output.open("wb") as file:
                write(table, BY_NAME[chosen], file, excel=excel)
            typer.echo(
                f"{output}: {panel_data.count:,} rows of {len(panel_data.columns)} columns",
                err=True,
            )
        if codebook is not None:
            codebook.write_text(_codebook(panel_data, codebook, output), encoding="utf-8")
            typer.echo(f"{codebook}: what the columns mean", err=True)
    except ParameterError as error:
        stop(f"{error} {error.remedy}" if error.remedy not in str(error) else str(error))
    except (QuestionError, EngineError, MissingExtra, TooLarge) as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename}: {error.strerror}.")


async def _made(panel: str, params: dict[str, str], endpoint: str | None) -> Panel:
    async with await engine_over(endpoint) as engine:
        labels = await Labels.load(engine)
        wanted = read(panel, params, labels, datetime.now(UTC).date())
        return build(await PanelFacts.load(engine), labels, wanted, release_id())


def _codebook(panel_data: Panel, file: Path, output: Path | None) -> str:
    if file.suffix == ".md":
        return markdown(panel_data)
    described = csvw(panel_data, output.name if output else f"{panel_data.request.panel}.csv")
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"
