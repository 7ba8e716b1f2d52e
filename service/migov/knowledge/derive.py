"""Gathers the input of a release, and derives triples with the rules of `queries/derive/`.

The rules are CONSTRUCT queries, applied in name order. Each runs once, over the merge of all graphs
(the default graph) and the graph of each source; its triples are added to the derived graph and to
the merge before the next rule runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple

from migov import settings
from migov.errors import CannotRun
from migov.knowledge.read.files import DataFile
from migov.knowledge.read.parse import Reading, read, read_into
from migov.stored_queries import StoredQuery, load_queries
from migov.vocabulary import GRAPH_CONCEPTS, GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_SHAPES

_DERIVED = NamedNode(GRAPH_DERIVED)
_MERGE = DefaultGraph()
#: A blank node as the subject or the object of a triple in N-Triples.
_BLANK = re.compile(rb"(?:^| )_:\S+ (?:<|\.$)", re.MULTILINE)


def derive(store: Store, rules: Path) -> int:
    """Apply the rules in the folder `rules` to `store`; returns how many triples were derived.

    Raises CannotRun if a rule is not a valid CONSTRUCT query.
    """
    return sum(apply_rule(store, rule) for rule in load_queries(rules))


def apply_rule(store: Store, rule: StoredQuery) -> int:
    """Apply one rule to `store`; returns the number of distinct triples.

    Raises CannotRun if it is no valid CONSTRUCT query.
    """
    try:
        result = store.query(rule.text)
    except SyntaxError as error:
        raise CannotRun(f"{rule.path}: {error}") from error
    if not isinstance(result, QueryTriples):
        raise CannotRun(f"{rule.path}: a rule must be a CONSTRUCT query.")
    # As text: passing triples through Python takes half as long again.
    triples = result.serialize(format=RdfFormat.N_TRIPLES) or b""
    if _BLANK.search(triples):  # of faulty data; in a text they would lose their identity
        distinct = set(cast("Iterable[Triple]", store.query(rule.text)))
        for graph in (_DERIVED, _MERGE):
            store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in distinct)
        return len(distinct)
    for graph in (_DERIVED, _MERGE):
        store.bulk_load(triples, format=RdfFormat.N_TRIPLES, to_graph=graph)
    return len(set(triples.splitlines()))


#: The files of `ontology/` that hold the ontology itself; all others hold concepts.
ONTOLOGY_FILES = ("migov.ttl", "alignments.ttl")


@dataclass
class Knowledge:
    """The files read and the store made of them.

    `store` holds every named graph, and in its default graph their merge. It is empty if `broken`,
    because checks over half of the facts would mislead.
    """

    data: Reading
    context: Reading
    ontology: Reading
    concepts: Reading
    shapes: Reading
    store: Store = field(default_factory=Store)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All readings, the data first."""
        return (self.data, self.context, self.concepts, self.ontology, self.shapes)

    @property
    def broken(self) -> bool:
        """Whether a file could not be read to its end."""
        return any(reading.broken for reading in self.readings)

    def files(self) -> list[DataFile]:
        """All files that were read, the data first."""
        return list(chain.from_iterable(reading.files for reading in self.readings))


def gather(
    paths: Iterable[Path], context: Iterable[Path] = (), resources: Path | None = None
) -> Knowledge:
    """Read `paths` (and `context` beside them) with the ontology and the concepts, and derive.

    `resources` is the folder of ontology/, shapes/ and queries/. Raises CannotRun if a path is
    missing or a rule is broken.
    """
    root = resources or settings.resources()
    ontology, concepts = ontology_files(root)
    context = list(context)
    knowledge = Knowledge(
        data=read(paths),
        context=read(context) if context else Reading(),
        ontology=read_into(ontology, GRAPH_ONTOLOGY),
        concepts=read_into(concepts, GRAPH_CONCEPTS),
        shapes=read_into(sorted((root / "shapes").glob("*.ttl")), GRAPH_SHAPES),
    )
    if not knowledge.broken:
        merge = DefaultGraph()
        for reading in knowledge.readings:
            quads = list(reading.quads())
            knowledge.store.extend(quads)
            knowledge.store.extend([Quad(q.subject, q.predicate, q.object, merge) for q in quads])
        derive(knowledge.store, root / "queries" / "derive")
    return knowledge


def ontology_files(root: Path) -> tuple[list[Path], list[Path]]:
    """The files of the ontology and those of the concept schemes under `root`."""
    folder = root / "ontology"
    if not folder.is_dir():
        raise CannotRun(f"{folder}: the folder of the ontology is missing.")
    files = sorted(folder.glob("*.ttl"))
    return (
        [file for file in files if file.name in ONTOLOGY_FILES],
        [file for file in files if file.name not in ONTOLOGY_FILES],
    )
