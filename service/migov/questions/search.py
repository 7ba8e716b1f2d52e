"""Everything that has a name, found by name, abbreviation, code or other-language label."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from migov.questions.labels import Entry, Labels
from migov.questions.names import folded
from migov.vocabulary import KINDS

#: Results shown, at most; characters of a query that are compared.
SHOWN = 50
COMPARED = 100
#: How alike a misspelt name must be, of 100.
ALIKE = 78.0

#: What can be searched: everything but the ties, whose names only repeat those of actors.
SEARCHED = tuple(kind for kind in KINDS if kind not in ("membership", "partnership"))

#: Kinds in the order in which equals stand; the rest come after.
_ORDER = ("mechanism", "state", "organization", "initiative", "instrument", "body", "theme")


class Hit(NamedTuple):
    """A thing that was found, the name by which, and how well that fits (100 is exactly)."""

    entry: Entry
    matched: str
    score: float


def find(labels: Labels, query: str) -> list[Hit]:
    """Everything whose name fits `query`, best first: exactly, in part, or misspelt."""
    words = folded(query)[:COMPARED].strip()
    if not words:
        return []
    names: list[str] = []
    owners: list[tuple[Entry, str]] = []
    for entry in labels.of_kinds(SEARCHED):
        for text in dict.fromkeys([*(name for name, _ in entry.names), entry.slug]):
            names.append(folded(text))
            owners.append((entry, text))
    best: dict[str, Hit] = {}
    for score, index in _fitting(words, names):
        entry, matched = owners[index]
        held = best.get(entry.iri)
        if held is None or score > held.score:
            best[entry.iri] = Hit(entry, matched, round(score, 1))
    return sorted(best.values(), key=_rank)


def _fitting(words: str, names: list[str]) -> Iterable[tuple[float, int]]:
    """(score, index) of the names that fit `words`."""
    exactly = False
    for index, name in enumerate(names):
        if name == words:
            exactly = True
            yield 100.0, index
        elif name.startswith(words + " ") or f" {words} " in f" {name} ":
            yield 95.0 if name.startswith(words) else 90.0, index
        elif len(words) > 2 and f" {words}" in f" {name}":
            yield 85.0, index
    if len(words) < 4 or exactly:
        return
    for _, score, index in process.extract(
        words, names, scorer=fuzz.ratio, limit=200, score_cutoff=ALIKE
    ):
        yield min(score, 89.0), index
    for _, score, index in process.extract(
        words, names, scorer=fuzz.token_sort_ratio, limit=200, score_cutoff=ALIKE
    ):
        yield min(score, 84.0), index


def _rank(hit: Hit) -> tuple[float, int, str]:
    kind = hit.entry.kind
    place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    return (-hit.score, place, hit.entry.iri)
