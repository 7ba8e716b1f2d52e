"""Every term of the model is defined, and the data use no term that is not."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.namespace import SKOS

from migov.settings import resources
from migov.vocabulary import MG, ONTOLOGY, PREFIXES


def names(text: str) -> list[str]:
    """The prefixed names in a text, between spaces."""
    return text.split()


CLASSES = names("""
    mg:Actor mg:State mg:IntergovernmentalOrganization mg:UnitedNationsEntity
    mg:RegionalOrganization mg:RegionalEconomicCommunity mg:SupranationalUnion mg:OrganizationBody
    mg:ConsultationMechanism mg:RegionalConsultativeProcess mg:InterregionalForum mg:GlobalProcess
    mg:GovernanceBody mg:Secretariat mg:SteeringCommittee mg:WorkingGroup
    mg:NonGovernmentalOrganization mg:PublicAgency mg:Network mg:Partnership mg:Meeting
    mg:MinisterialConference mg:Summit mg:SeniorOfficialsMeeting mg:SteeringCommitteeMeeting
    mg:ThematicMeeting mg:TechnicalMeeting mg:Training mg:Webinar mg:Instrument mg:Declaration
    mg:ActionPlan mg:Treaty mg:Compact mg:TermsOfReference mg:Guidelines mg:PolicyFramework
    mg:WorkPlan mg:Initiative mg:Source org:Membership org:Role skos:Concept skos:ConceptScheme
""")
OBJECT_PROPERTIES = names("""
    mg:partner mg:partnershipKind mg:concerns mg:associatedWith mg:succeeds mg:coversRegion
    mg:priority mg:foundedBy mg:governedBy mg:status mg:headquarters mg:convenedBy mg:hostState
    mg:participant mg:adopted mg:format mg:adoptedBy mg:adoptedAt mg:implements mg:supplements
    mg:monitoredBy mg:signatory mg:implementedBy mg:fundedBy mg:withinFramework mg:countryOfWork
    mg:legalNature mg:party mg:instrument mg:act mg:vote mg:depositary mg:partOf mg:codeOf
    mg:codeList mg:isPartyTo mg:signatoryOf mg:votedFor mg:votedAgainst mg:abstainedOn
    mg:hasAgreementWith mg:unStatus mg:inRegion mg:chairRotation mg:certainty mg:sourceKind
    mg:cooperatesWith
    mg:observerOf mg:participatesIn mg:partnerOf mg:chairOf mg:coChairOf mg:incomingChairOf
    mg:secretariatOf mg:technicalSupportOf mg:hostOf mg:steers mg:funderOf mg:hasChair
    mg:affiliatedWith
    org:member org:organization org:role org:memberOf org:hasMember org:unitOf
    org:subOrganizationOf prov:wasDerivedFrom foaf:homepage foaf:page
""")
DATATYPE_PROPERTIES = names("""
    mg:established mg:dissolved mg:statedMemberCount mg:city mg:abbreviation mg:iso3 mg:iso2
    mg:m49 mg:cowCode mg:gwCode mg:unMemberSince mg:signedOn mg:inForceFrom mg:ratifiedOn
    mg:accededOn mg:succeededOn mg:acceptedOn mg:approvedOn mg:denouncedOn mg:votedOn mg:notPartyIn
    mg:adherenceCompleteAsOf mg:statedPartyCount mg:statedSignatoryCount mg:budget mg:currency
    mg:endedBy mg:attestedIn mg:contentDate mg:startsOn mg:endsOn mg:goneBy mg:attestedOn
    mg:firstAttestedOn mg:lastAttestedOn schema:startDate schema:endDate schema:email dcterms:date
    wgs84:lat wgs84:long mg:chairTerm mg:presumedFor mg:presumptionReason
    mg:shownOn mg:lastSeen mg:lastActiveOn mg:possibleFrom mg:possibleUntil mg:attestedFrom
    mg:attestedUntil mg:presumedUntil mg:referenceDay mg:counted mg:countMet
    mg:surelyListed mg:possiblyListed mg:statesSurelyListed mg:statesPossiblyListed
""")
ANNOTATION_PROPERTIES = names("""
    org:roleProperty skos:prefLabel skos:altLabel skos:definition skos:editorialNote
    skos:exactMatch skos:closeMatch
""")
SHORTCUTS = names("""
    org:memberOf mg:observerOf mg:participatesIn mg:partnerOf mg:chairOf mg:coChairOf
    mg:secretariatOf mg:technicalSupportOf mg:hostOf mg:steers mg:funderOf
