"""Reconciles names with things of the release: candidates, scores, certain matches.

A name matches if `resolve` finds exactly one meaning; an ambiguous name gets its candidates, any
other the search results or the most similar names. Similarity alone is never a match.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from migov.questions.labels import Entry, Labels
from migov.questions.names import folded, rearranged
from migov.questions.resolve import meant, nearest
from migov.questions.search import Hit, find

#: The types of reconciliation: kinds with their names.
TYPES: Final = {
    "state": "State or territory",
    "mechanism": "Inter-state consultation mechanism on migration",
    "organization": "Organization",
    "instrument": "Treaty, declaration or other instrument",
    "initiative": "Project, programme or fund",
    "theme": "Theme of migration governance",
}
#: The default and the largest number of candidates.
LIMIT, MOST = 5, 50
#: Characters of a name that are compared; longer texts cannot be names.
LONGEST = 300

#: Scores, of 100: a match; a meaning of an ambiguous name; the best similar name.
CERTAIN, AMBIGUOUS, ALIKE = 100.0, 90.0, 80.0
#: Factor on the score for each unmet condition.
UNMET = 0.5

#: Whether a thing meets a condition beside the name.
Condition = Callable[[Entry], bool]


class Suggested(NamedTuple):
    """A candidate for a name.

    `matched` is the name that matched, `by` its type (label, former name, code …), `note` when it
    was in use. `score` is of 100, `match` is true of at most one candidate, and `met` gives the
    result of each condition.
    """

    entry: Entry
    matched: str
    by: str
    note: str
    score: float
    match: bool
    met: tuple[bool, ...] = ()

    @property
    def remark(self) -> str:
        """A remark on the matched name: when it was in use, or its type if not the label."""
        unusual = self.by in ("former name", "other name", "demonym") and self.matched
        return self.note or (f"{self.by}: {self.matched}" if unusual else "")


def candidates(
    labels: Labels,
    text: str,
    kinds: Sequence[str] = tuple(TYPES),
    limit: int = LIMIT,
    conditions: Sequence[Condition] = (),
) -> list[Suggested]:
    """The candidates for `text` among the things of `kinds`, the best first; at most `limit`.

    `conditions` choose among the candidates: one that fails any is never a match; if only one of
    several meets all, it is the match. Without text, the result is what meets all conditions.
    """
    text = text.strip()[:LONGEST]
    if not text:
        return _by_conditions(labels, kinds, limit, conditions) if conditions else []
    certain = meant(labels, text, kinds, whole=True)
    hits: dict[str, Hit] = {}
    if len(certain) != 1 or conditions:
        hits = {hit.entry.iri: hit for hit in find(labels, text, kinds)}
    score = CERTAIN if len(certain) == 1 else AMBIGUOUS
    suggestions = [_named(entry, text, score, hits.get(entry.iri)) for entry in certain]
    suggested = {each.entry.iri for each in suggestions}
    alike = [hit for hit in hits.values() if hit.entry.iri not in suggested]
    suggestions += [
        Suggested(
            hit.entry, hit.matched, hit.by, hit.note, round(ALIKE * hit.score / 100, 1), False
        )
        for hit in alike[:MOST]
    ]
    if not suggestions:
        suggestions = [
            Suggested(
                entry, name, how, entry.history.get(name, ""), round(ALIKE * like / 100, 1), False
            )
            for entry, name, how, like in nearest(labels, text, kinds, limit)
        ]
    return _decided(suggestions, conditions)[:limit]


def _decided(suggestions: list[Suggested], conditions: Sequence[Condition]) -> list[Suggested]:
    """The candidates sorted, their scores lowered by unmet conditions, at most one a match."""
    judged = []
    for each in suggestions:
        met = tuple(condition(each.entry) for condition in conditions)
        judged.append(
            each._replace(score=round(each.score * UNMET ** met.count(False), 1), met=met)
        )
    sure = [each for each in judged if each.score >= AMBIGUOUS]
    if len(sure) == 1:
        place = judged.index(sure[0])
        judged[place] = sure[0]._replace(score=CERTAIN, match=True)
    return sorted(judged, key=lambda each: -each.score)


def _named(entry: Entry, text: str, score: float, hit: Hit | None) -> Suggested:
    """A thing that `text` means: by exact name, or by search."""
    words = folded(text)
    spelled = [(name, how) for name, how in entry.own_names if folded(name) == words]
    spelled.sort(key=lambda each: each[0] != text)
    name, how = next(
        iter(spelled), (hit.matched, hit.by) if hit is not None else _rearranged(entry, text)
    )
    return Suggested(entry, name, how, entry.history.get(name, ""), score, False)


def _rearranged(entry: Entry, text: str) -> tuple[str, str]:
    """The entry's name with the words of `text` in another order, and its type."""
    names = (each for each in entry.own_names if rearranged(each[0]) == rearranged(text))
    return next(names, (text, "code"))


def _by_conditions(
    labels: Labels, kinds: Sequence[str], limit: int, conditions: Sequence[Condition]
) -> list[Suggested]:
    """The things that meet all conditions; a match if there is only one."""
    fitting = [
        entry
        for entry in labels.of_kinds(kinds)
        if all(condition(entry) for condition in conditions)
    ]
    met = (True,) * len(conditions)
    score = CERTAIN if len(fitting) == 1 else AMBIGUOUS
    return [
        Suggested(entry, entry.label(), "label", "", score, len(fitting) == 1, met)
        for entry in fitting[:limit]
    ]
