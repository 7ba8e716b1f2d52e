"""The question mix: every stored question and example as it stands, and what is a right answer.

The reference is the engine's own evaluation, in this process, over the release's store. Rows are
compared as sets; a text that joins several IRIs by blanks, or lines, in whatever order, counts as
their set, and a boolean as 1 or 0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
)

from migov.settings import resources
from migov.vocabulary import BASE, PREFIXES

RESULTS, TRIPLES = "application/sparql-results+json", "application/n-triples"
_XSD = PREFIXES["xsd"]
_NUMBERS = {_XSD + kind for kind in ("integer", "decimal", "double", "float")}

Answer = frozenset[tuple[tuple[str, str], ...] | str]


@dataclass(frozen=True)
class Query:
    """One query of the mix, the media type that its answer is asked for in, and that answer."""

    name: str
    text: str
    accept: str
    answer: Answer

    def is_right(self, body: bytes) -> bool:
        """Whether a body in the media type that was asked for holds the right answer."""
        try:
            return read_answer(body, self.accept) == self.answer
        except (ValueError, KeyError, SyntaxError):
            return False


def queries(store: Store, folders: Iterable[str] = ("questions", "examples")) -> list[Query]:
    """The mix, with the answers of `store`."""
    files: list[Path] = []
    for folder in folders:
        files += sorted((resources() / "queries" / folder).glob("*.rq"))
    return [_query(file, store) for file in files]


def _query(file: Path, store: Store) -> Query:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("#+"))  # the body, no header
    result = store.query(text)
    if isinstance(result, QuerySolutions | QueryBoolean):
        accept, body = RESULTS, result.serialize(format=QueryResultsFormat.JSON)
    else:
        assert isinstance(result, QueryTriples)
        accept, body = TRIPLES, result.serialize(format=RdfFormat.N_TRIPLES)
    assert body is not None
    name = file.stem if file.parent.name == "questions" else f"{file.stem} (example)"
    return Query(name, text, accept, read_answer(body, accept))


def read_answer(body: bytes, media_type: str) -> Answer:
    """An answer as a set of rows, or of triples; raises ValueError or KeyError if it is none."""
    if media_type == TRIPLES:
        return frozenset(str(triple) for triple in parse(body, format=RdfFormat.N_TRIPLES))
    content = json.loads(body)
    if "boolean" in content:
        return frozenset([str(content["boolean"])])
    return frozenset(
        tuple(sorted((name, _term(term)) for name, term in row.items()))
        for row in content["results"]["bindings"]
    )


def _term(term: dict[str, Any]) -> str:
    kind, value = term["type"], str(term["value"])
    if kind == "uri":
        return f"<{value}>"
    if kind == "bnode":
        return "[]"
    datatype = term.get("datatype", _XSD + "string")
    if datatype in _NUMBERS:
        return _number(value)
    if datatype == f"{_XSD}boolean":
        return _number({"true": "1", "false": "0"}.get(value, value))  # some know no booleans
    parts = value.split()
    if "\n" in value or all(part.startswith(BASE) for part in parts):
        value = " ".join(sorted(parts))
    return f"{value}@{term.get('xml:lang', '')}^^{'' if 'xml:lang' in term else datatype}"


def _number(text: str) -> str:
    try:
        return f"{Decimal(text):.6f}"
    except InvalidOperation:
        return text
