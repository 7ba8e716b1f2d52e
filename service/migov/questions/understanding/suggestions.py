"""Suggests sentences that would be understood, with names and dates filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.labels import Entry
from migov.questions.understanding.assignment import Assignment
from migov.questions.understanding.doubts import asked
from migov.questions.understanding.linking import Linked, link
from migov.questions.understanding.model import Frame
from migov.questions.understanding.reading import Analysis, Reader
from migov.questions.understanding.wording import sentences
from migov.vocabulary import iri


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested sentence and its language, with its question."""

    question: str
    text: str
    parameters: dict[str, str]
    language: str = "en"


#: Maximum number of suggestions, and of sentences tried.
OFFERED, TRIED = 5, 14
#: The default suggestions.
_USUAL = (
    ("members", {"actor": "khartoum-process", "role": "member"}),
    ("chairs", {"actor": "rabat-process", "asOf": "today"}),
    ("memberships", {"actor": "ETH"}),
    ("meetings", {"actor": "khartoum-process"}),
    ("shared-members", {"actors": "khartoum-process, rabat-process"}),
)


def nearest(
    reader: Reader, analysis: Analysis, language: str, today: date
) -> tuple[Suggestion, ...]:
    """The readings of a sentence as suggestions, one for each question, else the defaults."""
    seen: dict[str, Assignment] = {}
    for reading in analysis.readings:
        seen.setdefault(reading.question, reading.assignment)
    found = offered(reader, analysis.linked, list(seen.values())[:TRIED], language, today)
    return found or usual(reader, language, today)


@lru_cache(maxsize=8)
def usual(reader: Reader, language: str, today: date) -> tuple[Suggestion, ...]:
    """The default suggestions in a language, in English if it has no sentences."""
    empty = link("", reader.gazetteer, today)
    assignments = []
    for question, given in _USUAL:
        if question not in reader.catalogue.names():
            continue
        params = reader.catalogue.get(question).params
        entries: dict[str, list[list[Entry]]] = {}
        texts: dict[str, str] = {}
        for name, text in given.items():
            found = _examples(reader, params[name], text)
            if found:
                entries[name] = [[entry] for entry in found]
            else:
                texts[name] = text
        assignments.append(
            Assignment(Frame(question, tuple(sorted(texts.items()))), entries, texts)
        )
    return offered(reader, empty, assignments, language, today)


def offered(
    reader: Reader,
    linked: Linked,
    assignments: Iterable[Assignment],
    language: str,
    today: date,
) -> tuple[Suggestion, ...]:
    """Suggestions for the assignments, each checked to be understood as its question."""
    found: dict[str, Suggestion] = {}
    for assignment in assignments:
        filled = _completed(reader, assignment)
        if filled is None:
            continue
        for text, spoken_in in sentences(reader, filled, linked, language, only=True):
            if text in found:
                break
            understood = asked(reader, reader.analyse(text, today), today)
            if understood is not None and understood[0] == filled.frame.question:
                found[text] = Suggestion(understood[0], text, understood[1], spoken_in)
                break
        if len(found) == OFFERED:
            break
    return tuple(found.values())


def _completed(reader: Reader, assignment: Assignment) -> Assignment | None:
    """An assignment completed with examples, and with one meaning for each name."""
    question = reader.catalogue.get(assignment.frame.question)
    entries = {name: [each[:1] for each in several] for name, several in assignment.entries.items()}
    for parameter in question.params.values():
        if parameter.name in entries or parameter.name in assignment.texts:
            continue
        needed = parameter.required or parameter.name in question.header.any_of[:1]
        if not needed or parameter.default is not None:
            continue
        examples = _examples(reader, parameter, parameter.example or "")
        if parameter.type in RESOURCE_TYPES and not examples:
            return None
        entries[parameter.name] = [[entry] for entry in examples]
    texts = dict(assignment.texts)
    return Assignment(assignment.frame, entries, texts)


def _examples(reader: Reader, parameter: Parameter, text: str) -> list[Entry]:
    """The things with the slugs in `text`, for a parameter of things."""
    slugs = [each.strip() for each in text.split(",")]
    kinds = RESOURCE_TYPES.get(parameter.type, ())
    found = (reader.labels.entry(iri(kind, slug)) for slug, kind in product(slugs, kinds))
    return [entry for entry in found if entry is not None]
