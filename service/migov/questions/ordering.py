"""The order of an answer's rows, where a question's header names it.

A header may say `order: [-shared, member]` instead of `ORDER BY`: by these columns, "-" for
descending.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from migov.engine.interface import Term
from migov.vocabulary import local_name

_NUMBERS = ("integer", "decimal", "double")


def ordered(rows: Iterable[dict[str, Term]], order: Sequence[str]) -> list[dict[str, Term]]:
    """`rows` by the columns of `order`, numbers as numbers, the unknown first."""
    found = list(rows)
    for key in reversed(order):
        column = key.removeprefix("-")
        found.sort(key=lambda row: _key(row.get(column)), reverse=key.startswith("-"))
    return found


def _key(term: Term | None) -> tuple[float, str]:
    if isinstance(term, ox.Literal):
        kind = local_name(term.datatype.value)
        return (float(term.value), "") if kind in _NUMBERS else (0.0, term.value)
    return (0.0, str(term) if term is not None else "")
