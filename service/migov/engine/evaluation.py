"""Evaluates a request over a release in this process and writes its result as bytes.

Follows SPARQL 1.1 Protocol section 2.1.4 for the dataset: the protocol's graphs take precedence
over FROM, and several default graphs are merged as in RDF 1.1, so a triple in two of them counts
once (Oxigraph by itself would count it twice).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import IO, Any, cast

import pyoxigraph as ox

from migov.engine import formats
from migov.engine.errors import (
    LimitExceeded,
    NotAcceptable,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
)
from migov.engine.formats import Form
from migov.engine.inspection import Inspection, inspect
from migov.engine.interface import QueryRequest
from migov.engine.storage import Dataset
from migov.engine.xml_characters import EscapingOutput
from migov.vocabulary import PREFIXES

_EMPTY = ox.Store()

#: Called once before the first byte, with the form of the result and its media type.
Announce = Callable[[Form, str], None]

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
#: Oxigraph lists whole character classes among the expected tokens; only the words help a reader.
_CHARACTER_CLASS = re.compile(r"\[[^\]]*\](?:\n?\| )?,? ?|\['_'\],? ?", re.DOTALL)

_UNKNOWN_FUNCTION = re.compile(r"custom (?:aggregate )?function (<[^>]*>) is not supported")


class Sink:
    """Counts and forwards the bytes that a serializer writes; raises beyond the limit."""

    def __init__(self, write: Callable[[bytes], None], limit: int) -> None:
        self._write = write
        self._limit = limit
        self._size = 0
        self._buffer = bytearray()
        #: The error that stopped the writing: the serializer would wrap it in an OSError.
        self.exceeded: LimitExceeded | None = None

    def write(self, data: bytes) -> int:
        self._size += len(data)
        if self._size > self._limit:
            self.exceeded = LimitExceeded(
                "result-size",
                self._limit,
                f"The result is larger than {self._limit >> 20} MiB: reduce it with LIMIT, or "
                "load a dump.",
            )
            raise self.exceeded
        self._buffer += data
        if len(self._buffer) >= 1 << 16:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._buffer:
            self._write(bytes(self._buffer))
            self._buffer.clear()


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that parses and may run: the form of its result, and its dataset."""

    form: Form
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def checked(request: QueryRequest, federation: Collection[str] = ()) -> Checked:
    """Parses a request without running it.

    `federation` lists the endpoints that SERVICE may name. Raises QuerySyntaxError, QueryRefused,
    or NotAcceptable if the client accepts none of the result's formats.
    """
    dataset = _dataset(request, _inspected(request, federation))
    # Over an empty store this only parses the query and yields its form, at almost no cost.
    results = _run(request, _EMPTY)
    return Checked(_acceptable_form(results, request), *dataset)


def evaluate(
    dataset: Dataset,
    request: QueryRequest,
    announce: Announce,
    sink: Sink,
    federation: Collection[str] = (),
) -> None:
    """Runs `request` over `dataset` and writes the result to `sink`; raises an EngineError.

    `announce` is called with form and media type once they are known.
    """
    default, named = _dataset(request, _inspected(request, federation))
    if default or named:
        _run(request, _EMPTY)  # a fault costs no merging
        store, graphs = _over_dataset(dataset.quads, default, named)
        results = _run(request, store, **graphs)
    else:
        results = _run(request, dataset.store_for(request.text))
    write(results, _acceptable_form(results, request), request, announce, sink)


def _run(request: QueryRequest, store: ox.Store, **graphs: Any) -> Any:
    """The result of a request's query; the store's errors are raised as an EngineError."""
    try:
        return store.query(request.text, base_iri=request.base, **graphs)
    except SyntaxError as error:
        raise _syntax_error(error, request.text) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise _failure(error) from None


def _failure(error: Exception) -> QueryFailed | QueryRefused:
    """The EngineError for what the store raises while it evaluates a valid query."""
    function = _UNKNOWN_FUNCTION.search(str(error))
    if function:
        return QueryRefused(
            f"There is no function {function[1]} here: call those of SPARQL 1.1, or the casts of "
            "XML Schema, such as xsd:date(?x)."
        )
    return QueryFailed(str(error))


