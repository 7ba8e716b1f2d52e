"""How long something holds, and how sure that is on a day (`docs/model.md`, on dates).

Days are ISO 8601 texts, which sort as the days do; None is the unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Basis = Literal["dated", "attested", "assumed", "unknown"]
#: From the surest to the least sure.
BASES: tuple[Basis, ...] = ("dated", "attested", "assumed", "unknown")
#: The bases that an answer holds, by the caller's `certainty`.
ALLOWED: dict[str, tuple[Basis, ...]] = {
    "strict": ("dated", "attested"),
    "default": ("dated", "attested", "assumed"),
    "all": BASES,
}

#: First and last day, both included; None is open.
Interval = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Spell:
    """What is known of an interval: its bounds, the day by which it was over, its attestations.

    `since`, `until` and `over_by` are the same bounds as precise as their source and no more.
    """

    starts: str | None = None
    ends: str | None = None
    gone: str | None = None
    first: str | None = None
    last: str | None = None
    since: str | None = None
    until: str | None = None
    over_by: str | None = None

    def basis(self, day: str) -> Basis | None:
        """How sure it is that this holds on `day`; None where it does not."""
        if self.starts is not None and day < self.starts:
            return None
        if any(end is not None and end < day for end in (self.ends, self.gone)):
            return None
        if self.starts is not None and self.ends is not None:
            return "dated"
        begun = self.starts or self.first
        if begun is not None and self.last is not None and begun <= day <= self.last:
            return "attested"
        if self.gone is not None or (begun is not None and day < begun):
            return "unknown"
        return "unknown" if self.ends is not None and begun is None else "assumed"

    @property
    def shown(self) -> Interval:
        """The days on which it holds for all that is known: where `basis` is not unknown.

        Of a spell that is over by a day, those up to the last trace of it.
        """
        start = self.starts or self.first
        if self.ends is not None or self.gone is None:
            return start, self.ends
        return start, max(self.last or self.gone, start or "")


def weakest(bases: Iterable[Basis]) -> Basis:
    """The least sure of some bases."""
    return BASES[max(map(BASES.index, bases), default=0)]


def surest(bases: Iterable[Basis]) -> Basis | None:
    """The surest of some bases; None of none."""
    ranks = [BASES.index(basis) for basis in bases]
    return BASES[min(ranks)] if ranks else None


def meet(one: Interval, other: Interval) -> Interval | None:
    """The days that two intervals share; None where there are none."""
    start = max(one[0] or "", other[0] or "") or None
    ends = [end for end in (one[1], other[1]) if end is not None]
    end = min(ends, default=None)
    return None if start is not None and end is not None and end < start else (start, end)


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The union of intervals, as few as possible, in order."""
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
