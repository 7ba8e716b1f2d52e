"""Sources as numbered notes under a page, in the order in which its facts name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from migov.questions.labels import Labels
from migov.web.http.templating import local


class Note(NamedTuple):
    """A source as a fact refers to it."""

    number: int
    href: str
    title: str
    source: str


class Footnotes:
    """The notes of one page: `title` and `address` tell of a source, by IRI, what its note says."""

    def __init__(self, title: Callable[[str], str], address: Callable[[str], str] = local) -> None:
        self._title = title
        self._address = address
        self._notes: dict[str, Note] = {}

    @classmethod
    def labelled(cls, labels: Labels, lang: str) -> Footnotes:
        """Notes whose titles are the labels of the sources."""
        return cls(lambda source: labels.label(source, lang))

    def of(self, sources: Iterable[str]) -> list[Note]:
        """The notes of some sources; a new one is appended."""
        return sorted(self._note(source) for source in dict.fromkeys(sources))

    def all(self) -> list[Note]:
        """Every note so far, in order."""
        return list(self._notes.values())

    def _note(self, source: str) -> Note:
        if source not in self._notes:
            number = len(self._notes) + 1
            self._notes[source] = Note(number, self._address(source), self._title(source), source)
        return self._notes[source]
