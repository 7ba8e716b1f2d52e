"""Autocompletes questions in words: phrasings with the typed prefix and names filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from migov.questions.catalogue import Catalogue, Question
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.labels import Labels
from migov.questions.names import folded
from migov.questions.phrasings import AND, GAP
from migov.questions.search import find
from migov.vocabulary import iri

#: Maximum numbers of completions, of those of one question, and of names tried for one gap.
SHOWN = 6
MOST = 4
NAMES = 3
#: Letters typed before names are searched.
LEAST = 2
#: Maximum number of names in an offered phrasing.
GAPS = 2


class Completion(NamedTuple):
    """A complete question in words, and its question of the catalogue."""

    text: str
    question: str


def complete(text: str, catalogue: Catalogue, labels: Labels, language: str) -> list[Completion]:
    """Complete questions that begin with `text`, the closest first, up to four for each question:
    one without a name, two with one and two with two. A name that is not begun is filled with an
    example.
    """
    typed = folded(text)
    if len(typed) < LEAST:
        return []
    best: dict[str, tuple[int, int, Completion]] = {}
    for question in catalogue:
        for rank, whole, names in _begun(question, typed, labels, language):
            held = best.get(whole)
            if held is None or rank < held[0]:
                best[whole] = (rank, names, Completion(whole, question.name))
    ranked = sorted(best.values(), key=lambda item: (item[0], len(item[2].text)))
    shown: list[Completion] = []
    counts: Counter[tuple[str, int]] = Counter()
    for _, names, completion in ranked:
        kind = completion.question, names
        of_question = sum(counts[completion.question, other] for other in range(GAPS + 1))
        if of_question < MOST and counts[kind] < min(names, 1) + 1:
            counts[kind] += 1
            shown.append(completion)
    return shown[:SHOWN]


def _begun(
    question: Question, typed: str, labels: Labels, language: str
) -> Iterator[tuple[int, str, int]]:
    """(rank, sentence, number of names); the rank is the number of letters left to type."""
    for phrasing in question.header.phrasings:
        if phrasing.language not in ("", language):
            continue
        pieces, start = _pieces(phrasing.text)
        if not (start.startswith(typed) or typed.startswith(start)):
            continue
        params = [question.params.get(name) for name in pieces[1::2]]
        gaps = [each for each in params if each is not None and each.type in RESOURCE_TYPES]
        if len(gaps) == len(params) <= GAPS:
            for rank, whole in _filled(pieces[::2], gaps, typed, labels, language):
                yield rank, whole, len(gaps)


@cache
def _pieces(phrasing: str) -> tuple[list[str], str]:
    """The texts and gaps of a phrasing of the catalogue in turn, and its first text folded."""
    pieces = GAP.split(phrasing)
    return pieces, folded(pieces[0])


def _filled(
    pieces: Sequence[str], gaps: Sequence[Parameter], typed: str, labels: Labels, language: str
) -> Iterator[tuple[int, str]]:
    """(rank, text): the pieces of a phrasing with names between them, if `typed` is its prefix."""
    start = folded(pieces[0])
    if start.startswith(typed):
        names = [_example(gap, labels, language) for gap in gaps]
        text = "".join(piece + name for piece, name in zip(pieces, [*names, ""], strict=True))
        yield len(start) - len(typed) + sum(map(len, names)), text
    elif gaps and start and typed.startswith(start):
        begun, follows = typed.removeprefix(start).strip(), folded(pieces[1])
        name, between, rest = begun.partition(f" {follows} ") if len(gaps) > 1 else (begun, "", "")
        if len(name) < LEAST:
            return
        hits = [hit for hit in find(labels, name) if hit.entry.kind in gaps[0].allowed]
        for place, hit in enumerate(hits[: 1 if between else NAMES]):
            called = hit.entry.label(language)
            left = place + max(0, len(called) - len(name)) // 4
            after = f"{follows} {rest}".strip() if between else ""
            for more, tail in _filled(pieces[1:], gaps[1:], after, labels, language):
                yield left + more, f"{pieces[0]}{called}{tail}"


def _example(gap: Parameter, labels: Labels, language: str) -> str:
    """The label of a gap's example, or of its examples if it takes several things."""
    names = [
        next((entry.label(language) for entry in entries if entry is not None), "…")
        for slug in (gap.example or "").split(",")
        for entries in [[labels.entry(iri(k, slug.strip())) for k in gap.allowed]]
    ]
    return AND.get(language, AND["en"]).join(names)
