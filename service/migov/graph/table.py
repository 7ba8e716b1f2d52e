"""Rows for data frames: the result of a SPARQL query of any form, and panels.

Of queries, SELECT gives its variables as columns, ASK the one column `answer`, CONSTRUCT and
DESCRIBE the columns `subject`, `predicate`, `object`.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from migov.engine.formats import Form
from migov.engine.solutions import Solutions, Term
from migov.questions.cells import scalar
from migov.tabular import BY_NAME, Column, MissingExtra, Tabular, Value, write, written
from migov.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def data_frame(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A data frame of `rows` under `columns`; raises MissingExtra without pandas."""
    try:
        pandas = importlib.import_module("pandas")
    except ImportError:
        raise MissingExtra(
            "to_pandas() needs pandas, which is not installed: "
            "`pip install pandas` brings it. `.rows` holds the same without it."
        ) from None
    frame: pd.DataFrame = pandas.DataFrame(list(rows), columns=list(columns))
    return frame


def polars_frame(table: Tabular) -> pl.DataFrame:
    """A Polars data frame of a table, typed as in Parquet; raises MissingExtra.

    Needs the extras `polars` and `parquet`.
    """
    try:
        polars = importlib.import_module("polars")
    except ImportError:
        raise MissingExtra(
            "to_polars() needs polars, which is not installed: "
            "`pip install polars` brings it. `.rows` holds the same without it."
        ) from None
    frame: pl.DataFrame = polars.read_parquet(io.BytesIO(written(table, BY_NAME["parquet"])))
    return frame


_TRIPLE = ("subject", "predicate", "object")
_BOOLEAN = ox.NamedNode(PREFIXES["xsd"] + "boolean")


@dataclass(frozen=True)
class Table:
    """Rows by column: `terms` as RDF terms (unbound ones absent), `rows` as Python values.

    IRIs and dates are text, numbers, booleans and strings are Python values, unbound is None.
    `release` is the id of the queried release.
    """

    columns: list[str]
    terms: list[dict[str, Term]]
    release: str

    @classmethod
    def read(cls, form: Form, data: bytes, release: str) -> Table:
        """Reads SPARQL 1.1 results in JSON, or N-Triples where `form` is "graph"."""
        if form == "solutions":
            solutions = Solutions.parsed(data, ox.QueryResultsFormat.JSON)
            return cls(solutions.variables, list(solutions.rows), release)
        if form == "boolean":
            result = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
            boolean = "true" if bool(result) else "false"
            return cls(["answer"], [{"answer": ox.Literal(boolean, datatype=_BOOLEAN)}], release)
        triples = [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)]
        rows: list[dict[str, Term]] = [
            {"subject": each.subject, "predicate": each.predicate, "object": each.object}
            for each in triples
        ]
        return cls(list(_TRIPLE), rows, release)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as Python values."""
        return [{column: plain(row.get(column)) for column in self.columns} for row in self.terms]

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a data frame; raises MissingExtra without pandas."""
        values: Sequence[Sequence[Any]] = [list(row.values()) for row in self.rows]
        return data_frame(values, self.columns)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.terms)


def plain(term: Term | None) -> str | int | float | bool | None:
    """An RDF term as a Python value."""
    if term is None:
        return None
    if isinstance(term, ox.Literal) and not term.value:
        return ""
    return scalar(term)


@dataclass(frozen=True, slots=True)
class PanelData:
    """A panel of `len(rows)` rows, each as long as `columns`: a list of `int`, `str`, list or None.

    None is missing: last known or unknown on the day. `asked` holds name, parameters, days and
    release.
    """

    described: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    asked: Mapping[str, Any]

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.described]

    @property
    def release(self) -> str:
        """The id of the release: cite it."""
        return str(self.asked["release"])

    def codebook(self) -> dict[str, str]:
        """The meaning of each column, by its name."""
        return {column.name: column.about for column in self.described}

    def to_pandas(self) -> pd.DataFrame:
        """A data frame of shape (rows, columns); raises MissingExtra without pandas.

        Numbers are of the dtype `Int64`, whose missing cells are `<NA>`. `attrs` holds the request.
        """
        frame = data_frame([list(row) for row in self.rows], self.columns)
        whole = {column.name: "Int64" for column in self.described if column.kind == "integer"}
        frame = frame.astype(whole)
        frame.attrs.update(self.asked)
        return frame

    def to_polars(self) -> pl.DataFrame:
        """A Polars data frame of shape (rows, columns); raises MissingExtra without polars."""
        return polars_frame(self._table())

    def to_csv(self, path: str | Path) -> None:
        """Writes CSV: UTF-8 without a byte order mark, missing cells empty."""
        self._write(path, "csv")

    def to_parquet(self, path: str | Path) -> None:
        """Writes Parquet with typed columns; raises MissingExtra without pyarrow."""
        self._write(path, "parquet")

    def to_excel(self, path: str | Path) -> None:
        """Writes a workbook; raises TooLarge if it cannot hold the rows."""
        self._write(path, "xlsx")

    def _table(self) -> Tabular:
        return Tabular(self.described, self.rows, self.asked, count=len(self.rows))

    def _write(self, path: str | Path, format: str) -> None:
        with Path(path).open("wb") as file:
            write(self._table(), BY_NAME[format], file)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        names = self.columns
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)
