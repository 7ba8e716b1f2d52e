"""Converts the tables of a release to other formats, from its CSV and CSVW description.

A release stores its tables only as CSV; their CSVW description gives the type of each column, in
this release and every earlier one.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any

from migov.knowledge.release.csvw import FILE as DESCRIPTION
from migov.knowledge.release.release import Release
from migov.tabular import BY_NAME, Column, TableFormat, Tabular, Value
from migov.tabular.model import Kind
from migov.vocabulary import LICENSE

_KINDS: Mapping[str, Kind] = {"integer": "integer", "date": "date", "anyURI": "iri"}


def requested(release: Release, file: str, format: str) -> tuple[str, TableFormat] | None:
    """The CSV and the format that the name `file` requests; None for any other file.

    `memberships.xlsx` is `memberships.csv` as a workbook; `format`, the value of `?format=`, takes
    precedence.
    """
    stem, _, ending = file.rpartition(".")
    table = f"{stem}.csv"
    if table not in release.manifest["files"] or DESCRIPTION not in release.manifest["files"]:
        return None
    chosen = BY_NAME.get(format or ending)
    return None if chosen is None else (table, chosen)


def release_table(release: Release, file: str) -> Tabular:
    """The table in the CSV `file` of the release, with typed columns."""
    described = json.loads((release.path / DESCRIPTION).read_text(encoding="utf-8"))
    table = next(each for each in described["tables"] if each["url"] == file)
    columns = table["tableSchema"]["columns"]
    separators = [column.get("separator") for column in columns]
    asked = {
        "table": file,
        "description": table["dc:description"],
        "release": release.id,
        "license": LICENSE,
    }
    return Tabular(
        [
            Column(column["name"], column["name"], _kind(column), column["dc:description"])
            for column in columns
        ],
        _rows(release, file, [_kind(column) for column in columns], separators),
        asked,
        separator=next((each for each in separators if each), "; "),
    )


def _kind(column: Mapping[str, Any]) -> Kind:
    if "separator" in column:
        return "texts"
    datatype = column["datatype"]
    return _KINDS.get(datatype, "text") if isinstance(datatype, str) else "text"


def _rows(
    release: Release, file: str, kinds: list[Kind], separators: list[str | None]
) -> Iterator[list[Value]]:
    # A release built by an earlier version begins its tables with a byte order mark.
    with (release.path / file).open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        for row in reader:
            yield [
                _value(text, kind, separator)
                for text, kind, separator in zip(row, kinds, separators, strict=True)
            ]


def _value(text: str, kind: Kind, separator: str | None) -> Value:
    if kind == "texts":
        return text.split(separator) if text else []
    if not text:
        return None
    return int(text) if kind == "integer" else text
