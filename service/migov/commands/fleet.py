"""Several server processes on one socket: each release is held in memory once for all of them.

The first process answers nobody. It forks the servers, starts a supervisor for each store that one
of them asks for, hands each of them a control socket of it, replaces servers that die, and passes
signals on. It must be forked from before any thread or event loop is started.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

from migov.engine.errors import StoreUnavailable
from migov.engine.workers.launch import Launched, Launching, launch
from migov.settings import Settings

log = logging.getLogger("migov")

#: Runs one server until it is told to end; it is given what has its store loaded.
Run = Callable[[Launching], None]

#: Seconds between two replacements of servers: one that dies at once must not take the machine.
_PAUSE = 1.0


class Fleet:
    """The servers, and the supervisors that they share."""

    def __init__(self, settings: Settings, run: Run) -> None:
        self._settings = settings
        self._run = run
        self._mailboxes: dict[int, socket.socket] = {}
        self._supervisors: dict[str, Launched] = {}
        self._selector = selectors.DefaultSelector()
        self._ending = False

    def run(self, begun: dict[str, Launched]) -> None:
        """Serves until SIGTERM or SIGINT; `begun` are supervisors that load already, by store."""
        self._supervisors.update(begun)
        woken, waker = socket.socketpair()
        for end in (woken, waker):
            end.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        for heard in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(heard, lambda *_: None)
        self._selector.register(woken, selectors.EVENT_READ)
        for _ in range(self._settings.servers):
            self._fork()
        while self._mailboxes or not self._ending:
            for key, _ in self._selector.select():
                if key.fileobj is woken:
                    for number in woken.recv(4096):
                        self._heard(number)
                else:
                    self._requested(key.data)
        for supervisor in self._supervisors.values():
            supervisor.control.close()

    def _heard(self, number: int) -> None:
        if number == signal.SIGCHLD:
            self._reap()
        elif number == signal.SIGHUP:
            self._pass_on(signal.SIGHUP)
        else:
            self._ending = True
            self._pass_on(signal.SIGTERM)

    def _pass_on(self, number: signal.Signals) -> None:
        for pid in self._mailboxes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def _fork(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            ours.close()
            self._become_server(theirs)
        theirs.close()
        self._mailboxes[pid] = ours
        self._selector.register(ours, selectors.EVENT_READ, pid)

    def _become_server(self, mailbox: socket.socket) -> None:
        # Nothing of the first process survives, least of all what keeps its supervisors alive.
        signal.set_wakeup_fd(-1)
        for heard in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(heard, signal.SIG_DFL)
        self._selector.close()
        for other in self._mailboxes.values():
            other.close()
        for supervisor in self._supervisors.values():
            supervisor.control.close()
        status = 1
        try:
            self._run(lambda store: _asked(mailbox, store))
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        except BaseException:
            log.exception("a server failed")
        finally:
            logging.shutdown()
            os._exit(status)

    def _requested(self, pid: int) -> None:
        """Hands a server a control socket of the supervisor that holds the store it names."""
        mailbox = self._mailboxes[pid]
        message = mailbox.recv(1 << 16)
        if not message:
            self._selector.unregister(mailbox)  # it has died, as SIGCHLD will tell
            return
        store = json.loads(message)
        try:
            admitted = self._supervisor(store).admit()
        except OSError:  # it has just ended, its last server with it
            del self._supervisors[store["store"]]
            admitted = self._supervisor(store).admit()
        with admitted.control, contextlib.suppress(OSError):
            socket.send_fds(mailbox, [b"control"], [admitted.control.fileno()])

    def _supervisor(self, store: dict[str, str | bool]) -> Launched:
        name = str(store["store"])
        known = self._supervisors.get(name)
        if known is not None and known.process is not None and known.process.poll() is None:
            return known
        if known is not None:
            known.control.close()
        self._supervisors[name] = launch(self._settings, Path(name) if store["folder"] else name)
        return self._supervisors[name]

    def _reap(self) -> None:
        for supervisor in self._supervisors.values():
            if supervisor.process is not None:
                supervisor.process.poll()
        for pid in list(self._mailboxes):
            if os.waitpid(pid, os.WNOHANG)[0]:
                mailbox = self._mailboxes.pop(pid)
                with contextlib.suppress(KeyError):
                    self._selector.unregister(mailbox)
                mailbox.close()
                if not self._ending:
                    log.error("server %d has ended: another takes its place", pid)
                    time.sleep(_PAUSE)
                    self._fork()


def _asked(mailbox: socket.socket, store: Path | str) -> Launched:
    """A control socket for `store`, from the first process; without that a server ends as well."""
    asked = json.dumps({"store": str(store), "folder": isinstance(store, Path)}).encode()
    fds: list[int] = []
    with contextlib.suppress(ConnectionError):
        mailbox.send(asked)
        _, fds, _, _ = socket.recv_fds(mailbox, 16, 1)
    if not fds:
        os.kill(os.getpid(), signal.SIGTERM)
        raise StoreUnavailable("The process that holds the servers together has ended.")
    return Launched(None, socket.socket(fileno=fds[0]))
