"""The data model of an exported table: typed columns, rows, request and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

#: The type of a column. A partial date (a day, month or year) is `text`: no other type keeps its
#: precision. `date` is a whole day in every row, `texts` a list.
Kind = Literal["text", "iri", "date", "integer", "number", "flag", "texts"]

#: A cell; None means unknown. A date is its ISO 8601 text.
Value = str | int | float | bool | Sequence[str] | None


class MissingExtra(ImportError):
    """An optional part of migov is not installed; the message says how to install it."""


class TooLarge(ValueError):
    """A table has more rows than its format allows; the message names formats that fit."""


class Column(NamedTuple):
    """One column: `name` for programs, `label` for people, `about` its meaning."""

    name: str
    label: str
    kind: Kind = "text"
    about: str = ""


class Source(NamedTuple):
    """A source that a row rests on."""

    label: str
    iri: str


def _none() -> Iterable[Source]:
    return ()


@dataclass(frozen=True, slots=True)
class Tabular:
    """A table to be written to a file.

    `rows` are read once, in order, each as long as `columns`. `asked` describes the request
    (question, parameters, day, release …), in order. `sources` is called after the last row, so it
    can name the sources of the rows. `separator` joins several values of a cell in formats without
    lists. `headings` chooses the headings of text formats. `count` is the number of rows if known
    beforehand.
    """

    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    asked: Mapping[str, Any] = field(default_factory=dict)
    sources: Callable[[], Iterable[Source]] = _none
    separator: str = "; "
    headings: Literal["name", "label"] = "name"
    count: int | None = None

    @property
    def heads(self) -> list[str]:
        """The headings of the columns."""
        return [
            column.label if self.headings == "label" else column.name for column in self.columns
        ]


def as_text(value: Value, separator: str) -> str:
    """A cell in text formats: unknown is empty, a boolean `true` or `false`."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int() | float():
            return str(value)
        case _:
            return separator.join(value)
