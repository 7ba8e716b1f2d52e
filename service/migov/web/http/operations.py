"""The OpenAPI description of operations with typed parameters and problem responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from migov.questions.header import Parameter

_PROBLEM = {
    "application/problem+json": {
        "schema": {
            "type": "object",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "parameter": {"type": "string"},
            },
        }
    }
}


#: Formats described only by their media type.
_ANY: dict[str, Any] = {}
_UNCHANGED = {"description": "The client's copy is still valid."}
_MEANINGS = {
    400: "Malformed request or query.",
    404: "Nothing has that name; `suggestions` holds similar ones.",
    406: "None of the available formats is accepted.",
    410: "It was withdrawn.",
    413: "The request is too long.",
    415: "The body's media type is not supported.",
    422: "A parameter's value is invalid, ambiguous, or conflicts with another.",
    429: "Too many concurrent requests from one address.",
    501: "The format is not implemented, or needs an optional component that is not installed.",
    503: "No release is loaded.",
    504: "A limit was exceeded.",
}


def described(parameters: Mapping[str, Parameter], formats: Sequence[str]) -> list[dict[str, Any]]:
    """The parameters of an operation, including `lang` and `format`."""
    own = [
        {
            "name": p.name,
            "in": "query",
            "required": p.required,
            "description": p.description + (" Several, separated by commas." if p.several else ""),
            "schema": _schema(p),
            **({"example": _typed(p, p.example)} if p.example else {}),
        }
        for p in parameters.values()
    ]
    return [
        *own,
        {
            "name": "lang",
            "in": "query",
            "description": "The language of labels: en, fr, es, ar, pt, ru, zh or de.",
            "schema": {"type": "string", "default": "en"},
        },
        {
            "name": "format",
            "in": "query",
            "description": "The format, instead of an Accept header.",
            "schema": {"type": "string", "enum": list(formats)},
        },
    ]


def answers(
    description: str, schema: Mapping[str, Any], media_types: Sequence[str]
) -> dict[int | str, dict[str, Any]]:
    """The responses of an operation: JSON with `schema`, other formats as text, and problems."""
    content = {
        media_type: {"schema": schema if media_type.endswith("json") else {"type": "string"}}
        for media_type in media_types
    }
    return {
        200: {"description": description, "content": content},
        304: _UNCHANGED,
        **problems(400, 404, 406, 422, 429, 501, 503, 504),
    }


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem responses, by status."""
    return {status: {"description": _MEANINGS[status], "content": _PROBLEM} for status in statuses}


def gives(
    description: str, media_types: Sequence[str], *statuses: int
) -> dict[int | str, dict[str, Any]]:
    """The responses of an operation that returns a document, with its problems."""
    content = {media_type: {"schema": _ANY} for media_type in media_types}
    return {
        200: {"description": description, "content": content},
        304: _UNCHANGED,
        **problems(*statuses, 503),
    }


def elsewhere(status: int, description: str) -> dict[int | str, dict[str, Any]]:
    """The response of an operation that redirects."""
    location = {"description": "The other address.", "schema": {"type": "string"}}
    return {status: {"description": description, "headers": {"Location": location}}}


def _schema(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if _number(parameter) else "string"}
    if parameter.choices and not parameter.several:
        schema["enum"] = list(parameter.choices)
    if parameter.minimum is not None:
        schema["minimum"] = parameter.minimum
    if parameter.maximum is not None:
        schema["maximum"] = parameter.maximum
    if parameter.default is not None:
        schema["default"] = _typed(parameter, parameter.default)
    return schema


def _number(parameter: Parameter) -> bool:
    return parameter.type == "integer" and not parameter.several


def _typed(parameter: Parameter, text: str) -> str | int:
    """A parameter's value as JSON."""
    return int(text) if _number(parameter) else text
