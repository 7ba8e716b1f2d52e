"""The example queries run and find something; each says in one sentence what it asks."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from migov.engine import storage
from migov.knowledge.release.release import Release
from migov.settings import resources

EXAMPLES = sorted((resources() / "queries" / "examples").glob("*.rq"))


@pytest.fixture(scope="module")
def store(release: Release) -> ox.Store:
    return storage.load(release.path / "store", apart=False).quads


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_finds_something(store: ox.Store, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#+ summary: ")
    assert any(True for _ in store.query(text))
