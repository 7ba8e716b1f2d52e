"""Everything that has a name, found by name, abbreviation, code or other-language label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from migov.questions.labels import Entry, Labels, Spelling
from migov.questions.names import folded, rearranged
from migov.questions.resolve import as_number
from migov.vocabulary import KINDS

#: Results shown, at most; characters of a query that are compared.
SHOWN = 50
COMPARED = 100
#: How alike a misspelt name must be, of 100.
ALIKE = 78.0

#: What can be searched: everything but the ties, whose names only repeat those of actors.
SEARCHED = tuple(
    kind
    for kind in KINDS
    if kind not in ("membership", "partnership", "adherence", "code", "count")
)

#: Kinds in the order in which equals stand; the rest come after.
_ORDER = ("mechanism", "state", "organization", "initiative", "instrument", "body", "theme")


class Hit(NamedTuple):
    """A thing that was found: by which of its names, and why.

    `by` is what that name is: a label, other name, former name, abbreviation, code, demonym, slug
    or "name of several". `fit` is how the query fits it, one of FITS; `score` says how well, of
    100.
    """

    entry: Entry
    matched: str
    by: str
    fit: str
    score: float

    @property
    def note(self) -> str:
        """What is recorded of when the name was in use: `Called "Zaire" from … until …`; or ""."""
        return self.entry.history.get(self.matched, "")


def find(labels: Labels, query: str, kinds: Sequence[str] = SEARCHED) -> list[Hit]:
    """Everything of `kinds` whose name fits `query`, best first: exactly, in part, or misspelt.

    Where that is nothing, `resolve.near` has the nearest names.
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
    # A misspelt name ranks below every one that holds the words.
    if len(words) >= LONG and not exactly and len(best) < SHOWN:
        for names, owners in indexes:
            _keep(best, owners, _resembling(words, names))
    return sorted(best.values(), key=_rank)


def _settled(labels: Labels, query: str, words: str) -> Iterator[Hit]:
    """What a number of a state, an ambiguous name or a name in another order means."""
    for entry in labels.meanings(words):
        yield Hit(entry, query, "name of several", "exact", FITS["exact"])
    number = as_number(query)
    if number is not None:
        for entry in labels.numbered(*number):
            yield Hit(entry, query.strip(), "code", "exact", FITS["exact"])
    for entry in labels.rearranged(query):
        for text, how in entry.told:
            if rearranged(text) == rearranged(query):
                yield Hit(entry, text, how, "same words", FITS["same words"])
                break


#: How a query may fit a name, the best first, with the score that this gives; a misspelt one is
#: scored by its likeness, below a name that holds the words.
FITS = {
    "exact": 100.0,
    "same words": 97.0,
    "beginning": 95.0,
    "words": 90.0,
    "beginning of a word": 85.0,
    "misspelt": 89.0,
    "misspelt, in another order": 84.0,
}
#: Letters from which on a misspelt name is looked for.
LONG = 4


def _keep(
    best: dict[str, Hit], owners: list[Spelling], found: Iterable[tuple[str, float, int]]
) -> None:
    """Keeps of each thing the name that fits best."""
    for fit, score, index in found:
        entry, text, how = owners[index]
        held = best.get(entry.iri)
        if held is None or score > held.score:
            best[entry.iri] = Hit(entry, text, how, fit, round(score, 1))


def _holding(words: str, names: list[str]) -> Iterator[tuple[str, float, int]]:
    """(fit, score, index) of the names that hold `words`."""
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
    """(fit, score, index) of the names that are written much like `words`."""
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
