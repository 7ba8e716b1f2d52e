"""Real stores elsewhere, each started for these tests and filled by `migov load`."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import program
from typer.testing import CliRunner, Result

from migov.cli import app
from migov.engine import open_engine
from migov.engine.workers.engine import ProcessEngine
from migov.knowledge.release.build import build
from migov.knowledge.release.release import Release
from migov.settings import Settings

PREAMBLE = Path(__file__).parent.parent / "data" / "preamble.trig"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D", timeout=5):
            return True
    except OSError:
        return False


def started(command: list[str], folder: Path, url: str) -> subprocess.Popen[bytes]:
    """Starts a server and waits until it answers at `url`."""
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
    deadline = time.monotonic() + 60
    while not answers(url):
        said = (folder / "out").read_text(errors="replace")
        assert process.poll() is None, f"{command[0]} ended: {said}"
        assert time.monotonic() < deadline, f"{command[0]} does not answer: {said}"
        time.sleep(0.1)
    return process


def load(releases: Path, *arguments: str, password: str = "secret") -> Result:
    """Runs `migov load`; no error leaves it but the exit that it chose."""
    environment = {"MIGOV_RELEASES": str(releases), "MIGOV_STORE_PASSWORD": password}
    done = CliRunner().invoke(app, ["load", *arguments], env=environment)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def filled(releases: Path, *arguments: str) -> None:
    done = load(releases, *arguments)
    assert done.exit_code == 0, done.stderr


@contextmanager
def running_oxigraph(folder: Path) -> Iterator[str]:
    """Oxigraph's own server, empty, with its data in `folder`; the URL of its queries."""
    found = program("oxigraph", "from PyPI")
    address = f"127.0.0.1:{free_port()}"
    url = f"http://{address}/query"
    command = [found, "serve", "--location", str(folder / "data"), "--bind", address]
    process = started(command, folder, url)
    try:
        yield url
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def oxigraph(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Oxigraph's own server with the release."""
    with running_oxigraph(tmp_path_factory.mktemp("oxigraph")) as url:
        filled(releases, "--store", url)
        yield url


@pytest.fixture(scope="session")
def small_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release of few facts, which is loaded in a second."""
    folder = tmp_path_factory.mktemp("small-releases")
    built = build([PREAMBLE], folder)
    assert built.release is not None
    return folder


@pytest.fixture(scope="module")
def loaded(small_releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Oxigraph's own server with the small release."""
    with running_oxigraph(tmp_path_factory.mktemp("oxigraph-of-little")) as url:
        filled(small_releases, "--store", url)
        yield url


@pytest.fixture
def endpoint(oxigraph: str) -> str:
    """The URL of a store elsewhere that holds the release."""
    return oxigraph


Work = Callable[[ProcessEngine], Coroutine[Any, Any, Any]]


class Engines:
    """Engines by store, each opened once, on an event loop of their own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._open: dict[Path | str, ProcessEngine] = {}

    def __call__(self, store: Path | str, work: Work, **settings: Any) -> Any:
        """What `work` gives with an engine over `store`; one of its own where it has settings."""
        return asyncio.run_coroutine_threadsafe(
            self._run(store, work, settings), self._loop
        ).result()

    async def _run(self, store: Path | str, work: Work, settings: dict[str, Any]) -> Any:
        chosen = Settings(**{"workers": 1, "query_seconds": 60, **settings})
        if settings:
            async with await open_engine(store, chosen) as engine:
                return await work(engine)
        if store not in self._open:
            self._open[store] = await open_engine(store, chosen)
        return await work(self._open[store])

    def close(self) -> None:
        async def close_all() -> None:
            for engine in self._open.values():
                await engine.close()

        asyncio.run_coroutine_threadsafe(close_all(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture(scope="session")
def use() -> Iterator[Engines]:
    """Runs a coroutine function with an engine over a store folder or an endpoint."""
    engines = Engines()
    yield engines
    engines.close()


@pytest.fixture(scope="session")
def local(release: Release) -> Path:
    """The store of the embedded engine."""
    return release.store
