"""Questions in words: from a sentence to a question of the catalogue and its parameters.

Names, dates, roles and choices are linked (`linking`), the readings of the sentence are scored
(`reading`), and the best is the answer if it is sure enough; else `refusals` says why not. Nothing
here makes a query: a question that is understood is asked as if its parameters had been given one
by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from migov.questions.catalogue import Catalogue
from migov.questions.labels import Labels
from migov.questions.understanding import refusals
from migov.questions.understanding.doubts import asked
from migov.questions.understanding.reading import LONGEST, Analysis, Reader, fault_of
from migov.questions.understanding.refusals import NotUnderstood
from migov.questions.understanding.suggestions import Suggestion
from migov.questions.understanding.text import key
from migov.questions.understanding.wording import spoken

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
    """What the last sentence of `text` asks, where those before it ask nothing."""
    told, _, last = text.strip().rpartition(". ")
    if not told or "?" in told or "؟" in told or len(last.split()) < _LEAST:
        return None
    if any(word in reader.vocabulary.interrogatives for word in map(key, told.split())):
        return None
    return _understood(reader, reader.analyse(last, today), today)


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
