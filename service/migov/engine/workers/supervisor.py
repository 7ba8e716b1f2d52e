"""The process that holds the store and forks the workers that share its memory.

It has one thread, so forking is safe, and no other task. Over a control socket it receives orders
to `fork` or `kill` a worker; it reports whether the store was loaded, each worker's birth (with its
socket, passed as SCM_RIGHTS), a failed fork (`unborn`), and each death. When the control socket
closes, all processes end.
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
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from migov.engine import storage
from migov.engine.errors import StoreUnavailable
from migov.engine.evaluation import Announce, Sink, evaluate
from migov.engine.inspection import inspect
from migov.engine.interface import QueryRequest
from migov.engine.workers import worker


def _local(dataset: storage.Dataset, federation: tuple[str, ...]) -> worker.Evaluate:
    def run(request: QueryRequest, announce: Announce, sink: Sink) -> None:
        evaluate(dataset, request, announce, sink, federation)

    return run


def _remote(url: str, federation: tuple[str, ...], seconds: float) -> worker.Evaluate:
    # The endpoint client is slow to import, and a release in memory does not need it.
    from migov.engine.endpoint.client import Endpoint

    endpoint = Endpoint.reached(url, seconds)

    def run(request: QueryRequest, announce: Announce, sink: Sink) -> None:
        endpoint.ask(request, announce, sink, federation)

    return run


class Supervisor:
    """Forks, kills and reaps workers on orders from the control socket."""

    def __init__(
        self,
        control: socket.socket,
        evaluate: worker.Evaluate,
        limits: worker.Limits,
        *,
        network: bool,
    ) -> None:
        self._control = control
        self._evaluate = evaluate
        self._limits = limits
        self._network = network
        #: The process ids of the living workers.
        self._alive: set[int] = set()
        self._selector = selectors.DefaultSelector()

    def run(self) -> None:
        """Serves until the control socket closes, then ends every worker."""
        woken, waker = socket.socketpair()
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._selector.register(woken, selectors.EVENT_READ, lambda: self._reap(woken))
        self._selector.register(self._control, selectors.EVENT_READ, self._obey)
        self._tell("ready")
        running = True
        while running:
            for key, _ in self._selector.select():
                act: Callable[[], bool] = key.data
                running = act() and running
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for pid in self._alive:
            os.kill(pid, signal.SIGKILL)

    def _obey(self) -> bool:
        """Follows one order; False where the server has gone."""
        try:
            message = self._control.recv(1 << 16)
        except ConnectionResetError:  # it has gone without reading what we sent
            return False
        if not message:
            return False
        order = json.loads(message)
        if order["order"] == "fork":
            self._fork()
        elif order["pid"] in self._alive:  # never a process id that was reused
            os.kill(order["pid"], signal.SIGKILL)
        return True

    def _fork(self) -> None:
        with contextlib.ExitStack() as opened:
            try:
                ours, theirs = map(opened.enter_context, socket.socketpair())
                pid = os.fork()
            except OSError as error:  # too many processes or descriptors: others go on
                os.write(2, f"migov: no worker could be forked: {error.strerror}\n".encode())
                self._tell("unborn")
                return
            if pid == 0:
                self._become_worker(theirs)
            self._alive.add(pid)
            self._tell("born", fds=[ours.fileno()], pid=pid)

    def _become_worker(self, sock: socket.socket) -> None:
        # The child keeps neither the supervisor's sockets nor its signal handlers.
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.closerange(3, sock.fileno())
        os.closerange(sock.fileno() + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        try:
            worker.serve(sock, self._evaluate, self._limits, network=self._network)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the server has gone
        except BaseException as error:
            # A message without traceback: the operator reads this log.
            os.write(2, f"migov worker: {type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(0)

    def _reap(self, woken: socket.socket) -> bool:
        woken.recv(4096)
        while self._alive:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            self._alive.discard(pid)
            by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            self._tell("died", pid=pid, signal=by)
        return True

    def _tell(self, news: str, fds: list[int] | None = None, **details: Any) -> None:
        with contextlib.suppress(OSError):  # the server has gone
            message = json.dumps({"news": news, **details}).encode()
            socket.send_fds(self._control, [message], fds or [])


def prepare() -> None:
    """Has rdflib load its plug-ins, as its first parse does: a worker cannot open their files."""
    inspect("SELECT * FROM <x:y> { SERVICE ?z { ?s ?p ?o } }")


def supervise(fd: int, config: dict[str, Any], loading: Future[storage.Dataset] | None) -> None:
    """Supervises over the store that was loaded, or over the endpoint that `config` names.

    `fd` is the control socket's descriptor. Returns when that socket closes.
    """
    control = socket.socket(fileno=fd)
    limits = worker.Limits(config["seconds"], config["memory"], config["result"])
    federation = tuple(config["federation"])
    try:
        evaluate = (
            _remote(config["endpoint"], federation, limits.seconds)
            if loading is None
            else _local(loading.result(), federation)
        )
    except StoreUnavailable as error:
        control.send(json.dumps({"news": "failed", "reason": str(error)}).encode())
        return
    # Everything allocated so far lives as long as the process; the collector must not touch (and so
    # copy) the memory pages that workers share.
    gc.collect()
    gc.freeze()
    network = bool(config["endpoint"] or federation)
    Supervisor(control, evaluate, limits, network=network).run()
