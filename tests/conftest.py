"""What the whole suite shares: one release built from the project's data, one running server.

The release is built once a run, whichever process first needs it, and no test writes into it. A
server is started in each process: what it counts and whom it remembers is then that process's own.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import httpx
import pytest
from filelock import FileLock

from migov.knowledge.release.release import Release

MIGOV = [sys.executable, "-m", "migov"]
HERE = Path(__file__).parent


#: The slowest tests, which start first, so that no process is left alone with them at the end. A
#: folder is the work of one process: its files share what is costly to start.
SLOWEST = (
    "web/test_links.py",
    "stores",
    "shapes/test_cases.py",
    "engine/test_hostile.py",
    "browser/test_accessibility.py",
    "browser/test_screens.py",
    "browser/test_journeys.py",
    "web/monitoring/test_operation.py",
    "web/test_conformance.py",
    "test_assistant.py",
    "test_graph.py",
    "test_package.py",
    "test_findings.py",
    "engine/test_processes.py",
    "ontology/test_reasoners.py",
    "knowledge/test_contributing_facts.py",
    "benchmarks/test_generate.py",
    "commands/test_export.py",
)


#: Folders and files whose tests start programs (a browser, a reasoner, a build), and fixtures that
#: start one: a quick run leaves them out.
PROGRAMS = (
    "browser",
    "stores",
    "deploy",
    "benchmarks",
    "commands",
    "ontology",
    "knowledge/test_commands.py",
    "knowledge/test_reason.py",
    "knowledge/test_rules_and_reasoner.py",
    "web/changes",
    "web/test_garbage.py",
)
STARTING = {"server", "client", "release", "releases", "graph"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--quick`, for a run of a minute or two while one works."""
    parser.addoption(
        "--quick",
        action="store_true",
        help="leave out the slowest tests and those that start a server, a browser or a build",
    )


def _is_quick(item: pytest.Item) -> bool:
    path = str(item.path.relative_to(HERE))
    return not (
        path.startswith((*PROGRAMS, *SLOWEST)) or STARTING & set(getattr(item, "fixturenames", ()))
    )


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Gives each file, and each folder of SLOWEST, a group of its own, and sorts the slowest first.

    `--dist loadgroup` runs a group in one process. A file may divide its tests into groups itself.
    """
    if config.getoption("--quick"):
        left_out = [item for item in items if not _is_quick(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _is_quick(item)]
    places = {HERE / name: place for place, name in enumerate(SLOWEST)}

    def place(item: pytest.Item) -> int:
        found = [places[path] for path in (item.path, *item.path.parents) if path in places]
        return min(found, default=len(SLOWEST))

    for item in items:
        if item.get_closest_marker("xdist_group") is not None:
            continue
        at = place(item)
        group = SLOWEST[at] if at < len(SLOWEST) else str(item.path.relative_to(HERE))
        item.add_marker(pytest.mark.xdist_group(group))
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=place)


def pytest_collection_finish() -> None:
    """Has the garbage collector leave alone what lives to the end: modules, and the tests."""
    gc.freeze()


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release, built from the project's own data: to be read only.

    pytest-xdist's processes share it: their temporary folders lie in one folder of the run.
    """
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    folder = (
        tmp_path_factory.mktemp("releases")
        if alone
        else tmp_path_factory.getbasetemp().parent / "releases"
    )
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "current").exists():
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


def lacking(said: str) -> NoReturn:
    """Skips for want of what is not of Python; fails instead where MIGOV_REQUIRE_ALL is set."""
    if os.environ.get("MIGOV_REQUIRE_ALL"):
        pytest.fail(said)
    pytest.skip(said)


def program(name: str, where: str) -> str:
    """The path of a program, beside this Python or on PATH; `where` says what installs it."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    return found or lacking(f"{name} is not installed ({where})")


class Server:
    """A `migov serve` of its own process; `client` speaks to it over a real socket."""

    def __init__(
        self, releases: Path, *, log: Path | None = None, ready_seconds: float = 60, **settings: str
    ) -> None:
        """Starts it with `settings` in its environment; `log` takes its standard error.

        Ends it, and fails, where it is not ready within `ready_seconds`.
        """
        with contextlib.ExitStack() as opened:
            self.process = subprocess.Popen(
                [*MIGOV, "serve", "--port", "0"],
                env={**os.environ, "MIGOV_RELEASES": str(releases), **settings},
                stdout=subprocess.PIPE,
                stderr=opened.enter_context(log.open("wb")) if log else None,
                text=True,
            )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip().rpartition(" ")[2].rstrip("/")
        self.client = httpx.Client(base_url=self.url, timeout=60)
        deadline = time.monotonic() + ready_seconds
        while self.client.get("/health/ready").status_code != 200:
            if time.monotonic() > deadline:
                self.stop()
                pytest.fail("the server did not become ready")
            time.sleep(0.05)

    def family(self) -> set[int]:
        """The process ids of the server and of everything that it started, now."""
        family = {self.process.pid}
        grown = True
        while grown:
            found = {child for child, parent in _parents().items() if parent in family}
            grown = not found <= family
            family |= found
        return family

    def stop(self) -> None:
        self.client.close()
        self.process.terminate()
        self.process.wait(timeout=20)


def _parents() -> dict[int, int]:
    """Every living process with its parent."""
    parents = {}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (process / "stat").read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(process.name)] = int(parent)
    return parents


def alive(pids: Iterable[int]) -> set[int]:
    """Those of the processes that live."""
    return set(pids) & set(_parents())


@pytest.fixture(scope="session")
def server(releases: Path) -> Iterator[Server]:
    """A server over the project's release, with a short limit so that tests can meet it."""
    running = Server(releases, MIGOV_QUERY_SECONDS="3", MIGOV_QUERY_MEMORY_MIB="256")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def client(server: Server) -> httpx.Client:
    """An HTTP client of the server, which has answered its first question in words.

    The first one takes longer than the limit of the tests while the machine is busy.
    """
    deadline = time.monotonic() + 60
    while server.client.get("/ask", params={"q": "chairs"}).status_code == 504:
        assert time.monotonic() < deadline, "no question in words is answered"
        time.sleep(0.2)
    return server.client
