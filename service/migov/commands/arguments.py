"""Arguments shared by commands: `name=value` pairs, and formats by file name."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import typer


def by_ending(output: Path | None, formats: list[str]) -> str | None:
    """The format that a file name ends with, the longest first: nodes.csv before csv."""
    endings = sorted(formats, key=len, reverse=True)
    return next((f for f in endings if output and output.name.endswith(f)), None)


def pairs(parameters: list[str]) -> dict[str, str]:
    """Parses arguments `name=value`; exits if one is malformed or repeated."""
    given: dict[str, str] = {}
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign or name in given:
            fault = "is given twice" if sign else "is not a parameter: write it as name=value"
            stop(f"{parameter!r} {fault}.")
        given[name] = value
    return given


def stop(sentence: str) -> NoReturn:
    """Exits with status 2 and a message."""
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
