"""Names inside a sentence: which runs of its words are names, and of what.

A name counts in any language and spelling that the release holds, without case, diacritics,
articles and plural. A code, or an abbreviation of up to three letters, counts in its own capitals
only, so that "are", "and" and "who" are no names; a slug with hyphens as it is written. Which
thing is meant is the resolver's to say; nothing here corrects a misspelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from migov.questions.errors import AmbiguousActor, Candidate, UnknownActor
from migov.questions.header import RESOURCE_TYPES
from migov.questions.labels import Entry, Labels
from migov.questions.resolve import near, resolve
from migov.questions.understanding.text import Word, joined, words

#: The longest name that is looked for, in words.
LONGEST = 24
#: Letters up to which an abbreviation counts in capitals only.
SHORT = 3

#: The ways in which a thing bears a name, the plainest first.
_WAYS = ("other name", "label", "abbreviation", "code")
_KINDS = tuple(dict.fromkeys(kind for kinds in RESOURCE_TYPES.values() for kind in kinds))


class Spelling(NamedTuple):
    """A name as the release spells it; `exactly` where it counts in no other spelling."""

    text: str
    exactly: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for: one thing, or several candidates of which the caller must choose."""

    entry: Entry | None
    candidates: tuple[Candidate, ...] = ()


class Names:
    """The names of a release, by their words."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self._spellings: dict[str, set[Spelling]] = defaultdict(set)
        for entry in labels.of_kinds(_KINDS):
            for text, how in entry.names:
                self._note(text, how == "code" or _short(text))
            if "-" in entry.slug:
                self._note(entry.slug, True)
        self._resolved = lru_cache(4096)(self._resolve)

    def _note(self, text: str, exactly: bool) -> None:
        key = joined(words(text))
        if key:
            self._spellings[key].add(Spelling(text, exactly))

    def meaning(
        self, sentence: str, run: Sequence[Word], kinds: Sequence[str], what: str
    ) -> Meaning | None:
        """What the words `run` of `sentence` name among `kinds`; None where they name nothing."""
        spellings = self._spellings.get(joined(list(run)))
        if not spellings:
            return None
        written = sentence[run[0].start : run[-1].end]
        loud = all(word.loud or not word.raw.isalpha() for word in run)
        texts = {
            spelling.text
            for spelling in spellings
            if not spelling.exactly
            or spelling.text == written
            or (loud and spelling.text.upper() == written)
        }
        found: dict[str, Candidate] = {}
        for text in sorted(texts):
            found.update(self._resolved(text, tuple(kinds), what))
        if len(found) == 1:
            return Meaning(self.labels.entry(next(iter(found))))
        return Meaning(None, tuple(found.values())) if found else None

    def _resolve(self, text: str, kinds: tuple[str, ...], what: str) -> dict[str, Candidate]:
        try:
            entry = resolve(self.labels, text, kinds, what)
        except AmbiguousActor as error:
            return {candidate.iri: candidate for candidate in error.candidates}
        except UnknownActor:
            return {}
        return {entry.iri: entry.candidate()}

    def known(self, key: str) -> bool:
        """Whether something bears the name whose words make `key`, in whatever case."""
        return key in self._spellings

    def at(
        self, sentence: str, run: Sequence[Word], start: int, kinds: Sequence[str], what: str
    ) -> list[tuple[int, Meaning]]:
        """The names that begin at `start`, the longest first: where each ends, what it means."""
        found = []
        for end in range(min(len(run), start + LONGEST), start, -1):
            meaning = self.meaning(sentence, run[start:end], kinds, what)
            if meaning is not None:
                found.append((end, meaning))
        return found

    def near(self, text: str, kinds: Sequence[str]) -> list[Candidate]:
        """What is called most like `text`."""
        return near(self.labels, text, kinds)

    def spelled(self, entry: Entry, kinds: Sequence[str], lang: str = "en") -> str | None:
        """A name of `entry` that means it alone, also inside a sentence."""
        ways = [[text for text, how in entry.names if how == way] for way in _WAYS]
        for text in (entry.label(lang), *chain.from_iterable(map(sorted, ways))):
            run = words(text)
            if run and len(run) <= LONGEST:
                meaning = self.meaning(text, run, kinds, "actor")
                if meaning is not None and meaning.entry == entry:
                    return text
        return None


def completed(names: Names, text: str) -> str:
    """`text` with names that share a word made whole.

    "the Khartoum and the Rabat Process" becomes "the Khartoum Process and the Rabat Process", and
    "Procesos de Jartum y Rabat" likewise, where both then are names.
    """
    at = 1
    while at < len(run := words(text)) - 1:
        if run[at].word == "and":
            shared = _shared_end(names, run, at) or _shared_start(names, run, at)
            if shared:
                place, said = shared
                raw = text[said[0].start : said[-1].end]
                text = f"{text[:place]} {raw} {text[place:]}"
                at += len(said)
        at += 1
    return text


def _shared_end(
    names: Names, run: Sequence[Word], conjunction: int
) -> tuple[int, Sequence[Word]] | None:
    """The words after `conjunction` that also belong before it, and where in the text."""
    for end in range(min(len(run), conjunction + 8), conjunction + 2, -1):
        second = run[conjunction + 1 : end]
        if not names.known(joined(list(second))):
            continue
        for begin in range(max(0, conjunction - 3), conjunction):
            if names.known(joined(list(run[begin:conjunction]))):
                continue
            for shared in (second[size:] for size in range(1, len(second))):
                if names.known(joined([*run[begin:conjunction], *shared])):
                    return run[conjunction - 1].end, shared
    return None


def _shared_start(
    names: Names, run: Sequence[Word], conjunction: int
) -> tuple[int, Sequence[Word]] | None:
    """The words that begin the name before `conjunction` and another after it, and where."""
    for begin in range(max(0, conjunction - 8), conjunction - 1):
        first = run[begin:conjunction]
        if not names.known(joined(list(first))):
            continue
        for end in range(min(len(run), conjunction + 4), conjunction + 1, -1):
            second = run[conjunction + 1 : end]
            if names.known(joined(list(second))):
                continue
            for shared in (first[:size] for size in range(1, len(first))):
                if names.known(joined([*shared, *second])):
                    return second[0].start, shared
    return None


def _short(text: str) -> bool:
    """Whether `text` is an abbreviation that a common word could be."""
    return len(text) <= SHORT and text.isalpha() and text.isascii()
