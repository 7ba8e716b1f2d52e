"""Slot filling: assigns names, dates, roles and choices to a question's parameters.

Names are assigned to parameters by kind, and by the gaps in the question's phrasings and their
order. Names after a negation ("but not in") fill `without`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from migov.questions.catalogue import Question
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.phrasings import GAP
from migov.questions.understanding.assignment import Assignment, fill_dates
from migov.questions.understanding.choices import contrary, fill_limit, fill_words, unused
from migov.questions.understanding.counting import STOP, behind_place
from migov.questions.understanding.features import denies
from migov.questions.understanding.gazetteer import CITY
from migov.questions.understanding.linking import Linked
from migov.questions.understanding.model import Frame
from migov.questions.understanding.naming import Mention
from migov.questions.understanding.text import begins, keys
from migov.questions.understanding.training import frame_of, plain, usual_kind
from migov.questions.understanding.vocabulary import Vocabulary

#: The parameter for excluded names, and the one for a meeting's city.
WITHOUT, TOWN = "without", "city"
#: Costs of a reading, in nats.
_DROPPED = {"mechanism": 3.0, "state": 3.0, "organization": 3.0, "instrument": 3.0,
            "agreement": 3.0, "initiative": 2.0, "body": 2.0, CITY: 2.0, "theme": 2.2,
            "region": 0.7}  # fmt: skip
_MISSING = 5.0
_PAIR = re.compile(r"\{(\w+)\} (?:and|et|y|e|و) \{(\w+)\}")
AND = keys("and et y e و")
_UNSEEN_GAPS = 1.0
#: The same of one of two names of a kind, or of two actors, with "and" between them, where the
#: other is taken.
_HALF = 2.0
_ACTORS = frozenset(("mechanism", "organization", "state"))
_UNLIKE, _UNLIKE_FRAME = 0.1, 0.7
_UNSEEN_ORDER = 0.35
#: The same of a name of a kind that hardly ever fills the parameter.
_UNLIKELY = 3.0
#: The same of words for a role or choice that the question does not take.
_UNUSED = 1.0
#: The same of a name taken for a city, where it is a mechanism's too and no "in" stands before it.
_CITY_NAMED = 1.2
_MOST_NAMES = 6
_NEAR_KINDS = {("mechanism", "organization"): 0.1, ("organization", "mechanism"): 0.15,
               ("state", "organization"): 0.35, ("state", "mechanism"): 0.9,
               ("mechanism", "state"): 1.3, ("organization", "state"): 0.4,
               ("mechanism", "body"): 0.3, ("organization", "body"): 0.3,
               ("state", "body"): 1.3}  # fmt: skip


class Shapes:
    """The gaps in the phrasings of each question and frame, in order."""

    def __init__(self, questions: Sequence[Question], vocabulary: Vocabulary) -> None:
        self.by_frame: dict[Frame, set[tuple[str, ...]]] = {}
        self.by_question: dict[str, set[frozenset[str]]] = {}
        self.beside = vocabulary.beside
        self.unlikely = vocabulary.unlikely
        #: All words in a question's phrasings.
        self.words: dict[str, set[str]] = {}
        #: The words of a question's or frame's phrasings with the same gaps.
        self.wordings: dict[tuple[str | Frame, frozenset[str]], list[frozenset[str]]] = {}
        #: The parameters of a question that its phrasings join with "and".
        self.joined: dict[str, set[frozenset[str]]] = {}
        #: The usual kinds of a question's parameter.
        self.kinds: dict[tuple[str, str], frozenset[str]] = {}
        #: The questions with a phrasing that begins as one for causes.
        self.causal: set[str] = set()
        #: The questions with a negation in more than half of their phrasings.
        self.denying: set[str] = set()
        #: The frames with a negation in one of their phrasings.
        self.deniable: set[Frame] = set()
        for question in questions:
            denied = 0
            for each in question.params.values():
                if each.type in RESOURCE_TYPES:
                    stated = vocabulary.kinds.get(f"{question.name}.{each.name}", ())
                    self.kinds[question.name, each.name] = frozenset((usual_kind(each), *stated))
            named = {name for name, each in question.params.items() if _names(each)}
            heard = self.words.setdefault(question.name, set())
            for phrasing in question.header.phrasings:
                words = plain(phrasing)
                heard.update(words)
                negative = denies(words)
                denied += negative
                if begins(words, vocabulary.causes):
                    self.causal.add(question.name)
                gaps = tuple(gap for gap in GAP.findall(phrasing.text) if gap in named)
                frame = frame_of(question.name, phrasing)
                if negative:
                    self.deniable.add(frame)
                held = frozenset(gaps)
                self.by_frame.setdefault(frame, set()).add(gaps)
                self.by_question.setdefault(question.name, set()).add(held)
                wording = frozenset(words) - STOP
                for asking in (question.name, frame):
                    self.wordings.setdefault((asking, held), []).append(wording)
                if len(gaps) > 1:
                    for pair in _PAIR.findall(phrasing.text):
                        self.joined.setdefault(question.name, set()).add(frozenset(pair))
            if 2 * denied > len(question.header.phrasings):
                self.denying.add(question.name)

    def likeness(self, asking: str | Frame, gaps: frozenset[str], words: frozenset[str]) -> float:
        """The similarity of `words` to the nearest phrasing with exactly these gaps, from 0 to 1.

        `asking` is the name of a question, or a frame.
        """
        wordings = self.wordings.get((asking, gaps), [])
        return max((len(each & words) / len(each | words) for each in wordings if each), default=0)


def assign(
    linked: Linked,
    reading: Sequence[tuple[Mention, str]],
    question: Question,
    frame: Frame,
    shapes: Shapes,
    today: date,
) -> Assignment:
    """The cheapest assignment of a reading's names to `question`."""
    params = [each for each in question.params.values() if _names(each)]
    best: tuple[float, tuple[Parameter | None, ...]] | None = None
    named = linked.named
    words = frozenset(word for at, word in enumerate(linked.words) if at not in named) - STOP
    for choice in _choices(reading[:_MOST_NAMES], params):
        cost = _cost(linked, reading, choice, params, frame, shapes)
        filled = frozenset(parameter.name for parameter in choice if parameter is not None)
        for asking, weight in ((question.name, _UNLIKE), (frame, _UNLIKE_FRAME)):
            cost += weight * (1 - shapes.likeness(asking, filled, words))
        if best is None or cost < best[0] - 1e-9:
            best = cost, choice
    assert best is not None
    found = Assignment(frame, texts=dict(frame.settings), cost=best[0])
    for (mention, kind), parameter in zip(reading, best[1], strict=False):
        if parameter is None:
            found.dropped.append(mention)
        elif kind == CITY:
            found.texts[parameter.name] = mention.entries[kind][0].slug
        else:
            found.entries.setdefault(parameter.name, []).append(mention.entries[kind])
    found.dropped += [mention for mention, _ in reading[_MOST_NAMES:]]
    found.cost += 3.0 * len(reading[_MOST_NAMES:])
    fill_words(linked, question, found, shapes.beside)
    fill_limit(linked, found)
    spare = unused(linked, question, shapes.words[question.name])
    found.cost += _UNUSED * len(spare)
    found.unused = [(each.start, each.end) for each in spare]
    fill_dates(linked.periods, linked.words, question, found, today)
    found.unfit = found.unfit or contrary(linked, question)
    found.missing = [
        each.name
        for each in question.params.values()
        if each.required
        and each.default is None
        and each.name not in found.entries
        and each.name not in found.texts
    ]
    if question.header.any_of and not (found.entries.keys() | found.texts.keys()) & set(
        question.header.any_of
    ):
        found.missing.append(question.header.any_of[0])
    found.cost += _MISSING * len(found.missing)
    return found


