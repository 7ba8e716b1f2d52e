"""What a release consists of: packages, metadata for archives, notes; and what stops one."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import httpx
import pytest
import yaml
from tests.conftest import Server
from tests.deploy.conftest import DEPLOY

ROOT = DEPLOY.parent


@pytest.fixture(scope="module")
def release_script() -> ModuleType:
    """deploy/release.py as a module."""
    spec = importlib.util.spec_from_file_location("release_script", DEPLOY / "release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel, which is made from the sdist."""
    folder = tmp_path_factory.mktemp("packages")
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    subprocess.run([*build, "--target", "sdist"], cwd=ROOT, check=True, capture_output=True)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    subprocess.run([*build, "--target", "wheel"], cwd=source, check=True, capture_output=True)
    return folder


def test_twine_has_nothing_to_say(packages: Path) -> None:
    files = [str(file) for file in packages.glob("migov-*") if file.is_file()]
    assert len(files) == 2
    command = [sys.executable, "-m", "twine", "check", "--strict", *files]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.timeout(600)
def test_a_wheel_made_from_the_sdist_serves(
    packages: Path, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wheel,) = packages.glob("*.whl")
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True)
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.chdir(tmp_path)
    where = [sys.executable, "-c", "import migov; print(migov.__file__)"]
    found = subprocess.run(where, check=True, capture_output=True, text=True, env=os.environ)
    assert found.stdout.startswith(str(site))
    running = Server(releases, MIGOV_WORKERS="1")
    try:
        for path in ("/", "/static/migov.css", "/doc/mechanism/khartoum-process", "/ontology"):
            answer = running.client.get(path, headers={"Accept": "text/html, text/css"})
            assert answer.status_code == httpx.codes.OK, path
    finally:
        running.stop()


def test_every_file_states_the_same_version_and_day(release_script: ModuleType) -> None:
    versions = release_script.stated_versions()
    assert len(set(versions.values())) == 1, versions
    (version,) = set(versions.values())
    dates = release_script.stated_dates(version)
    assert len(set(dates.values())) == 1, dates


def test_a_version_that_is_not_ready_is_stopped(release_script: ModuleType) -> None:
    found = list(release_script.faults("99.0.0"))
    assert len([fault for fault in found if "write 99.0.0" in fault]) == 3
    assert any("CHANGELOG.md has no section" in fault for fault in found)


def test_release_notes_are_the_section_and_the_difference(
    release_script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\n## [Unreleased]\n\n- later\n\n## [1.1.0] - 2026-05-01\n\n### Added\n"
        "- this\n\n## [1.0.0] - 2026-01-01\n\n- before\n"
    )
    monkeypatch.setattr(release_script, "_output", lambda *command: " ".join(command[-3:]))
    written = release_script.notes("1.1.0", "0123456789ab", tmp_path)
    assert written.startswith("# migov 1.1.0\n\nReleased on 2026-05-01.\n")
    assert "- this" in written
    assert "- later" not in written
    assert "- before" not in written
    assert "diff 0123456789ab current" in written


def test_zenodo_and_citation_agree() -> None:
    zenodo = json.loads((ROOT / ".zenodo.json").read_text())
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert zenodo["title"] == citation["title"]
    assert [each["name"] for each in zenodo["creators"]] == [
        each["name"] for each in citation["authors"]
    ]
    assert zenodo["license"].upper() in citation["license"]
    assert set(zenodo["keywords"]) == set(citation["keywords"])
    assert " ".join(citation["abstract"].split()) in zenodo["description"]
    for asked in ("upload_type", "description", "access_right", "publication_date"):
        assert zenodo[asked]
