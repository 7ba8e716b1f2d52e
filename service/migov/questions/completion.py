"""Completes a question while somebody types it: phrasings that begin so, with names filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from migov.questions.catalogue import Catalogue, Question
from migov.questions.header import RESOURCE_TYPES
from migov.questions.labels import Labels
from migov.questions.names import folded
from migov.questions.phrasings import GAP
from migov.questions.search import find
from migov.vocabulary import iri

#: Completions given, at most, and names tried for one gap.
SHOWN = 6
NAMES = 3
#: Letters of a name from which on it is looked for.
LEAST = 2


class Completion(NamedTuple):
    """A whole question in words, and the question of the catalogue that it asks."""

    text: str
    question: str


def complete(text: str, catalogue: Catalogue, labels: Labels, language: str) -> list[Completion]:
    """Whole questions that begin with `text`, the closest first, one or two for each question.

    Only phrasings with a single gap for a thing are offered; where the name is not begun, an
    example stands in its place.
    """
    typed = folded(text)
    if len(typed) < LEAST:
        return []
    found: dict[str, tuple[int, Completion]] = {}
    for question in catalogue:
        for rank, whole in _begun(question, typed, labels, language):
            held = found.get(whole)
            if held is None or rank < held[0]:
                found[whole] = (rank, Completion(whole, question.name))
    ranked = sorted(found.values(), key=lambda item: (item[0], len(item[1].text)))
    shown: list[Completion] = []
    for _, completion in ranked:
        if sum(each.question == completion.question for each in shown) < 2:
            shown.append(completion)
    return shown[:SHOWN]


def _begun(
    question: Question, typed: str, labels: Labels, language: str
) -> Iterator[tuple[int, str]]:
    """(rank, sentence): how many letters are left to type, the fewer the better."""
    for phrasing in question.header.phrasings:
        gaps = GAP.findall(phrasing.text)
        if phrasing.language not in ("", language) or len(gaps) > 1:
            continue
        before, _, after = (
            phrasing.text.partition("{" + gaps[0] + "}") if gaps else (phrasing.text, "", "")
        )
        start = folded(before)
        if not gaps:
            if start.startswith(typed):
                yield len(start) - len(typed), phrasing.text
            continue
        parameter = question.params.get(gaps[0])
        if parameter is None or parameter.type not in RESOURCE_TYPES:
            continue
        kinds = RESOURCE_TYPES[parameter.type]
        if start.startswith(typed):
            entries = (labels.entry(iri(kind, parameter.example or "")) for kind in kinds)
            name = next((entry.label(language) for entry in entries if entry is not None), "…")
            yield len(start) - len(typed) + len(name), f"{before}{name}{after}"
        elif start and typed.startswith(start):
            begun = typed.removeprefix(start).strip()
            if len(begun) < LEAST:
                continue
            hits = [hit for hit in find(labels, begun) if hit.entry.kind in kinds][:NAMES]
            for place, hit in enumerate(hits):
                name = hit.entry.label(language)
                yield place + max(0, len(name) - len(begun)) // 4, f"{before}{name}{after}"
