"""The light scan that finds the line of each statement, whatever style a file is written in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from migov.knowledge.read.positions import scan
from migov.settings import resources

TEXT = '''\
@prefix a: <http://a/> .
PREFIX b: <http://b/>
# a comment with a:s a a:C .
a:g {
  a:s a a:C ;  # another
    a:p "one; two." , "three"@en-GB,
      'four' ;
    b:q """five
lines "here" """ ;
    b:long 12.5, -3, true .

  a:t a:p <http://b/x#y> ;
    a:n [ a:inner "no" ; a:list ( 1 2 ) ] ;
    a:last "caf\\u00e9"^^a:dt
}

GRAPH <http://g2/> { <http://a/s> a:p "six\\n" . a:u.v a:p%20q a:w\\-x. }
'''


@pytest.fixture(scope="module")
def found():
    return scan(TEXT)


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "graph", "line"),
    [
        ("http://a/s", None, None, None, 5),
        ("http://a/s", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://a/C", None, 5),
        ("http://a/s", "http://a/p", "one; two.", None, 6),
        ("http://a/s", "http://a/p", "four", "http://a/g", 7),
        ("http://a/s", "http://b/q", 'five\nlines "here" ', None, 8),
        ("http://a/s", "http://b/long", "-3", None, 10),
        ("http://a/t", "http://a/p", "http://b/x#y", None, 12),
        ("http://a/t", "http://a/last", "café", None, 14),
        ("http://a/s", "http://a/p", "six\n", "http://g2/", 17),
        ("http://a/s", "http://a/p", None, "http://g2/", 17),
        ("http://a/u.v", "http://a/p%20q", "http://a/w-x", None, 17),
        ("http://a/s", "http://a/unknown", None, None, 5),
    ],
)
def test_the_line_of_a_statement(found, subject, predicate, value, graph, line):
    assert found[subject].nearest(predicate, value, graph) == line


def test_what_stands_in_brackets_is_no_subject(found):
    assert set(found) == {"http://a/s", "http://a/t", "http://a/u.v"}


@pytest.mark.parametrize("form", [RdfFormat.N_QUADS, RdfFormat.TRIG])
def test_every_statement_of_any_style_is_found(form):
    path = resources() / "ontology" / "roles.ttl"
    quads = [
        Quad(t.subject, t.predicate, t.object, NamedNode("http://g/"))
        for t in parse(path=str(path), format=RdfFormat.TURTLE)
    ]
    found = scan(serialize(quads, format=form).decode())
    for quad in quads:
        assert found[quad.subject.value].has(quad.predicate.value, quad.object.value)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_any_literal_is_found_on_its_line(texts):
    subject, predicate = NamedNode("http://a/s"), NamedNode("http://a/p")
    quads = [Quad(subject, predicate, Literal(text), NamedNode("http://g/")) for text in texts]
    lines = serialize(quads, format=RdfFormat.N_QUADS).decode().split("\n")
    found = scan("\n".join(lines))["http://a/s"]
    for text in set(texts):
        assert found.nearest("http://a/p", text, None) == texts.index(text) + 1
