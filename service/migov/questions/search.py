"""Searches all named things by name, abbreviation, code or label in any language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from migov.questions.labels import Entry, Labels, Spelling
from migov.questions.names import folded, rearranged
from migov.questions.resolve import as_number
from migov.vocabulary import KINDS

#: Maximum number of results; characters of a query that are compared.
SHOWN = 50
COMPARED = 100
#: Minimal similarity of a misspelt name, of 100.
ALIKE = 78.0

#: The searchable kinds: all except ties, whose names only repeat those of actors.
SEARCHED = tuple(
    kind
    for kind in KINDS
    if kind not in ("membership", "partnership", "adherence", "code", "count")
)

#: The order of kinds among equal results; the rest come after.
_ORDER = ("mechanism", "state", "organization", "initiative", "instrument", "body", "theme")


class Hit(NamedTuple):
    """A search result: the thing, the matching name and how it matched.

    `by` is the type of name: label, other name, former name, abbreviation, code, demonym, slug or
    "name of several". `fit` is how the query matches it, one of FITS; `score` is of 100.
    """

    entry: Entry
    matched: str
    by: str
    fit: str
    score: float

    @property
    def note(self) -> str:
        """The note on when the name was in use: `Called "Zaire" from … until …`; or ""."""
        return self.entry.history.get(self.matched, "")


def find(labels: Labels, query: str, kinds: Sequence[str] = SEARCHED) -> list[Hit]:
    """The things of `kinds` whose name matches `query` exactly, in part, or misspelt, best first.

    If there are none, `resolve.near` has the most similar names.
    """
    words = folded(query)[:COMPARED].strip()
    if not words:
        return []
    indexes = [labels.spellings(kind) for kind in kinds]
    settled = _settled(labels, query, words)
    best = {hit.entry.iri: hit for hit in settled if hit.entry.kind in kinds}
    for names, owners in indexes:
        _keep(best, owners, _holding(words, names))
    exactly = any(hit.fit in ("exact", "same words") for hit in best.values())
    # A misspelt name ranks below every name that contains the words.
    if len(words) >= LONG and not exactly and len(best) < SHOWN:
        for names, owners in indexes:
            _keep(best, owners, _resembling(words, names))
    return sorted(best.values(), key=_rank)


def _settled(labels: Labels, query: str, words: str) -> Iterator[Hit]:
    """The meanings of a state's number, an ambiguous name or a name in another order."""
    for entry in labels.meanings(words):
        yield Hit(entry, query, "name of several", "exact", FITS["exact"])
    number = as_number(query)
    if number is not None:
        for entry in labels.numbered(*number):
            yield Hit(entry, query.strip(), "code", "exact", FITS["exact"])
    for entry in labels.rearranged(query):
        for text, how in entry.own_names:
            if rearranged(text) == rearranged(query):
                yield Hit(entry, text, how, "same words", FITS["same words"])
                break


#: The ways a query can match a name, the best first, with scores; a misspelt name is scored by
#: similarity, below names that contain the words.
FITS = {
    "exact": 100.0,
    "same words": 97.0,
    "beginning": 95.0,
    "words": 90.0,
    "beginning of a word": 85.0,
    "misspelt": 89.0,
    "misspelt, in another order": 84.0,
}
#: Minimal length of a query for misspelt names.
LONG = 4


def _keep(
    best: dict[str, Hit], owners: list[Spelling], matches: Iterable[tuple[str, float, int]]
) -> None:
    """Keeps the best matching name of each thing."""
    for fit, score, index in matches:
        entry, text, how = owners[index]
        held = best.get(entry.iri)
        if held is None or score > held.score:
            best[entry.iri] = Hit(entry, text, how, fit, round(score, 1))


def _holding(words: str, names: list[str]) -> Iterator[tuple[str, float, int]]:
    """(fit, score, index) of the names that contain `words`."""
    for index, name in enumerate(names):
        if words not in name:
            continue
        if name == words:
            fit = "exact"
        elif name.startswith(words + " "):
            fit = "beginning"
        elif f" {words} " in f" {name} ":
            fit = "words"
        elif len(words) > 2 and f" {words}" in f" {name}":
            fit = "beginning of a word"
        else:
            continue
        yield fit, FITS[fit], index


def _resembling(words: str, names: list[str]) -> Iterator[tuple[str, float, int]]:
    """(fit, score, index) of the names with a spelling similar to `words`."""
    for fit, scorer in (
        ("misspelt", fuzz.ratio),
        ("misspelt, in another order", fuzz.token_sort_ratio),
    ):
        for _, score, index in process.extract(
            words, names, scorer=scorer, limit=200, score_cutoff=ALIKE
        ):
            yield fit, min(score, FITS[fit]), index


def _rank(hit: Hit) -> tuple[float, int, str]:
    kind = hit.entry.kind
    place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    return (-hit.score, place, hit.entry.iri)
