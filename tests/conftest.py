"""What the whole suite shares: one release built from the project's data, one running server."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from migov.knowledge.release import Release

MIGOV = [sys.executable, "-m", "migov"]


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release, built from the project's own data."""
    folder = tmp_path_factory.mktemp("releases")
    done = subprocess.run(
        [*MIGOV, "build"],
        env={**os.environ, "MIGOV_RELEASES": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def release(releases: Path) -> Release:
    """The release in `releases`."""
    return Release.current(releases)


class Server:
    """A `migov serve` of its own process; `client` speaks to it over a real socket."""

    def __init__(self, releases: Path, **settings: str) -> None:
        self.process = subprocess.Popen(
            [*MIGOV, "serve", "--port", "0"],
            env={**os.environ, "MIGOV_RELEASES": str(releases), **settings},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip().rpartition(" ")[2].rstrip("/")
        self.client = httpx.Client(base_url=self.url, timeout=60)
        deadline = time.monotonic() + 60
        while self.client.get("/health/ready").status_code != 200:
            assert time.monotonic() < deadline, "the server did not become ready"
            time.sleep(0.05)

    def stop(self) -> None:
        self.client.close()
        self.process.terminate()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(releases: Path) -> Iterator[Server]:
    """A server over the project's release, with a short limit so that tests can meet it."""
    running = Server(releases, MIGOV_QUERY_SECONDS="3", MIGOV_QUERY_MEMORY_MIB="256")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def client(server: Server) -> httpx.Client:
    """An HTTP client of the server."""
    return server.client
