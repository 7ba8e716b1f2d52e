"""The CSVW description of the tables and their columns.

W3C *Metadata Vocabulary for Tabular Data* (section 5): a table group with relative addresses, so
the description is valid wherever the files lie side by side.
"""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any, Final

from pyoxigraph import Store

from migov.knowledge.release.table_view import View
from migov.knowledge.release.tables import ACTORS, SEPARATOR, TABLES, Column, Kind, Table
from migov.vocabulary import LICENSE

FILE: Final = "tables.csv-metadata.json"

#: A day, a month or a year: no XML Schema datatype covers all three.
_PARTIAL_DATE = {"base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}
_DATATYPES: Final[dict[Kind, Any]] = {
    "text": "string",
    "iri": "anyURI",
    "date": "date",
    "partial date": _PARTIAL_DATE,
    "integer": "integer",
}


def described() -> bytes:
    """The description as JSON; the same bytes every time."""
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "migov: tables of actors in migration governance",
        "dc:license": {"@id": LICENSE},
        "dialect": {"encoding": "utf-8", "header": True},
        "tables": [_table(table) for table in TABLES],
    }
    return json.dumps(group, indent=2, ensure_ascii=False).encode() + b"\n"


def _table(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(column, table) for column in table.columns],
        "primaryKey": table.key,
        # The last column is the IRI of the row's thing, in every table.
        "aboutUrl": f"{{+{table.columns[-1].name}}}",
    }
    if table.refers:
        schema["foreignKeys"] = [
            {
                "columnReference": name,
                "reference": {"resource": ACTORS.file, "columnReference": ACTORS.key},
            }
            for name in table.refers
        ]
    return {"url": table.file, "dc:description": table.about, "tableSchema": schema}


def _column(column: Column, table: Table) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.about,
        "datatype": _DATATYPES[column.kind],
    }
    if column.many:
        made["separator"] = SEPARATOR
    if column.name in (table.key, table.columns[-1].name):
        made["required"] = True
    return made


def tables(store: Store) -> dict[str, bytes]:
    """The content of each table by file name, from the default graph of a whole store."""
    view = View(store)
    return {table.file: _text(table, view).encode() for table in TABLES}


def _text(table: Table, view: View) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    for node in table.rows(view):
        cells = [column.values(view, node) for column in table.columns]
        writer.writerow([SEPARATOR.join(values) for values in cells])
    return text.getvalue()
