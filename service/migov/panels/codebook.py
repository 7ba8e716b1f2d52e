"""Writes the codebook of a panel: CSV on the Web for programs, Markdown for people."""

from __future__ import annotations

from typing import Any

from migov.panels.build import Panel
from migov.panels.parameters import PANELS
from migov.tabular import Column
from migov.vocabulary import LICENSE

_DATATYPES = {"integer": "integer", "texts": "string", "text": "string"}
_KEYS = {
    "state-year": ("iso3", "year"),
    "dyad-year": ("iso3_a", "iso3_b", "year"),
    "mechanism-year": ("mechanism", "year"),
}
#: The coding of the cells of every panel.
CODING = (
    "A cell is for one day of each year. It is 1 where sources date or attest it, or where it is "
    "presumed to last (dated, attested and assumed in the model); missing where it is only last "
    "known, or unknown; 0 where nothing shows it at a time that reaches to the day. Where sources "
    "show no chair on the day, every state is missing, since any may chair. Of a treaty, a "
    "state without an adherence is 0 up to the day to which the list of parties is complete, or to "
    "which a source names the state as no party, and missing after it. A count counts the ones; "
    "that with `_unknown` counts the missing, by which it may be higher. The Correlates of War "
    "project codes missing and 0 apart in the same way."
)


def csvw(panel: Panel, address: str) -> dict[str, Any]:
    """The columns of the CSV at `address` (W3C *Metadata Vocabulary for Tabular Data*)."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": address,
        "dc:title": f"migov panel: {PANELS[panel.request.panel]}",
        "dc:description": CODING,
        "dc:license": {"@id": LICENSE},
        "dc:source": f"migov, release {panel.asked['release']}",
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [_column(panel, column) for column in panel.columns],
            "primaryKey": list(_KEYS[panel.request.panel]),
        },
    }


def _column(panel: Panel, column: Column) -> dict[str, Any]:
    column_json: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": _about(column),
        "datatype": _DATATYPES[column.kind],
    }
    if column.kind == "texts":
        column_json["separator"] = panel.table().separator
    if column.name in _KEYS[panel.request.panel]:
        column_json["required"] = True
    return column_json


def _about(column: Column) -> str:
    """The meaning of a column, with its full name if it was cut to Stata's limit."""
    return column.about if column.label == column.name else f"{column.label}: {column.about}"


def markdown(panel: Panel) -> str:
    """The codebook as Markdown."""
    request = panel.request
    lines = [
        f"# Codebook: {request.panel}",
        "",
        f"One row: {PANELS[request.panel]}. Days: {panel.asked['days']}. "
        f"migov, release {panel.asked['release']}; licence: {LICENSE}.",
        "",
        CODING,
        "",
        "| column | holds | meaning |",
        "|---|---|---|",
    ]
    for column in panel.columns:
        holds = {"integer": "integer", "texts": "list", "text": "text"}[column.kind]
        lines.append(
            f"| `{column.name}` | {holds} | {_about(column).replace('|', chr(92) + '|')} |"
        )
    return "\n".join(lines) + "\n"