""")
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
#: Properties that OWL 2 itself declares.
BUILT_IN = {
    RDF.type,
    RDFS.label,
    RDFS.comment,
    RDFS.seeAlso,
    RDFS.isDefinedBy,
    OWL.sameAs,
    OWL.deprecated,
}


def term(name: str) -> URIRef:
    """The IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (CLASSES, OWL.Class),
        (OBJECT_PROPERTIES, OWL.ObjectProperty),
        (DATATYPE_PROPERTIES, OWL.DatatypeProperty),
        (ANNOTATION_PROPERTIES, OWL.AnnotationProperty),
    ],
)
def test_every_term_of_the_model_is_declared_and_named(
    ontology: Graph, names: list[str], kind: URIRef
) -> None:
    languages = {"en", "fr", "ar"} if kind == OWL.Class else {"en", "fr"}
    faults = []
    for name in names:
        if (term(name), RDF.type, kind) not in ontology:
            faults.append(f"{name} is not declared as {kind}")
        labels = {getattr(label, "language", None) for label in ontology[term(name) : RDFS.label]}
        if not languages <= labels:
            faults.append(f"{name} has labels in {labels}")
        if name.startswith("mg:") and not list(ontology[term(name) : SKOS.definition]):
            faults.append(f"{name} has no definition")
    assert not faults


def test_the_header_names_version_and_licence(ontology: Graph) -> None:
    version = str(ontology.value(URIRef(ONTOLOGY), OWL.versionInfo))
    assert ontology.value(URIRef(ONTOLOGY), OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert (URIRef(ONTOLOGY), term("dcterms:license"), licence) in ontology


def test_each_shortcut_but_the_incoming_chair_is_cooperation(ontology: Graph) -> None:
    above = RDFS.subPropertyOf * "*"
    cooperation = term("mg:cooperatesWith")
    for name in SHORTCUTS:
        # Of ORG's own term a rule says it, no axiom.
        assert ((term(name), above, cooperation) in ontology) == name.startswith("mg:"), name
    assert (term("mg:incomingChairOf"), above, cooperation) not in ontology


def test_each_role_names_a_shortcut_that_is_declared(ontology: Graph) -> None:
    roles = Graph().parse(resources() / "ontology/roles.ttl")
    shortcuts = set(roles.objects(predicate=term("org:roleProperty")))
    assert {term(name) for name in SHORTCUTS} | {term("mg:incomingChairOf")} == shortcuts
    for shortcut in shortcuts:
        assert (shortcut, RDF.type, OWL.ObjectProperty) in ontology, shortcut


def test_the_data_use_only_declared_terms_and_each_as_declared(ontology: Graph) -> None:
    declared = {
        str(each): kind for kind in PROPERTY_KINDS for each in ontology.subjects(RDF.type, kind)
    }
    built_in = {str(each) for each in BUILT_IN}
    classes = {str(each) for each in ontology.subjects(RDF.type, OWL.Class)}
    faults = set()
    data = [
        *(resources() / "data").rglob("*.trig"),
        *(resources() / "ontology" / f"{name}.ttl" for name in ("roles", "kinds", "themes")),
    ]
    for file in data:
        for quad in ox.parse(path=str(file)):
            name, value = quad.predicate.value, quad.object
            if name == str(RDF.type):
                if not isinstance(value, ox.NamedNode) or value.value not in classes:
                    faults.add(f"{file.name}: the class {value} is not declared")
            elif name not in built_in and name not in declared:
                faults.add(f"{file.name}: the property {name} is not declared")
            elif declared.get(name) == OWL.ObjectProperty and isinstance(value, ox.Literal):
                faults.add(f"{file.name}: {name} has the literal {value}")
            elif declared.get(name) == OWL.DatatypeProperty and not isinstance(value, ox.Literal):
                faults.add(f"{file.name}: {name} has the resource {value}")
    assert not faults


def test_no_term_of_ours_is_used_in_an_axiom_without_being_declared(ontology: Graph) -> None:
    declared = {
        each for kind in (OWL.Class, *PROPERTY_KINDS) for each in ontology.subjects(RDF.type, kind)
    }
    used = {node for triple in ontology for node in triple if isinstance(node, URIRef)}
    assert {node for node in used if node.startswith(MG) and node != URIRef(MG)} <= declared
