"""Phrases of the catalogue as patterns: fixed words, and gaps for the parameters.

A sentence matches a phrase when every one of its words is used: as a fixed word of the phrase, in
the name, date or choice that fills a gap, or in one date expression, which may stand anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from migov.questions.catalogue import Catalogue, Question
from migov.questions.errors import Candidate
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.labels import Entry
from migov.questions.phrasings import GAP
from migov.questions.understanding.dates import Period, dated, periods
from migov.questions.understanding.names import Meaning, Names
from migov.questions.understanding.text import Word, joined, words

#: Words that may stand where a name should, when looking for what a person may have meant.
UNKNOWN_MOST = 12
_BOTH = ("both",)
#: Words that ask, and do not say what for: "what is …" may go on as anything.
_ASKING = frozenset(
    each.word for each in words("who what is do has qui que quel est quien es qu ce")
)
#: Words that may be said again before each name of a list: "in A and in B", "de A et de B".
_AGAIN = ("of", "in", "de", "en", "dans")
#: What may stand between a word and the name after it.
_BEFORE = " \t\r\n,;:.?!¿¡«»“”\"'’-–—()"
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Pattern:
    """A phrase of a question: its parts are words to be found and parameters to be filled."""

    question: Question
    phrase: str
    parts: tuple[Word | Parameter, ...]
    #: The parameters that the phrase itself sets.
    settings: Mapping[str, str]

    @property
    def fixed(self) -> int:
        """How many words it fixes: the more, the more surely it is meant."""
        return sum(isinstance(part, Word) for part in self.parts)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(part.word for part in self.parts if isinstance(part, Word))

    @property
    def telling(self) -> bool:
        """Whether its fixed words alone show that it may be meant."""
        return self.fixed > 1 and not self.vocabulary <= _ASKING

    @property
    def gaps(self) -> tuple[Parameter, ...]:
        return tuple(part for part in self.parts if isinstance(part, Parameter))


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a gap: things, or the text of a date, number or choice.

    It is `doubtful` where the words `written` name nothing, or may name several things, which
    `candidates` holds; `entries` are then the others of a list.
    """

    parameter: Parameter
    written: str
    entries: tuple[Entry, ...] = ()
    text: str = ""
    doubtful: bool = False
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence read as a phrase: what fills its gaps, and the date expression beside them.

    `when` is that expression as it is written; `past` is true where the sentence speaks of the
    past and the phrase does not.
    """

    pattern: Pattern
    fillings: tuple[Filling, ...]
    period: Period | None
    when: str
    past: bool


@dataclass(frozen=True)
class Sentence:
    """What is matched: the text, its words, the names that it may hold, and the day it is said.

    `past` where it speaks of the past.
    """

    text: str
    run: tuple[Word, ...]
    names: Names
    today: date
    past: bool
    _named: dict[tuple[int, str], list[tuple[int, Meaning]]] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(word.word for word in self.run)

    def named(self, at: int, kind: str) -> list[tuple[int, Meaning]]:
        """The names of a type of parameter that begin at a word, the longest first."""
        key = (at, kind)
        if key not in self._named:
            kinds = RESOURCE_TYPES[kind]
            self._named[key] = self.names.at(self.text, self.run, at, kinds, kind)
        return self._named[key]

    def written(self, start: int, end: int) -> str:
        """The text of the words from `start` to `end`, with an article before them."""
        begin = self.run[start - 1].end if start else self.run[0].start
        return self.text[begin : self.run[end - 1].end].lstrip(_BEFORE)


def patterns(catalogue: Catalogue) -> tuple[Pattern, ...]:
    """The patterns of all phrases, in the catalogue's order."""
    return tuple(
        Pattern(question, each.text, _parts(question, each.text), each.settings)
        for question in catalogue
        for each in question.header.phrasings
    )


def _parts(question: Question, phrase: str) -> tuple[Word | Parameter, ...]:
    parts: list[Word | Parameter] = []
    for index, piece in enumerate(GAP.split(phrase)):
        if index % 2:
            parts.append(question.params[piece])
        else:
            parts += words(piece)
    return tuple(parts)


def matches(pattern: Pattern, sentence: Sentence, *, guessing: bool = False) -> Iterator[Match]:
    """The ways to read `sentence` as `pattern`.

    With `guessing`, also those in which a name is ambiguous or unknown, its filling unsettled.
    """
    if pattern.vocabulary <= sentence.vocabulary:
        yield from _Matcher(pattern, sentence, guessing).read(0, 0, (), None)


