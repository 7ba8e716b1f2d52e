"""The SPARQL page: an editor that works without JavaScript, and results as a table."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request

from migov.engine.formats import Form
from migov.questions.messages import marked
from migov.vocabulary import PREFIXES, compact, local_name
from migov.web.http.problems import Problem
from migov.web.http.templating import page
from migov.web.service import Service
from migov.web.sparql import examples as sparql_examples

#: Maximum number of rows on the page; the other formats have all.
ROWS = 1000

#: Examples offered before the full list, by name with a short text.
_BEGIN = (
    ("members-by-region", marked("states by region, as a chart")),
    ("most-connected-states", marked("the most connected states, as a map")),
    ("chairs-now", marked("who chairs now")),
    ("describe-a-mechanism", marked("a mechanism as a graph")),
    ("who-says-so", marked("who says so")),
)

#: The default example of the editor.
_FIRST = "chairs-of-a-mechanism"


def editor(
    request: Request, service: Service, query: str | None = None, problem: Problem | None = None
) -> str:
    """The editor with a query and its error, if any.

    Without a query it holds the example that the URL names, or the first.
    """
    if query is None:
        name = request.query_params.get("example", "")
        example = sparql_examples.named(service.catalogue, name)
        first = sparql_examples.named(service.catalogue, _FIRST)
        query = (example or first or sparql_examples.files()[0]).query
    return _page(request, service, query, problem, None)


def results_page(request: Request, service: Service, query: str, form: Form, data: bytes) -> str:
    """The editor with the results of its query: `data` is SPARQL JSON, or N-Triples for a graph."""
    results = _graph(data) if form == "graph" else _results(data)
    return _page(request, service, query, None, results)


def _page(
    request: Request,
    service: Service,
    query: str,
    problem: Problem | None,
    results: dict[str, Any] | None,
) -> str:
    return page(
        request,
        "sparql.html",
        release=service.release.id,
        endpoint=f"{service.root}/sparql",
        query=query,
        problem=problem,
        prefixes=PREFIXES,
        first=_BEGIN,
        examples=sparql_examples.files(),
        questions=sparql_examples.questions(service.catalogue),
        results=results,
    )


def _graph(data: bytes) -> dict[str, Any]:
    lines = data.decode().splitlines()
    return {"triples": "\n".join(lines[:ROWS]), "total": len(lines), "shown": min(len(lines), ROWS)}


def _results(data: bytes) -> dict[str, Any]:
    document = json.loads(data)
    if "boolean" in document:
        return {"boolean": document["boolean"]}
    variables: list[str] = document["head"]["vars"]
    rows = [
        [_cell(binding.get(variable)) for variable in variables]
        for binding in document["results"]["bindings"][:ROWS]
    ]
    return {
        "variables": variables,
        "rows": rows,
        "total": len(document["results"]["bindings"]),
        "shown": len(rows),
    }


def _cell(term: dict[str, Any] | None) -> dict[str, Any]:
    """A term for the template: its text, and its URL if it is a dereferenceable IRI."""
    if term is None:
        return {"text": "", "href": None, "note": ""}
    if term["type"] == "uri":
        iri: str = term["value"]
        follow = iri.startswith(("http://", "https://"))
        return {"text": compact(iri), "href": iri if follow else None, "note": ""}
    note = term.get("xml:lang") or local_name(term.get("datatype", ""))
    return {"text": str(term["value"]), "href": None, "note": note}
