"""Arguments that several commands read alike: `name=value`, and the format of a file's name."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import typer


def by_ending(output: Path | None, formats: list[str]) -> str | None:
    """The format that a file's name ends in, the longest first: nodes.csv before csv."""
    endings = sorted(formats, key=len, reverse=True)
    return next((f for f in endings if output and output.name.endswith(f)), None)


def pairs(parameters: list[str]) -> dict[str, str]:
    """The arguments `name=value`; stops where one is none, or comes twice."""
    given: dict[str, str] = {}
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign or name in given:
            fault = "is given twice" if sign else "is no parameter: write it as name=value"
            stop(f"{parameter!r} {fault}.")
        given[name] = value
    return given


def stop(sentence: str) -> NoReturn:
    """Ends the command, which could not run, with a sentence."""
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