@dataclass(frozen=True, slots=True)
class _Matcher:
    pattern: Pattern
    sentence: Sentence
    guessing: bool

    def read(
        self, part: int, at: int, filled: tuple[Filling, ...], period: Period | None
    ) -> Iterator[Match]:
        """The readings from the `part` of the pattern and the word `at` of the sentence on."""
        sentence, parts = self.sentence, self.pattern.parts
        if part == len(parts) and at == len(sentence.run):
            yield self._match(filled, period)
            return
        if period is None:
            for found in periods(sentence.run, at, sentence.today):
                yield from self.read(part, found.end, filled, found)
        if part == len(parts) or at == len(sentence.run):
            return
        expected = parts[part]
        if isinstance(expected, Word):
            if sentence.run[at].word == expected.word:
                yield from self.read(part + 1, at + 1, filled, period)
            return
        for end, filling in self._fillings(expected, at):
            yield from self.read(part + 1, end, (*filled, filling), period)

    def _match(self, filled: tuple[Filling, ...], period: Period | None) -> Match:
        told = any(isinstance(part, Word) and part.past for part in self.pattern.parts)
        when = self.sentence.written(period.start, period.end) if period else ""
        return Match(self.pattern, filled, period, when, self.sentence.past and not told)

    def _fillings(self, parameter: Parameter, at: int) -> Iterator[tuple[int, Filling]]:
        if parameter.type in RESOURCE_TYPES:
            if parameter.several:
                yield from self._lists(parameter, at, ())
            else:
                yield from self._names(parameter, at)
        elif parameter.type == "date":
            when = dated(self.sentence.run, at, self.sentence.today)
            if when is not None:
                written = self.sentence.written(at, when[1])
                yield when[1], Filling(parameter, written, text=when[0])
        elif parameter.type == "integer":
            raw = self.sentence.run[at].raw
            if raw.isascii() and raw.isdigit():
                yield at + 1, Filling(parameter, raw, text=raw)
        for choice in parameter.choices:
            said = words(_HUMPS.sub(" ", choice))
            end = at + len(said)
            if joined(self.sentence.run[at:end]) == joined(said):
                yield end, Filling(parameter, self.sentence.written(at, end), text=choice)

    def _names(self, parameter: Parameter, at: int) -> Iterator[tuple[int, Filling]]:
        named = self.sentence.named(at, parameter.type)
        for end, meaning in named:
            written = self.sentence.written(at, end)
            if meaning.entry is not None:
                yield end, Filling(parameter, written, (meaning.entry,))
            elif self.guessing:
                yield end, Filling(parameter, written, doubtful=True, candidates=meaning.candidates)
        if self.guessing and parameter.type != "role":
            settled = {end for end, _ in named}
            for end in range(at + 1, min(len(self.sentence.run), at + UNKNOWN_MOST) + 1):
                if parameter.several and self.sentence.run[end - 1].word == "and":
                    return
                if end not in settled:
                    yield end, Filling(parameter, self.sentence.written(at, end), doubtful=True)

    def _lists(
        self, parameter: Parameter, at: int, held: tuple[Filling, ...]
    ) -> Iterator[tuple[int, Filling]]:
        """Lists of names: "A, B and C". One alone counts only where the phrase has other gaps."""
        run = self.sentence.run
        if run[at].word in (_AGAIN if held else _BOTH):
            at += 1
        if at >= len(run):
            return
        for end, filling in self._names(parameter, at):
            if filling.doubtful and any(each.doubtful for each in held):
                continue
            so_far = (*held, filling)
            if len(so_far) > 1 or len(self.pattern.gaps) > 1:
                yield end, _listed(parameter, so_far)
            after = end + (end < len(run) and run[end].word == "and")
            comma = end < len(run) and "," in self.sentence.text[run[end - 1].end : run[end].start]
            if after < len(run) and (after > end or comma):
                yield from self._lists(parameter, after, so_far)


def _listed(parameter: Parameter, fillings: Sequence[Filling]) -> Filling:
    """Several fillings as one, doubtful where one of them is."""
    entries = {entry.iri: entry for filling in fillings for entry in filling.entries}
    doubt = next((filling for filling in fillings if filling.doubtful), None)
    if doubt is not None:
        return replace(doubt, entries=tuple(entries.values()))
    written = " and ".join(filling.written for filling in fillings)
    return Filling(parameter, written, tuple(entries.values()))
