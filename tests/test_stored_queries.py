"""The queries of the service itself: each runs by itself, and takes values as terms only."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from migov.settings import resources
from migov.stored_queries import bound_query, load_queries, service_query

FILES = load_queries(resources() / "queries" / "service")
HOSTILE = 'x> } DROP ALL { "'


@pytest.mark.parametrize("stored", FILES, ids=lambda stored: stored.name)
def test_each_runs_by_itself_and_says_what_it_is_for(stored):
    assert stored.header["summary"].endswith(".")
    found = ox.Store().query(service_query(stored.name))
    assert isinstance(found, ox.QuerySolutions | ox.QueryTriples)


@pytest.mark.parametrize("stored", FILES, ids=lambda stored: stored.name)
def test_each_is_asked(stored):
    code = (resources() / "service" / "migov").rglob("*.py")
    assert any(f'"{stored.name}"' in path.read_text(encoding="utf-8") for path in code)


def test_values_are_terms_and_cannot_change_the_query():
    text = bound_query("source-statements", {"graph": [ox.Literal(HOSTILE)]}, limit=5)
    assert 'VALUES ?graph { "x> } DROP ALL { \\"" }' in text
    assert text.endswith("LIMIT 5")


def test_what_a_query_does_not_take_is_said():
    with pytest.raises(KeyError, match="planet"):
        bound_query("graphs", {"planet": [ox.NamedNode("http://example.org/x")]})
