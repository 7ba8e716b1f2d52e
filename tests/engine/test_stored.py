"""A release's store: written, loaded, and held once or twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.conftest import P, node

from migov.engine import storage

ALL = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def count(dataset: storage.Dataset, query: str) -> str:
    (row,) = dataset.store_for(query).query(query)
    return row["n"].value


@pytest.mark.parametrize("held_twice", [True, False])
def test_a_merge_gives_the_same_whether_it_is_held_twice(
    store: Path, held_twice: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not held_twice:
        monkeypatch.setattr(storage, "_TWICE", 0)
    dataset = storage.load(store)
    assert (dataset.merged is not dataset.quads) is held_twice
    assert (count(dataset, ALL), count(dataset, NAMED)) == ("20000", "20001")
    assert len(list(dataset.store_for(ALL).quads_for_pattern(node(7), P, None, None))) >= 1
