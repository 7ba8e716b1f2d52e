"""What one request holds and how long it may take, however many queries it asks.

The queries of a request share one deadline, and what a request has opened is closed when it ends,
also where nobody has begun to read it: a generator that was never started runs no `finally`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar

_current: ContextVar[RequestScope | None] = ContextVar("request_scope", default=None)


class RequestScope:
    """One request: its deadline, and what is to be closed at its end.

    The clock starts at `start`, or when the deadline is first asked for; times are those of the
    event loop, in seconds.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._deadline: float | None = None
        self._closing: list[Callable[[], None]] = []

    def start(self) -> float:
        """Starts the clock, if it does not run yet; gives the deadline."""
        if self._deadline is None:
            self._deadline = asyncio.get_running_loop().time() + self._seconds
        return self._deadline

    def close_at_end(self, close: Callable[[], None]) -> None:
        """Has `close` called when the request ends; it may have been called before."""
        self._closing.append(close)

    def close(self) -> None:
        """Closes what the request has opened."""
        while self._closing:
            self._closing.pop()()


@contextmanager
def request_scope(seconds: float) -> Iterator[RequestScope]:
    """Makes a scope of `seconds` the current one, and closes it at the end."""
    scope = RequestScope(seconds)
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)
        scope.close()


def current_scope() -> RequestScope | None:
    """The scope of the request that is being answered; None outside of requests."""
    return _current.get()


def outside() -> Context:
    """A context without a scope, for a task whose result several requests share."""
    return Context()
