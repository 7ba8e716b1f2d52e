"""Pellet and HermiT find the ontology consistent, and find what contradicts it."""

from __future__ import annotations

from collections.abc import Callable

import owlready2
import pytest
from rdflib import Graph

from migov.vocabulary import PREFIXES

Plant = Callable[[str], Graph]
Reason = Callable[..., owlready2.World]

#: Facts that contradict the world that the ontology describes.
CONTRADICTIONS = {
    "a mechanism of two kinds": "mechanism:x a mg:InterregionalForum , mg:GlobalProcess .",
    "a meeting that chairs": "meeting:x a mg:Meeting ; mg:chairOf mechanism:x .",
    "a meeting hosted by an organization": (
        "meeting:x mg:hostState organization:iom . organization:iom a mg:UnitedNationsEntity ."
    ),
    "two mechanisms that succeed each other": (
        "mechanism:x mg:succeeds mechanism:y . mechanism:y mg:succeeds mechanism:x ."
    ),
    "one code for two states": (
        'state:ETH a mg:State ; mg:iso3 "ETH" ; mg:iso2 "ET" . '
        'state:KEN a mg:State ; mg:iso3 "ETH" ; mg:iso2 "KE" .'
    ),
}
#: Pairs of classes that have no member in common.
APART = [
    ("mg:State", "mg:IntergovernmentalOrganization"),
    ("mg:State", "org:FormalOrganization"),
    ("mg:ConsultationMechanism", "mg:IntergovernmentalOrganization"),
    ("mg:ConsultationMechanism", "mg:Initiative"),
    ("mg:ConsultationMechanism", "mg:Network"),
    ("mg:GovernanceBody", "mg:OrganizationBody"),
    ("mg:Secretariat", "mg:SteeringCommittee"),
    ("mg:RegionalConsultativeProcess", "mg:InterregionalForum"),
    ("mg:RegionalConsultativeProcess", "mg:GlobalProcess"),
    ("mg:UnitedNationsEntity", "mg:RegionalEconomicCommunity"),
    ("mg:NonGovernmentalOrganization", "mg:PublicAgency"),
    ("mg:Meeting", "mg:Actor"),
    ("mg:Meeting", "foaf:Agent"),
    ("mg:Summit", "mg:SeniorOfficialsMeeting"),
    ("mg:Instrument", "mg:Source"),
    ("mg:Treaty", "mg:Declaration"),
    ("mg:Partnership", "org:Membership"),
    ("org:Role", "mg:Actor"),
]
#: Pairs of classes that can have one.
TOGETHER = [
    ("mg:Declaration", "mg:ActionPlan"),
    ("mg:Webinar", "mg:ThematicMeeting"),
    ("mg:RegionalOrganization", "mg:SupranationalUnion"),
    ("mg:State", "skos:Concept"),
]
SOUND = """
state:ETH a mg:State ; mg:iso3 "ETH" ; mg:inRegion region:eastern-africa .
region:eastern-africa skos:broader region:sub-saharan-africa .
region:sub-saharan-africa skos:broader region:africa .
mechanism:x a mg:InterregionalForum ; mg:established "2014"^^xsd:gYear .
body:x-steering-committee a mg:SteeringCommittee ; org:unitOf mechanism:x .
membership:x-ETH a org:Membership ; org:member state:ETH ;
  org:organization body:x-steering-committee ; org:role role:chair ;
  schema:startDate "2014-11"^^xsd:gYearMonth ; schema:endDate "2016-12-31"^^xsd:date .
state:ETH mg:coChairOf mechanism:x .
meeting:y mg:adopted instrument:z .
"""


def values(world: owlready2.World, subject: str, name: str) -> set[str]:
    """The slugs that a property of ours has for a subject of ours, after reasoning."""
    kind, _, slug = subject.partition(":")
    individual = world[PREFIXES[kind] + slug]
    # HermiT leaves what follows from a sub-property or an inverse to owlready2.
    found = getattr(individual, f"INDIRECT_{name}")
    return {value.iri.rpartition("/")[2] for value in found}


def test_the_ontology_is_consistent_and_every_class_can_have_members(
    ontology: Graph, reason: Reason
) -> None:
    assert list(reason(ontology).inconsistent_classes()) == []


def test_classes_exclude_each_other_where_the_world_makes_it_so(
    plant: Plant, reason: Reason
) -> None:
    both = "".join(
        f"mg:both{number} a owl:Class ; rdfs:subClassOf {one} , {other} .\n"
        for number, (one, other) in enumerate(APART + TOGETHER)
    )
    empty = {each.name for each in reason(plant(both)).inconsistent_classes()}
    assert empty - {"Nothing"} == {f"both{number}" for number in range(len(APART))}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_a_contradiction_is_found(plant: Plant, reason: Reason, what: str) -> None:
    with pytest.raises(AssertionError) as found:
        reason(plant(CONTRADICTIONS[what]))
    assert type(found.value).__name__ == "Inconsistent"


@pytest.mark.parametrize("reason", ["pellet"], indirect=True)
def test_pellet_names_what_clashes(plant: Plant, reason: Reason) -> None:
    with pytest.raises(AssertionError) as found:
        reason(plant(CONTRADICTIONS["a mechanism of two kinds"]), explain=True)
    _, _, explanation = str(found.value).partition("Explanation")
    assert "InterregionalForum" in explanation
    assert "GlobalProcess" in explanation
    assert "DisjointClasses" in explanation


def test_what_follows_is_inferred(plant: Plant, reason: Reason) -> None:
    world = reason(plant(SOUND), infer_values=True)
    assert values(world, "state:ETH", "inRegion") >= {"sub-saharan-africa", "africa"}
    assert values(world, "state:ETH", "affiliatedWith") >= {"x-steering-committee", "x"}
    assert values(world, "state:ETH", "chairOf") == {"x"}
    assert values(world, "mechanism:x", "hasChair") == {"ETH"}
    # Of the other direction owlready2 reads only what a reasoner writes out, and HermiT does not.
    assert "x" in values(world, "state:ETH", "cooperatesWith")
    assert values(world, "instrument:z", "adoptedAt") == {"y"}
