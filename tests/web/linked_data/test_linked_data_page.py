"""The commands of docs/linked-data.md are run, in their order, against a server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from tests.conftest import Server, program

from migov.knowledge.release.release import Release

PAGE = Path(__file__).parents[3] / "docs" / "linked-data.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str, server: Server) -> list[str]:
    """The examples in one language, with the address of the running server."""
    text = PAGE.read_text(encoding="utf-8").replace("http://127.0.0.1:8080", server.url)
    return [block for kind, block in FENCE.findall(text) if kind == language]


@pytest.fixture(scope="module")
def folder(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every shell command of the page was run, one after the other."""
    folder = tmp_path_factory.mktemp("page")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    commands = blocks("sh", server)
    assert len(commands) > 3
    for number, block in enumerate(commands):
        done = subprocess.run(
            ["bash", "-e", "-c", block.replace("curl ", "curl --fail --silent --show-error ")],
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, block + done.stderr.decode()
        (folder / f"{number}.out").write_bytes(done.stdout)
    return folder


def test_the_shell_commands_give_what_the_page_says(folder: Path, release: Release) -> None:
    first = (folder / "0.out").read_text(encoding="utf-8")
    assert "Khartoum Process" in first and '"@context"' in first
    assert (folder / "migov.nq.gz").stat().st_size == (
        release.manifest["files"]["migov.nq.gz"]["size"]
    )
    loaded = ox.Store.read_only(str(folder / "store"))
    assert len(loaded) == release.manifest["counts"]["quads"]


def test_the_python_examples_give_the_same(
    folder: Path, server: Server, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    (block,) = blocks("python", server)
    exec(block, names)
    described = ox.parse(
        server.client.get("/doc/mechanism/khartoum-process.nt").content,
        format=ox.RdfFormat.N_TRIPLES,
    )
    assert len(names["graph"]) == len(list(described))
    assert len(names["store"]) == release.manifest["counts"]["quads"]
    assert len(names["members"]) == release.manifest["counts"]["memberships"]
    assert "actor" in names["members"][0]


def test_the_example_in_r_gives_the_same(server: Server, release: Release) -> None:
    rscript = program("Rscript", "Debian's r-base-core")
    (block,) = blocks("r", server)
    told = 'cat(nrow(members), names(members)[1], sum(members$actor != ""))'
    done = subprocess.run(
        [rscript, "--vanilla", "-e", block + told], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    count = str(release.manifest["counts"]["memberships"])
    header = server.client.get("/dump/memberships.csv").text
    assert done.stdout.split() == [count, header.partition(",")[0], count]


def test_every_file_and_address_that_the_page_names_is_there(
    server: Server, release: Release
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`(/dump/[\w.-]+)`", text))
    assert len(named) > 8
    for path in named:
        assert server.client.head(path).status_code == 200, path
    tables = {name for name in release.manifest["files"] if name.endswith(".csv")}
    assert {f"/dump/{name}" for name in tables} <= named
