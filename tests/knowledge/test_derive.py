"""Every rule of `queries/derive/`: a small input and its exact output."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from migov.errors import CannotRun
from migov.knowledge.derive import apply_rule, derive
from migov.settings import resources
from migov.stored_queries import load_queries, load_query
from migov.vocabulary import GRAPH_DERIVED

CASES = Path(__file__).parent / "derive"
RULES = load_queries(resources() / "queries" / "derive")
MERGE = DefaultGraph()


def merged(path: Path) -> Store:
    """The quads of a TriG file, with the merge of all its graphs as default graph."""
    store = Store()
    for quad in parse(path=str(path), format=RdfFormat.TRIG):
        store.add(quad)
        store.add(Quad(quad.subject, quad.predicate, quad.object, MERGE))
    return store


def triples(store: Store, graph: NamedNode) -> set[Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_gives_exactly_its_output(rule):
    store = merged(CASES / f"{rule.name}.in.trig")
    derived = NamedNode(GRAPH_DERIVED)
    before = triples(store, derived)

    count = apply_rule(store, rule)

    expected = {
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(path=str(CASES / f"{rule.name}.out.ttl"), format=RdfFormat.TURTLE)
    }
    assert {str(t) for t in triples(store, derived) - before} == {str(t) for t in expected}
    assert count == len(expected)
    assert expected <= triples(store, MERGE), "what is derived is in the merge too"


def test_every_case_is_of_a_rule_and_every_rule_has_a_summary():
    names = {rule.name for rule in RULES}
    assert {path.name.split(".")[0] for path in CASES.iterdir()} == names
    assert all(rule.header.get("summary") for rule in RULES)


def test_rules_run_in_the_order_of_their_names(tmp_path):
    (tmp_path / "2.rq").write_text("CONSTRUCT { ?a <urn:c> 1 } WHERE { ?a <urn:b> 1 }")
    (tmp_path / "1.rq").write_text("CONSTRUCT { ?a <urn:b> 1 } WHERE { ?a <urn:a> 1 }")
    (tmp_path / "0.rq").write_text("CONSTRUCT { ?a <urn:d> 1 } WHERE { ?a <urn:c> 1 }")
    store = Store()
    store.load(input=b"<urn:x> <urn:a> 1 .", format=RdfFormat.TURTLE)

    assert derive(store, tmp_path) == 2
    assert {quad.predicate.value for quad in store} == {"urn:a", "urn:b", "urn:c"}


def test_a_blank_node_stays_the_same_in_both_graphs(tmp_path):
    (tmp_path / "1.rq").write_text("CONSTRUCT { ?a <urn:of> ?b } WHERE { ?b <urn:has> ?a }")
    store = Store()
    store.load(input=b"_:x <urn:has> _:y . <urn:x> <urn:has> <urn:y> .", format=RdfFormat.TURTLE)
    assert derive(store, tmp_path) == 2
    stated = {(q.object, q.subject) for q in store if q.predicate.value == "urn:has"}
    for graph in (NamedNode(GRAPH_DERIVED), DefaultGraph()):
        derived = store.quads_for_pattern(None, NamedNode("urn:of"), None, graph)
        assert {(quad.subject, quad.object) for quad in derived} == stated


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("CONSTRUCT { ?a ?b } WHERE { ?a ?b ?c }", "1.rq: error at 1:"),
        ("SELECT * WHERE { ?a ?b ?c }", "must be a CONSTRUCT query"),
        ("#+ summary: a: b\nCONSTRUCT WHERE { ?a ?b ?c }", "header"),
    ],
)
def test_a_broken_rule_is_named(tmp_path, text, message):
    (tmp_path / "1.rq").write_text(text)
    with pytest.raises(CannotRun, match=message):
        apply_rule(Store(), load_query(tmp_path / "1.rq"))
