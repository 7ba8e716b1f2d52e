"""What a sentence names: things of the release, dates, roles and choices, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from migov.questions.understanding.counting import STOP, loud
from migov.questions.understanding.dates import Period, periods
from migov.questions.understanding.gazetteer import Gazetteer
from migov.questions.understanding.mentions import mentions
from migov.questions.understanding.naming import Mention, Sentence
from migov.questions.understanding.text import Token, composed, tokens, unprefixed
from migov.questions.understanding.vocabulary import Filler


class Filling(NamedTuple):
    """Words that stand for roles or choices, from start to end."""

    start: int
    end: int
    fillers: tuple[Filler, ...]


@dataclass(slots=True)
class Linked(Sentence):
    """A sentence with its linked names."""

    mentions: list[Mention] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    fillings: list[Filling] = field(default_factory=list)
    courtesies: list[tuple[int, int]] = field(default_factory=list)
    undated: list[tuple[int, int]] = field(default_factory=list)
    negations: list[tuple[int, int]] = field(default_factory=list)

    @property
    def named(self) -> set[int]:
        """The token positions of names."""
        return {at for each in self.mentions for at in range(each.start, each.end)}

    @property
    def polite(self) -> set[int]:
        """The token positions of courtesies."""
        return {at for start, end in self.courtesies for at in range(start, end)}

    @property
    def held(self) -> set[int]:
        """The token positions of names, dates, roles and choices."""
        spans = [(each.start, each.end) for each in self.periods]
        spans += [(each.start, each.end) for each in self.fillings]
        return self.named | {at for start, end in spans for at in range(start, end)}


def link(text: str, gazetteer: Gazetteer, today: date) -> Linked:
    """What `text` names."""
    sentence = composed(text)
    found = tokens(sentence)
    whispered = not sentence.isupper()
    linked = Linked(sentence, found, [_spelled(token, gazetteer, whispered) for token in found])
    linked.mentions = mentions(linked, gazetteer, whispered)
    taken = linked.named
    linked.periods = [
        period
        for period in periods(found, today, gazetteer.vocabulary.events)
        if not _names_hold(linked.mentions, period)
    ]
    dated = {at for period in linked.periods for at in range(period.start, period.end)}
    linked.mentions = [m for m in linked.mentions if not dated & set(range(m.start, m.end))]
    linked.fillings = _fillings(linked, gazetteer, taken)
    filled = {at for each in linked.fillings for at in range(each.start, each.end)}
    linked.mentions = [m for m in linked.mentions if not filled & set(range(m.start, m.end))]
    linked.negations = _found(linked.words, gazetteer.vocabulary.without)
    for _, end in _found(linked.words, gazetteer.vocabulary.differences):
        # Who is in the one and not in the other.
        linked.negations += [(m.start, m.start) for m in linked.mentions if m.start >= end][1:]
    linked.undated = [
        (start, end)
        for start, end in _found(linked.words, gazetteer.vocabulary.undated)
        if start not in taken
    ]
    held = taken | dated | filled
    linked.courtesies = [
        (start, end)
        for start, end in _found([token.word for token in found], gazetteer.vocabulary.polite)
        if not held & set(range(start, end))
    ]
    return linked


def _spelled(token: Token, gazetteer: Gazetteer, whispered: bool) -> str:
    if whispered and token.word in STOP:
        return loud(token)
    return gazetteer.corrected(token.word)


def _names_hold(mentions: Sequence[Mention], period: Period) -> bool:
    """Whether a date is part of a name: "1951 Refugee Convention"."""
    return any(
        mention.start < period.end
        and period.start < mention.end
        and mention.end - mention.start > 1
        for mention in mentions
    )


def _fillings(linked: Linked, gazetteer: Gazetteer, taken: set[int]) -> list[Filling]:
    """The roles and choices of a sentence, the longest words first."""
    table = gazetteer.vocabulary.fillers
    longest = max(map(len, table))
    found: list[Filling] = []
    used = set(taken)
    # A choice takes in the theme that it begins with: "readmission agreements".
    topics = {
        at
        for mention in linked.mentions
        if mention.entries.keys() <= {"theme", "region"}
        for at in range(mention.start, mention.end)
    }
    for size in range(longest, 0, -1):
        for start in range(len(linked.words) - size + 1):
            span = set(range(start, start + size))
            if span & (used if span <= topics else used - topics):
                continue
            fillers = table.get(tuple(linked.words[start : start + size]))
            if fillers is None and size == 1:
                fillers = table.get((unprefixed(linked.words[start]),))
            if fillers is not None:
                found.append(Filling(start, start + size, fillers))
                used |= span
    return sorted(found)


def _found(words: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where one of `phrases` stands in `words`, the longest first, none within another."""
    longest = max(map(len, phrases), default=0)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            if tuple(words[at : at + size]) in phrases:
                found.append((at, at + size))
                at += size - 1
                break
        at += 1
    return found
