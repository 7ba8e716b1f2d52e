"""The life of one worker: it reads a request, answers it within its limits, and waits for the next.

A query is somebody else's program, so the process gives up the right to do harm before it reads
the first: no new file or socket (RLIMIT_NOFILE 0), a ceiling on memory, no core dump. The clock is
the kernel's: an alarm that nobody handles ends the process, whatever the query is doing.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from migov.engine.errors import EngineError
from migov.engine.evaluation import Announce, Sink
from migov.engine.interface import QueryRequest
from migov.engine.workers import wire

#: Takes a request and writes its result; raises an EngineError.
Evaluate = Callable[[QueryRequest, Announce, Sink], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds of wall clock, bytes of memory, bytes of result."""

    seconds: float
    memory: int
    result: int


def address_space() -> int:
    """The virtual size of this process, in bytes; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def serve(sock: socket.socket, evaluate: Evaluate, limits: Limits, *, network: bool) -> None:
    """Answers requests from `sock` until the other side closes it.

    `network` is for workers that ask an endpoint elsewhere: they keep the right to open sockets.
    """
    size = address_space()
    _give_up_rights(size + limits.memory if size else None, network=network)
    at_birth = _peak_memory()
    while (frame := wire.receive(sock)) is not None:
        # Less than the limit where the query has waited for a worker.
        (seconds,) = wire.SECONDS.unpack_from(frame[1])
        signal.setitimer(signal.ITIMER_REAL, max(0.001, min(seconds, limits.seconds)))
        _answer(sock, QueryRequest.unpacked(frame[1][wire.SECONDS.size :]), evaluate, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        # Memory that a large query took rarely goes back to the system: a fresh fork costs less.
        spent = _peak_memory() - at_birth > limits.memory // 4
        wire.send(sock, wire.END, wire.RETIRED if spent else b"")
        if spent:
            return


def _peak_memory() -> int:
    """The most memory that this process has held, in bytes (Linux counts it in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _give_up_rights(memory: int | None, *, network: bool) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if not network:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _answer(sock: socket.socket, request: QueryRequest, evaluate: Evaluate, limits: Limits) -> None:
    sink = Sink(lambda data: wire.send(sock, wire.DATA, data), limits.result)
    try:
        evaluate(request, lambda form, media: wire.send_json(sock, wire.HEAD, [form, media]), sink)
    except EngineError as error:
        wire.send_json(sock, wire.FAILURE, wire.packed(error))
    except MemoryError:
        # Python's allocator gave up before Rust's did: die as an allocation failure in Rust dies.
        os.abort()
