"""The readings of a sentence: questions with filled parameters and probabilities.

With names masked by their kinds, the model scores the questions; each of the best is filled with
what the sentence names (`slots`), and a reading costs what its filling leaves out or strains.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, product
from typing import NamedTuple

from migov.questions.catalogue import Catalogue, Question
from migov.questions.errors import AmbiguousActor, UnknownActor
from migov.questions.header import RESOURCE_TYPES
from migov.questions.labels import Entry, Labels
from migov.questions.phrasings import GAP, Phrasing
from migov.questions.resolve import resolve
from migov.questions.understanding.assignment import Assignment
from migov.questions.understanding.counting import STOP
from migov.questions.understanding.features import MASK
from migov.questions.understanding.gazetteer import Gazetteer
from migov.questions.understanding.linking import Linked, link
from migov.questions.understanding.model import Array, Frame
from migov.questions.understanding.naming import Mention
from migov.questions.understanding.reasons import Reason
from migov.questions.understanding.slots import Shapes, assign
from migov.questions.understanding.text import composed, unreadable
from migov.questions.understanding.training import OUTSIDE, frame_of, model, plain

#: The longest sentence, in characters and in words.
LONGEST = 300
WORDS = 48
_READINGS = 16
_FRAMES = 8
_SLIGHT = 0.01
_STRANGE = 0.25
#: Minimum confidence that a clause asks a separate question.
SURE_OF_PART = 0.4


@dataclass(slots=True)
class Reading:
    """A reading of a sentence: a filled question with its probability."""

    assignment: Assignment
    probability: float
    score: float
    mentions: Sequence[tuple[Mention, str]]

    @property
    def question(self) -> str:
        return self.assignment.frame.question


@dataclass(slots=True)
class Analysis:
    """A linked sentence with its readings, the best first, and the confidence in the best."""

    linked: Linked
    readings: list[Reading] = field(default_factory=list)
    confidence: float = 0.0
    outside: float = 0.0
    strange: list[int] = field(default_factory=list)

    @property
    def best(self) -> Reading | None:
        return self.readings[0] if self.readings else None

    @property
    def rival(self) -> Reading | None:
        """The best reading as another question."""
        best = self.best
        others = (each for each in self.readings if best and each.question != best.question)
        return next(others, None)


class Wording(NamedTuple):
    """A phrasing of a question, its frame, its words, and the choices that they stand for."""

    phrasing: Phrasing
    frame: Frame
    words: frozenset[str]
    choices: frozenset[tuple[str, str]]


class Reader:
    """Reads sentences with the phrasings of a catalogue and the names of a release."""

    def __init__(self, catalogue: Catalogue, labels: Labels) -> None:
        folder = next(iter(catalogue)).path.parent.parent
        self.catalogue = catalogue
        self.labels = labels
        self.model, self.vocabulary = model(catalogue, folder)
        self.gazetteer = Gazetteer(labels, self.vocabulary, self.model.words)
        self.shapes = Shapes(list(catalogue), self.vocabulary)
        #: The languages whose phrasings hold a word.
        self.languages: dict[str, tuple[str, ...]] = {}
        #: The phrasings of a question by their exact gaps.
        self.wordings: dict[tuple[str, frozenset[str]], list[Wording]] = {}
        #: A cache of names for sentences, by IRI and language.
        self.called: dict[tuple[str, str], str] = {}
        for question in catalogue:
            for phrasing in question.header.phrasings:
                self._note(question, phrasing)

    def _note(self, question: Question, phrasing: Phrasing) -> None:
        words = plain(phrasing)
        for word in words:
            held = self.languages.get(word, ())
            if phrasing.language and phrasing.language not in held:
                self.languages[word] = (*held, phrasing.language)
        gaps = frozenset(GAP.findall(phrasing.text))
        choices = frozenset(
            (parameter.name, filler.value)
            for word in words
            for filler in self.vocabulary.fillers.get((word,), ())
            for parameter in question.params.values()
            if filler.value in parameter.choices
        )
        wording = Wording(phrasing, frame_of(question.name, phrasing), frozenset(words), choices)
        self.wordings.setdefault((question.name, gaps), []).append(wording)

    def analyse(self, text: str, today: date) -> Analysis:
        """The analysis of a readable `text`."""
        linked = link(text, self.gazetteer, today)
        found = Analysis(linked, strange=list(self._strange(linked)))
        outside = []
        best: dict[tuple[str, tuple[tuple[str, str], ...]], Reading] = {}
        for mentions in self._ways(linked):
            probabilities = self.model.probabilities(masked(linked, mentions))
            outside.append(self._outside(probabilities))
            totals: dict[str, float] = {}
            for frame, chance in zip(self.model.frames, probabilities, strict=True):
                totals[frame.question] = totals.get(frame.question, 0.0) + float(chance)
            ranked = sorted(
                zip(probabilities.tolist(), self.model.frames, strict=True),
                key=lambda each: (-each[0], each[1].question, each[1].settings),
            )
            for chance, frame in ranked[:_FRAMES]:
                if (
                    frame == OUTSIDE
                    or chance < _SLIGHT
                    or frame.question not in self.catalogue.names()
                ):
                    continue
                question = self.catalogue.get(frame.question)
                assignment = assign(linked, mentions, question, frame, self.shapes, today)
                total = totals[frame.question]
                score = math.log(total) + 0.5 * math.log(chance / total) - assignment.cost
                key = (frame.question, frame.settings)
                if key not in best or score > best[key].score:
                    best[key] = Reading(assignment, total, score, mentions)
        found.readings = sorted(best.values(), key=lambda r: (-r.score, r.question))
        found.outside = min(outside, default=0.0)
        found.confidence = self._confidence(found)
        return found

    def refers_back(self, words: Sequence[str]) -> bool:
        """Whether one of the words is an anaphor."""
        longest = max(map(len, self.vocabulary.unnamed))
        return any(
            tuple(words[at : at + size]) in self.vocabulary.unnamed
            for at in range(len(words))
            for size in range(1, longest + 1)
        )

    def asks(self, words: Sequence[str], linked: Linked, start: int) -> str | None:
        """The question that a clause asks by itself, if certain."""
        sentence = masked(linked, _first_kinds(linked), start, start + len(words))
        probabilities = self.model.probabilities(sentence)
        totals: dict[str, float] = {}
        for frame, chance in zip(self.model.frames, probabilities, strict=True):
            totals[frame.question] = totals.get(frame.question, 0.0) + float(chance)
        best = max(totals, key=lambda name: totals[name])
        return best if best and totals[best] > SURE_OF_PART else None

    def _outside(self, probabilities: Array) -> float:
        for frame, chance in zip(self.model.frames, probabilities, strict=True):
            if frame == OUTSIDE:
                return float(chance)
        return 0.0

    def _confidence(self, analysis: Analysis) -> float:
        """The confidence in the best reading, from 0 to 1."""
        best = analysis.best
        if best is None:
            return 0.0
        questions: dict[str, float] = {}
        for reading in analysis.readings:
            weight = math.exp(reading.score)
            questions[reading.question] = max(questions.get(reading.question, 0.0), weight)
        share = questions[best.question] / (sum(questions.values()) + analysis.outside)
        penalty = math.exp(-0.35 * max(best.assignment.cost - 0.5, 0.0))
        return share * penalty * (1 - _STRANGE) ** len(analysis.strange)

    def _strange(self, linked: Linked) -> Iterator[int]:
        """The positions of words that are in no phrasing, name or date."""
        taken = linked.held | {at for s, e in linked.courtesies for at in range(s, e)}
        for at, word in enumerate(linked.words):
            if at in taken or word in STOP or word.isdigit() or len(word) < 3:
                continue
            if word not in self.model.words and word.casefold() not in self.model.words:
                yield at

    def _ways(self, linked: Linked) -> Iterable[list[tuple[Mention, str]]]:
        """The combinations of one kind for each name, without unmatched names."""
        named = [mention for mention in linked.mentions if not mention.unknown]
        kinds = [list(mention.entries)[:3] for mention in named]
        ways = product(*kinds)
        for way in islice(ways, _READINGS):
            yield list(zip(named, way, strict=True))


def _first_kinds(linked: Linked) -> list[tuple[Mention, str]]:
    return [(each, next(iter(each.entries))) for each in linked.mentions if each.entries]


def masked(
    linked: Linked, mentions: Sequence[tuple[Mention, str]], start: int = 0, end: int | None = None
) -> list[str]:
    """The words of a sentence from start to end, with names and dates masked by kind."""
    starts = {mention.start: (mention.end, f"{MASK}{kind}") for mention, kind in mentions}
    for mention in linked.mentions:
        if mention.unknown:
            starts[mention.start] = mention.end, f"{MASK}mechanism"
    for period in linked.periods:
        starts.setdefault(period.start, (period.end, f"{MASK}date"))
    for begin, stop in linked.courtesies:
        starts.setdefault(begin, (stop, ""))
    found: list[str] = []
    at = start
    while at < (len(linked.words) if end is None else end):
        if at in starts:
            at, mask = starts[at]
            found += [mask] if mask else []
        else:
            found.append(linked.words[at].casefold())
            at += 1
    return found


def parameters(reader: Reader, assignment: Assignment) -> dict[str, str]:
    """The parameters of a filled question in a caller's notation."""
    question = reader.catalogue.get(assignment.frame.question)
    found = dict(assignment.texts)
    for name, several in assignment.entries.items():
        kinds = RESOURCE_TYPES[question.params[name].type]
        references = [reference(reader.labels, entries[0], kinds) for entries in several]
        found[name] = ", ".join(dict.fromkeys(references))
    order = [*question.params, *found]
    return {name: found[name] for name in dict.fromkeys(order) if name in found}


def reference(labels: Labels, entry: Entry, kinds: Sequence[str]) -> str:
    """The slug of `entry`, with its kind if the slug is ambiguous."""
    try:
        plain = resolve(labels, entry.slug, kinds) == entry
    except (AmbiguousActor, UnknownActor):
        plain = False
    return entry.slug if plain else f"{entry.kind}:{entry.slug}"


def fault_of(text: str) -> Reason | None:
    """The reason why `text` cannot be a sentence, or None."""
    if not text.strip():
        return Reason("empty")
    if len(text) > LONGEST or len(text.split()) > WORDS:
        return Reason("too-long", characters=str(LONGEST), words=str(WORDS))
    if unreadable(text):
        return Reason("characters")
    if not composed(text).strip() or not any(char.isalnum() for char in text):
        return Reason("no-words")
    return None
