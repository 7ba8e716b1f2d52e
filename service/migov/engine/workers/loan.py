"""A worker process, and the loan of one to an exchange."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import Protocol

from migov.engine.errors import EngineError

#: Seconds after which a query's priority drops below that of shorter ones.
SLOW_SECONDS = 0.3
#: The same while another query waits for a worker.
CONTENDED_SECONDS = 0.1
#: Grace period after a deadline, in seconds, for the query's own alarm to end it.
_GRACE_SECONDS = 0.5


class Worker:
    """A worker process and our end of its socket; `ended` returns the signal that killed it, or
    0."""

    def __init__(self, pid: int, sock: socket.socket) -> None:
        self.pid = pid
        self.socket = sock
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        #: The loan that it currently serves.
        self.loan: Loan | None = None
        #: Whether it has been ordered to end.
        self.ending = False
        self.used = False
        sock.setblocking(False)


class Lender(Protocol):
    """What a loan reports to: the pool of workers."""

    def contended(self, loan: Loan) -> None:
        """Takes note that a query has run for CONTENDED_SECONDS."""

    def demote(self, loan: Loan) -> None:
        """Lowers the priority of a query that has run for SLOW_SECONDS."""

    def returned(self, loan: Loan) -> None:
        """Takes the worker back."""

    def end(self, worker: Worker) -> None:
        """Ends a worker's process."""


class Loan:
    """A worker lent to one exchange until `release`; `deadline` is in the event loop's seconds."""

    def __init__(self, pool: Lender, worker: Worker, client: str, deadline: float) -> None:
        loop = asyncio.get_running_loop()
        self.worker = worker
        self.client = client
        self.deadline = deadline
        self.begun = loop.time()
        #: False while an answer is unfinished: the worker cannot be lent again.
        self.clean = True
        #: Whether its query's priority was lowered: an unprivileged process cannot raise it again.
        self.slow = False
        #: Why the server ended it, if it did.
        self.reason: EngineError | None = None
        self.released = False
        #: Whether its exchange is waiting for the worker now.
        self.reading = False
        self._pool = pool
        self._timers = [
            loop.call_at(deadline + _GRACE_SECONDS, self._overdue),
            loop.call_later(CONTENDED_SECONDS, pool.contended, self),
            loop.call_later(SLOW_SECONDS, pool.demote, self),
        ]

    def release(self) -> None:
        """Returns the worker, once; it is replaced unless it is clean and at normal priority."""
        if not self.released:
            self.released = True
            for timer in self._timers:
                timer.cancel()
            self._pool.returned(self)

    def end(self, reason: EngineError | None = None) -> None:
        """Ends the query; the reader of its answer gets `reason`, if given."""
        self.reason = self.reason or reason
        self.clean = False
        with contextlib.suppress(OSError):  # the reader is woken, even if the process hangs
            self.worker.socket.shutdown(socket.SHUT_RDWR)
        self._pool.end(self.worker)

    def _overdue(self) -> None:
        """Ends a query that its own alarm did not end, or whose answer is not read."""
        self.end()
        if not self.reading:
            self.release()
