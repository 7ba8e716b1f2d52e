"""A panel: rows by unit and year, with the codebook of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migov.graph.table import data_frame, polars_frame
from migov.tabular import BY_NAME, Column, Tabular, Value, write

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


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
