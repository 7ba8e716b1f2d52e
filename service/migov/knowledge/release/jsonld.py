"""A graph as compact JSON-LD: one node object a line, IRIs shortened by prefixes, no nesting.

The context is inline and holds prefixes alone, so that a reader without a JSON-LD processor sees
the same names as in the Turtle, and can read the file line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from migov.vocabulary import PREFIXES, RDF_TYPE

_STRING = PREFIXES["xsd"] + "string"


def json_ld(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples, which come sorted by subject, as a JSON-LD document."""
    short = _Shortener(prefixes)
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        subject = _node(triple.subject, short)
        node = nodes.setdefault(subject, {"@id": subject})
        value = triple.object
        if triple.predicate.value == RDF_TYPE and isinstance(value, NamedNode):
            node.setdefault("@type", []).append(short(value.value))
        else:
            node.setdefault(short(triple.predicate.value), []).append(_value(value, short))
    lines = [json.dumps(node, ensure_ascii=False) for node in nodes.values()]
    context = json.dumps(dict(prefixes), ensure_ascii=False)
    body = ",\n".join(lines)
    return f'{{"@context": {context}, "@graph": [\n{body}\n]}}\n'.encode()


class _Shortener:
    """IRIs as compact IRIs, each looked up once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._known: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        found = self._known.get(iri)
        if found is None:
            namespace = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
            prefix, local = self._prefixes.get(namespace), iri[len(namespace) :]
            found = self._known[iri] = f"{prefix}:{local}" if prefix and local else iri
        return found


def _node(term: object, short: _Shortener) -> str:
    if isinstance(term, NamedNode):
        return short(term.value)
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    raise TypeError(f"{term} is no node of RDF 1.1")


def _value(term: object, short: _Shortener) -> Any:
    if not isinstance(term, Literal):
        return {"@id": _node(term, short)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype.value == _STRING:
        return term.value
    return {"@type": short(term.datatype.value), "@value": term.value}
