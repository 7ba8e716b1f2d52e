"""The release as CSV, for those who want neither RDF nor SPARQL: one row a thing, sorted by IRI.

Several values in a cell are joined by ` | `; dates are as precise as the sources. What the columns
are is told in `table_columns`, and to programs by the CSVW description (`tables_described`).
"""

from __future__ import annotations

import csv
from io import StringIO

from pyoxigraph import Store

from migov.knowledge.release.table_view import View
from migov.knowledge.release.tables import SEPARATOR, TABLES, Table

#: Spreadsheets take a CSV without this mark for one in their own country's encoding and spoil
#: every name outside it. The decoding that CSV on the Web prescribes (the Encoding Standard's)
#: drops the mark, so it costs other readers nothing; the answers to questions begin with it too.
BOM = "\ufeff"


def tables(store: Store) -> dict[str, bytes]:
    """The content of each table by file name, from the default graph of a whole store."""
    view = View(store)
    return {table.file: (BOM + _text(table, view)).encode() for table in TABLES}


def _text(table: Table, view: View) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    for node in table.rows(view):
        cells = [column.values(view, node) for column in table.columns]
        writer.writerow([SEPARATOR.join(values) for values in cells])
    return text.getvalue()
