"""JSON schemas of the Reconciliation Service API 0.2, written from its text.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
Fields are those of sections 3 to 8; an object's further fields are left free, as the text does.
"""

from __future__ import annotations

from typing import Any

STRING = {"type": "string", "minLength": 1}


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": properties}


def _array(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _only(**properties: Any) -> dict[str, Any]:
    return {**_object(" ".join(properties), **properties), "additionalProperties": False}


_TYPE = {"oneOf": [STRING, _object("id", id=STRING, name=STRING)]}
_TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
_SERVICE = _object(
    "service_url service_path",
    service_url={"type": "string", "pattern": "^https?://"},
    service_path={"type": "string", "pattern": "^/"},
    flyout_service_url={"type": "string", "pattern": "^https?://"},
    flyout_service_path={"type": "string", "pattern": r"\$\{id\}"},
)

MANIFEST = _object(
    "versions name identifierSpace schemaSpace",
    versions={**_array(STRING), "contains": {"const": "0.2"}},
    name=STRING,
    identifierSpace={"type": "string", "format": "uri"},
    schemaSpace={"type": "string", "format": "uri"},
    defaultTypes={**_array(_object("id name", id=STRING, name=STRING)), "uniqueItems": True},
    documentation={"type": "string", "pattern": "^https?://"},
    logo={"type": "string", "pattern": "^https?://"},
    serviceVersion=STRING,
    view=_object("url", url=_TEMPLATE),
    preview=_object(
        "url width height", url=_TEMPLATE, width={"type": "integer"}, height={"type": "integer"}
    ),
    suggest=_object("", entity=_SERVICE, property=_SERVICE, type=_SERVICE),
    extend=_object("", propose_properties=_SERVICE, property_settings=_array({"type": "object"})),
    batchSize={"type": "integer", "minimum": 1},
)

_CANDIDATE = _object(
    "id name score",
    id=STRING,
    name=STRING,
    description={"type": "string"},
    score={"type": "number"},
    match={"type": "boolean"},
    type=_array(_TYPE),
    features=_array(_object("id value", id=STRING, value={"type": ["boolean", "number"]})),
)

RESULT_BATCH = {
    "type": "object",
    "additionalProperties": _object("result", result=_array(_CANDIDATE)),
}

SUGGEST_ENTITY = _object(
    "result",
    result=_array(
        _object("id name", id=STRING, name=STRING, description={"type": "string"},
                notable=_array(_TYPE))
    ),
)  # fmt: skip
SUGGEST = _object(
    "result",
    result=_array(_object("id name", id=STRING, name=STRING, description={"type": "string"})),
)
FLYOUT = _object("id html", id=STRING, html=STRING)

PROPOSAL = _object(
    "properties",
    properties=_array(_object("id name", id=STRING, name=STRING)),
    type=STRING,
    limit={"type": "integer"},
)

_CELL = {
    "oneOf": [
        {"type": "object", "maxProperties": 0},
        _only(id=STRING, name=STRING),
        _only(str={"type": "string"}),
        _only(float={"type": "number"}),
        _only(int={"type": "integer"}),
        _only(date={"type": "string", "pattern": "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T"}),
    ]
}
EXTENSION = _object(
    "meta rows",
    meta=_array(_object("id name", id=STRING, name=STRING, type=_object("id", id=STRING))),
    rows={
        "type": "object",
        "additionalProperties": {"type": "object", "additionalProperties": _array(_CELL)},
    },
)
