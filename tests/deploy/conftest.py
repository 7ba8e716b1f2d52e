"""A deployment as `deploy/` ships it: two replicas of one small release behind Debian's nginx."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from tests.conftest import Server, program

from migov.knowledge.release.build import write
from migov.knowledge.release.dumps import dumps
from migov.vocabulary import ID, MG, PREFIXES, RDF_TYPE

DEPLOY = Path(__file__).parents[2] / "deploy"
THING = "/doc/mechanism/lakes-dialogue.ttl"


def write_release(folder: Path, label: str) -> None:
    """A release with one mechanism of that label, and enough triples for a query to be slow."""
    store = ox.Store()
    thing = ox.NamedNode(f"{ID}mechanism/lakes-dialogue")
    triples = [
        ox.Triple(thing, ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{MG}ConsultationMechanism")),
        ox.Triple(
            thing, ox.NamedNode(f"{PREFIXES['skos']}prefLabel"), ox.Literal(label, language="en")
        ),
    ]
    note = ox.NamedNode(f"{PREFIXES['skos']}note")
    triples += [ox.Triple(thing, note, ox.Literal(str(number))) for number in range(2000)]
    for graph in (ox.NamedNode(f"{ID}source/sheet"), ox.DefaultGraph()):
        store.extend([ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples])
    write(store, dumps(store), folder)


class Deployment:
    """Two replicas and nginx; `url` is nginx's, `log` gives what the replicas logged."""

    def __init__(self, folder: Path, nginx: str) -> None:
        self.folder = folder
        self.releases = folder / "releases"
        write_release(self.releases, "Alpha")
        with ThreadPoolExecutor(2) as pool:
            self.replicas = list(pool.map(self._replica, (1, 2)))
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._nginx = subprocess.Popen(
            [nginx, "-p", str(folder), "-c", str(self._configuration(port))],
            stderr=(folder / "nginx.err").open("wb"),
        )
        self.wait(lambda: self.get("/health/ready").status_code == 200)

    def _replica(self, number: int) -> Server:
        return Server(
            self.releases,
            log=self.folder / f"replica-{number}.log",
            MIGOV_TRUSTED_PROXIES='["127.0.0.1"]',
            MIGOV_QUEUE_PER_CLIENT="6",
            MIGOV_QUERY_SECONDS="3",
            MIGOV_WORKERS="2",
        )

    def _configuration(self, port: int) -> Path:
        """The shipped configuration in a file of its own, with the addresses of this machine."""
        shipped = (DEPLOY / "nginx" / "migov.conf").read_text()
        changes = {
            "server replica-1:8080": f"server {self.replicas[0].url.removeprefix('http://')}",
            "server replica-2:8080": f"server {self.replicas[1].url.removeprefix('http://')}",
            "listen 80;": f"listen 127.0.0.1:{port};",
            "/var/cache/nginx/migov": str(self.folder / "cache"),
        }
        for old, new in changes.items():
            assert shipped.count(old) == 1, old
            shipped = shipped.replace(old, new)
        (self.folder / "migov.conf").write_text(shipped)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = " ".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds)
        user = "user root;" if os.geteuid() == 0 else ""
        main = self.folder / "nginx.conf"
        main.write_text(
            f"daemon off; {user} worker_processes 1; pid {self.folder}/nginx.pid;\n"
            f"error_log {self.folder}/nginx.log; events {{ worker_connections 512; }}\n"
            f"http {{ access_log off; {temporary} include {self.folder}/migov.conf; }}\n"
        )
        return main

    def client(self, address: str = "127.0.0.1", **options: object) -> httpx.Client:
        """A client that connects from that address of the loopback network."""
        transport = httpx.HTTPTransport(local_address=address)
        return httpx.Client(base_url=self.url, transport=transport, timeout=30)

    def get(self, path: str, **headers: str) -> httpx.Response:
        """The answer of nginx; a refused connection counts as 503."""
        try:
            with self.client() as client:
                given = {name.replace("_", "-"): value for name, value in headers.items()}
                return client.get(path, headers=given)
        except httpx.ConnectError:
            return httpx.Response(503)

    def log(self) -> str:
        """What both replicas have logged so far."""
        return "".join((self.folder / f"replica-{n}.log").read_text() for n in (1, 2))

    def move(self, label: str) -> None:
        """Has both replicas move to a new release."""
        write_release(self.releases, label)
        for replica in self.replicas:
            replica.process.send_signal(signal.SIGHUP)

    @staticmethod
    def wait(until: Callable[[], bool], seconds: float = 20) -> None:
        """Waits until something holds; fails after `seconds`."""
        deadline = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < deadline, "it did not happen in time"
            time.sleep(0.05)

    def stop(self) -> None:
        self._nginx.terminate()
        self._nginx.wait(timeout=20)
        for replica in self.replicas:
            with contextlib.suppress(ProcessLookupError):
                replica.stop()


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    nginx = program("nginx", "apt-get install nginx")
    running = Deployment(tmp_path_factory.mktemp("deployment"), nginx)
    yield running
    running.stop()
