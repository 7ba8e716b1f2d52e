"""The stated triples of a release, read from its N-Quads dump, by thing."""

from __future__ import annotations

import gzip
from collections import defaultdict
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from migov.knowledge.release.release import NoRelease, Release
from migov.vocabulary import GRAPH_CONCEPTS, PREFIXES, compact, name

_LABELS = (
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["dcterms"] + "title",
    PREFIXES["rdfs"] + "label",
)


@dataclass
class Thing:
    """One described thing: its values by property (prefixed name), and their sources."""

    iri: str
    properties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sources: set[str] = field(default_factory=set)

    def values(self, predicate: str) -> list[str]:
        """The values of a property: IRIs and lexical forms, sorted."""
        return sorted(self.properties.get(predicate, ()))

    def value(self, predicate: str) -> str | None:
        """The first value of a property, if it has one."""
        return min(self.properties.get(predicate, ()), default=None)


class Snapshot:
    """The stated things of one release by subject, and the labels of everything."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.things: dict[str, Thing] = {}
        self._ranked: dict[str, tuple[bool, str]] = {}
        for quad in _quads(release):
            self._take(quad)

    def label(self, iri: str) -> str:
        """The English label of `iri`, else any other, else its slug."""
        if iri in self._ranked:
            return self._ranked[iri][1]
        known = name(iri)
        return known.slug if known else compact(iri)

    def _take(self, quad: Quad) -> None:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.graph_name, NamedNode):
            return
        subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object
        if isinstance(value, Literal) and predicate in _LABELS:
            self._take_label(subject, value)
        graph = quad.graph_name.value
        is_sourced = graph.startswith(PREFIXES["source"])
        if not (is_sourced or graph == GRAPH_CONCEPTS):
            return
        if isinstance(value, NamedNode | Literal):
            language = value.language if isinstance(value, Literal) else None
            text = value.value if language in (None, "en") else f"{value.value} ({language})"
            thing = self.things.setdefault(subject, Thing(subject))
            thing.properties[compact(predicate)].add(text)
            if is_sourced:
                thing.sources.add(graph)

    def _take_label(self, subject: str, label: Literal) -> None:
        rank = (label.language not in ("en", None), label.value)
        if subject not in self._ranked or rank < self._ranked[subject]:
            self._ranked[subject] = rank


def _quads(release: Release) -> list[Quad]:
    path = release.path / "migov.nq.gz"
    try:
        content = gzip.decompress(path.read_bytes())
        return [q for q in parse(content, format=RdfFormat.N_QUADS) if isinstance(q, Quad)]
    except (OSError, EOFError, SyntaxError) as error:
        raise NoRelease(f"The dump {path.name} of {release.id} cannot be read: {error}") from error
