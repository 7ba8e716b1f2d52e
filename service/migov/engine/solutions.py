"""The solutions of a SELECT as RDF terms.

Solutions in TSV (SPARQL 1.1 Query Results CSV and TSV Formats, section 4) are parsed when they are
read: an answer counts a thousand of them and shows a hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
#: A solution: {variable: term}; unbound variables are absent.
Row = dict[str, Term]


def text(term: Term) -> str:
    """The text of a term: the IRI, the label of a blank node, the lexical form of a literal."""
    return str(term) if isinstance(term, ox.Triple) else term.value


@dataclass(frozen=True, slots=True)
class Solutions:
    """The solutions of a SELECT."""

    variables: list[str]
    rows: Sequence[Row]

    @classmethod
    def parsed(cls, data: bytes, form: ox.QueryResultsFormat) -> Solutions:
        """Reads the solutions of a SELECT in one of SPARQL's result formats."""
        if form == ox.QueryResultsFormat.TSV:
            # Other servers may end lines with a carriage return, or the last one with nothing.
            head, _, body = data.replace(b"\r\n", b"\n").partition(b"\n")
            rows = TsvRows(head, body.removesuffix(b"\n").split(b"\n") if body else [])
            return cls(rows.variables, rows)
        variables, parsed = _parsed(data, form)
        return cls(variables, parsed)


class TsvRows(Sequence[Row]):
    """Rows of solutions in TSV, each parsed when it is read."""

    def __init__(self, head: bytes, lines: list[bytes]) -> None:
        """`head` is the line of the variables, `lines` has one line for each solution."""
        self._head = head
        self._lines = lines
        self._rows: list[Row] | None = None
        self.variables = _parsed(head + b"\n", ox.QueryResultsFormat.TSV)[0]

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if self._rows is not None:
            return self._rows[index]
        if isinstance(index, slice):
            return TsvRows(self._head, self._lines[index])
        return self._parse([self._lines[index]])[0]

    def __iter__(self) -> Iterator[Row]:
        if self._rows is None:
            self._rows = self._parse(self._lines)
        return iter(self._rows)

    def column(self, variable: str) -> list[Term | None]:
        """The terms of one variable in all rows; equal ones are parsed once."""
        place = self.variables.index(variable)
        fields = [line.split(b"\t")[place] for line in self._lines]
        distinct = [field for field in dict.fromkeys(fields) if field]
        rows = _parsed(b"\n".join([b"?term", *distinct, b""]), ox.QueryResultsFormat.TSV)[1]
        terms = dict(zip(distinct, (row["term"] for row in rows), strict=True))
        return [terms.get(field) for field in fields]

    def take(self, places: Iterable[int]) -> TsvRows:
        """The rows at some places."""
        return TsvRows(self._head, [self._lines[place] for place in places])

    def _parse(self, lines: list[bytes]) -> list[Row]:
        data = b"\n".join([self._head, *lines, b""])
        return _parsed(data, ox.QueryResultsFormat.TSV)[1]


def column(rows: Sequence[Row], variable: str) -> list[Term | None]:
    """The terms of one variable in all rows."""
    if isinstance(rows, TsvRows):
        return rows.column(variable)
    return [row.get(variable) for row in rows]


def take(rows: Sequence[Row], places: Iterable[int]) -> Sequence[Row]:
    """The rows at some places."""
    if isinstance(rows, TsvRows):
        return rows.take(places)
    return [rows[place] for place in places]


def _parsed(data: bytes, form: ox.QueryResultsFormat) -> tuple[list[str], list[Row]]:
    """The variables and the rows of solutions."""
    result = ox.parse_query_results(data, format=form)
    if not isinstance(result, ox.QuerySolutions):
        raise TypeError("an ASK has no solutions")
    variables = [variable.value for variable in result.variables]
    rows = []
    for solution in result:
        row: Row = {}
        for variable, term in zip(variables, solution, strict=True):
            if term is not None:
                row[variable] = term
        rows.append(row)
    return variables, rows
