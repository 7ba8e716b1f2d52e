"""An entry: one thing of a release with its names, and how they are read from the graph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from migov.engine.solutions import Term
from migov.engine.solutions import text as text_of
from migov.questions.errors import Candidate
from migov.questions.names import demonyms, folded
from migov.vocabulary import local_name, name

_PREFERRED = ("prefLabel", "title", "label")
_FULL_STATES = ("un-member", "un-observer")
#: A history note about a name: `Called "Zaire" from 27 October 1971 until 17 May 1997.`
_CALLED = re.compile(r'Called "(.+)" (?=from |until )')


@dataclass(slots=True)
class Entry:
    """A thing and its names.

    `preferred` holds its label by language, `others` the alternative names that are in use;
    `own_names` every (text, how) that the release has, `how` being "label", "other name" (also an
    unusual one), "former name", "abbreviation" or "code". `history` holds notes on when a name was
    in use. `numbers` are a state's codes in the lists "m49" (also ISO 3166-1 numeric), "cow" and
    "gw", those of earlier periods too. `sovereign` is true of a state that the United Nations
    counts as member or observer. A membership or an adherence has no name of its own: `parts` are
    the things that its label is made of.
    """

    iri: str
    kind: str
    slug: str
    preferred: dict[str, str] = field(default_factory=dict)
    own_names: list[tuple[str, str]] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)
    history: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, list[str]] = field(default_factory=dict)
    sovereign: bool = False
    parts: tuple[str, ...] = ()

    @property
    def names(self) -> list[tuple[str, str]]:
        """All names as (text, how): those of the release, and a sovereign state's demonyms.

        Loading demonyms takes a tenth of a second, so code that runs at start must not use this.
        """
        if self.kind != "state" or not self.sovereign:
            return self.own_names
        return [*self.own_names, *((each, "demonym") for each in demonyms(self.slug))]

    def label(self, lang: str = "en") -> str:
        """The label in `lang`, else in English, else in any language, else the slug."""
        for wanted in (lang, lang.partition("-")[0], "en", ""):
            if wanted in self.preferred:
                return self.preferred[wanted]
        return self.preferred[min(self.preferred)] if self.preferred else self.slug

    def candidate(self, lang: str = "en") -> Candidate:
        """The thing as a candidate in an error."""
        return Candidate(self.iri, self.kind, self.slug, self.label(lang))


def note_name(entries: dict[str, Entry], iri: str, prop: str, text: object) -> None:
    """Adds the value of a property (its local name) of the thing `iri` to its entry."""
    if iri not in entries:
        parts = name(iri)
        kind, slug = parts or ("term", local_name(iri))
        entries[iri] = Entry(iri, kind, slug)
    entry = entries[iri]
    if prop == "unStatus" and isinstance(text, ox.NamedNode):
        entry.sovereign = text.value.endswith(_FULL_STATES)
    if not isinstance(text, ox.Literal):
        return
    if prop == "historyNote":
        called = _CALLED.match(text.value)
        if called:
            entry.history[called[1]] = text.value
    elif prop in _PREFERRED:
        lang = text.language or ""
        # Two titles in one language are rare; the alphabetically first is taken.
        entry.preferred[lang] = min(entry.preferred.get(lang, text.value), text.value)
        entry.own_names.append((text.value, "label"))
    elif prop in ("iso2", "iso3"):
        entry.own_names.append((text.value, "code"))
    else:
        entry.own_names.append(
            (text.value, "abbreviation" if prop == "abbreviation" else "other name")
        )
        if prop == "altLabel":
            entry.others.setdefault(text.language or "", []).append(text.value)


def mark_former(entry: Entry) -> None:
    """Marks names as former names if a history note says that they went out of use."""
    if entry.history:
        current = {
            *entry.preferred.values(),
            *(t for texts in entry.others.values() for t in texts),
        }
        former = entry.history.keys() - current
        entry.own_names = [
            (text, "former name" if how == "other name" and text in former else how)
            for text, how in entry.own_names
        ]


def note_number(entries: Mapping[str, Entry], row: Mapping[str, Term]) -> None:
    """Adds a number of a state and its name in that list."""
    entry = entries.get(text_of(row["state"]))
    if entry is not None:
        numbers = entry.numbers.setdefault(text_of(row["list"]), [])
        if text_of(row["code"]) not in numbers:
            numbers.append(text_of(row["code"]))
        if "name" in row:
            add_name(entry, text_of(row["name"]), "other name")


def add_name(entry: Entry | None, text: str, how: str) -> None:
    """Adds a name unless the entry already has it."""
    if entry is not None and all(folded(text) != folded(other) for other, _ in entry.own_names):
        entry.own_names.append((text, how))
