"""The errors of query evaluation.

Each error has a `code`, which names its kind in problem documents, in metrics and between
processes, and `members`, its machine-readable details as JSON. `read` is the inverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Limit = Literal["time", "memory", "result-size", "complexity"]


class EngineError(Exception):
    """The base of all engine errors; its text may be shown to the client.

    `retry_after` is the number of seconds after which a retry may succeed, or None.
    """

    code: str = "query-failed"
    retry_after: int | None = None

    def members(self) -> dict[str, Any]:
        """The machine-readable details of the error, as JSON values."""
        return {}

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> EngineError:  # noqa: ARG003
        """The error with a text and members."""
        return cls(message)


class QuerySyntaxError(EngineError):
    """The text is not a SPARQL 1.1 query.

    `line` and `column` count from 1 and are None if the parser reports no position; `fragment` is
    the text at that position.
    """

    code = "query-syntax"

    def __init__(
        self, message: str, line: int | None = None, column: int | None = None, fragment: str = ""
    ) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.fragment = fragment

    def members(self) -> dict[str, Any]:
        place = {"line": self.line, "column": self.column, "fragment": self.fragment}
        return {key: value for key, value in place.items() if value is not None}

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> EngineError:
        fragment = str(members.get("fragment", ""))
        return cls(message, members.get("line"), members.get("column"), fragment)


class QueryRefused(EngineError):
    """A valid query that this service does not run, such as one with SERVICE."""

    code = "query-refused"


class NotAcceptable(EngineError):
    """The query's result is not available in any media type that the client accepts."""

    code = "not-acceptable"

    def __init__(self, form: str, available: tuple[str, ...]) -> None:
        super().__init__(f"This query gives {form}, which is available as {', '.join(available)}.")
        self.available = available

    def members(self) -> dict[str, Any]:
        return {"available": list(self.available)}

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> EngineError:
        error = cls("", tuple(members.get("available", ())))
        error.args = (message,)
        return error


class QueryFailed(EngineError):
    """The store could not evaluate a valid query."""

    code = "query-failed"


class LimitExceeded(EngineError):
    """The query was stopped at a limit.

    `limit` names it; `value` is how much was allowed, in seconds (time) or bytes (memory and
    result-size), and None for complexity, which has no single figure.
    """

    code = "limit-exceeded"

    def __init__(self, limit: Limit, value: float | None, message: str) -> None:
        super().__init__(message)
        self.limit: Limit = limit
        self.value = value
        if limit == "result-size":
            self.code = "result-too-large"

    def members(self) -> dict[str, Any]:
        unit = {"time": "seconds", "memory": "bytes", "result-size": "bytes"}.get(self.limit)
        exceeded = {"exceeded": self.limit} if self.limit != "result-size" else {}
        return {**exceeded, **({"limit": self.value, unit: self.value} if unit else {})}

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> EngineError:
        return cls(members.get("exceeded", "result-size"), members.get("limit"), message)


class Overloaded(EngineError):
    """No worker became free for the query; `retry_after` is when to retry, in seconds.

    `by_client` is true if the client's own queries occupied the workers.
    """

    def __init__(self, message: str, retry_after: int, *, by_client: bool = True) -> None:
        super().__init__(message)
        self.retry_after: int = retry_after
        self.by_client = by_client
        self.code = "too-many-queries" if by_client else "busy"

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> EngineError:  # noqa: ARG003
        return cls(message, 2)


class StoreUnavailable(EngineError):
    """There is no store to query: no release is loaded, or the endpoint does not answer."""

    code = "not-ready"
    retry_after = 2


BY_CODE: dict[str, type[EngineError]] = {
    "query-syntax": QuerySyntaxError,
    "query-refused": QueryRefused,
    "query-failed": QueryFailed,
    "not-acceptable": NotAcceptable,
    "limit-exceeded": LimitExceeded,
    "result-too-large": LimitExceeded,
    "too-many-queries": Overloaded,
    "busy": Overloaded,
    "not-ready": StoreUnavailable,
}
