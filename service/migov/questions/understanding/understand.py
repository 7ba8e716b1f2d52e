"""Questions in words: from a sentence to a question of the catalogue and its parameters.

Phrases and names only, no model: a sentence is understood when one phrase, with the names, dates
and choices that fill its gaps, accounts for every word of it. Whatever else comes back as not
understood, with a reason and with sentences that would be. Nothing here makes a query: a question
that is understood is asked as if its parameters had been given one by one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from migov.questions.answer import prepare
from migov.questions.catalogue import Catalogue
from migov.questions.errors import QuestionError
from migov.questions.labels import Labels
from migov.questions.understanding import suggestions
from migov.questions.understanding.binding import Unfit, parameters
from migov.questions.understanding.courtesy import openings
from migov.questions.understanding.names import Names, completed
from migov.questions.understanding.phrases import Match, Sentence, matches, patterns
from migov.questions.understanding.text import unreadable, words

#: A sentence longer than this is none, in characters and in words.
LONGEST = 300
WORDS = 48


_OUTSIDE = (
    "No question of the catalogue is asked in these words. The graph knows who sits in which "
    "dialogue on migration, who leads, serves and works with it, when, and who says so: no figures "
    "of migration, and no policies of states."
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question and its parameters, as a caller would write them, and the sentence that it is."""

    question: str
    parameters: dict[str, str]
    said: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence that would be understood, and what it asks."""

    question: str
    text: str
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why a sentence has no answer, and what could be asked instead."""

    reason: str
    suggestions: tuple[Suggestion, ...]


def understand(
    text: str, catalogue: Catalogue, labels: Labels, today: date
) -> Understood | NotUnderstood:
    """What `text` asks of the catalogue, or why it cannot be told. Never raises a QuestionError."""
    reader = _reader(catalogue, labels)
    fault = _fault(text)
    if fault is not None:
        return NotUnderstood(fault, reader.offered("", (), today))
    return reader.understand(unicodedata.normalize("NFC", text), today)


def recognized(text: str, catalogue: Catalogue, labels: Labels, today: date) -> Understood | None:
    """What `text` asks of the catalogue; None where it is no question, without looking for why."""
    if _fault(text) is not None:
        return None
    reader = _reader(catalogue, labels)
    best = _best(reader.readings(unicodedata.normalize("NFC", text), today, fit=True))
    return _understood(best[0]) if len(best) == 1 else None


class _Reading(NamedTuple):
    """A way to read a sentence: as which question, or why it does not fit one."""

    match: Match
    sentence: Sentence
    given: dict[str, str]
    unfit: str


