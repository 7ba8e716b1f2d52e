"""Loads a release into a remote SPARQL 1.1 store, by SPARQL Update or the Graph Store Protocol.

Each of the release's graphs replaces the store's graph of the same name, and the merged graph
replaces its default graph. Graphs under our own base that the release no longer has are dropped;
all others stay. Clients may see a part of the release meanwhile: load a store before serving it.
"""

from __future__ import annotations

import base64
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import NamedTuple, Protocol

import pyoxigraph as ox
from SPARQLWrapper import BASIC, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from migov.engine.endpoint.client import Endpoint
from migov.engine.errors import EngineError
from migov.vocabulary import BASE

#: Triples sent at once.
BATCH = 10_000
#: Seconds that the store may take over one request.
_SECONDS = 600.0

#: Called with the number of triples sent so far and the number of all.
Progress = Callable[[int, int], None]


class LoadFailed(EngineError):
    """The store rejected the release; the message holds its response."""


class Credentials(NamedTuple):
    """The user who writes, for Basic authentication (RFC 7617)."""

    user: str
    password: str


class Target(Protocol):
    """Where graphs are written; a graph of None is the store's default graph."""

    def put(self, graph: str | None, triples: bytes) -> None:
        """Replaces a graph by triples in N-Triples."""
        ...

    def add(self, graph: str | None, triples: bytes) -> None:
        """Adds triples to a graph; they share no blank node with what was sent before."""
        ...

    def drop(self, graph: str) -> None:
        """Removes a graph."""
        ...


class UpdateTarget:
    """A store written through SPARQL 1.1 Update, by SPARQLWrapper."""

    def __init__(self, url: str, credentials: Credentials | None = None) -> None:
        self._url = url
        self._credentials = credentials

    def put(self, graph: str | None, triples: bytes) -> None:
        self._run(f"DROP SILENT {_named(graph)} ;\n{_insert(graph, triples)}")

    def add(self, graph: str | None, triples: bytes) -> None:
        self._run(_insert(graph, triples))

    def drop(self, graph: str) -> None:
        self._run(f"DROP SILENT {_named(graph)}")

    def _run(self, update: str) -> None:
        wrapper = SPARQLWrapper(self._url, self._url, agent="migov")
        wrapper.setMethod(POST)
        wrapper.setTimeout(round(_SECONDS))
        #  Set here because SPARQLWrapper would guess it from the text: see `client`.
        wrapper.queryString = update
        wrapper.queryType = "INSERT"
        if self._credentials is not None:
            wrapper.setHTTPAuth(BASIC)
            wrapper.setCredentials(*self._credentials)
        try:
            wrapper.query().response.read()
        except (SPARQLWrapperException, OSError) as error:
            raise LoadFailed(f"{self._url} did not take an update: {_brief(error)}") from None


class GraphStoreTarget:
    """A store written through the SPARQL 1.1 Graph Store HTTP Protocol."""

    def __init__(self, url: str, credentials: Credentials | None = None) -> None:
        self._url = url
        self._credentials = credentials

    def put(self, graph: str | None, triples: bytes) -> None:
        self._send("PUT", graph, triples)

    def add(self, graph: str | None, triples: bytes) -> None:
        self._send("POST", graph, triples)

    def drop(self, graph: str) -> None:
        self._send("DELETE", graph, None)

    def _send(self, method: str, graph: str | None, triples: bytes | None) -> None:
        which = "default" if graph is None else "graph=" + urllib.parse.quote(graph, safe="")
        separator = "&" if urllib.parse.urlsplit(self._url).query else "?"
        request = urllib.request.Request(  # noqa: S310 — the operator names the address
            f"{self._url}{separator}{which}", triples, method=method
        )
        request.add_header("Content-Type", "application/n-triples")
        request.add_header("User-Agent", "migov")
        if self._credentials is not None:
            pair = ":".join(self._credentials).encode()
            request.add_header("Authorization", f"Basic {base64.b64encode(pair).decode()}")
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as response:  # noqa: S310
                response.read()
        except urllib.error.HTTPError as error:
            if method == "DELETE" and error.code == 404:
                return
            detail = error.read(500).decode(errors="replace").strip()
            raise LoadFailed(
                f"{self._url} answered {error.code} {error.reason} to {method}: {detail}"
            ) from None
        except (OSError, ValueError) as error:
            raise LoadFailed(f"{self._url} did not take a graph: {_brief(error)}") from None


def target(
    endpoint: Endpoint,
    update_url: str | None = None,
    graph_store_url: str | None = None,
    credentials: Credentials | None = None,
) -> Target:
    """How to write to the store behind `endpoint`.

    Unless the operator names an address, that is SPARQL Update at `…/update` beside `…/query` or
    `…/sparql`.
    """
    if graph_store_url is not None:
        return GraphStoreTarget(graph_store_url, credentials)
    if update_url is not None:
        return UpdateTarget(update_url, credentials)
    parts = urllib.parse.urlsplit(endpoint.url)
    folder, _, last = parts.path.rpartition("/")
    path = f"{folder}/update" if last in ("query", "sparql") else parts.path
    return UpdateTarget(parts._replace(path=path, query="").geturl(), credentials)


def load(store: ox.Store, endpoint: Endpoint, into: Target, progress: Progress) -> None:
    """Writes every graph of `store` and its default graph; raises LoadFailed or StoreUnavailable.

    Afterwards it counts the triples in the endpoint and raises LoadFailed if any are missing.
    """
    names = sorted(name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode))
    for stale in endpoint.graphs().keys() - set(names):
        if stale.startswith(BASE):
            into.drop(stale)
    sizes: dict[str | None, int] = {}
    total, sent = len(store), 0
    for name in (*names, None):
        sizes[name] = 0
        for batch in _batches(store, ox.DefaultGraph() if name is None else ox.NamedNode(name)):
            data = ox.serialize(batch, format=ox.RdfFormat.N_TRIPLES) or b""
            if sizes[name]:
                into.add(name, data)
            else:
                into.put(name, data)
            sizes[name] += len(batch)
            sent += len(batch)
            progress(sent, total)
    _verify(endpoint, sizes)


def _batches(
    store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph
) -> Iterator[tuple[ox.Triple, ...]]:
    """A graph's triples in batches; those with blank nodes come first, in one request."""
    quads = list(store.quads_for_pattern(None, None, None, graph))
    blank = [quad.triple for quad in quads if _blank(quad)]
    others = (quad.triple for quad in quads if not _blank(quad))
    batch = tuple(chain(blank, islice(others, BATCH)))
    while batch:
        yield batch
        batch = tuple(islice(others, BATCH))


def _blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _verify(endpoint: Endpoint, sizes: dict[str | None, int]) -> None:
    held: dict[str | None, int] = {None: endpoint.default_graph_size()}
    held.update(endpoint.graphs())
    for name, size in sizes.items():
        if held.get(name, 0) != size:
            what = "its default graph" if name is None else f"the graph {name}"
            raise LoadFailed(
                f"The store holds {held.get(name, 0)} triples in {what} instead of {size}. If "
                "its default graph shows all named graphs, configure it to keep them separate."
            )


def _insert(graph: str | None, triples: bytes) -> str:
    data = triples.decode()
    if graph is None:
        return f"INSERT DATA {{\n{data}}}"
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{data}}} }}"


def _named(graph: str | None) -> str:
    return "DEFAULT" if graph is None else f"GRAPH <{graph}>"


def _brief(error: Exception) -> str:
    return " ".join(str(part) for part in error.args)[:500] or type(error).__name__
