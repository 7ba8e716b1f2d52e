"""Finds federation, dataset clauses and volatile functions in a query.

Oxigraph does not expose its algebra. A dataset clause is found by its tokens, in every query that
the store accepts. SERVICE must be found in the parsed query, so `service_clauses` parses the few
texts that hold the word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from migov.engine.errors import QueryRefused

_EMPTY = ox.Store()
#: The tokens of SPARQL that may hold the text of a keyword without being one, then the words.
_TOKEN = re.compile(
    r"""(?:\#[^\r\n]*
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
    | [?$@]\w[\w-]*)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<name>(?:\w(?:[\w.-]*[\w-])?)?:(?:[\w.:%-]|\\.)*)
    | (?P<word>\w+)""",
    re.VERBOSE | re.DOTALL,
)
_FORM = frozenset({"select", "ask", "construct", "describe"})


def dataset_clause(text: str, base: str | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The default and the named graphs of FROM (SPARQL 1.1, section 13.2).

    The store's parser resolves their names after the prologue of the query. Both are empty if the
    text is no query.
    """
    default: list[str] = []
    named: list[str] = []
    prologue = None
    clause: list[str] | None = None
    for token in _TOKEN.finditer(text):
        word = (token["word"] or "").lower()
        if prologue is None:
            if word in _FORM:
                prologue = text[: token.start()]
        elif word == "from":
            clause = default
        elif word == "named" and clause is not None:
            clause = named
        elif clause is not None and (token["iri"] or token["name"]):
            clause.append(token[0])
            clause = None
    if not default and not named:
        return (), ()
    values = " ".join(f"({name} AS ?g{i})" for i, name in enumerate((*default, *named)))
    try:
        results: Any = _EMPTY.query(f"{prologue}SELECT {values} {{}}", base_iri=base)
        (row,) = results
    except (SyntaxError, ValueError):
        return (), ()
    graphs = tuple(term.value for term in row)
    return graphs[: len(default)], graphs[len(default) :]


#: The beginning of a query up to its form: blanks, comments, BASE and PREFIX. Only from the start
#: of the text can a pattern tell a comment or an IRI from an operator.
_PROLOGUE = re.compile(
    r"""(?>\s+|\#[^\n\r]*[\n\r]|(?:BASE|PREFIX\s+[^\s:#<>]*:)\s*<[^<>"{}|^`\\\x00-\x20]*>)*""",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"service", re.IGNORECASE)
#: The keyword, not a variable of that name.
_FROM = re.compile(r"(?<![?$\w])from\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inspection:
    """The endpoints that SERVICE names (None: a variable), and the dataset clause's graphs."""

    services: tuple[str | None, ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def mentions_service(text: str) -> bool:
    """Whether the keyword occurs anywhere behind the prologue: only then can the query federate."""
    # A substring is found a hundred times as fast as a pattern is matched.
    return "service" in text.casefold() and (
        _SERVICE.search(text, _end_of_prologue(text)) is not None
    )


def _may_name_graphs(text: str) -> bool:
    return "from" in text.casefold() and _FROM.search(text, _end_of_prologue(text)) is not None


def _end_of_prologue(text: str) -> int:
    prologue = _PROLOGUE.match(text)
    return prologue.end() if prologue else 0


def inspect(text: str, base: str | None = None) -> Inspection:
    """Inspects a query that may federate or name graphs; relative IRIs resolve against `base`.

    Raises QueryRefused if it mentions SERVICE and cannot be checked: a doubtful query must not
    reach the network.
    """
    endpoints: tuple[str | None, ...] = ()
    if mentions_service(text):
        # rdflib takes an eighth of a second to import, and the server itself parses no query.
        from migov.engine.service_clauses import services

        try:
            endpoints = services(text, base)
        except RecursionError:
            raise QueryRefused(
                "The query is nested too deeply to be checked for SERVICE."
            ) from None
        except Exception as error:
            raise QueryRefused(
                "The query uses SERVICE in a syntax beyond SPARQL 1.1, so it cannot be checked: "
                "write it in SPARQL 1.1."
            ) from error
    graphs = dataset_clause(text, base) if _may_name_graphs(text) else ((), ())
    return Inspection(endpoints, *graphs)


_VOLATILE = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(|_:|\[", re.IGNORECASE)
#: One of these is in every text that the pattern matches.
_VOLATILE_PARTS = ("now", "rand", "uuid", "bnode", "_:", "[")


def volatile(text: str) -> bool:
    """Whether two runs of the query over the same data may differ (NOW, RAND, fresh blank nodes).

    Errs on the side of yes: the word in a literal counts, and costs no more than a cache entry.
    """
    folded = text.casefold()
    return any(each in folded for each in _VOLATILE_PARTS) and _VOLATILE.search(text) is not None
