"""Links to the same answer at the end of other years, shown above a map."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from migov.web.charts.bars import year

#: Maximum number of links; of more years only every second or fifth is linked.
_MOST = 32
_LEAST = 3


class YearLink(NamedTuple):
    """A year, the URL of the answer at its end, and whether it is the current one."""

    year: int
    href: str
    current: bool


def years(
    since: Iterable[str | None], as_of: date, today: date, address: Callable[[str], str]
) -> list[YearLink]:
    """A link for each year from the first of `since` to this one; empty if there are few.

    `address` returns the URL of the answer as of a day; this year means today.
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
