"""`migov export`: networks and tables as files."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from typer.testing import CliRunner, Result

from migov.cli import app

Export = Callable[..., Result]


@pytest.fixture
def export(releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Runs the command in an empty folder; no error leaves it but the exit that it chose."""
    monkeypatch.setenv("MIGOV_RELEASES", str(releases))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        done = CliRunner().invoke(app, ["export", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done

    return run


def test_a_network_in_the_format_that_its_file_names(export: Export, tmp_path: Path) -> None:
    done = export("network", "kind=support", "asOf=2022-06-01", "--output", "support.gexf")
    assert done.exit_code == 0, done.stderr
    graph = nx.read_gexf(tmp_path / "support.gexf")
    assert graph.has_edge("organization:icmpd", "mechanism:khartoum-process")
    # In a process of its own, whose standard output is not a terminal but bytes as they come.
    command = [sys.executable, "-m", "migov", "export"]
    asked = ["network", "kind=support", "asOf=2022-06-01", "-f", "nodes.csv"]
    piped = subprocess.run([*command, *asked], capture_output=True, check=True)
    assert len(piped.stdout.decode().splitlines()) == len(graph) + 1


@pytest.mark.parametrize("table", ["memberships", "partnerships", "actors"])
def test_a_table_as_csv_and_json(export: Export, table: str) -> None:
    rows = list(csv.DictReader(export(table).stdout.splitlines()))
    assert len(rows) > 50
    done = export(table, "--format", "json")
    assert [
        {key: str(value) for key, value in row.items()} for row in json.loads(done.stdout)
    ] == rows


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("network", "kind=rumour"), "rumour"),
        (("network", "kind"), "name=value"),
        (("network", "--format", "xls"), "xls"),
        (("actors", "kind=support"), "no parameters"),
        (("actors", "--output", "missing/folder.csv"), "missing"),
    ],
)
def test_faults_are_one_sentence_and_exit_2(
    export: Export, arguments: tuple[str, ...], word: str
) -> None:
    done = export(*arguments)
    assert done.exit_code == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
