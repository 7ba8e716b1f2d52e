"""The OpenAPI description of the SPARQL 1.1 Protocol as implemented here."""

from __future__ import annotations

from typing import Any

from migov.engine import formats
from migov.tabular.formats import PARQUET, XLSX
from migov.web.http.operations import gives
from migov.web.http.table_files import FOR_PARAMETER
from migov.web.sparql.protocol import FORM, QUERY

_QUERY: dict[str, Any] = {
    "type": "string",
    "description": "A query of SPARQL 1.1. Without one, the service describes itself.",
}
_EXAMPLE = "SELECT * WHERE { ?s ?p ?o } LIMIT 3"
_GRAPHS: dict[str, Any] = {"type": "array", "items": {"type": "string", "format": "uri"}}
_DATASET = {
    "default-graph-uri": "Graphs that make the default graph; without any, the merge of all.",
    "named-graph-uri": "Graphs that GRAPH may name; without any, all.",
}

PARAMETERS: list[dict[str, Any]] = [
    {"name": "query", "in": "query", "schema": _QUERY, "example": _EXAMPLE},
    *(
        {"name": name, "in": "query", "description": description, "schema": _GRAPHS}
        for name, description in _DATASET.items()
    ),
    {
        "name": "format",
        "in": "query",
        "description": "The format of the result, instead of Accept: csv, xlsx, ttl …",
        "schema": {"type": "string"},
    },
    dict(FOR_PARAMETER),
]
BODY: dict[str, Any] = {
    "required": True,
    "content": {
        QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
        FORM: {
            "schema": {
                "type": "object",
                "properties": {"query": _QUERY, **dict.fromkeys(_DATASET, _GRAPHS)},
            },
            "example": {"query": _EXAMPLE},
        },
    },
}
_TYPES = sorted(
    {form.media_type for offered in formats.BY_FORM.values() for form in offered}
    | {XLSX.media_type, PARQUET.media_type}
)
RESPONSES = gives(
    "The result in the form that the query has, or the service description.",
    [*_TYPES, "text/html"],
    *(400, 406, 413, 415, 422, 429, 501, 504),
)
