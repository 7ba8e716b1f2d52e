"""Converts RDF terms to the cells of an answer.

A resource is {"iri", "label", "slug"} (slug null for an IRI outside the project), several are a
list; a literal is a JSON scalar, a date its ISO 8601 text; unknown is null. Queries return several
values as one string: IRIs separated by spaces, texts by line feeds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from migov.engine.interface import Term
from migov.questions.header import Column
from migov.questions.labels import Labels
from migov.vocabulary import PREFIXES, iri, name

Cell = Any
_XSD = PREFIXES["xsd"]
_NUMBERS = {"decimal", "double", "float"}


def settled(terms: Mapping[str, Term], columns: Mapping[str, Column]) -> dict[str, Term]:
    """A solution normalized across stores.

    Some stores return a computed boolean as a number; an empty text means no value.
    """
    out: dict[str, Term] = {}
    for variable, term in terms.items():
        if not isinstance(term, ox.Literal):
            out[variable] = term
        elif variable in columns and columns[variable].kind == "flag":
            out[variable] = ox.Literal(term.value in ("true", "1"))
        elif term.value:
            out[variable] = term
    return out


def row(
    terms: Mapping[str, Term], columns: Mapping[str, Column], labels: Labels, lang: str
) -> dict[str, Cell]:
    """One row of an answer: cells by column, in the columns' order."""
    return {
        column.name: cell(terms.get(column.name), column, labels, lang)
        for column in columns.values()
    }


def cell(term: Term | None, column: Column, labels: Labels, lang: str) -> Cell:
    """One cell, converted to the kind of its column."""
    if column.kind == "resources":
        text = term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
        found = [resource(iri, labels, lang) for iri in sorted(set(text.split()))]
        return sorted(found, key=lambda item: (item["label"], item["iri"]))
    if column.kind == "values":
        text = term.value if isinstance(term, ox.Literal) else ""
        return sorted({line for line in text.split("\n") if line})
    if term is None:
        return None
    if column.kind == "resource" and isinstance(term, ox.NamedNode):
        return resource(term.value, labels, lang)
    return scalar(term)


def resource(iri: str, labels: Labels, lang: str) -> dict[str, str | None]:
    """The cell of a resource."""
    known = name(iri)
    return {
        "iri": iri,
        "label": labels.label(iri, lang),
        "slug": known.slug if known else None,
    }


def cited(rows: Iterable[Mapping[str, Cell]]) -> list[dict[str, str | None]]:
    """The sources in rows, without duplicates, those of the most rows first."""
    prefix = iri("source", "")
    found: dict[str, dict[str, str | None]] = {}
    count: Counter[str] = Counter()
    for each in rows:
        for value in each.values():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and item["iri"].startswith(prefix):
                    found.setdefault(item["iri"], item)
                    count[item["iri"]] += 1
    return sorted(found.values(), key=lambda item: (-count[str(item["iri"])], str(item["iri"])))


def scalar(term: Term) -> str | int | float | bool | None:
    """A literal as a JSON scalar; an empty text, which means no value, is null."""
    if not isinstance(term, ox.Literal):
        return str(getattr(term, "value", term))
    kind = term.datatype.value.removeprefix(_XSD)
    if kind == "boolean":
        return term.value in ("true", "1")
    if kind == "integer":
        return int(term.value)
    if kind in _NUMBERS:
        return float(Decimal(term.value)) if kind == "decimal" else float(term.value)
    return term.value or None
