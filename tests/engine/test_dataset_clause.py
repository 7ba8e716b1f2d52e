"""A dataset clause is found by its tokens, whatever else has the word."""

from __future__ import annotations

import pytest

from migov.engine.errors import QueryRefused
from migov.engine.evaluation import checked
from migov.engine.inspection import dataset_clause
from migov.engine.interface import QueryRequest

BASE = "http://example.org/"


@pytest.mark.parametrize(
    ("query", "default", "named"),
    [
        ("SELECT * FROM <a> FROM NAMED <b> FROM <http://x.org/c> {}",
         ("http://example.org/a", "http://x.org/c"), ("http://example.org/b",)),
        ("ASK FROM<a>{}", ("http://example.org/a",), ()),
        ("PREFIX from: <http://f.org/> DESCRIBE from:x from NAMED from:named", (),
         ("http://f.org/named",)),
        ("BASE <http://b.org/> CONSTRUCT FROM <a> WHERE { ?s ?p ?o }", ("http://b.org/a",), ()),
        ('VERSION "1.2" SELECT * FROM <a> { ?s ?p ?o {| ?q ?v |} }', ("http://example.org/a",), ()),
        ("SELECT * FROM <\\u0061> {}", ("http://example.org/a",), ()),
        ("SELECT * # FROM <x>\n FROM <a> {}", ("http://example.org/a",), ()),
        ("SELECT ('FROM <x>' AS ?from) (\"FROM <x>\" AS ?b) {}", (), ()),
        ("SELECT ('''it's FROM <x>''' AS ?from) FROM <a> {}", ("http://example.org/a",), ()),
        ('SELECT ("\\" FROM <x>" AS ?x) ("""a""FROM <x>""" AS ?y) {}', (), ()),
        ("SELECT * FROM <a> { ?s <http://a/it's> 'FROM <x>' }", ("http://example.org/a",), ()),
        ("SELECT * { ?from <http://a/p#x> ?o FILTER(?a <?from && ?from> ?b) }", (), ()),
        ('SELECT * { ?s ?p "FROM"@from }', (), ()),
        ("SELECT * FROM unknown:a {}", (), ()),
        ("FROM <a>", (), ()),
    ],
)  # fmt: skip
def test_dataset_clauses(query: str, default: tuple[str, ...], named: tuple[str, ...]) -> None:
    assert dataset_clause(query, BASE) == (default, named)


@pytest.mark.parametrize(
    "query",
    ["SELECT (<x:f>(1) AS ?x) {}", "ASK { FILTER(<x:f>(1)) }", "SELECT * { } ORDER BY <x:f>(1)"],
)
def test_a_function_that_is_not_known_is_refused_by_name(query: str) -> None:
    with pytest.raises(QueryRefused, match="no function <x:f>"):
        checked(QueryRequest(query))
