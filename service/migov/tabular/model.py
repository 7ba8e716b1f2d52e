"""What a table is before it is written: columns with kinds, rows, what was asked, who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

#: What a column holds. A partial date (a day, month or year) is `text`: no other type keeps its
#: precision. `date` is a whole day in every row, `texts` a list.
Kind = Literal["text", "iri", "date", "integer", "number", "flag", "texts"]

#: A cell; None is the unknown. A date is its ISO 8601 text.
Value = str | int | float | bool | Sequence[str] | None


class MissingExtra(ImportError):
    """An optional part of migov is not installed; the message says how to install it."""


class TooLarge(ValueError):
    """A table has more rows than its format holds; the message says which do hold it."""


class Column(NamedTuple):
    """One column: `name` for programs, `label` for people, `about` what it means."""

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
    """A table on its way to a file.

    `rows` are read once, in order, each as long as `columns`. `asked` says what the table answers
    (question, parameters, day, release …), in order. `sources` is called after the last row, so
    that it may name what the rows held. `separator` stands between several values of a cell where
    a format has no lists. `headings` chooses what text formats write above the columns. `count` is
    how many rows there are, where that is known before they are read.
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
    """A cell as text formats hold it: the unknown is empty, a truth value `true` or `false`."""
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
