"""The ontology keeps to its own shapes, and each shape finds the fault it is there for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from migov.settings import resources
from migov.vocabulary import PREFIXES

SHAPES = resources() / "shapes/ontology.ttl"
REMEDY = URIRef(PREFIXES["mgsh"] + "remedy")
DEFINED = "rdfs:isDefinedBy <https://w3id.org/migov/ontology>"
#: All that a term needs, for faults in one thing alone.
WHOLE = (
    f'{DEFINED} ; rdfs:label "a thing"@en , "une chose"@fr , "شيء"@ar ; '
    'skos:definition "A thing that is planted by a test."@en '
)
PREFIX_LINES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
HEADER = "<https://w3id.org/migov/ontology>"


#: A sound ontology of five terms to plant faults in: the whole one makes each test slow.
SOUND = f"""
{HEADER} a owl:Ontology ;
  owl:versionIRI <https://w3id.org/migov/ontology/1.2.3> ; owl:versionInfo "1.2.3" ;
  dcterms:title "A title"@en ; dcterms:description "What it is for"@en ;
  dcterms:creator "Somebody"@en ; dcterms:license <https://example.org/licence> .
mg:Event a owl:Class ; {WHOLE} .
mg:Talk a owl:Class ; rdfs:subClassOf mg:Event ; {WHOLE} .
mg:Course a owl:Class ; {WHOLE} .
mg:about a owl:ObjectProperty ; rdfs:domain mg:Event ; rdfs:range mg:Event ; {WHOLE} .
mg:year a owl:DatatypeProperty ; rdfs:domain mg:Event ; rdfs:comment "No range."@en ; {WHOLE} .
"""


@pytest.fixture
def plant() -> Callable[[str], Graph]:
    """Adds Turtle to the sound ontology."""
    return lambda turtle: Graph().parse(data=PREFIX_LINES + SOUND + turtle, format="turtle")


def findings(graph: Graph) -> set[str]:
    """The local names of the shapes that find something in the graph."""
    # pySHACL writes into the shapes graph: each run gets its own.
    _, report, _ = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert isinstance(report, Graph)
    return {str(shape).partition("#")[2] for shape in report.objects(predicate=SH.sourceShape)}


def test_the_ontology_keeps_to_its_shapes(ontology: Graph) -> None:
    assert findings(ontology) == set()


def test_a_sound_ontology_passes(plant: Callable[[str], Graph]) -> None:
    assert findings(plant("")) == set()


def test_the_shapes_are_well_formed(ontology: Graph) -> None:
    validate(ontology, shacl_graph=Graph().parse(SHAPES), meta_shacl=True)


def test_every_rule_says_what_is_wrong_how_to_fix_it_and_how_grave_it_is() -> None:
    shapes = Graph().parse(SHAPES)
    rules = set(shapes.subjects(SH.message))
    assert len(rules) > 20
    for rule in rules:
        assert shapes.value(rule, REMEDY), rule
        assert shapes.value(rule, SH.severity) in (SH.Violation, SH.Warning), rule
        assert str(shapes.value(rule, SH.message)).endswith("."), rule


@pytest.mark.parametrize(
    ("fault", "shape"),
    [
        (f'mg:Odd a owl:Class ; {DEFINED} ; rdfs:label "x y"@fr , "س ص"@ar .', "TermLabelShape"),
        (f'mg:Odd a owl:Class ; {WHOLE} ; rdfs:label "another"@en .', "TermLabelShape"),
        (f'mg:Odd a owl:Class ; {DEFINED} ; rdfs:label "x y"@en .', "TermLabelFrenchShape"),
        (f'mg:Odd a owl:Class ; {DEFINED} ; rdfs:label "x y"@en .', "ClassLabelArabicShape"),
        (f'mg:Odd a owl:Class ; {WHOLE} ; rdfs:label "ends. "@de .', "TermLabelFormShape"),
        (f'mg:Odd a owl:Class ; {WHOLE} ; rdfs:label "no language" .', "TermLabelFormShape"),
        (f'mg:Odd a owl:Class ; {DEFINED} ; rdfs:label "x y"@en .', "TermDefinitionShape"),
        (
            f'mg:Odd a owl:Class ; {WHOLE} ; skos:definition "Une autre chose"@fr .',
            "TermDefinitionFormShape",
        ),
        ('mg:Odd a owl:Class ; rdfs:label "x y"@en .', "TermIsDefinedByShape"),
        (f"mg:Odd a owl:Class ; {WHOLE} ; rdfs:isDefinedBy mg:Talk .", "TermIsDefinedByShape"),
        (f"mg:Odd a owl:Class ; {WHOLE} ; rdfs:isDefinedBy mg:Talk .", "DefiningOntologyShape"),
        (f"mg:Odd {WHOLE} .", "TermDeclaredShape"),
        (f"mg:oddClass a owl:Class ; {WHOLE} .", "ClassNameShape"),
        (f"mg:Odd_Class a owl:Class ; {WHOLE} .", "ClassNameShape"),
        (f"mg:Odd a owl:Class , owl:ObjectProperty ; {WHOLE} .", "ClassIsNoPropertyShape"),
        (f"mg:Odd a owl:Class ; {WHOLE} ; rdfs:subClassOf mg:Evnt .", "SuperclassDeclaredShape"),
        (f"mg:Odd a owl:ObjectProperty ; {WHOLE} .", "PropertyNameShape"),
        (f"mg:odd a owl:ObjectProperty ; {WHOLE} .", "PropertyDomainShape"),
        (f"mg:odd a owl:DatatypeProperty ; {WHOLE} .", "PropertyRangeShape"),
        (
            f"mg:odd a owl:ObjectProperty ; {WHOLE} ; rdfs:domain mg:Talk , mg:Course .",
            "PropertyOneDomainShape",
        ),
        ("mg:year a owl:ObjectProperty .", "ObjectPropertyKindShape"),
        ("mg:year a owl:AnnotationProperty .", "DatatypePropertyKindShape"),
        ("mg:about rdfs:range mg:Evnt .", "ObjectPropertyRangeShape-range"),
        ("mg:year rdfs:range xsd:gYear .", "DatatypePropertyRangeShape-range"),
        ("mg:about rdfs:subPropertyOf mg:concerning .", "SuperpropertyDeclaredShape"),
        ("mg:Talk owl:deprecated true .", "DeprecatedTermShape"),
        (
            "mg:Talk owl:deprecated true ; dcterms:isReplacedBy mg:Course . "
            "mg:Course owl:deprecated true ; dcterms:isReplacedBy mg:Event .",
            "DeprecatedReplacementShape-replacement",
        ),
        (
            "mg:Event owl:deprecated true ; dcterms:isReplacedBy mg:Course .",
            "DeprecatedUnusedShape-use",
        ),
        (f"{HEADER} owl:imports <https://schema.org/> .", "OntologyHeaderShape-imports"),
        (f'{HEADER} owl:versionInfo "next" .', "OntologyHeaderShape-versionInfo"),
        (f"{HEADER} owl:versionIRI mg:Talk .", "OntologyHeaderShape-versionIRI"),
        ("<http://example.org/o> a owl:Ontology .", "OntologyHeaderShape-title"),
        ("<http://example.org/o> a owl:Ontology .", "OntologyHeaderShape-description"),
        ("<http://example.org/o> a owl:Ontology .", "OntologyHeaderShape-license"),
        ("<http://example.org/o> a owl:Ontology .", "OntologyHeaderShape-creator"),
    ],
)
def test_a_planted_fault_is_found(plant: Callable[[str], Graph], fault: str, shape: str) -> None:
    assert shape in findings(plant(fault))


def test_terms_of_other_vocabularies_are_left_alone(plant: Callable[[str], Graph]) -> None:
    assert findings(plant("schema:alumni a owl:ObjectProperty .")) == set()
