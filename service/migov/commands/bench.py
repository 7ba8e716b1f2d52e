"""`migov bench`: runs the benchmarks of the checkout, programs in `benchmarks/`."""

from __future__ import annotations

import os
import subprocess
import sys
from enum import StrEnum
from typing import Annotated

import typer

from migov.settings import resources


class Benchmark(StrEnum):
    """The benchmarks, and the generator of their data."""

    BUILD = "build"
    SERVE = "serve"
    SMALL = "small"
    QUESTIONS = "questions"
    DESCRIPTIONS = "descriptions"
    SCALE = "scale"
    SOAK = "soak"
    GENERATE = "generate"
    WORDS = "words"
    CONFORMANCE = "conformance"


def bench(
    what: Annotated[
        Benchmark,
        typer.Argument(
            help="build: releases and findings; serve: answers, beside other servers; "
            "small: small queries that change every time, beside Oxigraph's server; "
            "questions: each of the catalogue, cold; "
            "descriptions: of the largest mechanism, in every form; "
            "scale: as the graph grows; soak: an hour of hostile load; "
            "generate: the graph that grew; "
            "words FILE: questions in words, how many of a file are understood; "
            "conformance FOLDER: the W3C's tests of SPARQL, in a checkout of w3c/rdf-tests."
        ),
    ],
    options: Annotated[
        list[str] | None,
        typer.Argument(help="Its options, after two dashes: `migov bench serve -- --help`."),
    ] = None,
) -> None:
    """Run a benchmark and print a table in Markdown."""
    folder = resources()
    if not (folder / "benchmarks").is_dir():
        typer.echo("The benchmarks are in the source checkout; this is an installed package.")
        raise typer.Exit(2)
    path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH", "")]))
    done = subprocess.run(  # noqa: S603 (its own programs, with what the caller typed)
        [sys.executable, "-m", f"benchmarks.{what.value}", *(options or ())],
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    raise typer.Exit(done.returncode)
