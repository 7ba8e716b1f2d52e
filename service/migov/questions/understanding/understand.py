"""Questions in words: from a sentence to a question of the catalogue and its parameters.

Names, dates, roles and choices are linked (`linking`), the readings of the sentence are scored
(`reading`), and the best is the answer if it is sure enough; else `refusals` says why not. Nothing
here makes a query: a question that is understood is asked as if its parameters had been given one
by one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from migov.questions.catalogue import Catalogue
from migov.questions.labels import Labels
from migov.questions.understanding import refusals
from migov.questions.understanding.doubts import asked
from migov.questions.understanding.linking import link
from migov.questions.understanding.reading import LONGEST, Analysis, Reader, fault_of
from migov.questions.understanding.refusals import NotUnderstood
from migov.questions.understanding.suggestions import Suggestion
from migov.questions.understanding.text import key
from migov.questions.understanding.wording import spoken

#: Words that a preamble without a stop behind it has at most.
_LONGEST_PREAMBLE = 6
#: Words that a sentence behind a preamble must have.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Understood:
    """A question and its parameters, as a caller would write them, and the sentence that it is."""

    question: str
    parameters: dict[str, str]
    said: str


def understand(
    text: str, catalogue: Catalogue, labels: Labels, today: date
) -> Understood | NotUnderstood:
    """What `text` asks of the catalogue, or why it cannot be told. Never raises a QuestionError."""
    reader = reader_of(catalogue, labels)
    fault = fault_of(text)
    if fault is not None:
        return refusals.unreadable(reader, fault, today)
    analysis = reader.analyse(text, today)
    found = _understood(reader, analysis, today) or _behind_preamble(reader, text, today)
    return found if found is not None else refusals.explain(reader, analysis, today)


def _behind_preamble(reader: Reader, text: str, today: date) -> Understood | None:
    """What the end of `text` asks, where what stands before it names and asks nothing."""
    asking = reader.vocabulary.interrogatives
    for told, last in _parted(text.strip(), asking):
        if not told or "?" in told or "؟" in told or len(last.split()) < _LEAST:
            continue
        if any(word in asking for word in map(key, told.split())):
            continue
        stop = text.strip()[len(told) :].startswith(".")
        if stop or not link(told, reader.gazetteer, today).held:
            found = _understood(reader, reader.analyse(last, today), today)
            if found is not None:
                return found
    return None


def _parted(text: str, asking: Container[str]) -> Iterator[tuple[str, str]]:
    """A text as what may be a preamble, and the question behind it."""
    for mark in (". ", ": "):
        told, _, last = text.rpartition(mark)
        yield told, last
    words = text.split()
    first = next((at for at, word in enumerate(words) if key(word) in asking), 0)
    if first <= _LONGEST_PREAMBLE:
        yield " ".join(words[:first]), " ".join(words[first:])


def recognized(text: str, catalogue: Catalogue, labels: Labels, today: date) -> Understood | None:
    """What `text` asks of the catalogue; None where it is no question, without looking for why."""
    if fault_of(text) is not None or len(text.split()) < 2:
        return None
    reader = reader_of(catalogue, labels)
    return _understood(reader, reader.analyse(text, today), today)


def _understood(reader: Reader, analysis: Analysis, today: date) -> Understood | None:
    found = asked(reader, analysis, today)
    if found is None or analysis.best is None:
        return None
    return Understood(*found, spoken(reader, analysis.best.assignment, analysis.linked))


@lru_cache(maxsize=2)
def reader_of(catalogue: Catalogue, labels: Labels) -> Reader:
    """The reader of a catalogue over a release's names; of two releases while one follows."""
    return Reader(catalogue, labels)


__all__ = ["LONGEST", "NotUnderstood", "Suggestion", "Understood", "recognized", "understand"]
