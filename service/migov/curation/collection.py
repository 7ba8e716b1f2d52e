"""The curated data: files, statements, names and their places."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from migov import settings
from migov.engine.solutions import Solutions
from migov.errors import CannotRun
from migov.knowledge.derive import ontology_files
from migov.knowledge.read.files import DataFile, Locator, Place
from migov.knowledge.read.parse import read, read_into
from migov.questions.labels import Labels
from migov.vocabulary import GRAPH_CONCEPTS, GRAPH_ONTOLOGY, PREFIXES, expand, iri, kind_of

EDITORIAL = iri("source", "editorial")

Value = ox.NamedNode | ox.Literal


class Stated(NamedTuple):
    """One triple about a thing, with its file and source graph."""

    file: DataFile
    graph: str
    predicate: str
    value: Value


class Collection:
    """All files under `data`, with the concepts and the ontology for their names.

    Raises CannotRun if a file cannot be read: a patch needs all files.
    """

    def __init__(self, data: Path, resources: Path | None = None) -> None:
        self.data = data
        reading = read([data])
        if reading.broken:
            first = next(finding for finding in reading.findings if finding.file)
            raise CannotRun(f"{first.file}:{first.line}: {first.message} {first.remedy}")
        self.files = reading.files
        ontology, concepts = ontology_files(resources or settings.resources())
        self._terms = [read_into(concepts, GRAPH_CONCEPTS), read_into(ontology, GRAPH_ONTOLOGY)]
        self._stated: dict[str, list[Stated]] = defaultdict(list)
        for file in self.files:
            for quad in file.quads:
                if isinstance(quad.subject, ox.NamedNode) and isinstance(
                    quad.object, ox.NamedNode | ox.Literal
                ):
                    graph = (
                        quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
                    )
                    self._stated[quad.subject.value].append(
                        Stated(file, graph, quad.predicate.value, quad.object)
                    )

    @cached_property
    def labels(self) -> Labels:
        """The names of all things, as in the service."""
        store = ox.Store()
        for file in self.files:
            store.extend(file.quads)
        for terms in self._terms:
            store.extend(terms.quads())
        return asyncio.run(Labels.load(_StoreEngine(store)))

    @cached_property
    def locator(self) -> Locator:
        """Locates things and statements."""
        return Locator([*self.files, *(file for terms in self._terms for file in terms.files)])

    @cached_property
    def memberships(self) -> dict[tuple[str, str, str], list[str]]:
        """The memberships by organization, member and role."""
        by_ends: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for subject in self.subjects("membership"):
            for where in self.values(subject, "org:organization"):
                for who in self.values(subject, "org:member"):
                    for role in self.values(subject, "org:role"):
                        by_ends[where, who, role].append(subject)
        return by_ends

    def about(self, subject: str) -> list[Stated]:
        """Every triple about a thing, file by file."""
        return self._stated.get(subject, [])

    @cached_property
    def _inverses(self) -> dict[str, str]:
        """The declared inverses of properties, in both directions."""
        inverses: dict[str, str] = {}
        for terms in self._terms:
            for quad in terms.quads():
                ends = quad.subject, quad.object
                if quad.predicate.value != PREFIXES["owl"] + "inverseOf":
                    continue
                if isinstance(ends[0], ox.NamedNode) and isinstance(ends[1], ox.NamedNode):
                    inverses[ends[0].value] = ends[1].value
                    inverses[ends[1].value] = ends[0].value
        return inverses

    def stated_inversely(self, subject: str, predicate: str, value: Value) -> bool:
        """Whether a source states the inverse of the triple."""
        inverse = self._inverses.get(predicate)
        return inverse is not None and any(
            one.predicate == inverse and one.value.value == subject
            for one in self.about(value.value)
        )

    def subjects(self, kind: str) -> list[str]:
        """The IRIs of one kind that the data describes, in order."""
        return sorted(subject for subject in self._stated if kind_of(subject) == kind)

    def values(self, subject: str, predicate: str) -> dict[str, Value]:
        """The values of a property (prefixed name) over all sources, by their text."""
        wanted = expand(predicate)
        return {
            one.value.value: one.value for one in self.about(subject) if one.predicate == wanted
        }

    def is_a(self, subject: str, cls: str) -> bool:
        """Whether the thing is stated to be of this class (prefixed name)."""
        return expand(cls) in self.values(subject, PREFIXES["rdf"] + "type")

    def place(self, subject: str, value: str | None = None) -> str:
        """`file:line` of a thing, or of the statement of one of its values."""
        where: Place = self.locator.place(subject, None, value)
        return f"{where.file}:{where.line}" if where.file else "nowhere"

    def home(self, subject: str) -> Path | None:
        """The file that describes a thing: that of its class, else the first with it."""
        stated = self.about(subject)
        typed = [one for one in stated if one.predicate == PREFIXES["rdf"] + "type"]
        chosen = next((one for one in typed if one.graph == EDITORIAL), None)
        best = chosen or next(iter(typed or stated), None)
        return best.file.path if best else None


class _StoreEngine:
    """Answers the queries of `Labels` from a store in memory; every query there is DISTINCT."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    async def select(self, text: str, client: str = "local") -> Solutions:  # noqa: ARG002
        solutions = self._store.query(text, use_default_graph_as_union=True)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("only a SELECT has solutions")
        names = [variable.value for variable in solutions.variables]
        rows = [
            {name: term for name, term in zip(names, solution, strict=True) if term is not None}
            for solution in solutions
        ]
        return Solutions(names, rows)
