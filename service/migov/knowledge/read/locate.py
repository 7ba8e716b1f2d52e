"""Locates a thing or statement by file and line, for findings and explanations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from migov.knowledge.read.files import DataFile


class Place(NamedTuple):
    """A file as a curator would type it, and a line of it, from 1; both None if unknown."""

    file: str | None
    line: int | None


class Locator:
    """Finds the place of a subject or statement in the files that were read.

    Files are searched in the given order, so the data comes before its context. With `only`, a
    thing described only in other files is `elsewhere`: a check of one file need not locate it.
    """

    def __init__(self, files: Sequence[DataFile], only: frozenset[str] | None = None) -> None:
        self._files = files
        self._only = only
        self._describing: dict[str, list[DataFile]] = defaultdict(list)
        self._mentions: dict[str, DataFile] | None = None
        for file in files:
            for subject in {
                q.subject.value for q in file.quads if isinstance(q.subject, NamedNode)
            }:
                self._describing[subject].append(file)

    def elsewhere(self, focus: str | None) -> bool:
        """Whether `focus` is described, but in none of the selected files."""
        if self._only is None or focus is None:
            return False
        describing = self._describing.get(focus, [])
        return bool(describing) and not any(file.name in self._only for file in describing)

    def place(
        self,
        focus: str | None,
        predicate: str | None = None,
        value: str | None = None,
        graph: str | None = None,
    ) -> Place:
        """The nearest place of a statement or thing; its first mention if it is not described."""
        if focus is None:
            return Place(None, None)
        candidates = self._describing.get(focus, [])
        if not candidates:
            return self._place_of_mention(focus)
        for file in candidates:
            entry = file.lines().get(focus)
            if entry is not None and entry.has(predicate, value):
                return Place(file.name, entry.nearest(predicate, value, graph))
        first = candidates[0]
        return Place(first.name, first.line(focus, predicate, value, graph))

    def _place_of_mention(self, iri: str) -> Place:
        if self._mentions is None:
            self._mentions = {}
            for file in self._files:
                for quad in file.quads:
                    for term in (quad.object, quad.predicate, quad.graph_name):
                        if isinstance(term, NamedNode):
                            self._mentions.setdefault(term.value, file)
        mentioned = self._mentions.get(iri)
        if mentioned is None:
            return Place(None, None)
        return Place(mentioned.name, mentioned.line_of_mention(iri) or 1)
