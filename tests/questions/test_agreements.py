"""The kinds of agreement that the question `agreements` offers are those of the concept scheme."""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from migov.questions import Catalogue
from migov.settings import resources
from migov.vocabulary import PREFIXES


def test_kinds_are_those_of_the_scheme(catalogue: Catalogue) -> None:
    graph = Graph().parse(resources() / "ontology" / "kinds.ttl")
    widest = URIRef(PREFIXES["kind"] + "formal-agreement")
    kinds = graph.transitive_subjects(SKOS.broader, widest)
    slugs = sorted(str(kind).removeprefix(PREFIXES["kind"]) for kind in kinds)
    assert list(catalogue.get("agreements").params["kind"].choices) == slugs
