"""The deadline and the open resources of one HTTP request, shared by its queries.

The queries of a request share one deadline, and everything a request opened is closed when it ends,
even if reading never began: a generator that was never started runs no `finally`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context

_current: ContextVar[RequestScope | None] = ContextVar("request_scope", default=None)


class RequestScope:
    """The deadline of one request, and the resources to close at its end.

    Times are those of the event loop, in seconds.
    """

    def __init__(self, seconds: float, arrival: Callable[[], float | None]) -> None:
        self._seconds = seconds
        self._arrival = arrival
        self._deadline: float | None = None
        self._closing: list[Callable[[], None]] = []
        self._closed = False

    def start(self) -> float:
        """The deadline; time runs from the arrival if known, otherwise from the first call."""
        if self._deadline is None:
            begun = self._arrival()
            now = asyncio.get_running_loop().time()
            self._deadline = (now if begun is None else begun) + self._seconds
        return self._deadline

    def close_at_end(self, close: Callable[[], None]) -> None:
        """Registers `close` for the end of the request; calls it at once if the request has
        ended."""
        if self._closed:
            close()
        else:
            self._closing.append(close)

    def close(self) -> None:
        """Closes everything that the request opened."""
        self._closed = True
        while self._closing:
            self._closing.pop()()


@contextmanager
def request_scope(
    seconds: float, arrival: Callable[[], float | None] = lambda: None
) -> Iterator[RequestScope]:
    """Makes a scope of `seconds` the current one, and closes it at the end.

    `arrival` returns the time at which the whole request had arrived, or None until then.
    """
    scope = RequestScope(seconds, arrival)
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)
        scope.close()


def current_scope() -> RequestScope | None:
    """The scope of the current request; None outside of requests."""
    return _current.get()


def outside() -> Context:
    """A context without a scope, for a task whose result several requests share."""
    return Context()


def without_scope() -> Context:
    """A copy of the current context without its scope, for a shared task that keeps the rest."""
    context = copy_context()
    context.run(_current.set, None)
    return context
