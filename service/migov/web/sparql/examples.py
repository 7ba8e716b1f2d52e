"""Queries to begin with: those of `queries/examples/`, and the one behind each question."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from migov.questions.catalogue import Catalogue
from migov.settings import resources

_SUMMARY = re.compile(r"^#\+ summary: *(.+)$", re.MULTILINE)
_HEADER = re.compile(r"^#\+.*\n?", re.MULTILINE)


class Example(NamedTuple):
    """A query with its name in addresses and its sentence."""

    name: str
    summary: str
    query: str


@cache
def files() -> tuple[Example, ...]:
    """The examples, by name; the first header line of each file is its summary."""
    found = []
    for path in sorted((resources() / "queries" / "examples").glob("*.rq")):
        source = path.read_text(encoding="utf-8")
        summary = _SUMMARY.search(source)
        body = _HEADER.sub("", source).strip() + "\n"
        found.append(Example(path.stem, summary[1] if summary else path.stem, body))
    return tuple(found)


def questions(catalogue: Catalogue) -> tuple[Example, ...]:
    """The questions of the catalogue as queries, each with working values in its VALUES lines."""
    return tuple(
        Example(name, question.summary, question.body.strip() + "\n")
        for name in catalogue.names()
        for question in [catalogue.get(name)]
    )


def named(catalogue: Catalogue, name: str) -> Example | None:
    """The example of that name, if there is one."""
    return next((one for one in (*files(), *questions(catalogue)) if one.name == name), None)
