"""The process that holds the store and forks the workers that share its memory.

It has one thread, so forking it is safe, and it does nothing else: over a control socket it is
told to `fork` a worker or to `kill` one; it tells whether it could load, and of each worker's birth
(with its socket, passed as SCM_RIGHTS) and death. Over the first control socket it can be told to
`admit` further ones, each for a server of its own. When the first closes, or the last of the
others, everything ends.

Run as `python -m migov.engine.workers.supervisor FD JSON`.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import selectors
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from migov.engine import storage
from migov.engine.errors import StoreUnavailable
from migov.engine.evaluation import Announce, Sink, evaluate
from migov.engine.inspection import inspect
from migov.engine.interface import QueryRequest
from migov.engine.workers import worker


def _local(folder: Path, federation: tuple[str, ...]) -> worker.Evaluate:
    # In memory: joins run two to five times faster there than on disk.
    dataset = storage.load(folder)

    def run(request: QueryRequest, announce: Announce, sink: Sink) -> None:
        evaluate(dataset, request, announce, sink, federation)

    return run


def _remote(url: str, federation: tuple[str, ...], seconds: float) -> worker.Evaluate:
    # What asks elsewhere takes a while to import, and a release in memory does without.
    from migov.engine.endpoint.client import Endpoint

    endpoint = Endpoint.reached(url, seconds)

    def run(request: QueryRequest, announce: Announce, sink: Sink) -> None:
        endpoint.ask(request, announce, sink, federation)

    return run


class Supervisor:
    """Forks, kills and reaps workers as the control sockets say."""

    def __init__(
        self,
        control: socket.socket,
        evaluate: worker.Evaluate,
        limits: worker.Limits,
        *,
        network: bool,
    ) -> None:
        self._first = control
        self._admitted: set[socket.socket] = set()
        self._evaluate = evaluate
        self._limits = limits
        self._network = network
        #: The workers that live, each with the control socket that it was ordered over.
        self._alive: dict[int, socket.socket] = {}
        self._selector = selectors.DefaultSelector()

    def run(self) -> None:
        """Serves until nobody can order anything any more, then ends every worker."""
        woken, waker = socket.socketpair()
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._selector.register(woken, selectors.EVENT_READ, lambda: self._reap(woken))
        self._listen_to(self._first)
        running = True
        while running:
            for key, _ in self._selector.select():
                act: Callable[[], bool] = key.data
                running = act() and running
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for pid in self._alive:
            os.kill(pid, signal.SIGKILL)

    def _listen_to(self, control: socket.socket) -> None:
        self._selector.register(control, selectors.EVENT_READ, partial(self._obey, control))
        self._tell(control, "ready")

    def _obey(self, control: socket.socket) -> bool:
        message, fds, _, _ = socket.recv_fds(control, 1 << 16, 1)
        if not message:
            return self._forget(control)
        order = json.loads(message)
        if order["order"] == "fork":
            self._fork(control)
        elif order["order"] == "admit":
            admitted = socket.socket(fileno=fds[0])
            self._admitted.add(admitted)
            self._listen_to(admitted)
        elif self._alive.get(order["pid"]) is control:  # never what is not its own, or no longer
            os.kill(order["pid"], signal.SIGKILL)
        return True

    def _forget(self, control: socket.socket) -> bool:
        """Ends the workers of a server that has gone; whether anybody is left."""
        if control is self._first:
            return False
        self._selector.unregister(control)
        self._admitted.discard(control)
        for pid, owner in self._alive.items():
            if owner is control:
                os.kill(pid, signal.SIGKILL)
        control.close()
        return bool(self._admitted)

    def _fork(self, control: socket.socket) -> None:
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            self._become_worker(theirs)
        theirs.close()
        self._alive[pid] = control
        with ours:
            self._tell(control, "born", fds=[ours.fileno()], pid=pid)

    def _become_worker(self, sock: socket.socket) -> None:
        # Nothing of the supervisor's survives: neither its sockets nor its way of ending.
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.closerange(3, sock.fileno())
        os.closerange(sock.fileno() + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        try:
            worker.serve(sock, self._evaluate, self._limits, network=self._network)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the server has gone
        except BaseException as error:
            # A message, and no traceback: the server's log is the operator's, not a debugger.
            os.write(2, f"migov worker: {type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(0)

    def _reap(self, woken: socket.socket) -> bool:
        woken.recv(4096)
        while self._alive:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            owner = self._alive.pop(pid)
            by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            self._tell(owner, "died", pid=pid, signal=by)
        return True

    @staticmethod
    def _tell(
        control: socket.socket, news: str, fds: list[int] | None = None, **details: Any
    ) -> None:
        with contextlib.suppress(OSError):  # whom it is told has gone
            socket.send_fds(control, [json.dumps({"news": news, **details}).encode()], fds or [])


def main(fd: int, config: dict[str, Any]) -> None:
    """Loads what `config` names and supervises; `fd` is the control socket's descriptor."""
    control = socket.socket(fileno=fd)
    limits = worker.Limits(config["seconds"], config["memory"], config["result"])
    federation = tuple(config["federation"])
    try:
        with ThreadPoolExecutor(1) as beside:
            # rdflib loads plug-ins at its first parse, which a worker without files could not.
            warm = beside.submit(inspect, "SELECT * FROM <x:y> { SERVICE ?z { ?s ?p ?o } }")
            if config["endpoint"]:
                evaluate = _remote(config["endpoint"], federation, limits.seconds)
            else:
                evaluate = _local(Path(config["store"]), federation)
            warm.result()
    except StoreUnavailable as error:
        control.send(json.dumps({"news": "failed", "reason": str(error)}).encode())
        return
    # What was made so far lives as long as the process: the collector must not touch (and so
    # copy) the pages that workers share.
    gc.collect()
    gc.freeze()
    network = bool(config["endpoint"] or federation)
    Supervisor(control, evaluate, limits, network=network).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
