"""`make release VERSION=…`: checks that a version is ready, builds it, and says what is left to do.

Writes into build/release/VERSION: wheel, sdist, release notes. Tags, pushes and publishes nothing.
Exit status: 0 ready, 1 something is to be done first, 2 could not run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
#: Not among what this project installs, for it needs older releases of other packages.
CFFCONVERT = "cffconvert==2.0.0"


def stated_versions(root: Path = ROOT) -> dict[str, str]:
    """The version that each file states."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    citation = yaml.safe_load((root / "CITATION.cff").read_text())
    zenodo = json.loads((root / ".zenodo.json").read_text())
    return {
        "pyproject.toml": project["version"],
        "CITATION.cff": str(citation["version"]),
        ".zenodo.json": zenodo["version"],
    }


def stated_dates(version: str, root: Path = ROOT) -> dict[str, str]:
    """The day of the version that each file states; empty where CHANGELOG.md has no section."""
    citation = yaml.safe_load((root / "CITATION.cff").read_text())
    zenodo = json.loads((root / ".zenodo.json").read_text())
    return {
        "CHANGELOG.md": changes(version, root)[0],
        "CITATION.cff": str(citation["date-released"]),
        ".zenodo.json": zenodo["publication_date"],
    }


def changes(version: str, root: Path = ROOT) -> tuple[str, str]:
    """The day and the text of a version's section in CHANGELOG.md; empty where it has none."""
    text = (root / "CHANGELOG.md").read_text()
    head = re.search(rf"^## \[{re.escape(version)}\] - (\d{{4}}-\d\d-\d\d)\n", text, re.MULTILINE)
    if head is None:
        return "", ""
    return head[1], re.split(r"^## \[", text[head.end() :], maxsplit=1, flags=re.MULTILINE)[
        0
    ].strip()


def faults(version: str, root: Path = ROOT) -> Iterator[str]:
    """What the files say that does not fit the version, each with what to do."""
    for file, stated in stated_versions(root).items():
        if stated != version:
            yield f"{file} states version {stated}: write {version}."
    dates = stated_dates(version, root)
    if not dates["CHANGELOG.md"]:
        yield f"CHANGELOG.md has no section “## [{version}] - YYYY-MM-DD”: name “Unreleased” so."
    elif len(set(dates.values())) > 1:
        told = ", ".join(f"{file} {day}" for file, day in dates.items())
        yield f"The day of the version differs: {told}."
    if _output("git", "status", "--porcelain"):
        yield "The working tree has changes: commit them."
    if _output("git", "tag", "--list", f"v{version}"):
        yield f"The tag v{version} exists already."


def notes(version: str, since: str | None, root: Path = ROOT) -> str:
    """The release notes: the section of CHANGELOG.md, and what changed in the data."""
    day, text = changes(version, root)
    written = f"# migov {version}\n\nReleased on {day}.\n\n{text}\n"
    if since:
        difference = _output(sys.executable, "-m", "migov", "diff", since, "current")
        written += f"\n## The data since release {since}\n\n```text\n{difference}\n```\n"
    return written


def check_wheel(wheel: Path) -> None:
    """Installs the wheel into an environment of its own; raises where it does not serve."""
    with tempfile.TemporaryDirectory(prefix="migov-release-") as folder:
        place = Path(folder)
        _run(sys.executable, "-m", "venv", str(place / "venv"))
        python = str(place / "venv" / "bin" / "python")
        _run(python, "-m", "pip", "install", "--quiet", str(wheel))
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "MIGOV_RELEASES": str(place / "releases"),
        }
        migov = str(place / "venv" / "bin" / "migov")
        subprocess.run(
            [migov, "build"], check=True, env=environment, cwd=folder, stderr=subprocess.DEVNULL
        )
        served = subprocess.Popen(
            [migov, "serve", "--port", "0"],
            env=environment,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert served.stdout is not None
            base = served.stdout.readline().strip().rpartition(" ")[2]
            _answered(f"{base}static/migov.css")
            deadline = time.monotonic() + 120
            while not _is_ready(base):
                if time.monotonic() > deadline:
                    raise OSError("the installed service does not become ready")
                time.sleep(0.5)
            _answered(base)
            _answered(f"{base}doc/mechanism/khartoum-process")
        finally:
            served.terminate()
            served.wait(timeout=30)


def main() -> int:
    """The command; see the head of this file."""
    parser = argparse.ArgumentParser(description=__doc__, prog="deploy/release.py")
    parser.add_argument("version", help="the version, as X.Y.Z")
    parser.add_argument("--since", help="the id of the data release to compare with")
    chosen = parser.parse_args()
    found = list(faults(chosen.version))
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        return 1
    folder = ROOT / "build" / "release" / chosen.version
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        _run(sys.executable, "-m", "hatchling", "build", "--directory", str(folder))
        packages = sorted(str(path) for path in folder.iterdir())
        _run(sys.executable, "-m", "twine", "check", "--strict", *packages)
        uv = str(Path(sys.executable).with_name("uv"))
        cff = ("cffconvert", "--validate", "-i", "CITATION.cff")
        _run(uv, "tool", "run", "--from", CFFCONVERT, *cff)
        check_wheel(next(folder.glob("*.whl")))
        _run(sys.executable, "-m", "migov", "build")
        (folder / "release-notes.md").write_text(notes(chosen.version, chosen.since))
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"The release could not be checked: {error}", file=sys.stderr)
        return 2
    print(STEPS.format(version=chosen.version, folder=folder.relative_to(ROOT)))
    return 0


STEPS = """\
migov {version} is ready: {folder} holds the packages and the release notes. Left to do by hand:

1. Tag it, with the notes as its message: git tag -a v{version} -F {folder}/release-notes.md
2. Push the tag, and publish the notes and the packages beside it where the repository is hosted.
3. Upload the packages, if the project has a name in a package index: twine upload {folder}/migov*
4. Let Zenodo archive the tag (.zenodo.json describes it); write the DOI into CITATION.cff.
5. Move the service to the version: docs/operate.md.
6. Where the address of the service changed: propose deploy/w3id to w3id.org.
"""


def _run(*command: str) -> None:
    print("$", " ".join(command), flush=True)
    subprocess.run(command, check=True, cwd=ROOT)


def _output(*command: str) -> str:
    done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def _is_ready(base: str) -> bool:
    try:
        _answered(f"{base}health/ready")
    except urllib.error.HTTPError:
        return False
    return True


def _answered(address: str) -> None:
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own server
        if answer.status != 200 or not answer.read():
            raise OSError(f"{address} is not answered")


if __name__ == "__main__":
    sys.exit(main())
