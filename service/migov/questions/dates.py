"""Partial dates: a day, a month, a year, or `today`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def day(text: str, bound: str, today: date) -> date:
    """The day that `text` means; raises ValueError if it is not a date.

    A year or month means its last or first day, depending on `bound`; for a period that has begun
    but not ended, its last day means today.
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
