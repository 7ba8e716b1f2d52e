"""Batches of queries as a client sends them; answers are held to the schemas."""

from __future__ import annotations

import json
from typing import Any

import httpx
import jsonschema
from tests.web.reconcile import reconciliation_schemas as schemas


def valid(body: Any, schema: Any) -> Any:
    """`body`, which the schema allows."""
    jsonschema.validate(body, schema, format_checker=jsonschema.FormatChecker())
    return body


def results(client: httpx.Client, **queries: Any) -> dict[str, list[dict[str, Any]]]:
    """The candidates of each query, by its key."""
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    body = valid(response.json(), schemas.RESULT_BATCH)
    assert list(body) == list(queries)
    return {key: each["result"] for key, each in body.items()}


def one(client: httpx.Client, query: str, **more: Any) -> list[dict[str, Any]]:
    return results(client, q={"query": query, **more})["q"]


def refused(client: httpx.Client, batch: Any, status: int = 400) -> dict[str, Any]:
    """The problem of a batch, which is an object or already text."""
    text = batch if isinstance(batch, str) else json.dumps(batch)
    response = client.post("/reconcile", data={"queries": text})
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    return problem
