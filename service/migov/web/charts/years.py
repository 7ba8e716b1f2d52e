"""Years as links above a map: the same answer as it was at the end of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from migov.web.charts.bars import year

#: Links that a reader is offered at most; of more years every second or fifth is linked.
_MOST = 32
_LEAST = 3


class YearLink(NamedTuple):
    """A year, the address of the answer at its end, and whether that is the one shown."""

    year: int
    href: str
    current: bool


def years(
    since: Iterable[str | None], as_of: date, today: date, address: Callable[[str], str]
) -> list[YearLink]:
    """A link for each year from the first of `since` to this one; none where they are few.

    `address` gives the address of the answer as of a day; this year is shown as of today.
    """
    begun = [int(begin) for text in since if (begin := year(text)) is not None]
    first = min([*begun, as_of.year], default=as_of.year)
    if today.year - first < _LEAST:
        return []
    apart = next(step for step in (1, 2, 5, 10, 20, 50) if (today.year - first) / step < _MOST)
    shown = {year for year in range(first, today.year) if year % apart == 0}
    shown |= {first, as_of.year, today.year}
    return [
        YearLink(
            one, address(today.isoformat() if one == today.year else str(one)), one == as_of.year
        )
        for one in sorted(shown)
    ]
