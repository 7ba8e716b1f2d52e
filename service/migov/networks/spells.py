"""The valid time of ties, and their basis on a day.

The days are derived by `queries/derive/23-valid-time.rq` (docs/model.md, "When something holds").
They are ISO 8601 texts, which sort chronologically.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from migov.questions.certainty import BASES, Basis

#: The derived days that mean an open bound; a tie that no source dates is attested on one of them.
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"

#: First and last day, inclusive; None is open.
Interval = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Spell:
    """The derived days of a membership or partnership, and its stated bounds.

    It may hold from `possible_from` to `possible_until`; sources show it from `attested_from` to
    `attested_until`, and it is presumed to hold until `presumed_until`. `since`, `until` and
    `over_by` are the stated bounds, `last_seen` the last trace, `first` and `last` the outermost
    days of attestation.
    """

    possible_from: str = FIRST_DAY
    possible_until: str = LAST_DAY
    attested_from: str = LAST_DAY
    attested_until: str = LAST_DAY
    presumed_until: str = LAST_DAY
    since: str | None = None
    until: str | None = None
    over_by: str | None = None
    last_seen: str | None = None
    first: str | None = None
    last: str | None = None

    def basis(self, day: str) -> Basis | None:
        """The basis on `day`; None if it does not hold."""
        if not self.possible_from <= day <= self.possible_until:
            return None
        if (self.possible_from, self.possible_until) == (self.attested_from, self.attested_until):
            return "dated"
        if day < self.attested_from:
            return "unknown"
        if day <= self.attested_until:
            return "attested"
        if day <= self.presumed_until:
            return "assumed"
        return "last known" if self.possible_until == LAST_DAY else "unknown"

    @property
    def shown(self) -> Interval | None:
        """The days on which it is dated, attested or assumed; None if none."""
        if self.attested_from == self.presumed_until in (FIRST_DAY, LAST_DAY):
            return None
        start = max(self.possible_from, self.attested_from)
        if self.presumed_until < start:
            return None
        return (
            None if start == FIRST_DAY else start,
            None if self.presumed_until == LAST_DAY else self.presumed_until,
        )


def weakest(bases: Iterable[Basis]) -> Basis:
    """The least sure of several bases."""
    return BASES[max(map(BASES.index, bases), default=0)]


def surest(bases: Iterable[Basis]) -> Basis | None:
    """The surest of several bases; None if there are none."""
    ranks = [BASES.index(basis) for basis in bases]
    return BASES[min(ranks)] if ranks else None


def meet(one: Interval, other: Interval) -> Interval | None:
    """The intersection of two intervals; None if empty."""
    start = max(one[0] or "", other[0] or "") or None
    ends = [end for end in (one[1], other[1]) if end is not None]
    end = min(ends, default=None)
    return None if start is not None and end is not None and end < start else (start, end)


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The union of intervals, merged and sorted."""
    result: list[Interval] = []
    for start, end in sorted(set(intervals), key=lambda item: (item[0] or "", item[1] or "9")):
        if result and _touches(result[-1], start):
            before = result[-1]
            open_end = before[1] is None or end is None
            result[-1] = (before[0], None if open_end else max(before[1] or "", end or ""))
        else:
            result.append((start, end))
    return result


def _touches(before: Interval, start: str | None) -> bool:
    return before[1] is None or start is None or start <= before[1]
