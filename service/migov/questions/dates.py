"""Dates as people write them: a day, a month, a year, or `today`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def day(text: str, bound: str, today: date) -> date:
    """The day that `text` means; raises ValueError if it means none.

    A year or month means its last day ("as it ended") or its first, as `bound` says; a period
    that has begun but not ended means today, where its last day is asked for.
    """
    if text.casefold() in ("today", "now"):
        return today
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year = int(match[1])
    if match[3]:
        return date(year, int(match[2]), int(match[3]))
    month = int(match[2]) if match[2] else (1 if bound == "first" else 12)
    first = date(year, month if match[2] else 1, 1)
    last = date(year, month, monthrange(year, month)[1])
    if bound == "first":
        return first
    return today if first <= today < last else last
