"""The unit of systemd is valid, and leaves the service as few rights as it needs."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conftest import program
from tests.deploy.conftest import DEPLOY

UNIT = DEPLOY / "systemd" / "migov.service"


def test_the_unit_is_valid(tmp_path: Path) -> None:
    analyze = program("systemd-analyze", "apt-get install systemd")
    unit = tmp_path / "migov.service"
    text = UNIT.read_text()
    assert text.count("/opt/migov/bin/migov serve") == 1
    unit.write_text(text.replace("/opt/migov/bin/migov serve", "/bin/true"))
    done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "migov.service" not in done.stderr


def test_the_unit_exposes_little() -> None:
    analyze = program("systemd-analyze", "apt-get install systemd")
    command = [analyze, "security", "--offline=true", "--threshold=20", str(UNIT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr


def test_its_memory_is_that_of_the_settings() -> None:
    from migov.settings import Settings

    settings = Settings()
    processes = settings.workers_most + 2 * settings.earlier_releases
    mib = processes * settings.query_memory_mib + 1024
    assert f"MemoryMax={mib // 1024}G" in UNIT.read_text()
    assert f"mem_limit: {mib // 1024}g" in (DEPLOY / "compose.yaml").read_text()
