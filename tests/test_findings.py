"""The notebook of findings: what it says in words holds on the project's own data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[1] / "docs" / "findings.ipynb"


def cells() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text())["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def test_every_cell_runs_in_order_and_every_finding_holds(releases, monkeypatch):
    monkeypatch.setenv("MIGOV_RELEASES", str(releases))
    names: dict[str, Any] = {}
    for cell in cells():
        source = compile("".join(cell["source"]), cell["id"], "exec")
        exec(source, names)
    assert len(names["states"]) > 100
    assert len(names["slugs"]) >= 8


def test_each_finding_is_held_by_an_assertion():
    assert sum("assert" in "".join(cell["source"]) for cell in cells()) == 3


def test_no_output_is_kept_that_could_grow_old():
    for cell in cells():
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
