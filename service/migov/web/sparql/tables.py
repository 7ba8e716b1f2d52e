"""Converts the solutions of a SELECT to XLSX, Parquet, or CSV for Excel.

An engine writes SPARQL's own formats. For the others its result goes to a temporary file that is
read twice: once for the types of columns and the sources, once for the rows.
"""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import pyoxigraph as ox

from migov.engine.interface import Answer
from migov.engine.solutions import Term, text
from migov.tabular import Column, Source, TableFormat, Tabular, Value
from migov.tabular.model import Kind
from migov.vocabulary import LICENSE, PREFIXES, iri
from migov.web.http.table_files import file_content
from migov.web.service import Service

#: Largest result that is kept in memory, in bytes.
_IN_MEMORY = 4 << 20
_SOURCE = iri("source", "")
_XSD = PREFIXES["xsd"]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: The integer ranges of Parquet and spreadsheets.
_INT64 = 1 << 63


async def converted(
    answer: Answer, query: str, service: Service, format: TableFormat, *, excel: bool
) -> AsyncIterator[bytes]:
    """Converts the solutions that `answer` holds as TSV.

    Raises EngineError if the query fails midway, MissingExtra or TooLarge.
    """
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - its reader closes it
    try:
        await _spooled(answer, file)
        table = await asyncio.to_thread(_table, file, query, service)
    except BaseException:
        file.close()
        raise
    return file_content(table, format, excel=excel, close=file.close)


async def _spooled(answer: Answer, file: IO[bytes]) -> None:
    file.write(answer.head)
    if answer.rest is None:
        return
    try:
        async for chunk in answer.rest:
            await asyncio.to_thread(file.write, chunk)
    finally:
        answer.rest.close()


def _table(file: IO[bytes], query: str, service: Service) -> Tabular:
    kinds: dict[str, set[Kind]] = defaultdict(set)
    sources: set[str] = set()
    solutions = _solutions(file)
    names = [variable.value for variable in solutions.variables]
    count = 0
    for solution in solutions:
        count += 1
        for name, term in zip(names, solution, strict=True):
            if term is not None:
                kinds[name].add(_kind(term))
                if isinstance(term, ox.NamedNode) and term.value.startswith(_SOURCE):
                    sources.add(term.value)
    chosen = {name: _common(kinds[name]) for name in names}
    label: Callable[[str], str] = service.labels.label
    return Tabular(
        [Column(name, name, chosen[name]) for name in names],
        _rows(file, [chosen[name] for name in names]),
        {"query": query, "rows": count, "release": service.release.id, "license": LICENSE},
        lambda: (Source(label(source), source) for source in sorted(sources)),
        count=count,
    )


def _solutions(file: IO[bytes]) -> Any:
    file.seek(0)
    return ox.parse_query_results(file, format=ox.QueryResultsFormat.TSV)


def _rows(file: IO[bytes], kinds: list[Kind]) -> Iterator[list[Value]]:
    for solution in _solutions(file):
        yield [_value(term, kind) for term, kind in zip(solution, kinds, strict=True)]


def _kind(term: Term) -> Kind:
    """The column type for a term."""
    if isinstance(term, ox.NamedNode):
        return "iri"
    if not isinstance(term, ox.Literal):
        return "text"
    datatype = term.datatype.value.removeprefix(_XSD)
    if datatype == "integer" and -_INT64 <= int(term.value) < _INT64:
        return "integer"
    if datatype in ("decimal", "double", "float"):
        return "number"
    if datatype == "boolean":
        return "flag"
    return "date" if datatype == "date" and _DAY.fullmatch(term.value) else "text"


def _common(kinds: set[Kind]) -> Kind:
    """The common column type for terms of `kinds`."""
    if len(kinds) == 1:
        return next(iter(kinds))
    return "number" if kinds == {"integer", "number"} else "text"


def _value(term: Term | None, kind: Kind) -> Value:
    if term is None:
        return None
    written = f"_:{term.value}" if isinstance(term, ox.BlankNode) else text(term)
    match kind:
        case "integer":
            return int(written)
        case "number":
            return float(written)
        case "flag":
            return written in ("true", "1")
    return written
