"""`migov export`: networks and tables as files."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

Export = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def export(releases: Path, tmp_path: Path) -> Export:
    """Runs the command in an empty folder."""

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "migov", "export", *arguments],
            env={**os.environ, "MIGOV_RELEASES": str(releases)},
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )

    return run


def test_a_network_in_the_format_that_its_file_names(export: Export, tmp_path: Path) -> None:
    done = export("network", "kind=support", "asOf=2022-06-01", "--output", "support.gexf")
    assert done.returncode == 0, done.stderr
    graph = nx.read_gexf(tmp_path / "support.gexf")
    assert graph.has_edge("organization:icmpd", "mechanism:khartoum-process")
    done = export("network", "kind=support", "asOf=2022-06-01", "-f", "nodes.csv")
    assert len(done.stdout.decode().splitlines()) == len(graph) + 1


@pytest.mark.parametrize("table", ["memberships", "partnerships", "actors"])
def test_a_table_as_csv_and_json(export: Export, table: str) -> None:
    rows = list(csv.DictReader(export(table).stdout.decode().splitlines()))
    assert len(rows) > 50
    done = export(table, "--format", "json")
    assert [
        {key: str(value) for key, value in row.items()} for row in json.loads(done.stdout)
    ] == rows


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("network", "kind=rumour"), b"rumour"),
        (("network", "kind"), b"name=value"),
        (("network", "--format", "xls"), b"xls"),
        (("actors", "kind=support"), b"no parameters"),
        (("actors", "--output", "missing/folder.csv"), b"missing"),
    ],
)
def test_faults_are_one_sentence_and_exit_2(
    export: Export, arguments: tuple[str, ...], word: bytes
) -> None:
    done = export(*arguments)
    assert done.returncode == 2
    assert word in done.stderr
    assert b"Traceback" not in done.stderr
