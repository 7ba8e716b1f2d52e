"""The command line as a whole: its commands are all there, and each starts without the others."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from migov.cli import app

COMMANDS = (
    "serve", "build", "validate", "reason", "diff", "import", "apply", "stale", "sources",
    "coverage", "query", "load", "ask", "export", "reconcile", "mcp", "bench",
)  # fmt: skip


def test_the_help_lists_each_command() -> None:
    done = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "100"})
    assert done.exit_code == 0
    lines = [line.strip("│ ").partition(" ")[0] for line in done.stdout.splitlines()]
    assert [line for line in lines if line in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_help(command: str) -> None:
    done = CliRunner().invoke(app, [command, "-h"])
    assert done.exit_code == 0
    assert f"migov {command} [OPTIONS]" in done.stdout


def test_a_misspelt_command_gets_the_nearest_names() -> None:
    done = CliRunner().invoke(app, ["validat"])
    assert done.exit_code == 2
    assert "'validate'" in done.stderr


def test_a_command_starts_without_what_only_others_need() -> None:
    program = (
        "import sys; from migov.cli import app; app(['ask', 'list'], standalone_mode=False);"
        "sys.exit(str([name for name in ('uvicorn', 'fastapi', 'pyshacl', 'mcp')"
        " if name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "members " in done.stdout
    assert done.stderr.strip() == "[]"
