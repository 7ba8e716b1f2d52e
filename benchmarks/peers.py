"""The servers that are measured: each started on the same dump, on a free port, and stopped.

`available` says which of them can be run here; the others are told with what would install them.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from benchmarks.mix import RESULTS
from migov.knowledge.release.release import Release


@dataclass(frozen=True)
class Peer:
    """A server: its name, how it is started and where it answers, and what it must be sent first.

    In `command` and `path`, `{port}` stands for the port. `loads` are bodies that are posted to it
    before it is ready: (path, media type, file).
    """

    name: str
    command: tuple[str, ...]
    path: str
    environment: Mapping[str, str] = field(default_factory=dict)
    loads: tuple[tuple[str, str, Path], ...] = ()
    #: The one state of the cache ("cold" or "warm") in which it is measured; None: both.
    only: str | None = None
    #: Whether each query is asked only once, because it takes too long for more.
    slow: bool = False
    #: The command that installs it, shown where it is missing.
    hint: str = ""


@dataclass
class Running:
    """A server that runs: where it is asked, its process, and how long it took to be ready."""

    peer: Peer
    url: str
    process: subprocess.Popen[bytes]
    ready_after: float


def migov(release: Release, only: str | None = None, **settings: str) -> Peer:
    """Our own server; `settings` are MIGOV_… variables without that prefix."""
    environment = {f"MIGOV_{key.upper()}": value for key, value in settings.items()}
    environment |= {"MIGOV_RELEASES": str(release.path.parent), "MIGOV_ACCESS_LOG": "false"}
    command = (sys.executable, "-m", "migov", "serve", "--port", "{port}")
    return Peer("migov", command, "/sparql", environment, only=only)


def oxigraph_on_disk(location: Path) -> Peer:
    """Oxigraph's read-only server over a store of its own on disk."""
    return Peer(
        "Oxigraph, read-only",
        (_OXIGRAPH, "serve-read-only", "--location", str(location), "--bind", _BIND),
        "/query",
    )


def oxigraph_in_memory(named: Path, merged: Path) -> Peer:
    """Oxigraph's server with everything in memory, sent there before it is asked."""
    return Peer(
        "Oxigraph, in memory",
        (_OXIGRAPH, "serve", "--bind", _BIND),
        "/query",
        loads=(
            ("/store", "application/n-quads", named),
            ("/store?default", "application/n-triples", merged),
        ),
    )


def rdflib_endpoint(named: Path) -> Peer:
    """The SPARQL endpoint of rdflib, over the union of the named graphs."""
    program = _beside_python("rdflib-endpoint")
    command = (program, "serve", "--host", "127.0.0.1", "--port", "{port}", str(named))
    return Peer("rdflib-endpoint", command, "/", slow=True)


def comunica(dump: Path) -> Peer:
    """Comunica's HTTP endpoint over one file of N-Quads, by the Node of the package index."""
    program = Path(__file__).with_name("comunica") / "node_modules/.bin/comunica-sparql-file-http"
    return Peer(
        "Comunica",
        (str(program), str(dump), "--port", "{port}", "--timeout", "60"),
        "/sparql",
        {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        slow=True,
        hint="`npm ci` in benchmarks/comunica",
    )


def available(peers: Iterable[Peer]) -> Iterator[Peer]:
    """The peers whose program is installed; the others are told of."""
    for peer in peers:
        if shutil.which(peer.command[0]):
            yield peer
        else:
            hint = peer.hint or f"`pip install {Path(peer.command[0]).name}`"
            print(f"{peer.name} is left out: {hint} gives it.", file=sys.stderr)


@contextmanager
def running(peer: Peer, seconds: float = 120) -> Iterator[Running]:
    """Start a server, wait until it answers, and stop it at the end."""
    port = _free_port()
    command = [part.format(port=port) for part in peer.command]
    base = f"http://127.0.0.1:{port}"
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **peer.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = start + seconds
    try:
        for path, media_type, file in peer.loads:
            _until(process, deadline, partial(_send, f"{base}{path}", media_type, file))
        _until(process, deadline, partial(_is_answering, f"{base}{peer.path}"))
        yield Running(peer, base + peer.path, process, time.perf_counter() - start)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with suppress(ProcessLookupError):  # what some leave behind
            os.killpg(process.pid, signal.SIGKILL)


def _until(process: subprocess.Popen[bytes], deadline: float, attempt: Callable[[], None]) -> None:
    """Attempt until it is done; raises RuntimeError if the server ends or takes too long."""
    while True:
        try:
            attempt()
        except OSError as error:
            if process.poll() is not None or time.perf_counter() > deadline:
                raise RuntimeError(f"{process.args!r} does not answer: {error}") from error
            time.sleep(0.01)
        else:
            return


def _send(url: str, media_type: str, file: Path) -> None:
    with file.open("rb") as body:
        headers = {"Content-Type": media_type, "Content-Length": str(file.stat().st_size)}
        urlopen(Request(url, body, headers), timeout=600).close()


def _is_answering(url: str) -> None:
    query = urlencode({"query": "ASK { ?s ?p ?o }"}).encode()
    urlopen(Request(url, query, {"Accept": RESULTS}), timeout=10).close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _beside_python(program: str) -> str:
    beside = Path(sys.executable).with_name(program)
    return str(beside) if beside.exists() else program


_OXIGRAPH = _beside_python("oxigraph")
_BIND = "127.0.0.1:{port}"
