"""Sources as numbered notes under a page, in the order in which its facts name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from migov.questions.labels import Labels
from migov.web.http.templating import local


@dataclass(frozen=True, slots=True)
class Note:
    """A source as a fact refers to it."""

    number: int
    href: str
    title: str


class Footnotes:
    """The notes of one page."""

    def __init__(self, labels: Labels, lang: str) -> None:
        self._labels = labels
        self._lang = lang
        self._notes: dict[str, Note] = {}

    def of(self, sources: Iterable[str]) -> list[Note]:
        """The notes of some sources, by IRI; a new one is appended."""
        return sorted((self._note(source) for source in sources), key=lambda note: note.number)

    def all(self) -> list[Note]:
        """Every note so far, in order."""
        return list(self._notes.values())

    def _note(self, source: str) -> Note:
        if source not in self._notes:
            title = self._labels.label(source, self._lang)
            self._notes[source] = Note(len(self._notes) + 1, local(source), title)
        return self._notes[source]
