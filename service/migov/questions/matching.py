"""Reconciles names of a table with things of the release: candidates, scores, a certain match.

A name is matched where `resolve` takes it to mean one thing; an ambiguous one gets its candidates,
any other what is found or called most like it. Nothing is matched on likeness alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from migov.questions.labels import Entry, Labels
from migov.questions.names import folded, rearranged
from migov.questions.resolve import meant, nearest
from migov.questions.search import Hit, find

#: The kinds whose things are reconciled, as types, with their names.
TYPES: Final = {
    "state": "State or territory",
    "mechanism": "Inter-state consultation mechanism on migration",
    "organization": "Organization",
    "instrument": "Treaty, declaration or other instrument",
    "initiative": "Project, programme or fund",
    "theme": "Theme of migration governance",
}
#: Candidates of a name that are given by default, and at most.
LIMIT, MOST = 5, 50
#: Characters of a name that are compared; longer texts are no names.
LONGEST = 300

#: Scores, of 100: a match; what an ambiguous name may mean; the best of what is only like it.
CERTAIN, AMBIGUOUS, ALIKE = 100.0, 90.0, 80.0
#: The part of its score that a candidate keeps for each condition that it does not meet.
UNMET = 0.5

#: Whether a thing meets a condition beside the name.
Condition = Callable[[Entry], bool]


class Suggested(NamedTuple):
    """A candidate for a name.

    `matched` is that of its names which fits, `by` what that name is (a label, former name, code
    …), `note` when it was in use. `score` is of 100, `match` true of at most one candidate, and
    `met` says of each condition whether it holds.
    """

    entry: Entry
    matched: str
    by: str
    note: str
    score: float
    match: bool
    met: tuple[bool, ...] = ()

    @property
    def said(self) -> str:
        """What to say of the name that fits: when it was in use, or what it is if no label."""
        told = self.by in ("former name", "other name", "demonym") and self.matched
        return self.note or (f"{self.by}: {self.matched}" if told else "")


def candidates(
    labels: Labels,
    text: str,
    kinds: Sequence[str] = tuple(TYPES),
    limit: int = LIMIT,
    conditions: Sequence[Condition] = (),
) -> list[Suggested]:
    """What `text` may name among the things of `kinds`, the best first; at most `limit`.

    `conditions` choose among the candidates: one that fails any is never a match, and the only one
    of several that meets all is. Without text, what meets all conditions is found.
    """
    text = text.strip()[:LONGEST]
    if not text:
        return _by_conditions(labels, kinds, limit, conditions) if conditions else []
    certain = meant(labels, text, kinds, whole=True)
    hits: dict[str, Hit] = {}
    if len(certain) != 1 or conditions:
        hits = {hit.entry.iri: hit for hit in find(labels, text, kinds)}
    score = CERTAIN if len(certain) == 1 else AMBIGUOUS
    found = [_named(entry, text, score, hits.get(entry.iri)) for entry in certain]
    known = {each.entry.iri for each in found}
    alike = [hit for hit in hits.values() if hit.entry.iri not in known]
    found += [
        Suggested(
            hit.entry, hit.matched, hit.by, hit.note, round(ALIKE * hit.score / 100, 1), False
        )
        for hit in alike[:MOST]
    ]
    if not found:
        found = [
            Suggested(
                entry, name, how, entry.history.get(name, ""), round(ALIKE * like / 100, 1), False
            )
            for entry, name, how, like in nearest(labels, text, kinds, limit)
        ]
    return _decided(found, conditions)[:limit]


def _decided(found: list[Suggested], conditions: Sequence[Condition]) -> list[Suggested]:
    """The candidates in order, their scores lowered by unmet conditions, one of them the match."""
    judged = []
    for each in found:
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
    """A thing that `text` means: by the name that is spelled so, or by what a search says."""
    words = folded(text)
    spelled = [(name, how) for name, how in entry.told if folded(name) == words]
    spelled.sort(key=lambda each: each[0] != text)
    name, how = next(
        iter(spelled), (hit.matched, hit.by) if hit is not None else _rearranged(entry, text)
    )
    return Suggested(entry, name, how, entry.history.get(name, ""), score, False)


def _rearranged(entry: Entry, text: str) -> tuple[str, str]:
    """The name of an entry that has the words of `text` in another order, and how it is borne."""
    names = (each for each in entry.told if rearranged(each[0]) == rearranged(text))
    return next(names, (text, "code"))


def _by_conditions(
    labels: Labels, kinds: Sequence[str], limit: int, conditions: Sequence[Condition]
) -> list[Suggested]:
    """What meets all conditions: a match where that is one thing."""
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
