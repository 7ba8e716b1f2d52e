"""`docs/model.md` names every term of the ontology, and its example is sound."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF, Graph

from migov.vocabulary import MG

PAGE = Path(__file__).resolve().parents[2] / "docs/model.md"


def test_every_term_of_ours_is_on_the_page_and_no_other(ontology: Graph) -> None:
    named = set(re.findall(r"\bmg:(\w+)", PAGE.read_text(encoding="utf-8")))
    defined = {
        term.removeprefix(MG)
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in map(str, ontology.subjects(RDF.type, kind))
        if term.startswith(MG)
    }
    assert defined == named


def test_the_example_parses_and_names_its_sources() -> None:
    text = PAGE.read_text(encoding="utf-8")
    example = text.partition("```turtle\n")[2].partition("```")[0]
    graphs = {quad.graph_name.value for quad in ox.parse(example, format=ox.RdfFormat.TRIG)}
    assert len(graphs) == 3
    assert all("/id/source/" in graph for graph in graphs)
