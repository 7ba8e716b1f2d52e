"""The names of everything in a release, read once: for cells, for resolving, for search."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple, Protocol

import pyoxigraph as ox

from migov.engine import Solutions
from migov.engine.interface import Term
from migov.engine.interface import text as text_of
from migov.questions.errors import Candidate
from migov.questions.names import demonyms, folded, rearranged
from migov.questions.usage import ambiguous_names, further_names
from migov.service_queries import service_query
from migov.vocabulary import compact, iri, local_name, name

_PREFERRED = ("prefLabel", "title", "label")
_HUMPS = re.compile(r"(?<=[a-z])([A-Z])")
_FULL_STATES = ("un-member", "un-observer")
#: A history note about a name: `Called "Zaire" from 27 October 1971 until 17 May 1997.`
_CALLED = re.compile(r'Called "(.+)" (?=from |until )')
#: The kinds whose names are also compared in any order of their words.
_REARRANGED = ("state", "mechanism", "organization", "body", "instrument", "initiative", "theme")


class Selecting(Protocol):
    """What answers a SELECT: any engine."""

    async def select(self, text: str, client: str = "local") -> Solutions: ...


@dataclass(slots=True)
class Entry:
    """One thing and its names.

    `preferred` holds its label by language, `others` the alternative names that are in use; `told`
    every (text, how) that the release has, `how` being "label", "other name" (an unusual one
    too), "former name", "abbreviation" or "code". `history` holds what is recorded of when a name
    was in use. `numbers` are a state's codes in the lists "m49" (also ISO 3166-1 numeric), "cow"
    and "gw", those of earlier periods too. `sovereign` is true of a state that the United Nations
    counts as member or observer. A membership or an adherence has no name of its own: `parts` are
    the things that its label is made of.
    """

    iri: str
    kind: str
    slug: str
    preferred: dict[str, str] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    others: dict[str, list[str]] = field(default_factory=dict)
    history: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, list[str]] = field(default_factory=dict)
    sovereign: bool = False
    parts: tuple[str, ...] = ()

    @property
    def names(self) -> list[tuple[str, str]]:
        """Every (text, how) that it bears: those told, and a sovereign state's demonyms.

        Demonyms take a tenth of a second the first time, so nothing that starts may ask for this.
        """
        if self.kind != "state" or not self.sovereign:
            return self.told
        return [*self.told, *((each, "demonym") for each in demonyms(self.slug))]

    def label(self, lang: str = "en") -> str:
        """The label in `lang`, else in English, else in any language, else the slug."""
        for wanted in (lang, lang.partition("-")[0], "en", ""):
            if wanted in self.preferred:
                return self.preferred[wanted]
        return self.preferred[min(self.preferred)] if self.preferred else self.slug

    def candidate(self, lang: str = "en") -> Candidate:
        """This thing as an error shows it."""
        return Candidate(self.iri, self.kind, self.slug, self.label(lang))


class Spelling(NamedTuple):
    """One name of one thing, as it is written: `how` it bears it, "slug" among the ways."""

    entry: Entry
    text: str
    how: str


class Spellings(NamedTuple):
    """Names to be compared with what a person writes: the folded ones, and whose each is."""

    folded: list[str]
    owners: list[Spelling]


class Labels:
    """All entries of a release: by IRI, by kind and slug, and by folded name."""

    def __init__(
        self,
        entries: Iterable[Entry],
        cities: Iterable[str] = (),
        ambiguous: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`ambiguous` holds what a folded name may mean, `kind:slug`; by default `usage`'s."""
        self._entries = {entry.iri: entry for entry in entries}
        self._ambiguous = ambiguous_names() if ambiguous is None else ambiguous
        #: The cities in which meetings were held, as the release spells them.
        self.cities = tuple(cities)
        # Folding thousands of names takes longer than comparing them: once for each kind.
        self._spelled = cache(self._spellings)

    @classmethod
    async def load(cls, engine: Selecting) -> Labels:
        """Reads the names of a release with four queries, and adds those of `usage`."""
        names, numbers, memberships, cities = await asyncio.gather(
            engine.select(service_query("labels")),
            engine.select(service_query("codes-of-states")),
            engine.select(service_query("labels-of-memberships")),
            engine.select(service_query("cities-of-meetings")),
        )
        entries: dict[str, Entry] = {}
        for row in names.rows:
            thing, prop, term = row["thing"], row["property"], row["text"]
            if isinstance(thing, ox.NamedNode) and isinstance(prop, ox.NamedNode):
                _note(entries, thing.value, local_name(prop.value), term)
        for entry in entries.values():
            _mark_former(entry)
        for row in numbers.rows:
            _number(entries, row)
        for reference, text, how in further_names():
            kind, _, slug = reference.partition(":")
            _add(entries.get(iri(kind, slug)), text, how)
        for row in memberships.rows:
            terms = [row[key] for key in ("membership", "member", "role", "organization")]
            iris = [term.value for term in terms if isinstance(term, ox.NamedNode)]
            known = name(iris[0]) if len(iris) == len(terms) else None
            if known is not None:
                entries[iris[0]] = Entry(iris[0], *known, parts=tuple(iris[1:]))
        towns = {row["city"].value for row in cities.rows if isinstance(row["city"], ox.Literal)}
        return cls((entries[iri] for iri in sorted(entries)), sorted(towns))

    @cached_property
    def _by_name(self) -> dict[str, dict[str, Entry]]:
        """The entries that bear a folded name, by IRI."""
        found: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self._entries.values():
            for text, _ in entry.names:
                found[folded(text)][entry.iri] = entry
        return found

    def label(self, iri: str, lang: str = "en") -> str:
        """The label of `iri`: for a tie of its parts, for a thing without one its slug.

        A term of another vocabulary gets its own name in words, any other stranger its IRI.
        """
        entry = self._entries.get(iri)
        if entry is not None:
            return ", ".join(self.label(part, lang) for part in entry.parts) or entry.label(lang)
        known = name(iri)
        if known is not None:
            return known.slug
        short = compact(iri)
        return iri if short == iri else _HUMPS.sub(r" \1", short.partition(":")[2]).lower()

    def entry(self, iri: str) -> Entry | None:
        """The entry of an IRI, if the release names it."""
        return self._entries.get(iri)

    def named(self, folded_name: str) -> list[Entry]:
        """The entries that bear a folded name, in order of their IRIs."""
        return list(self._by_name.get(folded_name, {}).values())

    def meanings(self, folded_name: str) -> list[Entry]:
        """What an ambiguous name may mean, the likeliest first; nothing for any other name."""
        meant = (each.partition(":") for each in self._ambiguous.get(folded_name, ()))
        found = (self._entries.get(iri(kind, slug)) for kind, _, slug in meant)
        return [entry for entry in found if entry is not None]

    def ambiguous(self) -> Iterator[tuple[str, list[Entry]]]:
        """The ambiguous names, folded, each with what it may mean."""
        return ((each, self.meanings(each)) for each in self._ambiguous)

    @cached_property
    def _by_words(self) -> dict[str, dict[str, Entry]]:
        found: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self.of_kinds(_REARRANGED):
            for text, how in entry.told:
                if how != "code":
                    found[rearranged(text)][entry.iri] = entry
        return found

    def rearranged(self, text: str) -> list[Entry]:
        """The entries of whose names `text` has the words that count, in any order."""
        return list(self._by_words.get(rearranged(text), {}).values())

    @cached_property
    def _by_number(self) -> dict[tuple[str, int], list[Entry]]:
        found: dict[tuple[str, int], list[Entry]] = defaultdict(list)
        for entry in self.of_kinds(["state"]):
            for system, numbers in entry.numbers.items():
                for number in numbers:
                    if number.isdigit():
                        found[system, int(number)].append(entry)
        return found

    def numbered(self, system: str, number: int) -> list[Entry]:
        """The states with a number in one of the lists "m49", "cow" and "gw"."""
        return self._by_number.get((system, number), [])

    def spellings(self, kind: str) -> Spellings:
        """The names and slugs of the entries of a kind, each spelling once for each entry."""
        return self._spelled(kind)

    def _spellings(self, kind: str) -> Spellings:
        found = Spellings([], [])
        for entry in self.of_kinds([kind]):
            own: dict[str, Spelling] = {}
            for text, how in (*entry.names, (entry.slug, "slug")):
                own.setdefault(folded(text), Spelling(entry, text, how))
            found.folded.extend(own)
            found.owners.extend(own.values())
        return found

    def of_kinds(self, kinds: Iterable[str]) -> Iterator[Entry]:
        """The entries of some kinds."""
        wanted = frozenset(kinds)
        return (entry for entry in self._entries.values() if entry.kind in wanted)

    def __len__(self) -> int:
        return len(self._entries)


