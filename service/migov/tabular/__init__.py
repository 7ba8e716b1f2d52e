"""Tables as files: CSV, TSV, JSON, SPARQL XML, XLSX and Parquet.

Every part of the project that exports rows describes them as a `Tabular` and writes it with one of
`FORMATS`, so dates, unknown values and lists look alike everywhere.
"""

from __future__ import annotations

from migov.tabular.formats import BY_NAME, FORMATS, TableFormat, write, written
from migov.tabular.model import Column, MissingExtra, Source, Tabular, TooLarge, Value

__all__ = [
    "BY_NAME",
    "FORMATS",
    "Column",
    "MissingExtra",
    "Source",
    "TableFormat",
    "Tabular",
    "TooLarge",
    "Value",
    "write",
    "written",
]
