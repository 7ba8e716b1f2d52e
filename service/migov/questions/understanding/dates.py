"""Dates in words: "in 2018", "as of May 2022", "before 2020", "entre 2015 y 2020".

English, French and Spanish. A date keeps the precision it is written with (YYYY, YYYY-MM,
YYYY-MM-DD); whether the day exists is for the parameter that takes it to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from migov.questions.dates import day
from migov.questions.understanding.text import Word, words

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier enero",
            "february feb fevrier febrero",
            "march mar mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juin junio",
            "july jul juillet julio",
            "august aug aout agosto",
            "september sept sep septembre septiembre setiembre",
            "october oct octobre octubre",
            "november nov novembre noviembre",
            "december dec decembre diciembre",
        ),
        1,
    )
    for name in (word.word for word in words(names))
}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|o)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")


class When(StrEnum):
    """How a date bounds what is asked for."""

    ON = "on"
    BEFORE = "before"
    UNTIL = "until"
    AFTER = "after"
    SINCE = "since"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Period:
    """A date expression: how it bounds, its date or dates, and its words, from start to end."""

    when: When
    first: str
    last: str
    start: int
    end: int


def _sequences(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(word.word for word in words(each)) for each in text.split(","))


_TODAY = _sequences(
    "today,now,current,currently,at present,at the moment,aujourd'hui,maintenant,actuel,"
    "actuellement,hoy,ahora,actual,actualmente,en este momento,en ce moment"
)
_OPENINGS = {
    When.ON: _sequences(
        "in,on,at,as of,as at,as on,during,for,of,en,de,dans,pendant,durante,para,pour,a fecha de,"
        "en date du,in year,en ano,en annee"
    ),
    When.BEFORE: _sequences("before,prior to,avant,antes de"),
    When.UNTIL: _sequences("until,till,up to,jusqu'en,jusqu'a,hasta"),
    When.AFTER: _sequences("after,apres,despues de"),
    When.SINCE: _sequences("since,from,depuis,desde,a partir de"),
    When.BETWEEN: _sequences("between,from,since,entre,de,depuis,desde"),
}
#: What stands between two dates.
_MIDDLES = _sequences("and,to,until,till,through,jusqu'en,jusqu'a,hasta")
_OF = ("of", "de")


def dated(sentence: Sequence[Word], start: int, today: date) -> tuple[str, int] | None:
    """The date that stands at `start`, and the word after it: ("2022-05", 4)."""
    return _today(sentence, start, today) or _iso(sentence, start) or _written(sentence, start)


def periods(sentence: Sequence[Word], start: int, today: date) -> list[Period]:
    """The date expressions that begin at `start`."""
    found = []
    bare = dated(sentence, start, today)
    if bare is not None:
        found.append(Period(When.ON, bare[0], bare[0], start, bare[1]))
    for when, openings in _OPENINGS.items():
        for opening in openings:
            after = start + len(opening)
            if _says(sentence, start, opening) and (first := dated(sentence, after, today)):
                period = _closed(sentence, when, start, first, today)
                if period is not None:
                    found.append(period)
    return found


def day_before(text: str) -> str:
    """The day before the date `text` begins; raises ValueError where there is no such date."""
    return (day(text, "first", date.min) - timedelta(days=1)).isoformat()


def day_after(text: str) -> str:
    """The day after the date `text` ends; raises ValueError where there is no such date."""
    return (day(text, "last", date.min) + timedelta(days=1)).isoformat()


def _closed(
    sentence: Sequence[Word], when: When, start: int, first: tuple[str, int], today: date
) -> Period | None:
    """The expression that `when` opens with the date `first`; None where its second is missing."""
    text, end = first
    if when is not When.BETWEEN:
        return Period(when, text, text, start, end)
    for middle in (*_MIDDLES, ()):
        if _says(sentence, end, middle) and (last := dated(sentence, end + len(middle), today)):
            return Period(when, text, last[0], start, last[1])
    return None


def _today(sentence: Sequence[Word], start: int, today: date) -> tuple[str, int] | None:
    for said in _TODAY:
        if _says(sentence, start, said):
            return today.isoformat(), start + len(said)
    return None


def _iso(sentence: Sequence[Word], start: int) -> tuple[str, int] | None:
    match = _ISO.fullmatch(sentence[start].raw) if start < len(sentence) else None
    if match is None:
        return None
    return "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]), start + 1


def _written(sentence: Sequence[Word], start: int) -> tuple[str, int] | None:
    """A year, a month of a year, or a day of it: "2018", "May 2022", "1 de junio de 2022"."""
    at, number, month = start, "", 0
    match = _DAY.fullmatch(_at(sentence, at))
    if match and _YEAR.fullmatch(match[1]) is None:
        number, at = match[1], at + 1
        at += _at(sentence, at) in _OF
    if _at(sentence, at) in _MONTHS:
        month, at = _MONTHS[_at(sentence, at)], at + 1
        after = _DAY.fullmatch(_at(sentence, at))
        if after and not number:
            number, at = after[1], at + 1
        at += _at(sentence, at) in _OF
    if (number and not month) or _YEAR.fullmatch(_at(sentence, at)) is None:
        return None
    year = _at(sentence, at)
    text = f"{year}-{month:02}" if month else year
    return (f"{text}-{int(number):02}" if number else text), at + 1


def _at(sentence: Sequence[Word], index: int) -> str:
    return sentence[index].word if index < len(sentence) else ""


def _says(sentence: Sequence[Word], start: int, said: Sequence[str]) -> bool:
    return [word.word for word in sentence[start : start + len(said)]] == list(said)
