"""The tables as a Tabular Data Package (https://specs.frictionlessdata.io/tabular-data-package/)."""

from __future__ import annotations

from typing import Any, Final

from migov.knowledge.release.tables import ACTORS, SEPARATOR, TABLES, Column, Kind, Table
from migov.vocabulary import BASE, LICENSE
from migov.web.dataset.terms import DATASET, DESCRIPTION, KEYWORDS, TITLE
from migov.web.linked_data.versions import Version

_PARTIAL_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
#: A partial date (a day, a month or a year) is a string with a pattern.
_TYPES: Final[dict[Kind, dict[str, Any]]] = {
    "text": {"type": "string"},
    "iri": {"type": "string", "format": "uri"},
    "date": {"type": "date"},
    "partial date": {"type": "string"},
    "integer": {"type": "integer"},
}


def datapackage(in_use: Version, base: str) -> dict[str, Any]:
    """The description of the current release's tables, with files under `{base}dump/`."""
    manifest = in_use.release.manifest
    return {
        "profile": "tabular-data-package",
        "name": "migov",
        "id": DATASET,
        "title": TITLE,
        "description": DESCRIPTION,
        "homepage": BASE,
        "version": manifest["id"],
        "created": in_use.modified.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "keywords": list(KEYWORDS),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENSE, "title": "CC BY 4.0"}],
        "contributors": [{"title": "The migov contributors", "path": BASE, "role": "publisher"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": _name(table),
                "path": f"{base}dump/{table.file}",
                "description": table.about,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": manifest["files"][table.file]["size"],
                "hash": f"sha256:{manifest['files'][table.file]['sha256']}",
                "schema": _schema(table),
            }
            for table in TABLES
            if table.file in manifest["files"]
        ],
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [table.key],
    }
    if table.refers:
        reference = {"resource": _name(ACTORS), "fields": [ACTORS.key]}
        schema["foreignKeys"] = [
            {"fields": [name], "reference": reference} for name in table.refers
        ]
    return schema


def _field(table: Table, column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "description": column.about}
    constraints: dict[str, Any] = {}
    if column.many:
        made["type"] = "string"
        made["description"] += f" Several are joined by “{SEPARATOR}”."
    else:
        made.update(_TYPES[column.kind])
    if column.kind == "partial date":
        one = f"({_PARTIAL_DATE})"
        between = SEPARATOR.replace("|", "\\|")
        constraints["pattern"] = f"{one}({between}{one})*" if column.many else one
    if column.name == table.key:
        constraints["required"] = constraints["unique"] = True
    if constraints:
        made["constraints"] = constraints
    return made


def _name(table: Table) -> str:
    return table.file.removesuffix(".csv")
