"""The catalogue: each file `queries/questions/<name>.rq` is the question `<name>`.

A file is a header (`questions.header`) and a complete SPARQL query (`questions.query`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import process

from migov.questions.errors import CatalogueError, UnknownQuestion
from migov.questions.header import Column, Expectation, Header, HeaderLines, Parameter, read_header
from migov.questions.header_checks import check_header
from migov.questions.query import Slot, read_query
from migov.questions.sentence import Sentences
from migov.stored_queries import split_header


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
    check_header(header, HeaderLines(path, header_lines))
    query = read_query(path, header, body)
    return Question(path.stem, path, header, query.lines, query.slots)


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
