"""A query as rdflib's parser reads it: which endpoints and which graphs it names."""

from __future__ import annotations

from functools import partial
from typing import Any

from rdflib.plugins.sparql.algebra import translatePName, translatePrologue, traverse
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue


def read(text: str) -> tuple[tuple[str | None, ...], tuple[str, ...], tuple[str, ...]]:
    """The endpoints of SERVICE (None: a variable), and the default and named graphs of FROM.

    Raises whatever rdflib raises where it cannot read the text.
    """
    services: list[str | None] = []
    prologue_tree, query = parseQuery(text)
    prologue = translatePrologue(prologue_tree, None)
    # Resolves prefixed and relative names in place.
    query = traverse(query, visitPost=partial(translatePName, prologue=prologue))
    traverse(query, visitPre=partial(_collect, services))
    clauses = query.datasetClause or []
    return (
        tuple(services),
        tuple(str(clause.default) for clause in clauses if clause.default),
        tuple(str(clause.named) for clause in clauses if clause.named),
    )


def _collect(services: list[str | None], node: Any) -> None:
    """Notes the endpoint of each SERVICE pattern that a traversal meets."""
    if isinstance(node, CompValue) and node.name == "ServiceGraphPattern":
        term = node.term
        services.append(str(term) if type(term).__name__ == "URIRef" else None)
