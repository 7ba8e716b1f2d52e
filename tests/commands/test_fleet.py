"""`migov serve --servers`: several processes on one address, and the release in memory once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.conftest import Server, alive

from migov.engine import storage
from migov.knowledge.release.release import Release
from migov.web.monitoring.aggregate import added

ASKED = 12


@pytest.fixture
def fleet(releases: Path, tmp_path: Path) -> Iterator[Server]:
    """Three servers over a copy of the release that a test may add to."""
    folder = tmp_path / "releases"
    shutil.copytree(releases, folder)
    running = Server(folder, log=tmp_path / "log", MIGOV_SERVERS="3", MIGOV_WORKERS="3")
    until(lambda: len(workers(running)) == 3 and "None" not in served_releases(running))
    yield running
    if running.process.poll() is None:
        running.stop()


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except OSError:
        return []


def is_supervisor(pid: int) -> bool:
    try:
        return b"migov.engine.workers.supervisor" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def supervisors(running: Server) -> list[int]:
    return [pid for pid in children(running.process.pid) if is_supervisor(pid)]


def servers(running: Server) -> list[int]:
    return [pid for pid in children(running.process.pid) if not is_supervisor(pid)]


def workers(running: Server) -> list[int]:
    return [worker for supervisor in supervisors(running) for worker in children(supervisor)]


def served_releases(running: Server) -> set[str]:
    """The releases that are told over connections of their own, which any server may take."""
    found = set()
    for _ in range(ASKED):
        with httpx.Client(base_url=running.url, timeout=30) as client:
            found.add(str(client.get("/health/ready").json().get("release")))
    return found


def figure(running: Server, name: str) -> float:
    families = text_string_to_metric_families(running.client.get("/metrics").text)
    return sum(sample.value for family in families for sample in family.samples
               if sample.name == name)  # fmt: skip


def test_one_supervisor_holds_the_release_for_all(fleet):
    assert len(servers(fleet)) == 3
    assert len(supervisors(fleet)) == 1
    assert served_releases(fleet) == {fleet.client.get("/health/ready").json()["release"]}


def test_the_figures_are_those_of_all(fleet):
    before = figure(fleet, "migov_http_requests_total")
    served_releases(fleet)
    until(lambda: figure(fleet, "migov_http_requests_total") >= before + ASKED)
    # A server tells of itself once a second.
    until(lambda: figure(fleet, "migov_workers") == 3)
    until(lambda: figure(fleet, "migov_ready") == 1)
    assert figure(fleet, "migov_release_info") == 1


def test_a_server_that_dies_is_replaced(fleet):
    first, *others = servers(fleet)
    os.kill(first, signal.SIGKILL)
    until(lambda: len(servers(fleet)) == 3 and first not in servers(fleet))
    assert set(others) <= set(servers(fleet))
    until(lambda: len(workers(fleet)) == 3)
    assert len(supervisors(fleet)) == 1
    until(lambda: "None" not in served_releases(fleet))


def test_a_supervisor_that_dies_is_replaced_once_for_all(fleet):
    (gone,) = supervisors(fleet)
    os.kill(gone, signal.SIGKILL)
    until(lambda: gone not in supervisors(fleet) and len(workers(fleet)) == 3)
    assert len(supervisors(fleet)) == 1
    until(lambda: "None" not in served_releases(fleet))


def test_all_move_to_a_new_release(fleet, tmp_path):
    folder = tmp_path / "releases"
    current = Release.current(folder)
    made = folder / "0123456789ab"
    shutil.copytree(current.path, made)
    storage.save(made / "store", storage.load(current.store).quads)
    manifest = json.loads((made / "manifest.json").read_text())
    (made / "manifest.json").write_text(json.dumps({**manifest, "id": made.name}))
    (folder / "current").write_text(made.name)
    old = supervisors(fleet)
    fleet.process.send_signal(signal.SIGHUP)
    until(lambda: served_releases(fleet) == {made.name})
    until(lambda: not set(old) & set(supervisors(fleet)))
    assert len(supervisors(fleet)) == 1


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_first_process(fleet, ending):
    family = fleet.family()
    assert len(family) >= 8
    fleet.process.send_signal(ending)
    fleet.process.wait(timeout=30)
    if ending == signal.SIGTERM:
        assert fleet.process.returncode == 0
    until(lambda: not alive(family))


def test_figures_are_added_but_for_what_holds_for_all():
    one = '# TYPE migov_ready gauge\nmigov_ready 1\n# TYPE a counter\na_total{b="c"} 2\n'
    other = '# TYPE migov_ready gauge\nmigov_ready 0\n# TYPE a counter\na_total{b="c"} 3\n'
    lines = added([one, other]).decode().splitlines()
    assert "migov_ready 0.0" in lines
    assert 'a_total{b="c"} 5.0' in lines
