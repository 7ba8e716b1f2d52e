"""The tables in Croissant 1.1 (https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html)."""

from __future__ import annotations

from typing import Any, Final

from migov.knowledge.release.tables import ACTORS, SEPARATOR, TABLES, Column, Kind, Table
from migov.vocabulary import LICENSE
from migov.web.dataset.terms import DATASET, DESCRIPTION, KEYWORDS, TITLE
from migov.web.linked_data.versions import Version

#: The complete context of the specification, since programs compare it.
_CONTEXT: Final = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
#: A partial date (a day, a month or a year) is text: no datatype of Croissant holds all three.
_DATATYPES: Final[dict[Kind, str]] = {
    "text": "sc:Text",
    "iri": "sc:URL",
    "date": "sc:Date",
    "partial date": "sc:Text",
    "integer": "sc:Integer",
}


def croissant(in_use: Version, base: str) -> dict[str, Any]:
    """The description of the current release's tables, with files under `{base}dump/`."""
    manifest = in_use.release.manifest
    day = in_use.modified.date().isoformat()
    publisher = {"@type": "sc:Organization", "name": "The migov contributors"}
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": TITLE,
        "description": DESCRIPTION,
        "url": DATASET,
        "license": LICENSE,
        "version": f"0.0.0+{manifest['id']}",
        "datePublished": day,
        "dateModified": day,
        "keywords": list(KEYWORDS),
        "creator": publisher,
        "publisher": publisher,
        "inLanguage": "en",
        "isLiveDataset": False,
        "citeAs": f"The migov contributors: {TITLE}, release {manifest['id']}, {DATASET}",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": table.file,
                "name": table.file,
                "description": table.about,
                "contentUrl": f"{base}dump/{table.file}",
                "contentSize": f"{manifest['files'][table.file]['size']} B",
                "encodingFormat": "text/csv",
                "sha256": manifest["files"][table.file]["sha256"],
            }
            for table in TABLES
            if table.file in manifest["files"]
        ],
        "recordSet": [_records(table) for table in TABLES if table.file in manifest["files"]],
    }


def _records(table: Table) -> dict[str, Any]:
    name = _name(table)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table.about,
        "key": {"@id": f"{name}/{table.key}"},
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    source: dict[str, Any] = {
        "fileObject": {"@id": table.file},
        "extract": {"column": column.name},
    }
    made: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{_name(table)}/{column.name}",
        "name": column.name,
        "description": column.about,
        # Several values of a cell are joined as text.
        "dataType": "sc:Text" if column.many else _DATATYPES[column.kind],
        "source": source,
    }
    if column.many:
        made["description"] += f" Several are joined by “{SEPARATOR}”."
    if column.name in table.refers:
        made["references"] = {"field": {"@id": f"{_name(ACTORS)}/{ACTORS.key}"}}
    return made


def _name(table: Table) -> str:
    return table.file.removesuffix(".csv")
