"""Writes a table as Apache Parquet: typed columns, the request in the schema's metadata.

pyarrow, which writes it, is the optional extra `parquet`.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from itertools import islice
from typing import IO, Any

from migov.tabular.model import Column, MissingExtra, Tabular, Value

#: Rows per row group.
_BATCH = 16_384
#: The key of the schema's metadata that holds the request as JSON.
METADATA = b"migov"


def check() -> None:
    """Raises MissingExtra if pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise MissingExtra(
            "Parquet needs pyarrow, which is not installed here: `pip install pyarrow` "
            "brings it. CSV and XLSX need nothing more."
        )


def _arrow() -> Any:
    """The module pyarrow, imported late because it takes a second."""
    importlib.import_module("pyarrow.parquet")
    return importlib.import_module("pyarrow")


def parquet(table: Tabular, output: IO[bytes]) -> None:
    """Writes the table to `output`; raises MissingExtra without pyarrow.

    Text and IRIs are strings, whole days `date32`, numbers `int64` or `double`, flags `bool`, lists
    `list<string>`; the unknown is null. The metadata key `migov` of the schema holds the request as
    JSON; a column's `label` and `description` its meaning.
    """
    check()
    pa = _arrow()
    schema = _schema(pa, table)
    with pa.parquet.ParquetWriter(output, schema, compression="zstd") as writer:
        for batch in _batches(table.rows):
            columns = [
                pa.array([_value(value, column) for value in values], field.type)
                for column, field, values in zip(
                    table.columns, schema, zip(*batch, strict=True), strict=True
                )
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))


def _schema(pa: Any, table: Tabular) -> Any:
    types = {
        "text": pa.string(),
        "iri": pa.string(),
        "date": pa.date32(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
        "texts": pa.list_(pa.string()),
    }
    fields = [
        pa.field(
            column.name,
            types[column.kind],
            metadata={"label": column.label, "description": column.about},
        )
        for column in table.columns
    ]
    asked = json.dumps(dict(table.asked), ensure_ascii=False)
    return pa.schema(fields, metadata={METADATA: asked.encode()})


def _batches(rows: Iterable[Sequence[Value]]) -> Iterator[list[Sequence[Value]]]:
    going = iter(rows)
    while batch := list(islice(going, _BATCH)):
        yield batch


def _value(value: Value, column: Column) -> Any:
    """A cell as an Arrow value; null if it is not of the column's type."""
    if value is None:
        return None
    match column.kind:
        case "date":
            return date.fromisoformat(str(value))
        case "integer":
            return int(str(value))
        case "number":
            return float(str(value))
        case "texts":
            return [value] if isinstance(value, str) else list(value)  # type: ignore[arg-type]
        case "flag":
            return bool(value)
    return str(value)
