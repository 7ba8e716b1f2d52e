"""Gathers the input of a release: data, concepts, ontology, shapes and derived triples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store

from migov import settings
from migov.errors import CannotRun
from migov.knowledge.derive import derive
from migov.knowledge.read.files import DataFile
from migov.knowledge.read.parse import Reading, read, read_into
from migov.vocabulary import GRAPH_CONCEPTS, GRAPH_ONTOLOGY, GRAPH_SHAPES

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
    known = Knowledge(
        data=read(paths),
        context=read(context) if context else Reading(),
        ontology=read_into(ontology, GRAPH_ONTOLOGY),
        concepts=read_into(concepts, GRAPH_CONCEPTS),
        shapes=read_into(sorted((root / "shapes").glob("*.ttl")), GRAPH_SHAPES),
    )
    if not known.broken:
        merge = DefaultGraph()
        for reading in known.readings:
            quads = list(reading.quads())
            known.store.extend(quads)
            known.store.extend([Quad(q.subject, q.predicate, q.object, merge) for q in quads])
        derive(known.store, root / "queries" / "derive")
    return known


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
