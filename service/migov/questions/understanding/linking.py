"""What a sentence names: things of the release, dates, roles and choices, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from migov.questions.understanding.counting import STOP, loud
from migov.questions.understanding.dates import Period, periods
from migov.questions.understanding.gazetteer import Gazetteer
from migov.questions.understanding.mentions import mentions
from migov.questions.understanding.naming import Mention, Sentence
from migov.questions.understanding.text import Token, composed, keys, tokens, unprefixed
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
    linked.mentions = _without_abbreviations(linked, mentions(linked, gazetteer, whispered))
    found_periods = periods(found, today, gazetteer.vocabulary.events)
    linked.mentions = [_with_year(mention, found_periods) for mention in linked.mentions]
    taken = linked.named
    linked.periods = [
        period for period in found_periods if not _names_hold(linked.mentions, period)
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
    linked.negations += _answered(linked)
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


#: Words before the year of a text, as in its name: "the convention of 1951".
_OF_YEAR = 1


def _with_year(mention: Mention, found: Sequence[Period]) -> Mention:
    """A name of a text with the year behind it that the text bears: "Refugee Convention 1951"."""
    for period in found:
        if 0 <= period.start - mention.end <= _OF_YEAR and len(period.first) == 4:
            labels = (
                label
                for entry in mention.entries.get("instrument", ())
                for label in (entry.slug, *entry.preferred.values())
            )
            if any(period.first in label for label in labels):
                return mention._replace(end=period.end)
    return mention


def _without_abbreviations(linked: Linked, found: Sequence[Mention]) -> list[Mention]:
    """The names without those in brackets that repeat the name before: "Andean Community (CAN)".

    A name that may mean several things then means what both mean.
    """
    kept: list[Mention] = []
    for mention in found:
        before = kept[-1] if kept else None
        if before is not None and before.end == mention.start:
            gap = linked.text[
                linked.tokens[before.end - 1].end : linked.tokens[mention.start].start
            ]
            same = {
                kind: shared
                for kind, entries in before.entries.items()
                if (shared := [each for each in entries if each in mention.entries.get(kind, ())])
            }
            if "(" in gap and same:
                kept[-1] = before._replace(end=mention.end, entries=same)
                continue
        kept.append(mention)
    return kept


_YES, _NO = keys("yes oui sí sim نعم"), keys("no non não لا")


def _answered(linked: Linked) -> list[tuple[int, int]]:
    """The names with "no" after them, where others have "yes": "Prague yes, Budapest no"."""
    after = {
        mention.start: linked.words[mention.end]
        for mention in linked.mentions
        if mention.end < len(linked.words)
    }
    if _YES.isdisjoint(after.values()):
        return []
    return [(start, start) for start, word in after.items() if word in _NO]


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
    return sorted(_narrowing(linked, found, gazetteer))


def _narrowing(linked: Linked, found: Sequence[Filling], gazetteer: Gazetteer) -> Iterator[Filling]:
    """The fillings without choices that a general word makes examples: "working groups and other
    bodies"."""
    held = {at for each in found for at in range(each.start, each.end)} | linked.named
    free = {word for at, word in enumerate(linked.words) if at not in held}
    examples = {
        choice
        for choices, words in gazetteer.vocabulary.general
        if not words.isdisjoint(free)
        for choice in choices
    }
    for filling in found:
        fillers = tuple(each for each in filling.fillers if each.value not in examples)
        if fillers:
            yield filling._replace(fillers=fillers)


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
