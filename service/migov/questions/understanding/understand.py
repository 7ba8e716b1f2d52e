"""Questions in words: from a sentence to a question of the catalogue and its parameters.

Names, dates, roles and choices are linked (`linking`), the readings of the sentence are scored
(`reading`), and the best is the answer if it is sure enough; else `refusals` says why not. Nothing
here makes a query: a question that is understood is asked as if its parameters had been given one
by one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial

from migov.questions.catalogue import Catalogue
from migov.questions.former import is_former
from migov.questions.labels import Labels
from migov.questions.understanding import refusals
from migov.questions.understanding.doubts import asked, explains
from migov.questions.understanding.linking import link
from migov.questions.understanding.reading import LONGEST, Analysis, Reader, fault_of
from migov.questions.understanding.refusals import NotUnderstood
from migov.questions.understanding.suggestions import Suggestion
from migov.questions.understanding.text import key
from migov.questions.understanding.wording import Spoken, spoken

#: Maximum number of words of a preamble without a full stop.
_LONGEST_PREAMBLE = 6
#: Minimum number of words of a sentence after a preamble.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with its parameters in a caller's notation.

    `former` are the former names in the sentence, each with the IRI of what bore it.
    """

    question: str
    parameters: dict[str, str]
    former: tuple[tuple[str, str], ...] = ()
    say: Callable[[], Spoken] = field(default=lambda: Spoken("", "en"), compare=False, repr=False)

    @property
    def said(self) -> Spoken:
        """The question as a sentence in its language, made when it is needed."""
        return self.say()


def understand(
    text: str, catalogue: Catalogue, labels: Labels, today: date, language: str = "en"
) -> Understood | NotUnderstood:
    """Interprets `text`, or says why it is not understood. Never raises a QuestionError.

    Suggestions are in `language` where `text` is in none or may be in several.
    """
    reader = reader_of(catalogue, labels)
    fault = fault_of(text)
    if fault is not None:
        return refusals.unreadable(reader, fault, language, today)
    analysis = reader.analyse(text, today)
    found = _understood(reader, analysis, today)
    if found is None and not explains(reader, analysis):
        found = _behind_preamble(reader, text, today)
    return found if found is not None else refusals.explain(reader, analysis, language, today)


def _behind_preamble(reader: Reader, text: str, today: date) -> Understood | None:
    """The question at the end of `text`, if the rest has no names and no question."""
    asking = reader.vocabulary.interrogatives
    for preamble, last in _parted(text.strip(), asking):
        if not preamble or "?" in preamble or "؟" in preamble or len(last.split()) < _LEAST:
            continue
        if any(word in asking for word in map(key, preamble.split())):
            continue
        stop = text.strip()[len(preamble) :].startswith(".")
        if stop or not link(preamble, reader.gazetteer, today).held:
            found = _understood(reader, reader.analyse(last, today), today)
            if found is not None:
                return found
    return None


def _parted(text: str, asking: Container[str]) -> Iterator[tuple[str, str]]:
    """A text split into a possible preamble and the question after it."""
    for mark in (". ", ": ", "! ", " - ", " – ", " — ", "... ", "… "):
        preamble, _, last = text.rpartition(mark)
        yield preamble, last
    words = text.split()
    first = next((at for at, word in enumerate(words) if key(word) in asking), 0)
    if first <= _LONGEST_PREAMBLE:
        yield " ".join(words[:first]), " ".join(words[first:])


def recognized(text: str, catalogue: Catalogue, labels: Labels, today: date) -> Understood | None:
    """The interpretation of `text`, or None, without an explanation."""
    if fault_of(text) is not None or len(text.split()) < 2:
        return None
    reader = reader_of(catalogue, labels)
    return _understood(reader, reader.analyse(text, today), today)


def _understood(reader: Reader, analysis: Analysis, today: date) -> Understood | None:
    found = asked(reader, analysis, today)
    if found is None or analysis.best is None:
        return None
    former = tuple(
        (written, entry.iri)
        for mention, kind in analysis.best.mentions
        for entry in mention.entries[kind][:1]
        if is_former(entry, written := analysis.linked.written(mention.start, mention.end))
    )
    say = partial(spoken, reader, analysis.best.assignment, analysis.linked)
    return Understood(*found, former, say)


@lru_cache(maxsize=2)
def reader_of(catalogue: Catalogue, labels: Labels) -> Reader:
    """The cached reader of a catalogue and a release's names; holds two during a switch of
    releases."""
    return Reader(catalogue, labels)


__all__ = ["LONGEST", "NotUnderstood", "Suggestion", "Understood", "recognized", "understand"]
