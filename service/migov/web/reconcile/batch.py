"""Reads, checks and answers batches of reconciliation queries and data extension queries.

An error names the query and the field, and refuses the whole batch: half an answer would look like
unknown names.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, NoReturn

from migov.questions.errors import shown
from migov.questions.labels import Labels
from migov.questions.matching import LIMIT, MOST, TYPES, UNMET, Suggested, candidates
from migov.web.http.problems import Problem
from migov.web.reconcile.properties import (
    PROPERTIES,
    Values,
    cells,
    condition,
    entity,
    identifier,
    one_line,
)

#: Maximum number of queries in a batch, and of things or properties in a data extension query.
BATCH = 200
EXTENDED = 1000
_FIELDS = ("query", "type", "limit", "properties", "type_strict")
_STRICT = ("any", "should", "all")


def read_json(text: str, what: str) -> dict[str, Any]:
    """The JSON object in the parameter `what`; raises Problem with line and column."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise Problem(
            400,
            "reconciliation",
            f"`{what}` is not JSON: {error.msg}, line {error.lineno}, column {error.colno}.",
            parameter=what,
            line=error.lineno,
            column=error.colno,
        ) from None
    except (RecursionError, ValueError):
        _refuse(what, f"`{what}` is nested too deeply or holds a number that is too long.")
    if not isinstance(value, dict):
        _refuse(what, f"`{what}` is not a JSON object.")
    return value


async def reconcile(batch: Mapping[str, Any], labels: Labels, values: Values, lang: str) -> Any:
    """The result batch of a query batch: `{key: {"result": [candidate …]}}`."""
    if len(batch) > BATCH:
        raise Problem(
            413,
            "batch-too-large",
            f"The batch has {len(batch):,} queries, and {BATCH} are answered at a time.",
            limit=BATCH,
        )
    checked = {key: _checked(key, query) for key, query in batch.items()}
    results = {}
    for key, query in checked.items():
        results[key] = {"result": _result(key, query, labels, values, lang)}
        await asyncio.sleep(0)  # lets other tasks run between two names
    return results


def _checked(key: str, query: Any) -> dict[str, Any]:
    where = f"The query {shown(key)}"
    if not isinstance(query, dict):
        _refuse("queries", f"{where} is not a JSON object.")
    for field in query.keys() - set(_FIELDS):
        _refuse("queries", f"{where} has the field {shown(field)}: {', '.join(_FIELDS)} are known.")
    if "query" not in query and not query.get("properties"):
        _refuse("queries", f"{where} has neither `query` nor `properties`.")
    if not isinstance(query.get("properties") or [], list):
        _refuse("queries", f"{where} has `properties` that are no list.")
    if not isinstance(query.get("query", ""), str):
        _refuse("queries", f"{where} has a `query` that is not a string.")
    limit = query.get("limit", LIMIT)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1 or limit % 1:
        _refuse("queries", f"{where} has a `limit` that is not a positive whole number.")
    if query.get("type_strict", "any") not in _STRICT:
        _refuse("queries", f"{where} has a `type_strict` that is none of {', '.join(_STRICT)}.")
    return query


def _types(where: str, query: Mapping[str, Any]) -> list[str]:
    given = query.get("type") or []
    types = [given] if isinstance(given, str | dict) else given
    if not isinstance(types, list):
        _refuse("queries", f"{where} has a `type` that is neither a string nor a list.")
    found = []
    for each in types:
        name = each.get("id") if isinstance(each, dict) else each
        if name not in TYPES:
            _refuse(
                "queries",
                f"{where} asks for the type {shown(str(name))}: {', '.join(TYPES)} are known.",
            )
        found.append(str(name))
    return found


