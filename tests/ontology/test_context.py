"""The JSON-LD context: short names for every term, and no triple lost on the way there and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyld import jsonld
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from migov.settings import resources
from migov.vocabulary import MG, PREFIXES

CONTEXT: dict[str, Any] = json.loads(
    (resources() / "ontology/context.jsonld").read_text(encoding="utf-8")
)
TERMS: dict[str, Any] = CONTEXT["@context"]
HEADER = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
SOURCE = """
mechanism:khartoum-process a mg:InterregionalForum ;
  skos:prefLabel "Khartoum Process"@en , "Processus de Khartoum"@fr , "عملية الخرطوم"@ar ;
  skos:altLabel "HoAMRI"@en , "EU-Horn of Africa Migration Route Initiative"@en ;
  skos:editorialNote "One note."@en , "Another note."@en ;
  mg:abbreviation "KP" ;
  mg:established "2014-11-28"^^xsd:date ;
  mg:statedMemberCount 40 , 41 ;
  mg:priority theme:human-trafficking , theme:migrant-smuggling ;
  mg:hasChair state:FRA ;
  foaf:homepage <https://www.khartoumprocess.net> .
membership:khartoum-process-EGY-chair a org:Membership ;
  org:member state:EGY ;
  org:organization mechanism:khartoum-process ;
  org:role role:chair ;
  schema:startDate "2014-11"^^xsd:gYearMonth ;
  schema:endDate "2016"^^xsd:gYear ;
  mg:startsOn "2014-11-01"^^xsd:date ;
  mg:attestedOn "2019-01-01"^^xsd:date , "2019-12-31"^^xsd:date ;
  prov:wasDerivedFrom source:iom-khartoum-process-factsheet-2022 .
body:khartoum-process-secretariat a mg:Secretariat ;
  org:unitOf mechanism:khartoum-process .
state:ETH a mg:State ;
  mg:iso3 "ETH" ; mg:m49 "231" ; wgs84:lat 9.1 ; wgs84:long 40.5 ;
  owl:sameAs <http://www.wikidata.org/entity/Q115> .
"""


@pytest.fixture(autouse=True)
def offline() -> None:
    """Nothing here may ask the network for a context."""

    def refuse(url: str, options: object) -> None:
        raise AssertionError(f"{url} was asked for")

    jsonld.set_document_loader(refuse)


@pytest.fixture(scope="module")
def source() -> Graph:
    return Graph().parse(data=HEADER + SOURCE, format="turtle")


@pytest.fixture
def compact(source: Graph) -> dict[str, Any]:
    """The source as compacted JSON-LD."""
    expanded = jsonld.from_rdf(source.serialize(format="nt"))
    document: dict[str, Any] = jsonld.compact(expanded, CONTEXT)
    return document


def test_pyld_reads_back_the_same_triples(compact: dict[str, Any], source: Graph) -> None:
    quads = jsonld.to_rdf(compact, {"format": "application/n-quads"})
    assert isomorphic(Graph().parse(data=quads, format="nt"), source)


def test_rdflib_reads_back_the_same_triples(compact: dict[str, Any], source: Graph) -> None:
    assert isomorphic(Graph().parse(data=json.dumps(compact), format="json-ld"), source)


def test_rdflib_writes_what_it_reads_back(source: Graph) -> None:
    text = source.serialize(format="json-ld", context=TERMS, auto_compact=False)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), source)


def test_a_compacted_node_reads_as_plain_json(compact: dict[str, Any]) -> None:
    node = next(n for n in compact["@graph"] if n["id"].endswith("/khartoum-process"))
    assert node["type"] == "InterregionalForum"
    assert node["label"] == {
        "ar": "عملية الخرطوم",
        "en": "Khartoum Process",
        "fr": "Processus de Khartoum",
    }
    assert len(node["altLabel"]["en"]) == 2
    assert node["hasChair"] == ["https://w3id.org/migov/id/state/FRA"]
    assert not [key for key in node if ":" in key]


def test_dates_say_how_precise_they_are_and_derived_days_are_plain(
    compact: dict[str, Any],
) -> None:
    node = next(n for n in compact["@graph"] if n["type"] == "Membership")
    assert node["startDate"] == {"type": "xsd:gYearMonth", "@value": "2014-11"}
    assert node["endDate"] == {"type": "xsd:gYear", "@value": "2016"}
    assert node["startsOn"] == "2014-11-01"
    assert sorted(node["attestedOn"]) == ["2019-01-01", "2019-12-31"]


def test_a_frame_nests_memberships_and_bodies_under_their_mechanism(source: Graph) -> None:
    expanded = jsonld.from_rdf(source.serialize(format="nt"))
    frame = {**CONTEXT, "type": "InterregionalForum", "memberships": {}, "bodies": {}}
    framed = jsonld.frame(expanded, frame)
    assert [each["role"] for each in framed["memberships"]] == [
        "https://w3id.org/migov/id/role/chair"
    ]
    assert [each["type"] for each in framed["bodies"]] == ["Secretariat"]


def test_every_term_of_the_ontology_has_its_own_name_in_the_context(ontology: Graph) -> None:
    faults = []
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            if not isinstance(term, URIRef) or not term.startswith(MG):
                continue
            name = term.removeprefix(MG)
            entry = TERMS.get(name)
            rules = entry if isinstance(entry, dict) else {"@id": entry}
            if rules["@id"] != f"mg:{name}":
                faults.append(f"{name} stands for {rules['@id']}")
            elif kind == OWL.ObjectProperty and rules.get("@type") != "@id":
                faults.append(f"{name} does not hold IRIs")
    assert not faults


def test_the_context_names_no_term_that_the_ontology_lacks(ontology: Graph) -> None:
    declared = {str(subject) for subject in ontology.subjects(RDF.type)}
    for name, entry in TERMS.items():
        iri = entry.get("@id", entry.get("@reverse")) if isinstance(entry, dict) else entry
        if name.startswith("@") or not isinstance(iri, str) or iri.startswith(("@", "http")):
            continue
        prefix, _, local = iri.partition(":")
        full = TERMS[prefix] + local
        assert full in declared or iri == "owl:sameAs", name


def test_the_prefixes_are_those_of_the_project() -> None:
    for name, entry in TERMS.items():
        if isinstance(entry, str) and entry.endswith(("/", "#")):
            assert PREFIXES[name] == entry