def _dataset(request: QueryRequest, seen: Inspection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The requested default and named graphs; those of the protocol take precedence."""
    if request.default_graphs or request.named_graphs:
        return request.default_graphs, request.named_graphs
    return seen.default_graphs, seen.named_graphs


def _acceptable_form(results: Any, request: QueryRequest) -> Form:
    """The form of `results`; raises NotAcceptable if the client accepts none of its formats."""
    form: Form = "graph"
    if isinstance(results, ox.QuerySolutions):
        form = "solutions"
    elif isinstance(results, ox.QueryBoolean):
        form = "boolean"
    if request.accept[form] is None:
        raise NotAcceptable(form, tuple(f.media_type for f in formats.BY_FORM[form]))
    return form


def _inspected(request: QueryRequest, federation: Collection[str]) -> Inspection:
    """The query's inspection; raises QueryRefused if it would reach an endpoint that is not
    allowed.

    The store must not see the text before this check: it cannot parse without evaluating, and
    starts on an ASK, or a sorted SELECT, at once.
    """
    try:
        seen = inspect(request.text, request.base)
    except QueryRefused:
        _raise_syntax_error(request)
        raise
    _refuse_federation(seen.services, federation)
    return seen


def _raise_syntax_error(request: QueryRequest) -> None:
    """Makes the store's parser report the position of an error, with a text that it never
    accepts."""
    text = request.text
    try:
        _EMPTY.query(text + "\n!", base_iri=request.base)
    except SyntaxError as error:
        place = _PLACE.match(str(error.args[0]))
        lines = text.split("\n")
        if place is None or int(place[1]) <= len(lines):
            raise _syntax_error(error, text) from None
        line, column = len(lines), len(lines[-1]) + 1
        raise QuerySyntaxError(
            f"The query is not valid SPARQL 1.1: line {line}, column {column}, at the end: it is "
            "incomplete, or uses SERVICE in a syntax that cannot be checked.",
            line,
            column,
        ) from None


def _refuse_federation(services: Collection[str | None], allowed: Collection[str]) -> None:
    for endpoint in services:
        if endpoint is None:
            raise QueryRefused("SERVICE with a variable endpoint is not run here.")
        if endpoint not in allowed:
            raise QueryRefused(
                f"SERVICE <{endpoint}> is not run here: this service reaches no other endpoint. "
                "Query that endpoint yourself and join the results, or load our dump beside it."
            )


def _over_dataset(
    store: ox.Store, default_graphs: Collection[str], named_graphs: Collection[str]
) -> tuple[ox.Store, dict[str, Any]]:
    """A store with the graphs of a dataset, and the arguments of `query` that name them."""
    default, named = _graphs(default_graphs), _graphs(named_graphs)
    if len(default) < 2:
        return store, {"default_graph": default, "named_graphs": named}
    merged = ox.Store()
    for graph in default:
        merged.extend(
            ox.Quad(quad.subject, quad.predicate, quad.object)
            for quad in store.quads_for_pattern(None, None, None, graph)
        )
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged, {"default_graph": [ox.DefaultGraph()], "named_graphs": named}


def _graphs(iris: Collection[str]) -> list[ox.NamedNode]:
    """Graph names without repetition, in the order given."""
    names = []
    for iri in dict.fromkeys(iris):
        try:
            names.append(ox.NamedNode(iri))
        except ValueError as error:
            raise QueryRefused(
                f"{iri!r} is not an absolute IRI, so it cannot name a graph."
            ) from error
    return names


def write(results: Any, form: Form, request: QueryRequest, announce: Announce, sink: Sink) -> None:
    """Writes results in the media type that `request` takes for their form."""
    media_type = request.accept[form] or ""
    serializer = formats.of(form, media_type).serializer
    announce(form, media_type)
    xml = serializer in (ox.RdfFormat.RDF_XML, ox.QueryResultsFormat.XML)
    output = cast("IO[bytes]", EscapingOutput(sink.write) if xml else sink)
    try:
        if form == "graph":
            ox.serialize(
                results, output, format=cast("ox.RdfFormat", serializer), prefixes=PREFIXES
            )
        else:
            results.serialize(output, format=cast("ox.QueryResultsFormat", serializer))
        sink.flush()
    except (OSError, ValueError, RuntimeError) as error:
        if sink.exceeded is not None:
            raise sink.exceeded from None
        if "does not support RDF 1.2" in str(error):  # a triple term, in JSON-LD
            others = (f.media_type for f in formats.BY_FORM[form] if f.serializer != serializer)
            raise NotAcceptable("a graph with triple terms", tuple(others)) from None
        raise _failure(error) from None


def _syntax_error(error: SyntaxError, text: str) -> QuerySyntaxError:
    place = _PLACE.match(str(error.args[0]))
    if place is None:
        return QuerySyntaxError(f"The query is not valid SPARQL 1.1: {error.args[0]}")
    line, column = int(place[1]), int(place[2])
    expected = _CHARACTER_CLASS.sub("", place[3]).strip().rstrip(",")
    if "Prefix not found" in expected:
        expected = "the prefix before it is not declared by a PREFIX line"
    lines = text.split("\n")
    fragment = lines[line - 1][column - 1 : column + 39] if line <= len(lines) else ""
    found = f"at {fragment!r}" if fragment.strip() else "at the end"
    return QuerySyntaxError(
        f"The query is not valid SPARQL 1.1: line {line}, column {column}, {found}: {expected}.",
        line,
        column,
        fragment,
    )
