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

    Times are those of the event loop, in seconds.
    """

    def __init__(self, seconds: float, arrival: Callable[[], float | None]) -> None:
        self._seconds = seconds
        self._arrival = arrival
        self._deadline: float | None = None
        self._closing: list[Callable[[], None]] = []
        self._closed = False

    def start(self) -> float:
        """The deadline; the clock starts at the first call, or at the arrival if that is known."""
        if self._deadline is None:
            begun = self._arrival()
            now = asyncio.get_running_loop().time()
            self._deadline = (now if begun is None else begun) + self._seconds
        return self._deadline

    def close_at_end(self, close: Callable[[], None]) -> None:
        """Has `close` called when the request ends, or at once where it has ended."""
        if self._closed:
            close()
        else:
            self._closing.append(close)

    def close(self) -> None:
        """Closes what the request has opened."""
        self._closed = True
        while self._closing:
            self._closing.pop()()


@contextmanager
def request_scope(
    seconds: float, arrival: Callable[[], float | None] = lambda: None
) -> Iterator[RequestScope]:
    """Makes a scope of `seconds` the current one, and closes it at the end.

    `arrival` gives the time at which the request had arrived whole, once that is known.
    """
    scope = RequestScope(seconds, arrival)
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
