"""The answer to a question of the catalogue.

It is read from the JSON of `GET /questions/{name}` for embedded releases and remote services alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from migov.graph.table import data_frame, polars_frame
from migov.questions.formats import rows_as_table
from migov.tabular import BY_NAME, MissingExtra, Tabular, write
from migov.vocabulary import iri

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Answer", "MissingExtra", "Resource", "Row"]

#: A row by column. A cell is a Resource, a list of such, a list of texts, a scalar or None.
Row = dict[str, Any]


class Resource(TypedDict):
    """A thing in a cell; `slug` is None for an IRI that is not the project's."""

    iri: str
    label: str
    slug: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, with the request and the release.

    `rows` are all rows unless a `limit` was given; `total` counts all; `left_out` counts those that
    `certainty="all"` would add. `sentence` states the answer in words. `as_of` is the day that the
    answer holds for. `cited` holds the sources of the sentence. `parameters` repeats the parameters
    as understood, things by slug.
    """

    question: str
    parameters: dict[str, Any]
    as_of: date
    release: str
    sentence: str
    columns: list[str]
    rows: list[Row]
    total: int
    left_out: int
    cited: list[Resource] = field(default_factory=list)
    kinds: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, json: Mapping[str, Any], left_out: int, kinds: Mapping[str, str]) -> Answer:
        """The answer in a JSON object of the service, with its `left_out`."""
        return cls(
            question=json["question"],
            parameters=dict(json["parameters"]),
            as_of=date.fromisoformat(json["asOf"]),
            release=json["release"],
            sentence=json["answer"],
            columns=list(json["columns"]),
            rows=list(json["rows"]),
            total=json["total"],
            left_out=left_out,
            cited=list(json["sources"]),
            kinds=kinds,
        )

    def json(self) -> dict[str, Any]:
        """The answer as the JSON object of the service."""
        return {
            "question": self.question,
            "parameters": self.parameters,
            "asOf": self.as_of.isoformat(),
            "release": self.release,
            "answer": self.sentence,
            "columns": self.columns,
            "rows": self.rows,
            "total": self.total,
            "sources": list(self.cited),
        }

    def sources(self) -> list[Resource]:
        """The sources of all rows, without duplicates, sorted by label."""
        prefix = iri("source", "")
        sources: dict[str, Resource] = {}
        for row in self.rows:
            for cell in row.values():
                for item in cell if isinstance(cell, list) else [cell]:
                    if isinstance(item, dict) and item["iri"].startswith(prefix):
                        sources[item["iri"]] = Resource(
                            iri=item["iri"], label=item["label"], slug=item["slug"]
                        )
        return sorted(sources.values(), key=lambda source: (source["label"], source["iri"]))

    def to_pandas(self, resources: Literal["label", "slug", "iri"] = "label") -> pd.DataFrame:
        """The rows as a data frame with the answer's columns.

        A thing is shown by its label, slug or IRI, several as a list. `attrs` of the frame holds
        the question, its parameters, the day and the release. Raises MissingExtra without pandas.
        """
        frame = data_frame(
            [[_shown(row[column], resources) for column in self.columns] for row in self.rows],
            self.columns,
        )
        frame.attrs = {key: value for key, value in self.json().items() if key in _ATTRIBUTES}
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The rows as a Polars data frame of shape (rows, columns), typed as Parquet is.

        A thing fills two columns, `member` (its label) and `member_iri`; several are lists. Raises
        MissingExtra without polars and pyarrow.
        """
        return polars_frame(self._table())

    def to_parquet(self, path: str | Path) -> None:
        """Writes the rows as Parquet, with the columns of `to_polars` and the request as metadata.

        Raises MissingExtra without pyarrow.
        """
        self._write(path, "parquet")

    def to_excel(self, path: str | Path) -> None:
        """Writes a workbook with sheets of rows, sources and the request."""
        self._write(path, "xlsx")

    def _table(self) -> Tabular:
        names = {name: name for name in self.columns}
        kinds = {name: self.kinds.get(name) or _kind(self.rows, name) for name in self.columns}
        asked = {key: value for key, value in self.json().items() if key not in ("columns", "rows")}
        return rows_as_table(self.rows, kinds, asked, labels=names, about=dict.fromkeys(names, ""))

    def _write(self, path: str | Path, format: str) -> None:
        with Path(path).open("wb") as file:
            write(self._table(), BY_NAME[format], file)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def _kind(rows: Iterable[Row], name: str) -> str:
    """The type of a column, inferred from its cells."""
    for row in rows:
        match row[name]:
            case dict():
                return "resource"
            case [dict(), *_]:
                return "resources"
            case [str(), *_]:
                return "values"
            case bool():
                return "flag"
            case int() | float():
                return "number"
            case str():
                return "value"
    return "value"


_ATTRIBUTES = ("question", "parameters", "asOf", "release")


def _shown(cell: Any, resources: Literal["label", "slug", "iri"]) -> Any:
    """A cell with each resource replaced by one of its parts; a missing slug by the IRI."""
    if isinstance(cell, dict):
        return cell[resources] or cell["iri"]
    if isinstance(cell, list):
        return [_shown(item, resources) for item in cell]
    return cell
