"""The data set described for programs that load or index data sets.

schema.org, for the JSON-LD script on its page; Croissant 1.1
(https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html); Tabular Data Package
(https://specs.frictionlessdata.io/tabular-data-package/).
"""

from __future__ import annotations

from typing import Any, Final

from migov.knowledge.release.tables import ACTORS, SEPARATOR, TABLES, Column, Kind, Table
from migov.vocabulary import BASE, LICENSE, MG
from migov.web.dataset.terms import DATASET, DESCRIPTION, KEYWORDS, TITLE, compression, file_type
from migov.web.dataset.void import Statistics
from migov.web.linked_data.versions import Version, iri

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
        "field": [_croissant_field(table, column) for column in table.columns],
    }


def _croissant_field(table: Table, column: Column) -> dict[str, Any]:
    source: dict[str, Any] = {
        "fileObject": {"@id": table.file},
        "extract": {"column": column.name},
    }
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{_name(table)}/{column.name}",
        "name": column.name,
        "description": column.about,
        # Several values of a cell are joined as text.
        "dataType": "sc:Text" if column.many else _DATATYPES[column.kind],
        "source": source,
    }
    if column.many:
        field["description"] += f" Several are joined by “{SEPARATOR}”."
    if column.name in table.refers:
        field["references"] = {"field": {"@id": f"{_name(ACTORS)}/{ACTORS.key}"}}
    return field


def _name(table: Table) -> str:
    return table.file.removesuffix(".csv")


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
        "fields": [_package_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [table.key],
    }
    if table.refers:
        reference = {"resource": _name(ACTORS), "fields": [ACTORS.key]}
        schema["foreignKeys"] = [
            {"fields": [name], "reference": reference} for name in table.refers
        ]
    return schema


def _package_field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "description": column.about}
    constraints: dict[str, Any] = {}
    if column.many:
        field["type"] = "string"
        field["description"] += f" Several are joined by “{SEPARATOR}”."
    else:
        field.update(_TYPES[column.kind])
    if column.kind == "partial date":
        one = f"({_PARTIAL_DATE})"
        between = SEPARATOR.replace("|", "\\|")
        constraints["pattern"] = f"{one}({between}{one})*" if column.many else one
    if column.name == table.key:
        constraints["required"] = constraints["unique"] = True
    if constraints:
        field["constraints"] = constraints
    return field


def schema_org(
    in_use: Version, releases: list[Version], counted: Statistics, base: str
) -> dict[str, Any]:
    """The current release as a `Dataset` with its files, reached at the URL `base`."""
    manifest = in_use.release.manifest
    publisher = {"@type": "Organization", "name": "The migov contributors", "url": BASE}
    return {
        "@context": "https://schema.org/",
        "@id": DATASET,
        "@type": "Dataset",
        "name": TITLE,
        "description": DESCRIPTION,
        "url": DATASET,
        "identifier": [DATASET, iri(manifest["id"])],
        "keywords": list(KEYWORDS),
        "license": LICENSE,
        "version": manifest["id"],
        "datePublished": min(each.modified for each in (*releases, in_use)).date().isoformat(),
        "dateModified": in_use.modified.date().isoformat(),
        "temporalCoverage": f"{counted.first or '..'}/{manifest['date'] or '..'}",
        "spatialCoverage": {
            "@type": "Place",
            "name": "World",
            "geo": {"@type": "GeoShape", "box": "-90 -180 90 180"},
        },
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        "variableMeasured": [
            "memberships",
            "chairs",
            "partnerships",
            "ratifications",
            "agreements",
        ],
        "about": {"@type": "DefinedTermSet", "@id": MG, "name": "The ontology of migov"},
        "includedInDataCatalog": {"@type": "DataCatalog", "name": "migov", "url": BASE},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file,
                "description": file_type(file).title,
                "encodingFormat": [
                    media for media in (file_type(file).media, compression(file)) if media
                ],
                "contentUrl": f"{base}dump/{file}",
                "contentSize": f"{entry['size']} B",
                "sha256": entry["sha256"],
                "license": LICENSE,
            }
            for file, entry in sorted(manifest["files"].items())
        ],
    }
