"""Converts RDF terms to the cells of an answer.

A resource is {"iri", "label", "slug"} (slug null for an IRI outside the project), several are a
list; a literal is a JSON scalar, a date its ISO 8601 text; unknown is null. Queries return several
values as one string: IRIs separated by spaces, texts by line feeds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pyoxigraph as ox

from migov.engine.solutions import Term
from migov.questions.header import Column
from migov.questions.labels import Labels
from migov.vocabulary import PREFIXES, iri, name

Cell = Any
#: The cell of a resource: its IRI, label and slug.
Resource = dict[str, str | None]
_XSD = PREFIXES["xsd"]
_NUMBERS = {"decimal", "double", "float"}


def settled(terms: Mapping[str, Term], columns: Mapping[str, Column]) -> dict[str, Term]:
    """A solution normalized across stores.

    Some stores return a computed boolean as a number; an empty text means no value.
    """
    normalized: dict[str, Term] = {}
    for variable, term in terms.items():
        if not isinstance(term, ox.Literal):
            normalized[variable] = term
        elif variable in columns and columns[variable].kind == "flag":
            normalized[variable] = ox.Literal(is_true(term))
        elif term.value:
            normalized[variable] = term
    return normalized


def is_true(term: Term) -> bool:
    """Whether a term is the boolean true; some stores compute it as a number."""
    return isinstance(term, ox.Literal) and term.value in ("true", "1")


def as_rows(
    solutions: Iterable[Mapping[str, Term]],
    columns: Mapping[str, Column],
    labels: Labels,
    lang: str,
) -> list[dict[str, Cell]]:
    """The rows of an answer: cells by column, in the columns' order.

    Equal resources share one cell, since a source or an actor stands in most rows.
    """
    named = cache(lambda iri: resource(iri, labels, lang))
    return [
        {each.name: cell(terms.get(each.name), each, named) for each in columns.values()}
        for terms in solutions
    ]


def cell(term: Term | None, column: Column, named: Callable[[str], Resource]) -> Cell:
    """One cell, converted to the kind of its column; `named` gives the cell of an IRI."""
    if column.kind == "resources":
        text = term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
        resources = [named(iri) for iri in set(text.split())]
        return sorted(resources, key=lambda item: (item["label"], item["iri"]))
    if column.kind == "values":
        text = term.value if isinstance(term, ox.Literal) else ""
        return sorted({line for line in text.split("\n") if line})
    if term is None:
        return None
    if column.kind == "resource" and isinstance(term, ox.NamedNode):
        return named(term.value)
    return scalar(term)


def resource(iri: str, labels: Labels, lang: str) -> Resource:
    """The cell of a resource."""
    parts = name(iri)
    return {
        "iri": iri,
        "label": labels.label(iri, lang),
        "slug": parts.slug if parts else None,
    }


def cited(rows: Iterable[Mapping[str, Cell]]) -> list[Resource]:
    """The sources in rows, without duplicates, those of the most rows first."""
    prefix = iri("source", "")
    sources: dict[str, Resource] = {}
    count: Counter[str] = Counter()
    for each in rows:
        for value in each.values():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and item["iri"].startswith(prefix):
                    sources.setdefault(item["iri"], item)
                    count[item["iri"]] += 1
    return sorted(sources.values(), key=lambda item: (-count[str(item["iri"])], str(item["iri"])))


def scalar(term: Term) -> str | int | float | bool | None:
    """A literal as a JSON scalar; an empty text, which means no value, is null."""
    if not isinstance(term, ox.Literal):
        return str(getattr(term, "value", term))
    kind = term.datatype.value.removeprefix(_XSD)
    if kind == "boolean":
        return is_true(term)
    if kind == "integer":
        return int(term.value)
    if kind in _NUMBERS:
        return float(Decimal(term.value)) if kind == "decimal" else float(term.value)
    return term.value or None
