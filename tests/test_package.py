"""The wheel: everything that the service needs is in it, and it works away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    subprocess.run(
        [*command, "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)], check=True
    )
    return next(folder.glob("migov-*.whl"))


@pytest.mark.parametrize("folder", ["ontology", "data", "shapes", "queries"])
def test_the_wheel_holds_every_file_of_a_folder(wheel, folder):
    packed = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    files = {name for name in tracked if name and (ROOT / name).exists()}
    assert len(files) > 5
    assert {f"migov/resources/{name}" for name in files} <= packed


def test_the_wheel_holds_the_scripts_that_were_built(wheel):
    packed = set(zipfile.ZipFile(wheel).namelist())
    static = ROOT / "service" / "migov" / "web" / "static"
    files = {f"migov/web/static/{file.relative_to(static)}" for file in static.rglob("*.*")}
    assert files <= packed


@pytest.mark.timeout(600)
def test_an_installed_wheel_builds_and_answers(wheel, tmp_path):
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True)
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "MIGOV_RELEASES": str(tmp_path / "releases"),
    }

    def migov(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "migov", *arguments],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    migov("build")
    query = tmp_path / "query.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(migov("query", str(query)).splitlines()[1]) > 10_000


def test_the_version_is_the_packages():
    done = subprocess.run(
        [sys.executable, "-m", "migov", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("migov 0.")


def test_no_lock_file_names_a_registry():
    for lock in (ROOT / "requirements").iterdir():
        assert "://" not in lock.read_text()
        assert "--hash=sha256:" in lock.read_text()


def test_the_lock_of_the_scripts_has_hashes_and_no_address():
    lock = json.loads((ROOT / "service" / "assets" / "package-lock.json").read_text())
    locked = [package for path, package in lock["packages"].items() if path]
    assert len(locked) > 20
    assert all("integrity" in package and "resolved" not in package for package in locked)
