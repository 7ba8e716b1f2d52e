"""The gazetteer: the names of a release as they occur in sentences.

The names of `Labels`, those of `queries/words/names.yaml` among them, the cities of meetings, and
short forms: "Khartoum" for the Khartoum Process, "Rabat Declaration" for "Rabat Declaration (Rabat
Process)".
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from migov.questions.header import RESOURCE_TYPES
from migov.questions.labels import Entry, Labels
from migov.questions.names import articleless, folded
from migov.questions.resolve import ALPHA_3, with_namesakes
from migov.questions.understanding.counting import STOP, spelling
from migov.questions.understanding.text import (
    composed,
    key,
    singular,
    tokens,
    unprefixed,
)
from migov.questions.understanding.vocabulary import Vocabulary

#: The kinds of named things; roles and choices are in the vocabulary.
KINDS = tuple(
    dict.fromkeys(
        kind
        for kinds in RESOURCE_TYPES.values()
        for kind in kinds
        if kind not in ("role", "membership", "partnership", "agreement", "adherence", "meeting")
    )
)
CITY = "city"
#: The longest name, in significant words.
LONGEST = 16
#: Letters up to which an abbreviation counts in capitals only, unless it is no common word.
SHORT = 3
_VOWELS = "aeiouاهيو"
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_PARTIAL = ("mechanism", "organization", "instrument", "initiative")
#: Minimum share of a name's weight that a partial name must have, and its lead over other names.
COVERED, CLOSE = 0.42, 0.75
#: The same if one of the words is the head noun: "the Mekong initiative".
HEADED = 0.25


class Bearing(NamedTuple):
    """One name of one thing; `exactly` if it only counts in its own capitals."""

    entry: Entry
    how: str
    text: str
    exactly: bool


class Gazetteer:
    """The names of a release, indexed by their words."""

    def __init__(self, labels: Labels, vocabulary: Vocabulary, common: Iterable[str]) -> None:
        self.labels = labels
        self.vocabulary = vocabulary
        self.common = frozenset(common)
        self._index: dict[str, list[Bearing]] = defaultdict(list)
        self._stems: dict[str, list[Entry]] = defaultdict(list)
        for entry in labels.of_kinds(KINDS):
            if entry.kind != "body" or not self._is_office(entry):
                for text, how in entry.names:
                    self._note(entry, text, how)
        #: The candidate states of an ambiguous name.
        self._meant: dict[str, list[Entry]] = {}
        for name, meant in labels.ambiguous():
            states = [entry for entry in meant if entry.kind == "state"]
            if len(states) > 1:
                self._meant[spelling(name)] = states
            for entry in meant if len(meant) > 1 else ():
                if entry.kind == "organization":
                    self._note(entry, name, "other name")
        self._cities()
        self._short_forms()
        self._demonym_stems()
        self._shared = self._shared_words()
        self._states = self._state_words()
        self.words = frozenset(word for name in self._index for word in name.split())
        self._postings: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, list[frozenset[str]]] = defaultdict(list)
        for name, bearings in self._index.items():
            for bearing in bearings:
                if bearing.entry.kind in _PARTIAL and " " in name:
                    self._names[bearing.entry.iri].append(frozenset(name.split()))
                    for word in name.split():
                        self._postings[word].add(bearing.entry.iri)
        total = max(len(self._names), 1)
        self._weight = {
            word: math.log(1 + total / len(bearers)) for word, bearers in self._postings.items()
        }
        self._spellings = sorted(
            word for word in self.words | self.common if len(word) > 3 and not word.isdigit()
        )
        self.corrected = lru_cache(8192)(self._corrected)
        self._namesakes = lru_cache(1024)(self._state_namesakes)

    def _note(self, entry: Entry, text: str, how: str) -> None:
        name = spelling(text)
        if not name:
            return
        exactly = how == "code" or (len(text) <= SHORT and text.isupper())
        bearing = Bearing(entry, how, text, exactly)
        if all((b.entry.iri, b.exactly) != (entry.iri, exactly) for b in self._index[name]):
            self._index[name].append(bearing)

    def _is_office(self, entry: Entry) -> bool:
        """Whether a body is only an office of an actor, which questions ask for in other words."""
        first = entry.label().partition(" of ")[0].casefold()
        return "secretariat" in first or "steering" in first

    def _cities(self) -> None:
        spelled = {place.casefold(): texts for place, texts in self.vocabulary.places.items()}
        for city in self.labels.cities:
            entry = Entry(f"{CITY}:{city}", CITY, city, {"en": city}, [(city, "label")])
            parts = [part for part in re.split(r"[,()]| and ", city) if len(part.strip()) > 3]
            for text in (city, *parts, *spelled.get(city.casefold(), ())):
                self._note(entry, text, "label")

    def _short_forms(self) -> None:
        """Short forms of names, without head nouns."""
        proper = {
            word
            for name, bearings in list(self._index.items())
            if any(b.entry.kind in (CITY, "state", "mechanism") for b in bearings)
            for word in name.split()
        } - self.vocabulary.generic
        for entry in self.labels.of_kinds(("mechanism", "instrument")):
            for text, _ in entry.own_names:
                bare = _PARENTHESES.sub("", text).strip()
                if bare != text and any(token.word in proper for token in tokens(composed(bare))):
                    self._note(entry, bare, "short form")
                short = self._short(text) if entry.kind == "mechanism" else ""
                for spelled in (short, *self.vocabulary.places.get(short, ())):
                    self._note(entry, spelled, "short form")

    def _short(self, text: str) -> str:
        """The name of a mechanism without its head: "Khartoum"; empty if nothing is left."""
        heads, generic = self.vocabulary.heads["mechanism"], self.vocabulary.generic
        words = [token.raw for token in tokens(composed(text)) if token.word not in STOP]
        rest = [word for word in words if key(word) not in heads]
        if not 0 < len(rest) < min(len(words), 3):
            return ""
        significant = any(key(word) not in generic and not key(word).isdigit() for word in rest)
        return " ".join(rest) if significant else ""

    def _demonym_stems(self) -> None:
        for entry in self.labels.of_kinds(("state",)):
            names = (entry.preferred.get(lang, "") for lang in ("en", "fr", "es", "pt", "ar"))
            for words in (tokens(composed(name)) for name in names if entry.sovereign):
                word = words[0].word if len(words) == 1 else ""
                for cut in (0, 1, 2):
                    stem, vowels = word[: len(word) - cut], word[len(word) - cut :]
                    significant = len(stem) > 2 and all(char in _VOWELS for char in vowels)
                    if significant and entry not in self._stems[stem]:
                        self._stems[stem].append(entry)

    def _shared_words(self) -> frozenset[str]:
        """Words in the names of several states: "Korea"."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for entry in self.labels.of_kinds(("state",)):
            for text in entry.preferred.values() if entry.sovereign else ():
                for token in tokens(composed(text)):
                    if token.word not in STOP and len(token.word) > 3:
                        bearers[token.word].add(entry.iri)
        generic = self.vocabulary.generic
        return frozenset(
            word for word, states in bearers.items() if 1 < len(states) < 5 and word not in generic
        )

    def shared(self, word: str) -> list[Entry]:
        """The states whose names contain `word`, if it is not the name of one."""
        return self.namesakes(word, []) if word in self._shared else []

    def demonym(self, word: str) -> list[Entry]:
        """The states that may have the demonym `word`, by the endings of a language."""
        for endings in self.vocabulary.endings.values():
            for ending in sorted(endings, key=len, reverse=True):
                if word.endswith(ending) and len(word) - len(ending) > 2:
                    states = self._stems.get(word[: len(word) - len(ending)], [])
                    if states:
                        return states
        return []

    def bearers(self, name: str) -> list[Bearing]:
        """The names spelled `name`, in significant words.

        A state's alpha-3 code stands for the state alone, unless the name is a known ambiguous one.
        """
        found = self._index.get(name, [])
        codes = [b for b in found if b.how == "code" and len(b.text) == ALPHA_3]
        return codes if len(codes) == 1 and not self.labels.meanings(name) else found

    def knows(self, word: str) -> bool:
        """Whether `word` occurs in a name or a phrasing."""
        return word in self.words or singular(word) in self.words or word in self.common

    def _corrected(self, word: str) -> str:
        """`word`, or the only known word that it may misspell."""
        if self.knows(word) or len(word) < 5 or not word.isalpha() or len(word) > 30:
            return word
        arabic = "\u0600" < word[0] < "\u06ff"
        if arabic and self.knows(unprefixed(word)):
            return unprefixed(word)
        most = 2 if len(word) > 7 and not arabic else 1
        near = process.extract(
            word, self._spellings, scorer=OSA.distance, score_cutoff=most, limit=20
        )
        near = [hit for hit in near if hit[0][0] == word[0] or hit[1] == 1]
        if not near:
            return word
        best = min(near, key=lambda hit: (hit[1], hit[0][0] != word[0], hit[0] not in self.words,
                                          hit[0]))  # fmt: skip
        return best[0]

    def _state_words(self) -> dict[str, set[str]]:
        """The states whose labels or demonyms contain a word."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self.labels.of_kinds(("state",)):
            for text, _ in entry.names if entry.sovereign else ():
                for word in articleless(folded(text)).split():
                    found[word].add(entry.iri)
        return found

    def namesakes(self, name: str, states: Sequence[Entry]) -> list[Entry]:
        """`states` and the other states that the words `name` may mean: "Congo"."""
        if name in self._meant:
            return self._meant[name]
        bearers = [self._states.get(word, set()) for word in name.split()]
        if bearers and set.intersection(*bearers) <= {entry.iri for entry in states}:
            return list(states)
        return [*self._namesakes(name, tuple(entry.iri for entry in states))]

    def _state_namesakes(self, name: str, iris: tuple[str, ...]) -> tuple[Entry, ...]:
        entries = [entry for each in iris if (entry := self.labels.entry(each)) is not None]
        return tuple(with_namesakes(self.labels, name, entries))

    def partial(self, words: Sequence[str], *, headed: bool) -> list[Entry]:
        """The things whose names contain all of `words`, if these have enough of the name's
        weight."""
        postings = [self._postings.get(word, set()) for word in set(words)]
        bearers = set.intersection(*postings) if postings and all(postings) else set()
        if not bearers or len(bearers) > 40:
            return []
        wanted = frozenset(words)
        weight = sum(self._weight[word] for word in wanted)
        scored = []
        for bearer in bearers:
            covered = max(
                (
                    weight / sum(self._weight[word] for word in name)
                    for name in self._names[bearer]
                    if wanted <= name
                ),
                default=0.0,
            )
            scored.append((covered, bearer))
        best = max(scored)[0]
        if best < (HEADED if headed else COVERED):
            return []
        found = (iri for covered, iri in sorted(scored, reverse=True) if covered >= CLOSE * best)
        return [entry for each in found if (entry := self.labels.entry(each)) is not None][:6]
