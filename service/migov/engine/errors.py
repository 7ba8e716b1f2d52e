"""What can go wrong between a SPARQL text and its bytes; `web.problems` gives each its status."""

from __future__ import annotations

from typing import Literal

Limit = Literal["time", "memory", "result-size", "complexity"]


class EngineError(Exception):
    """The parent of all errors of an engine; its text is fit for the client's eyes."""


class QuerySyntaxError(EngineError):
    """The text is no SPARQL 1.1 query.

    `line` and `column` count from 1 and are None where the parser names no place; `fragment` is
    the text that stands there.
    """

    def __init__(
        self, message: str, line: int | None = None, column: int | None = None, fragment: str = ""
    ) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.fragment = fragment


class QueryRefused(EngineError):
    """A valid query that this service does not run, such as one with SERVICE."""


class NotAcceptable(EngineError):
    """The query's result has no form in any of the media types that the client takes."""

    def __init__(self, form: str, available: tuple[str, ...]) -> None:
        super().__init__(f"This query gives {form}, which can be had as {', '.join(available)}.")
        self.form = form
        self.available = available


class QueryFailed(EngineError):
    """The store could not evaluate the query, though it is valid."""


class LimitExceeded(EngineError):
    """The query was stopped at a limit.

    `limit` names it; `value` is how much was allowed, in seconds (time) or bytes (memory and
    result-size), and None for complexity, which has no single figure.
    """

    def __init__(self, limit: Limit, value: float | None, message: str) -> None:
        super().__init__(message)
        self.limit: Limit = limit
        self.value = value


class Overloaded(EngineError):
    """There was no worker for the query; `retry_after` says in how many seconds to come back.

    `by_client` tells whether the client's own queries were in the way, or those of others.
    """

    def __init__(self, message: str, retry_after: int, *, by_client: bool = True) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.by_client = by_client


class StoreUnavailable(EngineError):
    """There is no store to ask: no release is loaded, or the endpoint does not answer."""