class _Reader:
    """The phrases of a catalogue and the names of a release, ready to read sentences."""

    def __init__(self, catalogue: Catalogue, labels: Labels) -> None:
        self.catalogue = catalogue
        self.names = Names(labels)
        self.patterns = patterns(catalogue)

    def understand(self, text: str, today: date) -> Understood | NotUnderstood:
        readings = self.readings(text, today)
        best = _best([reading for reading in readings if not reading.unfit])
        if len(best) == 1:
            return _understood(best[0])
        if best:
            texts = [_said(reading) for reading in best]
            return NotUnderstood(
                "This may be more than one question.", self.offered(text, texts, today)
            )
        if readings:
            unfit = _best(readings)[0]
            texts = suggestions.undated(unfit.match, unfit.sentence)
            return NotUnderstood(unfit.unfit, self.offered(text, texts, today))
        guesses = suggestions.surest(list(self.guesses(text, today)))
        if guesses:
            doubts = [suggestions.doubt(guess, self.names) for guess in guesses]
            texts = [each for _, offered in doubts for each in offered]
            return NotUnderstood(doubts[0][0], self.offered(text, texts, today))
        return NotUnderstood(_OUTSIDE, self.offered(text, (), today))

    def readings(self, text: str, today: date, *, fit: bool = False) -> list[_Reading]:
        """The ways to read `text` in which every word has its place; with `fit`, those that fit."""
        found = (
            self._reading(match, sentence, today)
            for sentence in self.sentences(text, today)
            for pattern in self.patterns
            for match in matches(pattern, sentence)
        )
        return [reading for reading in found if not (fit and reading.unfit)]

    def guesses(self, text: str, today: date) -> Iterable[Match]:
        """The ways to read `text` in which a name is ambiguous or unknown."""
        for sentence in self.sentences(text, today):
            for pattern in self.patterns:
                if pattern.telling:
                    for match in matches(pattern, sentence, guessing=True):
                        if any(filling.doubtful for filling in match.fillings):
                            yield match

    def sentences(self, text: str, today: date) -> list[Sentence]:
        """The forms of `text` in which it is looked for: without courtesies, its names whole."""
        found: dict[tuple[str, ...], Sentence] = {}
        for form in dict.fromkeys((text, completed(self.names, text))):
            whole = words(form)
            past = any(word.past for word in whole)
            for run in openings(whole):
                key = tuple(word.raw for word in run)
                found.setdefault(key, Sentence(form, run, self.names, today, past))
        return list(found.values())

    def _reading(self, match: Match, sentence: Sentence, today: date) -> _Reading:
        try:
            given = parameters(match, self.names.labels)
            name = match.pattern.question.name
            prepare(self.catalogue, self.names.labels, name, given, today)
        except (Unfit, QuestionError) as error:
            return _Reading(match, sentence, {}, str(error))
        return _Reading(match, sentence, given, "")

    def offered(self, text: str, texts: Iterable[str], today: date) -> tuple[Suggestion, ...]:
        """Those of `texts` that would be understood, else the nearest sentences."""
        offered = self._understood(texts, today)
        if not offered:
            sentence = Sentence(text, words(text)[:WORDS], self.names, today, False)
            near = suggestions.nearest(sentence, self.patterns)
            offered = self._understood(islice(near, 2 * suggestions.OFFERED), today)
        return offered

    def _understood(self, texts: Iterable[str], today: date) -> tuple[Suggestion, ...]:
        found: dict[str, Suggestion] = {}
        for text in texts:
            best = _best(self.readings(text, today, fit=True))
            if len(best) == 1:
                name = best[0].match.pattern.question.name
                found.setdefault(text, Suggestion(name, text, best[0].given))
            if len(found) == suggestions.OFFERED:
                break
        return tuple(found.values())


def _fault(text: str) -> str | None:
    """What makes `text` no sentence at all."""
    if not text.strip():
        return "Nothing was asked."
    if len(text) > LONGEST or len(words(text)) > WORDS:
        return f"A question in words has at most {LONGEST} characters and {WORDS} words."
    if unreadable(text):
        return "The text holds characters that are part of no sentence."
    return None


def _best(readings: list[_Reading]) -> list[_Reading]:
    """The readings that fix the most words, one for each thing that they ask."""
    most = max((reading.match.pattern.fixed for reading in readings), default=0)
    found: dict[tuple[str, tuple[tuple[str, str], ...]], _Reading] = {}
    for reading in readings:
        if reading.match.pattern.fixed == most:
            asked = (reading.match.pattern.question.name, tuple(sorted(reading.given.items())))
            found.setdefault(asked, reading)
    return list(found.values())


def _understood(reading: _Reading) -> Understood:
    return Understood(reading.match.pattern.question.name, reading.given, _said(reading))


def _said(reading: _Reading) -> str:
    """The sentence as it was read, with what things are called in place of what was written."""
    match = reading.match
    texts = {
        filling.parameter.name: filling.text
        or " and ".join(entry.label() for entry in filling.entries)
        for filling in match.fillings
    }
    return suggestions.spoken(match.pattern.phrase, texts, match.when)


@lru_cache(maxsize=2)
def _reader(catalogue: Catalogue, labels: Labels) -> _Reader:
    """The reader of a catalogue over a release's names; of two releases while one follows."""
    return _Reader(catalogue, labels)
