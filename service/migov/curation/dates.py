"""Parses dates in spreadsheet cells: ISO 8601, or another order if declared."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from babel.dates import get_month_names

from migov.questions.names import folded

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ]00:00(?::00)?(?:\.0+)?)?")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_SERIAL = re.compile(r"[1-9]\d{4}")
_LANGUAGES = ("en", "fr", "es", "pt", "de")


class DateOrder(StrEnum):
    """The order of day and month in dates such as 03/04/2025."""

    ISO = "iso"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class NoDate(ValueError):
    """A cell has no unambiguous date; `remedy` says what to write."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def partial_date(text: str, order: DateOrder = DateOrder.ISO) -> str:
    """The ISO form (YYYY, YYYY-MM or YYYY-MM-DD) of a cell; raises NoDate."""
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        if _exists(int(year), int(month or 1), int(day or 1)):
            return "-".join(part for part in (year, month, day) if part)
        raise NoDate(f"There is no day {text}.", "Correct it: YYYY-MM-DD, YYYY-MM or YYYY.")
    if match := _NUMBERS.fullmatch(text):
        return _numbers(text, int(match[1]), int(match[2]), int(match[3]), order)
    meant = _in_words(text)
    if meant is None and _SERIAL.fullmatch(text):
        meant = (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
        hint = f"It may be a spreadsheet's number of {meant}: format the column as text."
        raise NoDate(f"“{text}” is not a date.", hint)
    remedy = f"Write {meant}." if meant else "Write YYYY-MM-DD, YYYY-MM or YYYY."
    raise NoDate(f"“{text[:40]}” is not a date in ISO form.", remedy)


def _numbers(text: str, first: int, second: int, year: int, order: DateOrder) -> str:
    day_first = f"{year:04}-{second:02}-{first:02}" if _exists(year, second, first) else None
    month_first = f"{year:04}-{first:02}-{second:02}" if _exists(year, first, second) else None
    if order is not DateOrder.ISO:
        found = day_first if order is DateOrder.DAY_FIRST else month_first
        if found is None:
            raise NoDate(
                f"“{text}” is not a day, read {order.value}.",
                "Correct it, or choose the other --dates.",
            )
        return found
    meant = " or ".join(dict.fromkeys(each for each in (day_first, month_first) if each))
    raise NoDate(
        f"“{text}” is not a date in ISO form" + (f"; it may mean {meant}." if meant else "."),
        "Write YYYY-MM-DD, or say how the table writes dates: --dates day-first or month-first.",
    )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _in_words(text: str) -> str | None:
    """The date in words such as "28 novembre 2014" or "Nov 2014", or None."""
    words = [word for word in folded(text).split() if word not in ("de", "of", "du", "le", "1er")]
    months = [_months()[word] for word in words if word in _months()]
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    days = [
        int(word)
        for word in words
        if re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", word) and word.isdigit()
    ]
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return None
    if not days:
        return f"{years[0]}-{months[0]:02}"
    if not _exists(int(years[0]), months[0], days[0]):
        return None
    return f"{years[0]}-{months[0]:02}-{days[0]:02}"


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                names.setdefault(folded(name), number)
    return names
