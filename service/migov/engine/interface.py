"""The interface of every back end: a SPARQL query in, bytes out.

An engine takes a SPARQL 1.1 query and returns bytes in the requested media type. The data is held
by the back end: our own workers, or a remote endpoint.
"""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol, Self

import pyoxigraph as ox

from migov.engine.formats import FORMS, JSON, N_TRIPLES, TSV, Form
from migov.engine.solutions import Solutions


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query operation of the SPARQL 1.1 Protocol (section 2.1).

    `default_graphs` and `named_graphs` are the protocol's dataset; both are empty if the request
    names none. `accept` maps each form to the media type to write, or to None if the client accepts
    none of the form's types. `client` is the address that the cost is charged to. Relative IRIs in
    the text resolve against `base`, or are syntax errors if it is None (SPARQL 1.1, section
    4.1.1.2).
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: dict[Form, str | None] = field(
        default_factory=lambda: {
            "solutions": JSON.media_type,
            "boolean": JSON.media_type,
            "graph": N_TRIPLES.media_type,
        }
    )
    client: str = "local"
    base: str | None = None

    def packed(self) -> bytes:
        """The request as bytes for a worker."""
        return json.dumps(
            [
                self.text,
                self.default_graphs,
                self.named_graphs,
                [self.accept.get(form) for form in FORMS],
                self.base,
            ]
        ).encode()

    @classmethod
    def unpacked(cls, data: bytes) -> QueryRequest:
        """The inverse of `packed`, without the client."""
        text, default_graphs, named_graphs, accept, base = json.loads(data)
        return cls(
            text,
            tuple(default_graphs),
            tuple(named_graphs),
            dict(zip(FORMS, accept, strict=True)),
            base=base,
        )


class Rest:
    """An iterator over the remaining bytes of a long result; it ends exactly once.

    It ends with the last byte, with an error, or by `close`, even if reading never began.
    """

    def __init__(self, read: Callable[[], Awaitable[bytes | None]]) -> None:
        """`read` returns the next bytes, None at the end of the result; it may raise
        EngineError."""
        self._read = read
        self._callbacks: list[Callable[[BaseException | None], None]] = []
        self._ended = False

    def on_end(self, callback: Callable[[BaseException | None], None]) -> None:
        """Registers `callback` for the end; it gets the error, or None after the last byte."""
        self._callbacks.append(callback)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if self._ended:
            raise StopAsyncIteration
        try:
            chunk = await self._read()
        except BaseException as error:
            self._end(error)
            raise
        if chunk is None:
            self._end(None)
            raise StopAsyncIteration
        return chunk

    def close(self) -> None:
        """Stops reading; does nothing after the end."""
        self._end(GeneratorExit())

    def _end(self, error: BaseException | None) -> None:
        if not self._ended:
            self._ended = True
            for callback in self._callbacks:
                callback(error)


@dataclass(slots=True)
class Answer:
    """The result of a query, whole or in part.

    `head` is its beginning. If the result is small, `rest` is None and `head` is all of it.
    Otherwise `rest` yields the remaining bytes, may raise EngineError midway, and must be closed by
    a reader that stops early.
    """

    form: Form
    media_type: str
    head: bytes
    rest: Rest | None = None

    async def read(self) -> bytes:
        """All the bytes of the result."""
        if self.rest is None:
            return self.head
        try:
            return self.head + b"".join([chunk async for chunk in self.rest])
        finally:
            self.rest.close()


#: Formats of solutions as a table, which an ASK does not have.
_TABLE: dict[Form, str | None] = {"solutions": TSV.media_type, "boolean": None, "graph": None}


class Engine(Protocol):
    """A store that answers queries; an asynchronous context manager."""

    async def answer(self, request: QueryRequest) -> Answer:
        """Runs the query; raises an EngineError."""
        ...

    async def close(self) -> None:
        """Releases all resources; running queries end with StoreUnavailable."""
        ...


class BaseEngine(ABC):
    """What every back end shares: conveniences over `answer`."""

    @abstractmethod
    async def answer(self, request: QueryRequest) -> Answer:
        """Runs the query; raises an EngineError."""

    @abstractmethod
    async def close(self) -> None:
        """Releases all resources; running queries end with StoreUnavailable."""

    async def ended(self) -> None:
        """Returns when the engine has failed permanently and must be replaced."""
        await asyncio.get_running_loop().create_future()

    def figures(self) -> dict[str, int]:
        """The engine's current state for the operator; the keys depend on the back end."""
        return {}

    async def select(self, text: str, client: str = "local") -> Solutions:
        """The solutions of a SELECT query as terms."""
        answer = await self.answer(QueryRequest(text, accept=_TABLE, client=client))
        return Solutions.parsed(await answer.read(), ox.QueryResultsFormat.TSV)

    async def construct(self, text: str, client: str = "local") -> Sequence[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        answer = await self.answer(QueryRequest(text, client=client))
        data: Any = ox.parse(await answer.read(), format=ox.RdfFormat.N_TRIPLES)
        return [quad.triple for quad in data]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()
