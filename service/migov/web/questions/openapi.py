"""The OpenAPI description of the catalogue: questions with the schemas of their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from migov.questions.catalogue import Question
from migov.questions.header import COLUMN_KINDS, TYPES, Column
from migov.questions.preparation import PAGE
from migov.web.http.operations import answers, described, elsewhere
from migov.web.http.requests import Format
from migov.web.http.table_files import FOR_PARAMETER

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_RESOURCE: Schema = {
    "type": "object",
    "required": ["iri", "label", "slug"],
    "properties": {"iri": _TEXT, "label": _TEXT, "slug": {"type": ["string", "null"]}},
}
#: The schemas of cells by kind of column.
_CELLS: Mapping[str, Schema] = {
    # The value of a statement may also be a text, a date or a number.
    "resource": {"anyOf": [_RESOURCE, _SCALAR]},
    "resources": {"type": "array", "items": _RESOURCE},
    "value": _SCALAR,
    "values": _TEXTS,
    "flag": {"type": ["boolean", "null"]},
    "number": {"type": ["number", "null"]},
}
_NULLABLE: Schema = {"type": ["string", "null"]}


def parameters(question: Question, formats: Sequence[Format]) -> list[Schema]:
    """The parameters of a question, including the common ones."""
    shared = described({**question.params, **PAGE}, [each.name for each in formats])
    return [*shared, dict(FOR_PARAMETER)]


def responses(question: Question, formats: Sequence[Format]) -> dict[int | str, Schema]:
    """The responses of a question: JSON and other formats."""
    return answers(
        "The answer: its rows, the release and the day it answers for.",
        answer(question.columns),
        [each.media_type for each in formats],
    ) | elsewhere(303, "The page of the answer, with its things by their slugs.")


def answer(columns: Mapping[str, Column]) -> Schema:
    """The JSON schema of an answer with these columns."""
    row = {
        "type": "object",
        "required": list(columns),
        "properties": {
            column.name: {**_CELLS[column.kind], "description": column.description}
            for column in columns.values()
        },
    }
    return answer_of(row)


def answer_of(row: Schema) -> Schema:
    """The schema of an answer with rows of the schema `row`."""
    return {
        "type": "object",
        "required": [
            "question",
            "parameters",
            "asOf",
            "release",
            "answer",
            "columns",
            "rows",
            "total",
            "sources",
        ],
        "properties": {
            "question": {**_TEXT, "description": "The name of the question."},
            "parameters": {
                "type": "object",
                "description": "The parameters as understood: things by slug.",
            },
            "asOf": {"type": "string", "format": "date", "description": "The day it holds for."},
            "release": {**_TEXT, "description": "The release it was read from: cite it."},
            "answer": {**_TEXT, "description": "The answer in a sentence."},
            "columns": _TEXTS,
            "rows": {"type": "array", "items": row},
            "total": {"type": "integer", "description": "The total number of rows."},
            "sources": {
                "type": "array",
                "items": _RESOURCE,
                "description": "The sources behind it, those of the most rows first.",
            },
        },
    }


_PARAMETER: Schema = {
    "name": _TEXT,
    "type": {"enum": list(TYPES)},
    "description": _TEXT,
    "required": {"type": "boolean"},
    "several": {"type": "boolean"},
    "default": _NULLABLE,
    "example": _NULLABLE,
    "choices": _TEXTS,
}
_COLUMN: Schema = {
    "name": _TEXT,
    "label": _TEXT,
    "kind": {"enum": list(COLUMN_KINDS)},
    "description": _TEXT,
}
_QUESTION: Schema = {
    "name": _TEXT,
    "summary": _TEXT,
    "description": _TEXT,
    "tags": _TEXTS,
    "parameters": {
        "type": "array",
        "items": {"type": "object", "required": list(_PARAMETER), "properties": _PARAMETER},
    },
    "columns": {
        "type": "array",
        "items": {"type": "object", "required": list(_COLUMN), "properties": _COLUMN},
    },
    "phrases": _TEXTS,
    "query": {**_TEXT, "description": "Its SPARQL with working examples as values."},
    "url": _TEXT,
}
#: The responses of the list of questions.
CATALOGUE: dict[int | str, Schema] = {
    200: {
        "description": "Every question, with its parameters, columns and phrases.",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["questions"],
                    "properties": {
                        "questions": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": list(_QUESTION),
                                "properties": _QUESTION,
                            },
                        }
                    },
                }
            },
            "text/html": {"schema": _TEXT},
        },
    },
    304: {"description": "The client's copy is still valid."},
}
