"""Finds federation, dataset clauses and volatile functions in a query.

Oxigraph does not expose its algebra, so rdflib's parser reads the few texts that could contain
these. It runs in a worker (a process of one thread: rdflib's parser is not thread-safe), and only
if a keyword occurs in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from rdflib.plugins.sparql.algebra import translatePName, translatePrologue, traverse
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from migov.engine.errors import QueryRefused


def read(text: str) -> tuple[tuple[str | None, ...], tuple[str, ...], tuple[str, ...]]:
    """The endpoints of SERVICE (None: a variable), and the default and named graphs of FROM.

    Propagates rdflib's exceptions if it cannot parse the text.
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


#: The beginning of a query up to its form: blanks, comments, BASE and PREFIX. Only from the start
#: of the text can a pattern tell a comment or an IRI from an operator.
_PROLOGUE = re.compile(
    r"""(?>\s+|\#[^\n\r]*[\n\r]|(?:BASE|PREFIX\s+[^\s:#<>]*:)\s*<[^<>"{}|^`\\\x00-\x20]*>)*""",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"service", re.IGNORECASE)
#: The keyword, not a variable of that name: parsing costs twenty times a small query.
_FROM = re.compile(r"(?<![?$\w])from\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inspection:
    """The endpoints that SERVICE names (None: a variable), and the dataset clause's graphs."""

    services: tuple[str | None, ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def mentions_service(text: str) -> bool:
    """Whether the keyword occurs anywhere behind the prologue: only then can the query federate."""
    return _SERVICE.search(text, _end_of_prologue(text)) is not None


def _end_of_prologue(text: str) -> int:
    prologue = _PROLOGUE.match(text)
    return prologue.end() if prologue else 0


def inspect(text: str) -> Inspection:
    """Parses the query if it may federate or name graphs.

    Raises QueryRefused if it mentions SERVICE and cannot be checked: a doubtful query must not
    reach the network.
    """
    if not mentions_service(text) and not _FROM.search(text, _end_of_prologue(text)):
        return Inspection()
    try:
        return Inspection(*read(text))
    except RecursionError:
        raise QueryRefused("The query is nested too deeply to be checked for SERVICE.") from None
    except Exception as error:
        if not mentions_service(text):
            # Only the store's own parser accepts this query, and it also reads the dataset clause.
            return Inspection()
        raise QueryRefused(
            "The query uses SERVICE in a syntax beyond SPARQL 1.1, so it cannot be checked: "
            "write it in SPARQL 1.1."
        ) from error


_VOLATILE = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(|_:|\[", re.IGNORECASE)


def volatile(text: str) -> bool:
    """Whether two runs of the query over the same data may differ (NOW, RAND, fresh blank nodes).

    Errs on the side of yes: the word in a literal counts, and costs no more than a cache entry.
    """
    return _VOLATILE.search(text) is not None
