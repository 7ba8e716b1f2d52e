"""Finds the SERVICE clauses of a query in rdflib's algebra (SPARQL 1.1 Federated Query).

Used in workers alone, processes of one thread: rdflib's parser is not thread-safe.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from rdflib.plugins.sparql.algebra import translatePName, translatePrologue, traverse
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue


def services(text: str, base: str | None = None) -> tuple[str | None, ...]:
    """The endpoints of SERVICE; None stands for a variable.

    Relative IRIs resolve against `base`. Propagates rdflib's exceptions if it cannot parse the
    text.
    """
    found: list[str | None] = []
    prologue_tree, query = parseQuery(text)
    prologue = translatePrologue(prologue_tree, base)
    # Resolves prefixed and relative names in place.
    query = traverse(query, visitPost=partial(translatePName, prologue=prologue))
    traverse(query, visitPre=partial(_collect, found))
    return tuple(found)


def _collect(services: list[str | None], node: Any) -> None:
    """Notes the endpoint of each SERVICE pattern that a traversal meets."""
    if isinstance(node, CompValue) and node.name == "ServiceGraphPattern":
        term = node.term
        services.append(str(term) if type(term).__name__ == "URIRef" else None)
