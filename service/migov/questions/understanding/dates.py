"""Dates in words: "back in 2018", "as of May 2022", "avant le Brexit", "entre 2015 y 2020".

English, French, Spanish, Portuguese and Arabic; the names of months are CLDR's. A date keeps the
precision it is written with (YYYY, YYYY-MM, YYYY-MM-DD).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from migov.questions.dates import day
from migov.questions.understanding.date_words import (
    AGO_AFTER,
    AGO_BEFORE,
    DECADES,
    DUAL,
    FILLERS,
    LAST_MONTH,
    LAST_YEAR,
    MIDDLES,
    NEXT_YEAR,
    NUMBERS,
    OF,
    OPENINGS,
    RECENT,
    RECENT_AFTER,
    RECENT_BEFORE,
    STARTS,
    THIS_YEAR,
    TODAY,
    TOMORROW,
    UNITS,
    YEAR,
    YEARS,
    YESTERDAY,
    When,
    months,
    year_at,
)
from migov.questions.understanding.text import Token, key

_ARABIC_DAY = key("اليوم")
_DECADE = re.compile(r"((?:1[89]|20)[0-9]0)s")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|o|a)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Period:
    """A date expression: its relation, its date or dates, and its tokens from start to end."""

    when: When
    first: str
    last: str
    start: int
    end: int


def periods(
    sentence: Sequence[Token], today: date, events: Mapping[tuple[str, ...], str]
) -> list[Period]:
    """The date expressions of `sentence`; `events` are the days of events known by name."""
    words = [_word(token) for token in sentence]
    found: list[Period] = []
    at = 0
    while at < len(words):
        period = (
            _decade(words, at)
            or _recent(words, at, today)
            or _period(words, at, today, events, found)
        )
        if period is None:
            at += 1
            continue
        found.append(period)
        at = period.end
    return found


def _word(token: Token) -> str:
    """A token as compared; Arabic has one word for "day" and, with the article, for "today"."""
    is_day = token.word == _ARABIC_DAY and not token.raw.startswith("ال")
    return "day" if is_day else token.word


def _decade(words: Sequence[str], at: int) -> Period | None:
    """ "The 1990s", "les années 1990", "los años 90": from the first year of ten to the last."""
    first, start = _DECADE.fullmatch(words[at]), at
    year = first[1] if first else ""
    after = at + 1
    if words[at] in DECADES:
        after += after < len(words) and words[after] in FILLERS
    if not first and words[at] in YEARS | DECADES and after < len(words):
        number = words[after]
        if number.isdigit() and number.endswith("0") and len(number) in (2, 4):
            year, at = (number if len(number) == 4 else f"19{number}"), after
    if not year or not YEAR.fullmatch(year):
        return None
    while start and _fills(words, start - 1):
        start -= 1
    return Period(When.BETWEEN, year, str(int(year) + 9), start, at + 1)


def _fills(words: Sequence[str], at: int) -> bool:
    """Whether a word before a date is meaningless; "Sur" in a Spanish name is not."""
    return words[at] in FILLERS and not (words[at] == "sur" and words[max(at - 1, 0)] == "del")


def day_before(text: str) -> str:
    """The day before the date `text` begins; raises ValueError if there is none."""
    return (day(text, "first", date.min) - timedelta(days=1)).isoformat()


def day_after(text: str) -> str:
    """The day after the date `text` ends; raises ValueError if there is none."""
    return (day(text, "last", date.min) + timedelta(days=1)).isoformat()


def _period(
    words: Sequence[str],
    at: int,
    today: date,
    events: Mapping[tuple[str, ...], str],
    earlier: Sequence[Period],
) -> Period | None:
    """The date expression whose first date is at `at`, with its opening words."""
    first = _date(words, at, today, events)
    if first is None:
        return None
    floor = earlier[-1].end if earlier else 0
    start = at
    while start > floor and _fills(words, start - 1):
        start -= 1
    if start < at and set(words[start:at]) & STARTS and YEAR.fullmatch(first[0]):
        first = f"{first[0]}-01-01", first[1]
    second = _second(words, first[1], today, events)
    opened = _opening(words, at, start, floor, OPENINGS[When.BETWEEN])
    if second is not None and (first[0] < second[0] or opened is not None):
        return Period(When.BETWEEN, first[0], second[0], _least(opened, start), second[1])
    for when in (When.BEFORE, When.UNTIL, When.AFTER, When.SINCE):
        opened = _opening(words, at, start, floor, OPENINGS[when])
        if opened is not None:
            return Period(when, first[0], first[0], opened, first[1])
    return Period(When.ON, first[0], first[0], start, first[1])


def _least(opened: int | None, start: int) -> int:
    return start if opened is None else min(opened, start)


def _opening(
    words: Sequence[str], at: int, start: int, floor: int, phrases: Sequence[tuple[str, ...]]
) -> int | None:
    """Where one of `phrases` begins that ends before the date at `at`, fillers between them."""
    for end in range(at, start - 1, -1):
        for phrase in phrases:
            begin = end - len(phrase)
            if begin >= floor and tuple(words[begin:end]) == phrase:
                return begin
    return None


def _second(
    words: Sequence[str], at: int, today: date, events: Mapping[tuple[str, ...], str]
) -> tuple[str, int] | None:
    """The second date of a range, after the word between the two."""
    for middle in (*MIDDLES, ()):
        if tuple(words[at : at + len(middle)]) == middle:
            then = at + len(middle)
            while middle and then < len(words) and words[then] in FILLERS:
                then += 1
            found = _date(words, then, today, events)
            if found is not None:
                return found
    return None


def _date(
    words: Sequence[str], at: int, today: date, events: Mapping[tuple[str, ...], str]
) -> tuple[str, int] | None:
    """The date at `at`, and the position after it: ("2022-05", 4)."""
    if at >= len(words):
        return None
    return (
        _named(words, at, today, events)
        or _ago(words, at, today)
        or _digits(words, at)
        or _written(words, at)
    )


def _named(
    words: Sequence[str], at: int, today: date, events: Mapping[tuple[str, ...], str]
) -> tuple[str, int] | None:
    month = today.replace(day=1) - timedelta(days=1)
    named = (
        (LAST_YEAR, f"{today.year - 1}"),
        (THIS_YEAR, f"{today.year}"),
        (NEXT_YEAR, f"{today.year + 1}"),
        (LAST_MONTH, f"{month.year}-{month.month:02}"),
        (TOMORROW, (today + timedelta(days=1)).isoformat()),
        (YESTERDAY, (today - timedelta(days=1)).isoformat()),
        (TODAY, today.isoformat()),
    )
    for phrases, text in named:
        for phrase in phrases:
            if tuple(words[at : at + len(phrase)]) == phrase:
                return text, at + len(phrase)
    for event, text in events.items():
        if tuple(words[at : at + len(event)]) == event:
            return text, at + len(event)
    return None


def _ago(words: Sequence[str], at: int, today: date) -> tuple[str, int] | None:
    """A relative year: "three years ago", "il y a trois ans"."""
    for opening in (*AGO_BEFORE, ()):
        then = at + len(opening)
        if tuple(words[at:then]) != opening:
            continue
        span = _span(words, then)
        if span is None:
            continue
        days, end = span
        if opening or (end < len(words) and words[end] in AGO_AFTER):
            past = today - timedelta(days=days)
            text = f"{past.year}" if days % 365 == 0 else f"{past.year}-{past.month:02}"
            return text, end + (not opening)
    return None


def _recent(words: Sequence[str], at: int, today: date) -> Period | None:
    """A period until today: "in the last five years"."""
    for opening in RECENT:
        then = at + len(opening)
        if tuple(words[at:then]) != opening:
            continue
        bare = opening in (("les",), ("ces",))
        if then < len(words) and words[then] in RECENT_AFTER:
            then, bare = then + 1, False
        span = _span(words, then)
        if span is None:
            continue
        days, end = span
        if end < len(words) and words[end] in RECENT_AFTER:
            end, bare = end + 1, False
        if not bare and end - then > 1:
            since = (today - timedelta(days=days)).isoformat()
            return Period(When.SINCE, since, since, at, end)
    return None


def _span(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A span of time in days, and the position after it: "five years"."""
    if at < len(words) and words[at] in DUAL:
        return DUAL[words[at]], at + 1
    if at + 1 >= len(words):
        return None
    number = NUMBERS.get(words[at]) or (int(words[at]) if re.fullmatch("[0-9]{1,2}", words[at])
                                         else 0)  # fmt: skip
    unit_at = at + 1
    if words[unit_at] in RECENT_BEFORE:
        unit_at += 1
    unit = UNITS.get(words[unit_at]) if unit_at < len(words) else None
    return (number * unit, unit_at + 1) if number and unit else None


def _digits(words: Sequence[str], at: int) -> tuple[str, int] | None:
    iso = _ISO.fullmatch(words[at])
    if iso is not None:
        return "-".join([iso[1], *(part.zfill(2) for part in iso.groups()[1:] if part)]), at + 1
    slashed = _SLASHED.fullmatch(words[at])
    if slashed is not None:
        return f"{slashed[3]}-{int(slashed[2]):02}-{int(slashed[1]):02}", at + 1
    return None


def _written(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """A year, a month of a year, or a day of it: "2018", "May 2022", "1 de junio de 2022"."""
    number, month, names = "", 0, months()
    first = _DAY.fullmatch(words[at])
    if first:
        number, at = first[1], at + 1
        at += at < len(words) and words[at] in OF
    if at < len(words) and words[at] in names:
        month, at = names[words[at]], at + 1
        after = _DAY.fullmatch(words[at]) if at < len(words) else None
        if after and not number:
            number, at = after[1], at + 1
        at += at < len(words) and words[at] in OF
    if (number and not month) or at >= len(words):
        return None
    year, at = year_at(words, at)
    text = f"{year}-{month:02}" if month else year
    return ((f"{text}-{int(number):02}" if number else text), at) if year else None
