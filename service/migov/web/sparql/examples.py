"""Example queries: those of `queries/examples/`, and those of the questions."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from migov.questions.catalogue import Catalogue
from migov.settings import resources
from migov.stored_queries import load_queries, split_header


class Example(NamedTuple):
    """A query with its name in URLs and its summary."""

    name: str
    summary: str
    query: str


@cache
def files() -> tuple[Example, ...]:
    """The examples by name, with the summary of the file's header."""
    return tuple(
        Example(
            stored.name,
            str(stored.header["summary"]),
            "\n".join(line for _, line in split_header(stored.text)[1]).strip() + "\n",
        )
        for stored in load_queries(resources() / "queries" / "examples")
    )


def questions(catalogue: Catalogue) -> tuple[Example, ...]:
    """The questions as queries, with working values in their VALUES lines."""
    return tuple(
        Example(name, question.summary, question.body.strip() + "\n")
        for name in catalogue.names()
        for question in [catalogue.get(name)]
    )


def named(catalogue: Catalogue, name: str) -> Example | None:
    """The example with that name, or None."""
    return next((one for one in (*files(), *questions(catalogue)) if one.name == name), None)
