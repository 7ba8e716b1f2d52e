"""Reads the default graph of a store for tables: prefixed names in, sorted texts out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from migov.vocabulary import GRAPH_DERIVED, RDF_TYPE, expand, local_name, slug_of


class View:
    """The values of things in a store, always sorted so that tables are reproducible."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._labels: dict[str, str] = {}

    def instances(self, of: str) -> list[str]:
        """The IRIs of the instances of a class (a prefixed name)."""
        quads = self._store.quads_for_pattern(None, NamedNode(RDF_TYPE), _node(of), DefaultGraph())
        return sorted({q.subject.value for q in quads if isinstance(q.subject, NamedNode)})

    def classes(self, subject: str) -> list[str]:
        """The local names of a thing's stated classes, without derived superclasses."""
        quads = self._store.quads_for_pattern(NamedNode(subject), NamedNode(RDF_TYPE), None, None)
        stated = {
            quad.object.value
            for quad in quads
            if isinstance(quad.object, NamedNode)
            and quad.graph_name not in (DefaultGraph(), NamedNode(GRAPH_DERIVED))
        }
        return sorted(local_name(iri) for iri in stated)

    def values(self, subject: str, predicate: str) -> list[str]:
        """The values of a property of a thing, as texts and IRIs."""
        return sorted(
            {
                quad.object.value
                for quad in self._quads(subject, predicate)
                if isinstance(quad.object, NamedNode | Literal)
            }
        )

    def slugs(self, iris: Iterable[str]) -> list[str]:
        """The slugs of the project's IRIs; other IRIs unchanged."""
        return [slug_of(iri) for iri in iris]

    def labels(self, iris: Iterable[str]) -> list[str]:
        """The labels of things: English, else without a language tag, else any."""
        return [self._label(iri) for iri in iris]

    def _label(self, iri: str) -> str:
        if iri not in self._labels:
            by_language: dict[str, list[str]] = defaultdict(list)
            for quad in self._quads(iri, "skos:prefLabel"):
                if isinstance(quad.object, Literal):
                    by_language[quad.object.language or ""].append(quad.object.value)
            best = (
                by_language.get("en")
                or by_language.get("")
                or [text for texts in by_language.values() for text in texts]
            )
            self._labels[iri] = min(best, default=slug_of(iri))
        return self._labels[iri]

    def _quads(self, subject: str, predicate: str) -> Iterable[Quad]:
        return self._store.quads_for_pattern(
            NamedNode(subject), _node(predicate), None, DefaultGraph()
        )


def _node(prefixed: str) -> NamedNode:
    return NamedNode(expand(prefixed))
