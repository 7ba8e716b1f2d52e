"""The query of a stored question: the lines that hold its parameters' values, and its faults.

Each parameter has lines of its own, `VALUES ?name { … }`, with a working example. A line that ends
with `FILTER(BOUND(?name))` marks a group without solutions unless the parameter is given. In the
query of a measure that searches layer by layer, lines `VALUES ?near { … }` hold the layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from migov.questions.errors import CatalogueError
from migov.questions.header import Header
from migov.questions.measures import MEASURES, NEAR

_SLOT = re.compile(r"(\s*)VALUES\s+\?(\w+)\s*\{(.*?)\}\s*(FILTER\(BOUND\(\?\2\)\))?\s*")
#: A block of values for one variable, wherever it stands.
_VALUES = re.compile(r"\bVALUES\s+[?$](\w+)\s*\{", re.IGNORECASE)
#: IRIs and strings, which may hold `#`, and comments.
_OPAQUE = re.compile(r"""<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*""")
_VARIABLE = re.compile(r"[?$](\w+)")
_PLACE = re.compile(r"error at (\d+):")
_EMPTY = ox.Store()

#: Names of parameters that every question has beside its own.
COMMON = ("limit", "offset", "lang")

#: Lines of a query with their numbers in the file.
Lines = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of the body that holds a parameter's values: line number, indentation, name.

    `needed` is true if the group of the line has no solutions without the parameter.
    """

    line: int
    indent: str
    parameter: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Query:
    """The lines of a query, with those that hold the values of parameters."""

    lines: tuple[str, ...]
    slots: tuple[Slot, ...]


def read_query(path: Path, header: Header, body: Lines) -> Query:
    """The query in `body`; raises CatalogueError."""
    slots = _slots(path, header, body)
    _check_slots(path, header, body, slots)
    _check_query(path, header, body)
    return Query(tuple(line for _, line in body), slots)


def _slots(path: Path, header: Header, body: Lines) -> tuple[Slot, ...]:
    slots = []
    for index, (number, line) in enumerate(body):
        match = _SLOT.fullmatch(line)
        if match is None:
            continue
        indent, name, data, needed = match.groups()
        if not _holds_values(header, name):
            continue
        if not data.strip():
            raise CatalogueError(
                path, number, f"`VALUES ?{name}` is empty.", "Give it a working example."
            )
        slots.append(Slot(index, indent, name, needed is not None))
    return tuple(slots)


def _holds_values(header: Header, name: str) -> bool:
    """Whether `VALUES ?name` is filled in when the question is asked."""
    return name in header.params or (header.measure is not None and name == NEAR)


def _check_slots(path: Path, header: Header, body: Lines, slots: Sequence[Slot]) -> None:
    for name in header.params.keys() & set(COMMON):
        raise CatalogueError(
            path, 1, f"`{name}` goes with every question.", "Name the parameter differently."
        )
    lines_of_slots = {slot.line for slot in slots}
    for index, name in _values(body):
        if index not in lines_of_slots and _holds_values(header, name):
            raise CatalogueError(
                path,
                body[index][0],
                f"`VALUES ?{name}` does not have a line of its own, so no value would be bound.",
                f"Write `VALUES ?{name} {{ … }}`, with its values, alone on a line; another "
                "variable that is not the parameter needs another name.",
            )
    measure = MEASURES[header.measure].parameters if header.measure else ()
    rest = [line for index, line in enumerate(body) if index not in lines_of_slots]
    used = {name for _, line in rest for name in _VARIABLE.findall(_code(line))}
    for name in header.params:
        if name not in {slot.parameter for slot in slots}:
            raise CatalogueError(
                path,
                1,
                f"The parameter `{name}` has no line in the query.",
                f"Write `VALUES ?{name} {{ … }}` with a working example on a line of its own.",
            )
        if name not in used and name not in measure:
            number = next(body[slot.line][0] for slot in slots if slot.parameter == name)
            raise CatalogueError(
                path,
                number,
                f"The query does not use the parameter `{name}`.",
                f"Use ?{name} in a pattern or filter, or remove the parameter.",
            )


def _values(body: Lines) -> Iterator[tuple[int, str]]:
    """The VALUES blocks of one variable: the index of the line and the name of the variable."""
    code = "\n".join(_code(line) for _, line in body)
    for match in _VALUES.finditer(code):
        yield code.count("\n", 0, match.start()), match[1]


def _code(line: str) -> str:
    """A line without its comment, and with IRIs and strings emptied."""
    return _OPAQUE.sub("", line)


def _check_query(path: Path, header: Header, body: Lines) -> None:
    first = body[0][0] if body else 1
    try:
        results = _EMPTY.query("\n".join(line for _, line in body))
    except (SyntaxError, ValueError) as error:
        place = _PLACE.search(str(error))
        number = body[min(int(place[1]), len(body)) - 1][0] if place and body else first
        raise CatalogueError(
            path, number, f"No valid SPARQL: {error}.", "Correct the query until it runs by itself."
        ) from None
    if not isinstance(results, ox.QuerySolutions):
        raise CatalogueError(path, first, "The query is not a SELECT.", "A question is a SELECT.")
    selected = {variable.value for variable in results.variables}
    wanted = set(MEASURES[header.measure].variables) if header.measure else set(header.columns)
    if selected != wanted:
        raise CatalogueError(
            path,
            first,
            f"The query selects {_listed(selected - wanted)} beyond, and lacks "
            f"{_listed(wanted - selected)} of, what the header promises.",
            "Give the header's `columns` and the SELECT the same names.",
        )


def _listed(names: set[str]) -> str:
    return ", ".join(f"?{name}" for name in sorted(names)) or "nothing"
