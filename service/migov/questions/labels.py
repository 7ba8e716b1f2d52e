"""The names of all things in a release, for cells, name resolution and search."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple, Protocol

import pyoxigraph as ox

from migov.engine.solutions import Solutions
from migov.questions.entries import Entry, add_name, mark_former, note_name, note_number
from migov.questions.names import articleless, folded, holds, rearranged
from migov.questions.usage import ambiguous_names, further_names
from migov.stored_queries import service_query
from migov.vocabulary import BASE, compact, iri, local_name, name

_HUMPS = re.compile(r"(?<=[a-z])([A-Z])")
#: Kinds whose names are also compared without regard to word order.
_REARRANGED = ("state", "mechanism", "organization", "body", "instrument", "initiative", "theme")


class Selecting(Protocol):
    """Anything that answers a SELECT, such as an engine."""

    async def select(self, text: str, client: str = "local") -> Solutions: ...


class Spelling(NamedTuple):
    """One spelling of a name of a thing; `how` is the type of name, including "slug"."""

    entry: Entry
    text: str
    how: str


class Spellings(NamedTuple):
    """Folded names for comparison, with the entry of each."""

    folded: list[str]
    owners: list[Spelling]


class Labels:
    """The entries of a release by IRI, by kind and slug, and by folded name."""

    def __init__(
        self,
        entries: Iterable[Entry],
        cities: Iterable[str] = (),
        ambiguous: Mapping[str, Sequence[str]] | None = None,
        properties: Iterable[Entry] = (),
    ) -> None:
        """`ambiguous` maps folded names to their meanings, `kind:slug`; default: those of
        `usage`. `properties` are of other vocabularies: they have a label, and no name finds them.
        """
        self._entries = {entry.iri: entry for entry in entries}
        self._properties = {entry.iri: entry for entry in properties}
        self._ambiguous = ambiguous_names() if ambiguous is None else ambiguous
        #: The cities of meetings, as spelled in the release.
        self.cities = tuple(cities)
        # Folding names takes longer than comparing them, so it is done once for each kind.
        self._spelled = cache(self._spellings)

    @classmethod
    async def load(cls, engine: Selecting) -> Labels:
        """Reads the names of a release with four queries and adds those of `usage`."""
        names, numbers, memberships, cities = await asyncio.gather(
            engine.select(service_query("labels")),
            engine.select(service_query("codes-of-states")),
            engine.select(service_query("labels-of-memberships")),
            engine.select(service_query("cities-of-meetings")),
        )
        entries: dict[str, Entry] = {}
        properties: dict[str, Entry] = {}
        for row in names.rows:
            thing, prop, term = row["thing"], row["property"], row["text"]
            if isinstance(thing, ox.NamedNode) and isinstance(prop, ox.NamedNode):
                into = entries if thing.value.startswith(BASE) else properties
                note_name(into, thing.value, local_name(prop.value), term)
        for entry in entries.values():
            mark_former(entry)
        for row in numbers.rows:
            note_number(entries, row)
        for reference, text, how in further_names():
            kind, _, slug = reference.partition(":")
            add_name(entries.get(iri(kind, slug)), text, how)
        for row in memberships.rows:
            terms = [row[key] for key in ("membership", "member", "role", "organization")]
            iris = [term.value for term in terms if isinstance(term, ox.NamedNode)]
            kind_and_slug = name(iris[0]) if len(iris) == len(terms) else None
            if kind_and_slug is not None:
                entries[iris[0]] = Entry(iris[0], *kind_and_slug, parts=tuple(iris[1:]))
        towns = {row["city"].value for row in cities.rows if isinstance(row["city"], ox.Literal)}
        return cls(
            (entries[iri] for iri in sorted(entries)), sorted(towns), None, properties.values()
        )

    @cached_property
    def _by_name(self) -> dict[str, dict[str, Entry]]:
        """The entries with a folded name, by IRI."""
        by_name: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self._entries.values():
            for text, _ in entry.names:
                by_name[folded(text)][entry.iri] = entry
        return by_name

    def label(self, iri: str, lang: str = "en") -> str:
        """The label of `iri`; that of a tie is made of its parts; without a label its slug.

        A term of another vocabulary without a label gets its local name in words, any other IRI
        itself.
        """
        entry = self._entries.get(iri) or self._properties.get(iri)
        if entry is not None:
            return ", ".join(self.label(part, lang) for part in entry.parts) or entry.label(lang)
        kind_and_slug = name(iri)
        if kind_and_slug is not None:
            return kind_and_slug.slug
        short = compact(iri)
        return iri if short == iri else _HUMPS.sub(r" \1", short.partition(":")[2]).lower()

    def entry(self, iri: str) -> Entry | None:
        """The entry of an IRI, if it has a name in the release."""
        return self._entries.get(iri)

    def named(self, folded_name: str) -> list[Entry]:
        """The entries with a folded name, sorted by IRI."""
        return list(self._by_name.get(folded_name, {}).values())

    def meanings(self, folded_name: str) -> list[Entry]:
        """The meanings of an ambiguous name, the likeliest first; empty for any other name."""
        meant = (each.partition(":") for each in self._ambiguous.get(folded_name, ()))
        entries = (self._entries.get(iri(kind, slug)) for kind, _, slug in meant)
        return [entry for entry in entries if entry is not None]

    def ambiguous(self) -> Iterator[tuple[str, list[Entry]]]:
        """The ambiguous names, folded, with their meanings."""
        return ((each, self.meanings(each)) for each in self._ambiguous)

    @cached_property
    def _states_by_word(self) -> dict[str, list[tuple[Entry, str]]]:
        """The sovereign states by each word of their labels and demonyms, with that name."""
        states: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for entry in self.of_kinds(["state"]):
            texts = (text for text, how in entry.names if how in ("label", "demonym"))
            for spelled in dict.fromkeys(articleless(folded(text)) for text in texts):
                for word in dict.fromkeys(spelled.split() if entry.sovereign else ()):
                    states[word].append((entry, spelled))
        return states

    def states_with(self, words: str) -> list[Entry]:
        """The sovereign states of whose label or demonym the folded `words` are a part."""
        wanted = articleless(words)
        named = self._states_by_word.get(wanted.partition(" ")[0], ())
        return list({e.iri: e for e, spelled in named if holds(spelled, wanted)}.values())

    @cached_property
    def _by_words(self) -> dict[str, dict[str, Entry]]:
        by_words: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self.of_kinds(_REARRANGED):
            for text, how in entry.own_names:
                if how != "code":
                    by_words[rearranged(text)][entry.iri] = entry
        return by_words

    def rearranged(self, text: str) -> list[Entry]:
        """The entries with a name that has the same significant words as `text`, in any order."""
        return list(self._by_words.get(rearranged(text), {}).values())

    @cached_property
    def _by_number(self) -> dict[tuple[str, int], list[Entry]]:
        states: dict[tuple[str, int], list[Entry]] = defaultdict(list)
        for entry in self.of_kinds(["state"]):
            for system, numbers in entry.numbers.items():
                for number in numbers:
                    if number.isdigit():
                        states[system, int(number)].append(entry)
        return states

    def numbered(self, system: str, number: int) -> list[Entry]:
        """The states with a number in one of the lists "m49", "cow" and "gw"."""
        return self._by_number.get((system, number), [])

    def spellings(self, kind: str) -> Spellings:
        """The distinct names and slugs of the entries of a kind."""
        return self._spelled(kind)

    def _spellings(self, kind: str) -> Spellings:
        spellings = Spellings([], [])
        for entry in self.of_kinds([kind]):
            own: dict[str, Spelling] = {}
            for text, how in (*entry.names, (entry.slug, "slug")):
                own.setdefault(folded(text), Spelling(entry, text, how))
            spellings.folded.extend(own)
            spellings.owners.extend(own.values())
        return spellings

    def of_kinds(self, kinds: Iterable[str]) -> Iterator[Entry]:
        """The entries of some kinds."""
        wanted = frozenset(kinds)
        return (entry for entry in self._entries.values() if entry.kind in wanted)

    def __len__(self) -> int:
        return len(self._entries)


__all__ = ["Entry", "Labels", "Selecting", "Spelling", "Spellings"]
