"""Loads the service's own queries, `queries/service/*.rq`, and binds values as terms.

Each file is a complete query with a header, like those of the catalogue. A variable value has its
own line, `VALUES ?name { … }`, with a working example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import pyoxigraph as ox

from migov.settings import resources
from migov.stored_queries import load_query, split_header

_VALUES = re.compile(r"^(\s*)VALUES \?(\w+) \{.*\}(.*)$", re.MULTILINE)


@cache
def service_query(name: str) -> str:
    """The text of `queries/service/<name>.rq` without its header; raises CannotRun."""
    stored = load_query(resources() / "queries" / "service" / f"{name}.rq")
    return "\n".join(line for _, line in split_header(stored.text)[1])


def bound_query(
    name: str, values: Mapping[str, Iterable[ox.NamedNode | ox.Literal]], limit: int | None = None
) -> str:
    """The query `name` with the given terms in its `VALUES` lines; at most `limit` rows.

    Raises KeyError if the query has no such line.
    """
    given = {variable: " ".join(map(str, terms)) for variable, terms in values.items()}
    met: set[str] = set()

    def replaced(match: re.Match[str]) -> str:
        indent, variable, rest = match.groups()
        if variable not in given:
            return match[0]
        met.add(variable)
        return f"{indent}VALUES ?{variable} {{ {given[variable]} }}{rest}"

    text = _VALUES.sub(replaced, service_query(name))
    for variable in given.keys() - met:
        raise KeyError(f"queries/service/{name}.rq has no VALUES line for ?{variable}")
    return text if limit is None else f"{text}\nLIMIT {limit}"