def _names(parameter: Parameter) -> bool:
    """Whether a parameter takes names of things or places."""
    return (parameter.type in RESOURCE_TYPES and parameter.type != "role") or (
        parameter.name == TOWN
    )


def _choices(
    reading: Sequence[tuple[Mention, str]], params: Sequence[Parameter]
) -> Iterator[tuple[Parameter | None, ...]]:
    """All assignments of each name to a parameter of its kind, or to none."""

    def extend(at: int, used: tuple[str, ...]) -> Iterator[tuple[Parameter | None, ...]]:
        if at == len(reading):
            yield ()
            return
        _, kind = reading[at]
        for parameter in (*params, None):
            if parameter is not None:
                if kind not in _kinds(parameter):
                    continue
                if parameter.name in used and not parameter.several:
                    continue
            name = () if parameter is None else (parameter.name,)
            for rest in extend(at + 1, used + name):
                yield (parameter, *rest)

    yield from extend(0, ())


def _kinds(parameter: Parameter) -> tuple[str, ...]:
    return (CITY,) if parameter.name == TOWN else parameter.allowed


def _cost(
    linked: Linked,
    reading: Sequence[tuple[Mention, str]],
    choice: Sequence[Parameter | None],
    params: Sequence[Parameter],
    frame: Frame,
    shapes: Shapes,
) -> float:
    orders = shapes.by_frame.get(frame, set())
    gaps = shapes.by_question.get(frame.question, set())
    cost = _apart(linked, reading, choice, shapes.joined.get(frame.question, set()))
    order = tuple(dict.fromkeys(parameter.name for parameter in choice if parameter is not None))
    for (mention, kind), parameter in zip(reading, choice, strict=False):
        if parameter is None:
            cost += _DROPPED.get(kind, 1.0) * (0.7 if mention.weak else 1.0)
            continue
        if kind == CITY:
            behind = behind_place(linked.words, mention.start)
            cost += 0.0 if behind or "mechanism" not in mention.entries else _CITY_NAMED
        else:
            usual = shapes.kinds[frame.question, parameter.name]
            near = _NEAR_KINDS.get((usual_kind(parameter), kind), 0.5)
            cost += 0.0 if kind in usual else near
            unlikely = shapes.unlikely.get(f"{frame.question}.{parameter.name}", ())
            cost += _UNLIKELY if kind in unlikely else 0.0
        negated = frame.question not in shapes.denying and _negated(linked, mention)
        if negated != (parameter.name == WITHOUT):
            cost += 2.5
    if order not in orders:
        cost += _UNSEEN_ORDER
        if frozenset(order) not in gaps:
            cost += _UNSEEN_GAPS
    for parameter in params:
        if parameter.required and parameter.name not in order:
            cost += _MISSING
    return cost


def _apart(
    linked: Linked,
    reading: Sequence[tuple[Mention, str]],
    choice: Sequence[Parameter | None],
    pairs: set[frozenset[str]],
) -> float:
    """The cost of assigning two names joined by "and" to different parameters.

    Nothing where phrasings of the question join both so, as that of what ties two actors.
    """
    cost = 0.0
    for (left, right), (first, second) in zip(pairwise(reading), pairwise(choice), strict=True):
        between = linked.words[left[0].end : right[0].start]
        joined = len(between) < 3 and any(word in AND for word in between)
        if joined and first is not None and second is not None and first.name != second.name:
            cost += 0.0 if {first.name, second.name} in pairs else 2.5
        alike = left[1] == right[1] or _ACTORS.issuperset((left[1], right[1]))
        if joined and (first is None) != (second is None) and alike:
            cost += _HALF
    return cost


def _negated(linked: Linked, mention: Mention) -> bool:
    """Whether a name follows a negation."""
    return any(end <= mention.start for _, end in linked.negations)