def _result(
    key: str, query: Mapping[str, Any], labels: Labels, values: Values, lang: str
) -> list[dict[str, Any]]:
    where = f"The query {shown(key)}"
    types, strict = _types(where, query), query.get("type_strict", "any")
    conditions, names = [], []
    for each in query.get("properties") or []:
        pid, wanted = _wanted(where, each)
        if wanted:
            conditions.append(condition(PROPERTIES[pid], wanted, labels, values))
            names.append(pid)
    limit = min(int(query.get("limit", LIMIT)), MOST)
    if strict == "all" and len(set(types)) > 1:
        return []  # no thing has two types
    kinds = tuple(TYPES) if strict == "should" or not types else tuple(dict.fromkeys(types))
    text = str(query.get("query", "")).strip()
    if (known := entity(labels, text)) is not None and known.kind in kinds:
        text = known.iri
    found = candidates(labels, text, kinds, limit, conditions)
    if strict == "should" and types:
        found = sorted(
            (
                each if each.entry.kind in types else each._replace(score=each.score * UNMET)
                for each in found
            ),
            key=lambda each: -each.score,
        )
    return [_candidate(each, names, values, lang) for each in found]


def _wanted(where: str, given: Any) -> tuple[str, list[Any]]:
    """The property of a condition and its allowed values, without blank ones."""
    if not isinstance(given, dict) or "pid" not in given or "v" not in given:
        _refuse("queries", f"{where} has a property without `pid` and `v`.")
    pid, value = given["pid"], given["v"]
    if pid not in PROPERTIES:
        _refuse(
            "queries",
            f"{where} has the property {shown(str(pid))}: {', '.join(PROPERTIES)} are known.",
        )
    several = value if isinstance(value, list) else [value]
    for each in several:
        if isinstance(each, dict) and isinstance(each.get("id"), str):
            continue
        if not isinstance(each, str | int | float):
            _refuse("queries", f"{where} has a value of `{pid}` that is none the API knows.")
    return pid, [each for each in several if not isinstance(each, str) or each.strip()]


def _candidate(each: Suggested, names: list[str], values: Values, lang: str) -> dict[str, Any]:
    entry = each.entry
    parts = [one_line(entry, values), each.remark]
    features = [
        {"id": "name_score", "value": each.score},
        *(
            {"id": f"property_{pid}", "value": met}
            for pid, met in zip(names, each.met, strict=True)
        ),
    ]
    return {
        "id": identifier(entry.iri),
        "name": entry.label(lang),
        "description": ". ".join(part.rstrip(".") for part in parts if part) + ".",
        "type": [{"id": entry.kind, "name": TYPES[entry.kind]}],
        "score": each.score,
        "match": each.match,
        # Extensions of the API: the matched name and a note on it.
        "matched": each.matched,
        "note": each.remark,
        "features": features,
    }


def extend(query: Mapping[str, Any], labels: Labels, values: Values, lang: str) -> Any:
    """The response to a data extension query: `{"meta": [property …], "rows": {id: {…}}}`."""
    ids, wanted = query.get("ids"), query.get("properties")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        _refuse("extend", "`extend` has no list `ids` of identifiers.")
    if not isinstance(wanted, list):
        _refuse("extend", "`extend` has no list `properties`.")
    if len(ids) > EXTENDED or len(wanted) > len(PROPERTIES):
        raise Problem(
            413,
            "batch-too-large",
            f"`extend` asks for {len(ids):,} things and {len(wanted):,} properties; at most "
            f"{EXTENDED} and {len(PROPERTIES)} are answered at a time.",
            limit=EXTENDED,
        )
    asked = []
    for each in wanted:
        pid = each.get("id") if isinstance(each, dict) else None
        if pid not in PROPERTIES:
            _refuse(
                "extend",
                f"`extend` asks for the property {shown(str(pid))}: "
                f"{', '.join(PROPERTIES)} are known.",
            )
        asked.append(PROPERTIES[pid])
    rows: dict[str, dict[str, Any]] = {}
    for each in ids:
        # An identifier of another service is not an error: its row is empty.
        entry = entity(labels, each)
        rows[each] = {
            found.id: cells(found, entry, labels, values, lang) if entry is not None else []
            for found in asked
        }
    meta = [
        {
            "id": found.id,
            "name": found.name,
            **(
                {"type": {"id": found.values, "name": TYPES[found.values]}}
                if found.values in TYPES
                else {}
            ),
        }
        for found in asked
    ]
    return {"meta": meta, "rows": rows}


def _refuse(parameter: str, detail: str) -> NoReturn:
    raise Problem(400, "reconciliation", detail, parameter=parameter)