def _note(entries: dict[str, Entry], iri: str, prop: str, text: object) -> None:
    if iri not in entries:
        known = name(iri)
        kind, slug = known or ("term", local_name(iri))
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
        # Two titles in one language are rare; the first in the alphabet is as good as the other.
        entry.preferred[lang] = min(entry.preferred.get(lang, text.value), text.value)
        entry.told.append((text.value, "label"))
    elif prop in ("iso2", "iso3"):
        entry.told.append((text.value, "code"))
    else:
        entry.told.append((text.value, "abbreviation" if prop == "abbreviation" else "other name"))
        if prop == "altLabel":
            entry.others.setdefault(text.language or "", []).append(text.value)


def _mark_former(entry: Entry) -> None:
    """Has the names that went out of use, as a history note says, borne as former names."""
    if entry.history:
        current = {
            *entry.preferred.values(),
            *(t for texts in entry.others.values() for t in texts),
        }
        former = entry.history.keys() - current
        entry.told = [
            (text, "former name" if how == "other name" and text in former else how)
            for text, how in entry.told
        ]


def _number(
    entries: Mapping[str, Entry],
    row: Mapping[str, Term],
) -> None:
    """Notes a number of a state, and the name that its list gives it."""
    entry = entries.get(text_of(row["state"]))
    if entry is not None:
        numbers = entry.numbers.setdefault(text_of(row["list"]), [])
        if text_of(row["code"]) not in numbers:
            numbers.append(text_of(row["code"]))
        if "name" in row:
            _add(entry, text_of(row["name"]), "other name")


def _add(entry: Entry | None, text: str, how: str) -> None:
    """Adds a name that the entry does not bear yet."""
    if entry is not None and all(folded(text) != folded(known) for known, _ in entry.told):
        entry.told.append((text, how))
