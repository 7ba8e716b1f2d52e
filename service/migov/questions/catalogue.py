"""The catalogue: each file `queries/questions/<name>.rq` is the question `<name>`.

A file is a header (`questions.header`) and a complete SPARQL query in which each parameter has its
own lines `VALUES ?name { … }` with a working example. A line that ends with `FILTER(BOUND(?name))`
marks a group without solutions unless the parameter is given. In the query of a measure that
searches layer by layer, lines `VALUES ?near { … }` hold the layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rapidfuzz import process

from migov.questions.errors import CatalogueError, UnknownQuestion
from migov.questions.header import Column, Expectation, Header, Parameter, read_header
from migov.questions.measures import MEASURES, NEAR
from migov.questions.sentence import Sentences
from migov.stored_queries import split_header

_SLOT = re.compile(r"(\s*)VALUES\s+\?(\w+)\s*\{(.*?)\}\s*(FILTER\(BOUND\(\?\2\)\))?\s*")
_PLACE = re.compile(r"error at (\d+):")
_EMPTY = ox.Store()

#: Names of parameters that every question has beside its own.
COMMON = ("limit", "offset", "lang")


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of the body that holds a parameter's values: line number, indentation, name.

    `needed` is true if the group of the line has no solutions without the parameter.
    """

    line: int
    indent: str
    parameter: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, its header, and its query with the lines to fill in."""

    name: str
    path: Path
    header: Header
    lines: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def summary(self) -> str:
        return self.header.summary

    @property
    def description(self) -> str:
        return self.header.description

    @property
    def tags(self) -> tuple[str, ...]:
        return self.header.tags

    @property
    def params(self) -> Mapping[str, Parameter]:
        return self.header.params

    @property
    def phrases(self) -> tuple[str, ...]:
        return tuple(phrasing.text for phrasing in self.header.phrasings)

    @property
    def columns(self) -> Mapping[str, Column]:
        return self.header.columns

    @property
    def expect(self) -> tuple[Expectation, ...]:
        return self.header.expect

    @property
    def body(self) -> str:
        """The query as in the file, with its working examples: it runs in any tool."""
        return "\n".join(self.lines)


class Catalogue:
    """The questions of a folder, by name."""

    def __init__(self, questions: Mapping[str, Question], sentences: Sentences) -> None:
        self._questions = dict(questions)
        self.sentences = sentences

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """Reads every `.rq` file of `folder`; raises CatalogueError at the first bad one."""
        questions = {path.stem: read_question(path) for path in sorted(folder.glob("*.rq"))}
        return cls(questions, Sentences(folder.parent / "sentences"))

    def names(self) -> list[str]:
        """The names of the questions, sorted."""
        return list(self._questions)

    def get(self, name: str) -> Question:
        """The question `name`; raises UnknownQuestion with near names."""
        if name not in self._questions:
            near = process.extract(name[:80], self.names(), limit=3, score_cutoff=60)
            raise UnknownQuestion(name, [hit[0] for hit in near])
        return self._questions[name]

    def __iter__(self) -> Iterator[Question]:
        return iter(self._questions.values())

    def __len__(self) -> int:
        return len(self._questions)


def read_question(path: Path) -> Question:
    """The question in the file at `path`; raises CatalogueError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(path, 1, f"Cannot be read: {error}.", "Save it as UTF-8.") from None
    header_lines, body = split_header(text)
    header = read_header(path, header_lines)
    slots = _slots(path, header, body)
    _check_query(path, header, body)
    return Question(path.stem, path, header, tuple(line for _, line in body), slots)


def _slots(path: Path, header: Header, body: list[tuple[int, str]]) -> tuple[Slot, ...]:
    slots = []
    for index, (number, line) in enumerate(body):
        match = _SLOT.fullmatch(line)
        if match is None:
            continue
        indent, name, data, needed = match.groups()
        if name not in header.params and not (header.measure and name == NEAR):
            continue
        if not data.strip():
            raise CatalogueError(
                path, number, f"`VALUES ?{name}` is empty.", "Give it a working example."
            )
        slots.append(Slot(index, indent, name, needed is not None))
    for name in header.params.keys() - {slot.parameter for slot in slots}:
        raise CatalogueError(
            path,
            1,
            f"The parameter `{name}` has no line in the query.",
            f"Write `VALUES ?{name} {{ … }}` with a working example on a line of its own.",
        )
    for name in header.params.keys() & set(COMMON):
        raise CatalogueError(
            path, 1, f"`{name}` goes with every question.", "Name the parameter differently."
        )
    return tuple(slots)


def _check_query(path: Path, header: Header, body: list[tuple[int, str]]) -> None:
    first = body[0][0] if body else 1
    try:
        results = _EMPTY.query("\n".join(line for _, line in body))
    except (SyntaxError, ValueError) as error:
        place = _PLACE.search(str(error))
        number = body[min(int(place[1]), len(body)) - 1][0] if place and body else first
        raise CatalogueError(
            path, number, f"No valid SPARQL: {error}.", "Correct the query until it runs by itself."
        ) from None
    if not isinstance(results, ox.QuerySolutions):
        raise CatalogueError(path, first, "The query is not a SELECT.", "A question is a SELECT.")
    selected = {variable.value for variable in results.variables}
    wanted = set(MEASURES[header.measure].variables) if header.measure else set(header.columns)
    if selected != wanted:
        raise CatalogueError(
            path,
            first,
            f"The query selects {_listed(selected - wanted)} beyond, and lacks "
            f"{_listed(wanted - selected)} of, what the header promises.",
            "Give the header's `columns` and the SELECT the same names.",
        )


def _listed(names: set[str]) -> str:
    return ", ".join(f"?{name}" for name in sorted(names)) or "nothing"


def described(question: Question) -> dict[str, Any]:
    """The description of `question` as JSON, without its expectations."""
    return {
        "name": question.name,
        "summary": question.summary,
        "description": question.description,
        "tags": list(question.tags),
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "description": p.description,
                "required": p.required,
                "several": p.several,
                "default": p.default,
                "example": p.example,
                "choices": list(p.choices),
            }
            for p in question.params.values()
        ],
        "columns": [
            {"name": c.name, "label": c.label, "kind": c.kind, "description": c.description}
            for c in question.columns.values()
        ],
        "phrases": list(question.phrases),
        "query": question.body,
    }
