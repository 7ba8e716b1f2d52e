"""Assigns roles, choices and numbers of rows from words other than names and dates."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from migov.questions.catalogue import Question
from migov.questions.errors import shown
from migov.questions.understanding.assignment import Assignment
from migov.questions.understanding.linking import Filling, Linked
from migov.questions.understanding.reasons import Reason
from migov.questions.understanding.text import keys

#: Choices that only select the kind of thing.
_PLAIN = frozenset(("member", "state", "organization", "mechanism"))
#: Words beside a number that make it a row count, and the largest count.
_MOST_ROWS = 100
#: Conjunctions between two choices.
_ALSO = keys("and or but et ou mais y e o u pero mas و أو لكن ولكن")
_RANKED = keys(
    "top first last latest main biggest leading premiers premières derniers dernières "
    "principaux principales primeros primeras últimos últimas primeiros primeiras principais "
    "أول أكبر أهم آخر أكثر"
)


def unused(linked: Linked, question: Question, asking: set[str]) -> list[Filling]:
    """The words for roles and choices that a question does not use.

    `asking` are the words of its phrasings.
    """
    return [
        filling
        for filling in linked.fillings
        if not asking.issuperset(linked.words[filling.start : filling.end])
        and not any(each.value in _PLAIN for each in filling.fillers)
        and not any(
            each.value in parameter.choices or each.sort == parameter.type == "role"
            for parameter in question.params.values()
            for each in filling.fillers
        )
    ]


def fill_limit(linked: Linked, found: Assignment) -> None:
    """The number of rows that a sentence asks for: "top 5"."""
    for at, word in enumerate(linked.words):
        beside = {*linked.words[max(at - 1, 0) : at], *linked.words[at + 1 : at + 2]}
        if word.isdigit() and 0 < int(word) <= _MOST_ROWS and beside & _RANKED:
            found.texts["limit"] = word


def contrary(linked: Linked, question: Question) -> Reason | None:
    """Why two words of a sentence cannot both fill a parameter of one value; None if they can.

    The words have "and", "or" or nothing between them: "voted against or abstained".
    """
    for parameter in question.params.values():
        if parameter.several or not parameter.choices:
            continue
        taken = [
            (filling, values)
            for filling in linked.fillings
            if (values := {each.value for each in filling.fillers} & {*parameter.choices} - _PLAIN)
        ]
        for (first, some), (second, others) in pairwise(taken):
            between = {*linked.words[first.end : second.start]}
            if some.isdisjoint(others) and (_ALSO & between or not between):
                one = linked.written(first.start, first.end)
                other = linked.written(second.start, second.end)
                return Reason("not-both", one=shown(one), other=shown(other))
    return None


def fill_words(
    linked: Linked, question: Question, found: Assignment, beside: Mapping[str, str]
) -> None:
    """The roles and choices of the sentence that the frame does not set.

    `beside` holds the kind of name that some choices need.
    """
    kinds = {entry.kind for each in found.entries.values() for several in each for entry in several}
    for parameter in question.params.values():
        sort = "role" if parameter.type == "role" else "choice"
        counted = (parameter.default or "").split(", ") if parameter.several else ()
        by_filling = [
            [
                filler.value
                for filler in filling.fillers
                if filler.sort == sort
                and (sort == "role" or filler.value in parameter.choices)
                and (not parameter.several or filler.value in counted)
                and beside.get(filler.value, "") in ("", *kinds)
            ]
            for filling in linked.fillings
        ]
        values = [value for several in by_filling for value in several]
        if not values or parameter.name in found.entries:
            continue
        distinct = {frozenset(several) for several in by_filling if several}
        if len(distinct) > 1 and {*values} >= {*parameter.choices} and not parameter.several:
            continue  # "mechanisms and organizations" are all, "members and observers" several
        held = found.texts.get(parameter.name)
        if held is None or (sort == "role" and held not in values):
            others = [value for value in values if value != "member"]
            others.sort(key=lambda value: value not in beside)
            found.texts[parameter.name] = (others or values)[0]
