"""The reasoners: a planted contradiction is found, and what clashes is named with its place."""

from __future__ import annotations

import pytest

from migov.errors import CannotRun
from migov.knowledge.reason.reasoner import Reasoner, facts, reason, verdict_as_text

K = "data/mechanisms/k.trig"


def verdict(world, reasoner=Reasoner.PELLET):
    return reason(facts([world.data], world.root), reasoner)


def plant(world, block):
    path = world.root / K
    path.write_text(path.read_text() + f"\nsource:sheet {{\n{block}\n}}\n")


@pytest.mark.parametrize("reasoner", Reasoner)
def test_good_data_is_consistent_dates_included(world, reasoner):
    said = verdict(world, reasoner)
    assert (said.consistent, said.clash, said.findings) == (True, (), ())
    assert said.triples > 40
    assert "consistent" in verdict_as_text(said)


def test_pellet_names_what_clashes_with_file_and_line(world):
    plant(
        world,
        "meeting:m a mg:Meeting ;\n  mg:hostState mechanism:k ;\n"
        '  schema:startDate "2022-03"^^xsd:gYearMonth .',
    )
    said = verdict(world)
    assert not said.consistent
    places = {one.statement: (one.place.file, one.place.line) for one in said.clash}
    ontology = "ontology/migov.ttl"
    assert places.pop("mechanism:k type mg:ConsultationMechanism") == (
        K,
        world.line(K, "mechanism:k a"),
    )
    assert places.pop("meeting:m mg:hostState mechanism:k") == (K, world.line(K, "mg:hostState"))
    assert places.pop("mg:hostState range mg:State") == (
        ontology,
        world.line(ontology, "mg:hostState a"),
    )
    [(disjoint, place)] = places.items()
    assert disjoint.startswith("DisjointClasses(")
    assert place == (ontology, world.line(ontology, "owl:AllDisjointClasses"))

    by_line = {finding.line: finding for finding in said.findings}
    finding = by_line[world.line(K, "mg:hostState")]
    assert (finding.file, finding.focus) == (K, "https://w3id.org/migov/id/meeting/m")
    assert "mg:hostState range mg:State" in finding.message
    assert f"{K}:{finding.line}" in verdict_as_text(said)


def test_names_that_end_alike_are_told_apart(world):
    """`org:member` and `role:member`, two things called x: only the guilty one is named."""
    plant(world, "meeting:x a mg:Meeting .\n\nstate:x a mg:State , mg:Meeting .")
    statements = {one.statement for one in verdict(world).clash}
    assert {"state:x type mg:State", "state:x type mg:Meeting"} <= statements
    assert "meeting:x type mg:Meeting" not in statements


def test_hermit_agrees_without_a_reason(world):
    plant(world, "meeting:m a mg:Meeting , mg:State .")
    said = verdict(world, Reasoner.HERMIT)
    assert (said.consistent, said.clash) == (False, ())
    [finding] = said.findings
    assert "--reasoner pellet" in finding.remedy


@pytest.mark.parametrize("reasoner", Reasoner)
def test_a_class_that_nothing_can_be_in(world, reasoner):
    path = world.root / "ontology" / "migov.ttl"
    path.write_text(
        path.read_text() + "\nmg:Floating a owl:Class ; rdfs:subClassOf mg:State , mg:Meeting .\n"
    )
    said = verdict(world, reasoner)
    assert said.consistent
    [finding] = said.findings
    assert finding.focus == "https://w3id.org/migov/ontology#Floating"
    assert (finding.file, finding.line) == (
        "ontology/migov.ttl",
        world.line("ontology/migov.ttl", "mg:Floating"),
    )


def test_imports_are_not_fetched(world):
    path = world.root / "ontology" / "migov.ttl"
    path.write_text(
        path.read_text()
        + "\n<https://w3id.org/migov/ontology> owl:imports <http://192.0.2.1/none.owl> .\n"
    )
    assert verdict(world).consistent


def test_a_broken_file_is_a_finding_and_keeps_the_reasoner_from_running(world):
    plant(world, "meeting:m a")
    known = facts([world.data], world.root)
    assert known.broken
    assert [finding.file for finding in known.findings] == [K]


def test_a_java_that_fails_is_told(world, monkeypatch):
    monkeypatch.setattr("owlready2.reasoning.JAVA_MEMORY", 0)  # so that it is put back after
    monkeypatch.setattr("migov.knowledge.reason.reasoner.JAVA_MEMORY_MIB", 0)
    with pytest.raises(CannotRun, match="pellet could not run"):
        verdict(world)
