"""Asks a SPARQL 1.1 endpoint elsewhere, through SPARQLWrapper, from inside a worker.

The query is parsed here first, so that syntax errors, SERVICE and negotiation are told in the same
words whatever the endpoint is; its result is asked for in one format per form and rewritten into
the one that the client takes, since endpoints differ in what they offer.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import IO, Any, cast
from urllib.error import URLError

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
)

from migov.engine.errors import QueryFailed, StoreUnavailable
from migov.engine.evaluation import Announce, Sink, checked, write
from migov.engine.interface import QueryRequest


def ask_endpoint(
    endpoint: str,
    request: QueryRequest,
    announce: Announce,
    sink: Sink,
    federation: Collection[str],
    seconds: float,
) -> None:
    """Runs `request` at `endpoint` and writes its result to `sink`; raises an EngineError."""
    form = checked(request, federation).form
    wrapper = SPARQLWrapper(endpoint, agent="migov")
    wrapper.setMethod(POST)
    wrapper.setOnlyConneg(True)
    wrapper.setTimeout(max(1, round(seconds)))
    wrapper.setQuery(request.text)
    wrapper.setReturnFormat(TURTLE if form == "graph" else JSON)
    for graph in request.default_graphs:
        wrapper.addDefaultGraph(graph)
    for graph in request.named_graphs:
        wrapper.addNamedGraph(graph)
    data = _fetched(wrapper, endpoint)
    try:
        if form == "graph":
            results: Any = (quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE))
        else:
            results = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, json.JSONDecodeError) as error:
        raise QueryFailed(f"The store's answer could not be read: {error}") from None
    write(results, form, request, announce, sink)


def _fetched(wrapper: SPARQLWrapper, endpoint: str) -> bytes:
    try:
        return cast("IO[bytes]", wrapper.query().response).read()
    except QueryBadFormed as error:
        raise QueryFailed(f"The store does not take this query: {_reason(error)}") from None
    except EndPointInternalError as error:
        raise QueryFailed(f"The store failed on this query: {_reason(error)}") from None
    except (EndPointNotFound, Unauthorized, URLError, ConnectionError, TimeoutError) as error:
        raise StoreUnavailable(f"The store at {endpoint} does not answer: {error}") from None
    except SPARQLWrapperException as error:
        raise QueryFailed(f"The store refused this query: {_reason(error)}") from None


def _reason(error: SPARQLWrapperException) -> str:
    """The endpoint's own words, cut to what a person reads."""
    return str(error.args[0] if error.args else error)[:500]
