"""Queries a remote SPARQL 1.1 endpoint through SPARQLWrapper, from inside a worker.

The query is parsed here first, so that syntax errors, SERVICE and negotiation are reported alike
for every endpoint. The result is requested in one format per query form and converted into the one
that the client accepts, since endpoints differ in what they offer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO, Any, cast
from urllib.error import URLError

import pyoxigraph as ox
from SPARQLWrapper import POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
)

from migov.engine.errors import QueryFailed, StoreUnavailable
from migov.engine.evaluation import Announce, Sink, checked, write
from migov.engine.formats import Form
from migov.engine.interface import QueryRequest
from migov.stored_queries import service_query


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A remote SPARQL endpoint: its URL, and the time limit of each request in seconds."""

    url: str
    seconds: float

    @classmethod
    def reached(cls, url: str, seconds: float) -> Endpoint:
        """The endpoint at `url`; raises StoreUnavailable if it does not answer."""
        wrapper = _wrapper(url, "ASK { ?s ?p ?o }", "boolean", seconds)
        try:
            cast("IO[bytes]", wrapper.query().response).read()
        except (SPARQLWrapperException, OSError, ValueError) as error:
            raise StoreUnavailable(f"No SPARQL endpoint answers at {url}: {error}") from None
        return cls(url, seconds)

    def graphs(self) -> dict[str, int]:
        """The named graphs of the store, each with its number of triples."""
        rows = self._rows(service_query("graphs"))
        return {row["graph"].value: int(row["size"].value) for row in rows}

    def default_graph_size(self) -> int:
        """How many triples the default graph has, as a query sees it."""
        return int(next(self._rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))["n"].value)

    def _rows(self, text: str) -> Iterator[Any]:
        wrapper = _wrapper(self.url, text, "solutions", self.seconds)
        return iter(_read(_fetched(wrapper, self.url), "solutions"))

    def ask(
        self,
        request: QueryRequest,
        announce: Announce,
        sink: Sink,
        federation: Collection[str],
    ) -> None:
        """Runs `request` there and writes its result to `sink`; raises an EngineError."""
        query = checked(request, federation)
        # The protocol has no parameter for a base. One in the text itself still takes precedence.
        text = f"BASE <{request.base}> {request.text}" if request.base else request.text
        wrapper = _wrapper(self.url, text, query.form, self.seconds)
        for graph in request.default_graphs:
            wrapper.addDefaultGraph(graph)
        for graph in request.named_graphs:
            wrapper.addNamedGraph(graph)
        results = _read(_fetched(wrapper, self.url), query.form)
        write(results, query.form, request, announce, sink)


def _wrapper(endpoint: str, text: str, form: Form, seconds: float) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(endpoint, agent="migov")
    wrapper.setMethod(POST)
    wrapper.setOnlyConneg(True)
    wrapper.setTimeout(max(1, round(seconds)))
    # SPARQLWrapper guesses the kind of query by a pattern that a comment can defeat, and might take
    # it for an update: so the form is set from the parsed query.
    wrapper.queryString = text
    wrapper.queryType = {"solutions": "SELECT", "boolean": "ASK", "graph": "CONSTRUCT"}[form]
    wrapper.setReturnFormat(TURTLE if form == "graph" else XML)
    return wrapper


def _read(data: bytes, form: Form) -> Any:
    """The endpoint's answer as results that `write` takes."""
    try:
        if form == "graph":
            return (quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE))
        return ox.parse_query_results(data, format=ox.QueryResultsFormat.XML)
    except (SyntaxError, ValueError) as error:
        raise QueryFailed(f"The store's answer could not be read: {error}") from None


def _fetched(wrapper: SPARQLWrapper, endpoint: str) -> bytes:
    try:
        return cast("IO[bytes]", wrapper.query().response).read()
    except QueryBadFormed as error:
        raise QueryFailed(f"The store does not accept this query: {_reason(error)}") from None
    except EndPointInternalError as error:
        raise QueryFailed(f"The store failed on this query: {_reason(error)}") from None
    except (EndPointNotFound, Unauthorized, URLError, ConnectionError, TimeoutError) as error:
        raise StoreUnavailable(f"The store at {endpoint} does not answer: {error}") from None
    except SPARQLWrapperException as error:
        raise QueryFailed(f"The store refused this query: {_reason(error)}") from None


def _reason(error: SPARQLWrapperException) -> str:
    """The endpoint's error message, shortened for display."""
    return str(error.args[0] if error.args else error)[:500]
