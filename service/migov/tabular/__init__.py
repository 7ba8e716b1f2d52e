"""Tables as files: CSV, TSV, JSON, SPARQL XML, XLSX and Parquet.

Every part of the project that gives rows to other tools describes them as a `Tabular` and has one
of `FORMATS` write it: a date, an unknown value or a list looks alike wherever it comes from.
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
