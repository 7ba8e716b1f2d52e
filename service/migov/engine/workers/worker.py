"""The main loop of a worker: read a request, answer it within its limits, repeat.

A query is untrusted code, so the process drops its rights before it reads the first: no new file or
socket (RLIMIT_NOFILE 0), a memory limit, no core dump. The kernel keeps the time: an unhandled
alarm signal ends the process, whatever the query is doing.
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

#: Evaluates a request and writes its result; raises an EngineError.
Evaluate = Callable[[QueryRequest, Announce, Sink], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one query: seconds of wall clock, bytes of memory, bytes of result."""

    seconds: float
    memory: int
    result: int


def address_space() -> int:
    """The virtual size of this process, in bytes; 0 if the system does not report it."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def serve(sock: socket.socket, evaluate: Evaluate, limits: Limits, *, network: bool) -> None:
    """Answers requests from `sock` until the other side closes it.

    `network` is for workers that query a remote endpoint: they may still open sockets.
    """
    size = address_space()
    _give_up_rights(size + limits.memory if size else None, network=network)
    at_birth = _peak_memory()
    sender = wire.Sender(sock)
    while (frame := wire.receive(sock)) is not None:
        # Less than the limit if the query has waited for a worker.
        (seconds,) = wire.SECONDS.unpack_from(frame[1])
        signal.setitimer(signal.ITIMER_REAL, max(0.001, min(seconds, limits.seconds)))
        _answer(sender, QueryRequest.unpacked(frame[1][wire.SECONDS.size :]), evaluate, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        # Memory of a large query is rarely returned to the system: a new fork costs less.
        spent = _peak_memory() - at_birth > limits.memory // 4
        sender.send(wire.END, wire.RETIRED if spent else b"")
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


def _answer(sender: wire.Sender, request: QueryRequest, evaluate: Evaluate, limits: Limits) -> None:
    sink = Sink(lambda data: sender.send(wire.DATA, data), limits.result)
    try:
        evaluate(request, lambda form, media: sender.send_json(wire.HEAD, [form, media]), sink)
    except EngineError as error:
        sender.send_json(wire.FAILURE, wire.packed(error))
    except MemoryError:
        # Python's allocator failed before Rust's: end the same way as a failed allocation in Rust.
        os.abort()
