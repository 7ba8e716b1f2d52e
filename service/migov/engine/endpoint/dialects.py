"""What servers of SPARQL endpoints do in their own way, and how to ask and fill them all the same.

An endpoint that keeps to SPARQL 1.1 needs nothing of this; its dialect is PLAIN.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from migov.vocabulary import BASE

#: Where the merged default graph lives in a store that has no default graph of its own.
MERGED: Final = f"{BASE}graph/merged"

_GRAPH = re.compile(r"\bgraph\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """One server's ways.

    `server` begins its `Server` header. `default_graph` names the graph that stands for the default
    graph, None where the store has one. `graph_store` is the path of its Graph Store Protocol that
    takes writes, None where SPARQL Update serves. `bnode_prefix` begins what it writes for blank
    nodes, though no label may. `own_graphs` are graphs that the server keeps for itself.
    """

    server: str
    default_graph: str | None = None
    graph_store: str | None = None
    bnode_prefix: str = ""
    own_graphs: frozenset[str] = frozenset()

    def said(self, text: str, named_graphs: Iterable[str]) -> str:
        """A query that names no dataset, as this server must be told it.

        `named_graphs` are those of the store, `default_graph` not among them.
        """
        if self.default_graph is None:
            return text
        pragmas = [f"define input:default-graph-uri <{self.default_graph}>"]
        if _GRAPH.search(text):
            # Each costs the server's compiler something, so they are told only where it matters.
            pragmas += [f"define input:named-graph-uri <{graph}>" for graph in named_graphs]
        return " ".join(pragmas) + "\n" + text


PLAIN: Final = Dialect("")

#: Virtuoso 7: without a dataset it asks all graphs at once, a triple once for each that holds it;
#: its ASK answers as a SELECT, and it takes long updates only through the Graph Store Protocol.
VIRTUOSO: Final = Dialect(
    "Virtuoso",
    default_graph=MERGED,
    graph_store="/sparql-graph-crud-auth",
    bnode_prefix="nodeID://",
    own_graphs=frozenset(
        {
            "http://www.openlinksw.com/schemas/virtrdf#",
            "http://localuriqaserver/sparql",
            "http://www.w3.org/ns/ldp#",
            "http://www.w3.org/2002/07/owl#",
            "http://localhost:8890/sparql",
            "http://localhost:8890/DAV/",
        }
    ),
)

_KNOWN = (VIRTUOSO,)


def of(server: str) -> Dialect:
    """The dialect of the server that names itself so in its `Server` header."""
    return next((dialect for dialect in _KNOWN if server.startswith(dialect.server)), PLAIN)
