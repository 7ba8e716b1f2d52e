"""Decides whether the best reading of a sentence may be answered, and why not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from migov.questions.errors import QuestionError
from migov.questions.header import RESOURCE_TYPES
from migov.questions.labels import Entry
from migov.questions.preparation import prepare
from migov.questions.understanding.counting import STOP
from migov.questions.understanding.features import denies
from migov.questions.understanding.mentions import PROCESS
from migov.questions.understanding.reading import (
    Analysis,
    Reader,
    Reading,
    parameters,
)
from migov.questions.understanding.text import begins, key, keys, singular

#: Minimum confidence of a reading, and maximum probability of being out of scope; both chosen on
#: held-out phrasings.
SURE, OUTSIDE_AT = 0.48, 0.6
#: Words without meaning of their own after the first word of a question.
PRONOUNS = keys(
    "are is was were they them it those these he she sont est ils elles ce son es ellos são eles "
    "هي هم هو"
)


def asked(reader: Reader, analysis: Analysis, today: date) -> tuple[str, dict[str, str]] | None:
    """The question and parameters of a sentence, if one is certain enough."""
    best = analysis.best
    if best is None or analysis.confidence < SURE or doubt(reader, analysis) is not None:
        return None
    found = parameters(reader, best.assignment)
    try:
        prepare(reader.catalogue, reader.labels, best.question, found, today)
    except QuestionError:
        return None
    return best.question, found


def doubt(reader: Reader, analysis: Analysis) -> str | None:
    """The kind of doubt about the best reading, a key of `refusals`, or None."""
    best = analysis.best
    if best is None:
        return "outside"
    if analysis.outside > OUTSIDE_AT * best.probability:
        return "outside"
    if foretells(reader, analysis) or explains(reader, analysis):
        return "outside"
    if bare(analysis):
        return "bare"
    if len(questions_of(reader, analysis)) > 1:
        return "two questions"
    if strangers(analysis):
        return "unknown"
    if any(len(entries) > 1 for each in best.assignment.entries.values() for entries in each):
        return "ambiguous"
    if clash(best):
        return "ambiguous"
    if best.assignment.unfit:
        return "unfit"
    if analysis.linked.undated:
        return "undated"
    if denied(reader, analysis):
        return "denied"
    if unread(reader, analysis):
        return "unread"
    if nameless(reader, analysis):
        return "nameless"
    if unnamed(analysis) is not None:
        return "missing"
    return None


#: How much likelier a question without its name must be than one that needs none.
_LIKELIER = 3.0


def unnamed(analysis: Analysis) -> Reading | None:
    """The reading that lacks a required name: the best, or one that is much likelier.

    "Who are the members?" asks for the members of something, not for what is listed without a name.
    """
    best = analysis.best
    if best is None or best.assignment.missing:
        return best
    if analysis.linked.mentions:
        return None
    likeliest = max(analysis.readings, key=lambda each: each.probability)
    far = likeliest.probability > _LIKELIER * best.probability
    return likeliest if far and likeliest.assignment.missing else None


#: Words before what something is about.
_ABOUT = keys("on about regarding concerning sur concernant sobre acerca respecto حول بشأن")


def unread(reader: Reader, analysis: Analysis) -> list[tuple[int, int]]:
    """The significant tokens, from start to end, that the best reading omits.

    Numbers that are no date, unknown words behind "on" or "about", names that fill no parameter
    unless the question is asked in such words, and roles and choices that it does not take.
    """
    best, linked = analysis.best, analysis.linked
    if best is None:
        return []
    asking = reader.shapes.words[best.question]
    texts = set(best.assignment.texts.values())
    held = linked.held | linked.polite
    left = [
        (at, at + 1)
        for at, word in enumerate(linked.words)
        if word.isdigit() and at not in held and word not in texts
    ]
    left += [
        (at, at + 1)
        for at in analysis.strange
        if at and _behind_about(linked.words[:at])  # "agreements on fisheries"
    ]
    left += [
        (each.start, each.end)
        for each in best.assignment.dropped
        if not each.weak and not asking.issuperset(linked.words[each.start : each.end])
    ]
    return sorted(left + best.assignment.unused)


def _behind_about(words: Sequence[str]) -> bool:
    """Whether words end with "on" or "about", or with that and an article."""
    return words[-1] in _ABOUT or (
        len(words) > 1 and words[-1] in STOP and words[-1] not in _ABOUT and words[-2] in _ABOUT
    )


def foretells(reader: Reader, analysis: Analysis) -> bool:
    """Whether a sentence asks about the future, other than who chairs next."""
    words = _impolite(analysis)
    roles = {value for _, value in analysis.best.assignment.frame.settings} if analysis.best else ()
    named = analysis.linked.named
    # An Arabic verb in the future has a prefix: "ستنضم".
    glued = any(
        _ARABIC_FUTURE.fullmatch(analysis.linked.tokens[at].raw)
        # As it was written: a correction of its spelling removes the prefix.
        and key(analysis.linked.tokens[at].raw) not in reader.model.words
        for at in range(min(2, len(analysis.linked.words)))
        if at not in named
    )
    return (glued or begins(words, reader.vocabulary.future)) and "incoming-chair" not in roles


_ARABIC_FUTURE = re.compile("س[يتن][\u0621-\u064a]{3,}")


def explains(reader: Reader, analysis: Analysis) -> bool:
    """Whether a sentence asks for causes, where the question found is not asked so."""
    best = analysis.best
    causal = best is not None and best.question in reader.shapes.causal
    return not causal and begins(_impolite(analysis), reader.vocabulary.causes)


def _impolite(analysis: Analysis) -> list[str]:
    """The words of a sentence without its courtesies."""
    linked = analysis.linked
    polite = linked.polite
    return [word for at, word in enumerate(linked.words) if at not in polite]


#: Negations that say nothing of what is asked: of nouns, or in another language a preposition.
_OF_NOUNS = keys("non no yet غير")
#: Spanish verbs before which "no" denies; elsewhere it may be Portuguese for "in the".
_NO = keys("no")
_WHO = keys("que quien quienes")
_DENIED = keys(
    "se han ha son es está están hay fue fueron pertenece pertenecen participa participan tiene "
    "tienen forma forman sabe saben conoce conocen"
)


def denied(reader: Reader, analysis: Analysis) -> bool:
    """Whether a sentence denies what the question found lists, so that its rows are no answer.

    A question about one member, "Is Kenya not a member?", is answered either way.
    """
    best, shapes = analysis.best, reader.shapes
    if best is None or best.question in shapes.denying or best.assignment.frame in shapes.deniable:
        return False
    if best.assignment.entries.keys() & {"without", "who"}:
        return False
    linked = analysis.linked
    named, polite = linked.named, linked.polite
    words = ["" if at in named else word for at, word in enumerate(linked.words)]
    stated = (word for at, word in enumerate(words) if at not in polite)
    return denies(word for word in stated if word not in _OF_NOUNS) or any(
        (first in _NO and second in _DENIED) or (first in _WHO and second in _NO)
        for first, second in pairwise(words)
    )


def nameless(reader: Reader, analysis: Analysis) -> bool:
    """Whether a sentence has no names but refers to "it", or ends with "the process"."""
    linked = analysis.linked
    if not linked.mentions and reader.refers_back(linked.words):
        return True
    end = len(linked.words)
    while end and any(each.end == end for each in linked.periods):
        end = next(each.start for each in linked.periods if each.end == end)
    if end < 2 or any(each.entries.keys() & _PLACES for each in linked.mentions):
        return False
    article, head = linked.words[end - 2 : end]
    heads = reader.vocabulary.heads["mechanism"]
    arabic = linked.tokens[end - 1].raw.startswith("ال")
    return head in heads and head == singular(head) and (article in _DEFINITE or arabic)


#: Articles that make "the process" an anaphor, and kinds that identify it.
_DEFINITE = keys("the this that le la l el o a du del do al au ce cette este esta")
_PLACES = {"mechanism", "organization", "body", "instrument"}


def bare(analysis: Analysis) -> bool:
    """Whether a sentence consists of names only."""
    linked = analysis.linked
    named = linked.named
    named |= {at for p in linked.periods for at in range(p.start, p.end)}
    return all(at in named or word in STOP for at, word in enumerate(linked.words))


def strangers(analysis: Analysis) -> list[str]:
    """Words that look like names but match nothing."""
    linked = analysis.linked
    found = [linked.written(m.start, m.end) for m in linked.mentions if m.unknown]
    titled = sum(token.capital for token in linked.tokens) > 0.6 * len(linked.tokens)
    # Who writes no capitals writes names so too; Arabic has none.
    lower = linked.text == linked.text.lower() and any(
        token.raw.islower() for token in linked.tokens
    )
    for at in analysis.strange:
        token = linked.tokens[at]
        # Arabic has no capitals: "عملية طنطا".
        named = "\u0600" < token.raw[0] < "\u06ff" and (
            linked.words[at - 1] in PROCESS
            or (linked.words[at - 1] in _INTO and token.raw.startswith("ال"))
        )
        opens = at == 0 or _STOPS & {*linked.text[linked.tokens[at - 1].end : token.start]}
        if lower or (at > 0 and (named or (token.capital and not titled and not opens))):
            found.append(token.raw)
    return found


#: Arabic prepositions before what one joins: "انضم إلى الكوميسا".
_INTO = keys("إلى")
#: Punctuation behind which a sentence begins.
_STOPS = frozenset(".!?:;…¿¡؟\n")


def clash(best: Reading) -> list[Entry]:
    """The things of several kinds that a name of the best reading may equally mean: "CAN"."""
    for mention, kind in best.mentions:
        kinds = [each for each in mention.entries if each in RESOURCE_TYPES["actor"]]
        if kind in kinds and "state" in kinds and len(kinds) > 1 and not mention.weak:
            return [entry for each in kinds for entry in mention.entries[each]]
    return []


def questions_of(reader: Reader, analysis: Analysis) -> list[tuple[int, int]]:
    """The clauses of a sentence that each ask a question, if there are two."""
    linked = analysis.linked
    vocabulary = reader.vocabulary
    cuts: list[int] = []
    for at in range(2, len(linked.words) - 1):
        between = linked.text[linked.tokens[at - 1].end : linked.tokens[at].start]
        word = linked.words[at]
        asks = word in vocabulary.interrogatives
        joined = (
            linked.words[at - 1] in vocabulary.conjunctions
            and linked.tokens[at - 1].raw != "é"  # "onde é que", also without the accent
            and linked.words[at - 2] not in vocabulary.interrogatives
        )
        glued = word[:1] == "و" and word[1:] in vocabulary.interrogatives
        if (
            (("?" in between or "؟" in between or ";" in between) and len(linked.words) - at > 2)
            or (asks and joined)
            or glued
        ):
            cuts.append(at)
    if not cuts or analysis.best is None:
        return []
    halves = [(0, cuts[0]), (cuts[0], len(linked.words))]
    named = any(mention.start >= cuts[0] for mention in linked.mentions)
    if not named and reader.vocabulary.interrogatives.isdisjoint(linked.words[cuts[0] :]):
        return []  # "Give the shortest chain."
    if all(word in PRONOUNS or word in STOP for word in linked.words[cuts[0] + 1 :]):
        return []
    asked = {reader.asks(linked.words[start:end], linked, start) for start, end in halves}
    return halves if len(asked) == 2 and None not in asked else []
