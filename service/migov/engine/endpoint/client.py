"""Asks a SPARQL 1.1 endpoint elsewhere, through SPARQLWrapper, from inside a worker.

The query is parsed here first, so that syntax errors, SERVICE and negotiation are told in the same
words whatever the endpoint is; its result is asked for in one format per form and rewritten into
the one that the client takes, since endpoints differ in what they offer. Solutions come as XML:
the one format in which every server tested writes every literal as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
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

from migov.engine.endpoint import dialects
from migov.engine.endpoint.dialects import Dialect
from migov.engine.errors import QueryFailed, StoreUnavailable
from migov.engine.evaluation import Announce, Sink, checked, write
from migov.engine.formats import Form
from migov.engine.interface import QueryRequest


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A SPARQL endpoint elsewhere: its address, its server's ways, its named graphs.

    The graphs are known only where the dialect needs them told; `seconds` limits each request.
    """

    url: str
    dialect: Dialect
    named_graphs: tuple[str, ...]
    seconds: float

    @classmethod
    def reached(cls, url: str, seconds: float) -> Endpoint:
        """The endpoint at `url`; raises StoreUnavailable where none answers there."""
        wrapper = _wrapper(url, "ASK { ?s ?p ?o }", "boolean", seconds)
        try:
            answer = wrapper.query()
            cast("IO[bytes]", answer.response).read()
        except (SPARQLWrapperException, OSError, ValueError) as error:
            raise StoreUnavailable(f"No SPARQL endpoint answers at {url}: {error}") from None
        reached = cls(url, dialects.of(str(answer.info().get("server", ""))), (), seconds)
        if reached.dialect.default_graph is None:
            return reached
        return replace(reached, named_graphs=tuple(reached.graphs()))

    def graphs(self) -> dict[str, int]:
        """The named graphs of the store, without those that its server keeps for itself.

        Each with its number of triples.
        """
        # DISTINCT would say less, and Virtuoso 7.2 never ends it.
        counted = self._rows(
            "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
        )
        ours = self.dialect.own_graphs | {self.dialect.default_graph}
        sizes = {row["graph"].value: int(row["n"].value) for row in counted}
        return {name: size for name, size in sorted(sizes.items()) if name not in ours}

    def default_graph_size(self) -> int:
        """How many triples the default graph has, as a query sees it."""
        text = self.dialect.said("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", self.named_graphs)
        return int(next(self._rows(text))["n"].value)

    def _rows(self, text: str) -> Iterator[Any]:
        wrapper = _wrapper(self.url, text, "solutions", self.seconds)
        return iter(_read(_fetched(wrapper, self.url), "solutions", self.dialect))

    def ask(
        self,
        request: QueryRequest,
        announce: Announce,
        sink: Sink,
        federation: Collection[str],
    ) -> None:
        """Runs `request` there and writes its result to `sink`; raises an EngineError."""
        query = checked(request, federation)
        bare = not query.default_graphs and not query.named_graphs
        text = self.dialect.said(request.text, self.named_graphs) if bare else request.text
        wrapper = _wrapper(self.url, text, query.form, self.seconds)
        for graph in request.default_graphs:
            wrapper.addDefaultGraph(graph)
        for graph in request.named_graphs:
            wrapper.addNamedGraph(graph)
        results = _read(_fetched(wrapper, self.url), query.form, self.dialect)
        write(results, query.form, request, announce, sink)


def _wrapper(endpoint: str, text: str, form: Form, seconds: float) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(endpoint, agent="migov")
    wrapper.setMethod(POST)
    wrapper.setOnlyConneg(True)
    wrapper.setTimeout(max(1, round(seconds)))
    # SPARQLWrapper would guess the kind of query by a pattern that a comment may fool, and might
    # take it for an update: it is told the query as it was parsed.
    wrapper.queryString = text
    wrapper.queryType = {"solutions": "SELECT", "boolean": "ASK", "graph": "CONSTRUCT"}[form]
    wrapper.setReturnFormat(TURTLE if form == "graph" else XML)
    return wrapper


def _read(data: bytes, form: Form, dialect: Dialect) -> Any:
    """The endpoint's answer as results that `write` takes."""
    try:
        if form == "graph":
            return (quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE))
        if dialect.bnode_prefix:
            # Markup in a literal is escaped: only a blank node begins so.
            data = data.replace(f"<bnode>{dialect.bnode_prefix}".encode(), b"<bnode>")
        results = ox.parse_query_results(data, format=ox.QueryResultsFormat.XML)
        if form == "boolean" and isinstance(results, ox.QuerySolutions):
            holds = any(next(iter(row)) is not None for row in results)
            return ox.Store().query("ASK {}" if holds else "ASK { FILTER(false) }")
    except (SyntaxError, ValueError) as error:
        raise QueryFailed(f"The store's answer could not be read: {error}") from None
    return results


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
