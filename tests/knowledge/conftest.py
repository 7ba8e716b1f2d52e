"""A small world of its own: ontology, concepts, a shape, a check, rules, a question, some data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from migov.settings import resources

PREFIXES = """\
PREFIX mg: <https://w3id.org/migov/ontology#>
PREFIX mgsh: <https://w3id.org/migov/shapes#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX kind: <https://w3id.org/migov/id/kind/>
PREFIX mechanism: <https://w3id.org/migov/id/mechanism/>
PREFIX meeting: <https://w3id.org/migov/id/meeting/>
PREFIX membership: <https://w3id.org/migov/id/membership/>
PREFIX organization: <https://w3id.org/migov/id/organization/>
PREFIX partnership: <https://w3id.org/migov/id/partnership/>
PREFIX role: <https://w3id.org/migov/id/role/>
PREFIX source: <https://w3id.org/migov/id/source/>
PREFIX state: <https://w3id.org/migov/id/state/>
"""

ONTOLOGY = """
<https://w3id.org/migov/ontology> a owl:Ontology ; owl:versionInfo "0.0.1" .

mg:Actor a owl:Class ; rdfs:label "Actor"@en .

mg:State a owl:Class ; rdfs:subClassOf mg:Actor .

mg:ConsultationMechanism a owl:Class ; rdfs:subClassOf mg:Actor .

mg:Meeting a owl:Class .

[] a owl:AllDisjointClasses ;
  owl:members ( mg:State mg:ConsultationMechanism mg:Meeting ) .

mg:cooperatesWith a owl:ObjectProperty .

org:memberOf a owl:ObjectProperty ; rdfs:subPropertyOf mg:cooperatesWith .

mg:chairOf a owl:ObjectProperty ; rdfs:subPropertyOf mg:cooperatesWith .

org:member a owl:ObjectProperty ; rdfs:range mg:Actor .

org:organization a owl:ObjectProperty .

mg:hostState a owl:ObjectProperty ; rdfs:range mg:State .

schema:startDate a owl:DatatypeProperty .
"""

ROLES = """
role:member a org:Role ; skos:prefLabel "member"@en ; org:roleProperty org:memberOf .

role:chair a org:Role ; skos:prefLabel "chair"@en ; org:roleProperty mg:chairOf .
"""

SHAPES = """
mgsh:MembershipShape a sh:NodeShape ;
  sh:targetClass org:Membership ;
  sh:property [
    sh:path org:role ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:message "A membership has one role." ;
    mgsh:remedy "Add `org:role role:member`."
  ] , [
    sh:path schema:endDate ; sh:maxCount 1 ; sh:severity sh:Warning ;
    sh:message "A membership ends once."
  ] .
"""

CHECK = """\
#+ summary: An IRI of ours is described somewhere.
#+ severity: violation
#+ remedy: Describe it in a file of its own, or correct the name.
SELECT DISTINCT ?focus ?error ?graph ?property ?value WHERE {
  GRAPH ?graph { ?focus ?property ?value }
  FILTER(isIRI(?value) && STRSTARTS(STR(?value), "https://w3id.org/migov/id/"))
  FILTER NOT EXISTS { ?value ?p ?o }
  BIND(CONCAT("<", STR(?value), "> is described nowhere.") AS ?error)
}
"""

SOURCES = """
source:editorial {
source:editorial a mg:Source ; dcterms:title "Decisions of the editors"@en .

source:sheet a mg:Source ;
  dcterms:title "Fact sheet"@en ;
  mg:contentDate "2022"^^xsd:gYear .

source:news a mg:Source ;
  dcterms:title "News"@en ;
  mg:contentDate "2025-04-09"^^xsd:date .
}
"""

STATES = """
source:editorial {
state:ETH a mg:State ; skos:prefLabel "Ethiopia"@en , "Éthiopie"@fr .

state:FRA a mg:State ; skos:prefLabel "France"@en .
}
"""

MECHANISM = """
source:editorial {
mechanism:k a mg:ConsultationMechanism ; skos:prefLabel "Khartoum Process"@en .

mechanism:r a mg:ConsultationMechanism ; skos:prefLabel "Rabat Process"@en .
}

source:sheet {
membership:k-ETH-member a org:Membership ;
  org:member state:ETH ;
  org:organization mechanism:k ;
  org:role role:member ;
  schema:startDate "2014-11-28"^^xsd:date .

partnership:k-r-joint a mg:Partnership ;
  mg:partner mechanism:k , mechanism:r .
}

source:news {
membership:k-ETH-member a org:Membership ;
  org:member state:ETH ;
  org:organization mechanism:k ;
  org:role role:member .
}
"""

#: What the world takes from the project: the rules, and what the model of questions is fitted to.
QUERIES = (
    "derive",
    "words",
    "questions/standard.yaml",
    "questions/roles.rq",
    "phrasings/roles.yaml",
    "phrasings/out-of-scope.yaml",
)


class World:
    """The folders of a small project, with what a test changes in them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.releases = root / "build" / "releases"
        self.write("ontology/migov.ttl", ONTOLOGY)
        self.write("ontology/roles.ttl", ROLES)
        self.write("shapes/memberships.ttl", SHAPES)
        self.write("data/sources.trig", SOURCES)
        self.write("data/states/all.trig", STATES)
        self.write("data/mechanisms/k.trig", MECHANISM)
        (root / "queries" / "checks").mkdir(parents=True)
        (root / "queries" / "checks" / "undescribed.rq").write_text(CHECK)
        for name in QUERIES:
            source, target = resources() / "queries" / name, root / "queries" / name
            target.parent.mkdir(exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the world, with all prefixes before it; returns its path."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + text, encoding="utf-8")
        return path

    def line(self, name: str, text: str, nth: int = 1) -> int:
        """The line, from 1, on which `text` stands for the nth time in a file of the world."""
        lines = (self.root / name).read_text(encoding="utf-8").splitlines()
        return [number for number, line in enumerate(lines, 1) if text in line][nth - 1]


@pytest.fixture
def world(tmp_path, monkeypatch) -> World:
    """A small world in a folder of its own, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    return World(tmp_path)
