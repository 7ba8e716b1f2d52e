"""Dates in words: "back in 2018", "as of May 2022", "avant le Brexit", "entre 2015 y 2020".

English, French, Spanish, Portuguese and Arabic; the names of months are CLDR's. A date keeps the
precision it is written with (YYYY, YYYY-MM, YYYY-MM-DD).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from babel.dates import get_month_names

from migov.questions.dates import day
from migov.questions.understanding.text import Token, key, keys

_YEAR = re.compile(r"[12][0-9]{3}")
_DECADE = re.compile(r"((?:1[89]|20)[0-9]0)s")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|o|a)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_LOCALES = ("en", "fr", "es", "pt", "ar", "ar_SY", "ar_TN", "ar_MA")


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
    """A date expression: how it bounds, its date or dates, and its tokens, from start to end."""

    when: When
    first: str
    last: str
    start: int
    end: int


def _phrases(text: str) -> list[tuple[str, ...]]:
    """The comma-separated phrases of `text` as compared words, the longest first."""
    found = [tuple(key(word) for word in each.split()) for each in text.split(",")]
    return sorted(found, key=len, reverse=True)


_TODAY = _phrases(
    "today,now,right now,at present,at the moment,as we speak,aujourd hui,maintenant,"
    "à présent,à l heure actuelle,en ce moment,hoy,hoy en día,ahora,ahora mismo,"
    "en este momento,en la actualidad,hoje,agora,neste momento,hoje em dia,atualmente,"
    "actualmente,actuellement,currently,presently,اليوم,الآن,حاليا,حالياً,حاليًا,في الوقت الحالي"
)
_OPENINGS = {
    When.BEFORE: _phrases("before,prior to,earlier than,avant,antes de,antes del,antes do,"
                          "antes da,قبل"),
    When.UNTIL: _phrases("until,till,up to,by,jusqu en,jusqu à,jusqu au,jusqu,hasta,até,حتى,"
                         "لغاية"),
    When.AFTER: _phrases("after,later than,following,après,después de,después del,tras,após,"
                         "depois de,depois do,depois da,بعد"),
    When.SINCE: _phrases("since,ever since,from,starting in,as from,depuis,à partir de,dès,desde,"
                         "a partir de,منذ,ابتداء من,اعتبارا من"),
    When.BETWEEN: _phrases("between,from,entre,de,du,desde,depuis,do,بين,ما بين,من"),
}  # fmt: skip
#: What stands between an opening and its date, or a preposition alone before a date.
_FILLERS = keys(
    "the year years in on at as of for during around circa back to en de da do dans pour sur "
    "pendant durant le la l les el los o a au em no na nos durante para del du d an année ano "
    "año date fecha data à c early mid late end beginning start fin finales final fins début "
    "início inicios principio principios inicio fim mois mes mês month "
    "سنة عام في خلال شهر بتاريخ تاريخ بعام بسنة أثناء نهاية بداية مطلع أواخر"
)
_MIDDLES = _phrases(
    "and,to,until,till,through,up to,et,à,au,jusqu en,jusqu à,jusqu au,y,e,a,al,hasta,até,ao,"
    "و,إلى,الى,حتى,وحتى"
)
_OF = {"of", "de", "del", "do", "da", "du", "d", "من"}
_STARTS = keys("early beginning start début inicio inicios principio principios início بداية مطلع")
_YEARS = keys("year years an ans année années año años ano anos سنة سنوات عام أعوام سنين")
_DECADES = keys("decade décennie década عقد")
_MONTHS = keys("month months mois mes meses mês شهر أشهر شهور")
_UNITS = {**dict.fromkeys(_YEARS, 365), **dict.fromkeys(_MONTHS, 30)}
_DUAL = {key("سنتين"): 730, key("عامين"): 730, key("شهرين"): 60}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one un une uno una um uma",
            "two deux dos dois duas",
            "three trois tres três ثلاث ثلاثة",
            "four quatre cuatro quatro أربع أربعة",
            "five cinq cinco خمس خمسة",
            "six seis ست ستة",
            "seven sept siete sete سبع سبعة",
            "eight huit ocho oito ثماني",
            "nine neuf nueve nove تسع",
            "ten dix diez dez عشر عشرة",
        ),
        1,
    )
    for word in keys(words)
}
_LAST_YEAR = _phrases(
    "last year,the previous year,l année dernière,l an dernier,l année passée,l an passé,"
    "año pasado,ano passado,العام الماضي,السنة الماضية,année dernière,an dernier,previous year"
)
_THIS_YEAR = _phrases("this year,cette année,este año,este ano,هذا العام,هذه السنة,العام الحالي,"
                      "année en cours,current year")  # fmt: skip
_LAST_MONTH = _phrases("last month,mois dernier,mes pasado,mês passado,الشهر الماضي")
_YESTERDAY = _phrases("yesterday,hier,ayer,ontem,أمس")
_NEXT_YEAR = _phrases(
    "next year,année prochaine,an prochain,próximo año,año que viene,próximo ano,ano que vem,"
    "العام القادم,السنة القادمة,العام المقبل"
)
_AGO_AFTER = {"ago", "plus", key("atrás")}
_AGO_BEFORE = _phrases("il y a,hace,há,قبل,منذ")
_RECENT = _phrases(
    "in the last,in the past,over the last,over the past,during the last,the last,the past,past,"
    "last,ces,les,au cours des,ces dernières,les dernières,en los últimos,los últimos,últimos,"
    "nos últimos,os últimos,últimas,nas últimas,خلال,في آخر,آخر"
)
_RECENT_AFTER = keys("dernières derniers الأخيرة الماضية")
_RECENT_BEFORE = keys("dernières derniers últimos")


@cache
def months() -> Mapping[str, int]:
    """The numbers of the months by their names, as compared, in all languages."""
    found: dict[str, int] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    word = key(name.rstrip("."))
                    if len(word) > 2 and not word.isdigit():
                        found.setdefault(word, number)
    return {**found, "setiembre": 9, "sept": 9, "sep": 9}


def periods(
    sentence: Sequence[Token], today: date, events: Mapping[tuple[str, ...], str]
) -> list[Period]:
    """The date expressions of `sentence`; `events` are the days of events known by name."""
    words = [token.word for token in sentence]
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


def _decade(words: Sequence[str], at: int) -> Period | None:
    """ "The 1990s", "les années 1990", "los años 90": from the first year of ten to the last."""
    first, start = _DECADE.fullmatch(words[at]), at
    year = first[1] if first else ""
    after = at + 1
    if words[at] in _DECADES:
        after += after < len(words) and words[after] in _FILLERS
    if not first and words[at] in _YEARS | _DECADES and after < len(words):
        number = words[after]
        if number.isdigit() and number.endswith("0") and len(number) in (2, 4):
            year, at = (number if len(number) == 4 else f"19{number}"), after
    if not year or not _YEAR.fullmatch(year):
        return None
    while start and _fills(words, start - 1):
        start -= 1
    return Period(When.BETWEEN, year, str(int(year) + 9), start, at + 1)


def _fills(words: Sequence[str], at: int) -> bool:
    """Whether a word may stand before a date and say nothing; no "Sur" of a Spanish name does."""
    return words[at] in _FILLERS and not (words[at] == "sur" and words[max(at - 1, 0)] == "del")


def day_before(text: str) -> str:
    """The day before the date `text` begins; raises ValueError where there is no such date."""
    return (day(text, "first", date.min) - timedelta(days=1)).isoformat()


def day_after(text: str) -> str:
    """The day after the date `text` ends; raises ValueError where there is no such date."""
    return (day(text, "last", date.min) + timedelta(days=1)).isoformat()


def _period(
    words: Sequence[str],
    at: int,
    today: date,
    events: Mapping[tuple[str, ...], str],
    earlier: Sequence[Period],
) -> Period | None:
    """The date expression whose first date stands at `at`, with the words that open it."""
    first = _date(words, at, today, events)
    if first is None:
        return None
    floor = earlier[-1].end if earlier else 0
    start = at
    while start > floor and _fills(words, start - 1):
        start -= 1
    if start < at and set(words[start:at]) & _STARTS and _YEAR.fullmatch(first[0]):
        first = f"{first[0]}-01-01", first[1]
    second = _second(words, first[1], today, events)
    opened = _opening(words, at, start, floor, _OPENINGS[When.BETWEEN])
    if second is not None and (first[0] < second[0] or opened is not None):
        return Period(When.BETWEEN, first[0], second[0], _least(opened, start), second[1])
    for when in (When.BEFORE, When.UNTIL, When.AFTER, When.SINCE):
        opened = _opening(words, at, start, floor, _OPENINGS[when])
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
    for middle in (*_MIDDLES, ()):
        if tuple(words[at : at + len(middle)]) == middle:
            then = at + len(middle)
            while middle and then < len(words) and words[then] in _FILLERS:
                then += 1
            found = _date(words, then, today, events)
            if found is not None:
                return found
    return None


def _date(
    words: Sequence[str], at: int, today: date, events: Mapping[tuple[str, ...], str]
) -> tuple[str, int] | None:
    """The date that stands at `at`, and the token after it: ("2022-05", 4)."""
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
        (_LAST_YEAR, f"{today.year - 1}"),
        (_THIS_YEAR, f"{today.year}"),
        (_NEXT_YEAR, f"{today.year + 1}"),
        (_LAST_MONTH, f"{month.year}-{month.month:02}"),
        (_YESTERDAY, (today - timedelta(days=1)).isoformat()),
        (_TODAY, today.isoformat()),
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
    """A year so many years ago: "three years ago", "il y a trois ans"."""
    for opening in (*_AGO_BEFORE, ()):
        then = at + len(opening)
        if tuple(words[at:then]) != opening:
            continue
        span = _span(words, then)
        if span is None:
            continue
        days, end = span
        if opening or (end < len(words) and words[end] in _AGO_AFTER):
            past = today - timedelta(days=days)
            text = f"{past.year}" if days % 365 == 0 else f"{past.year}-{past.month:02}"
            return text, end + (not opening)
    return None


def _recent(words: Sequence[str], at: int, today: date) -> Period | None:
    """ "In the last five years": since the day so long ago."""
    for opening in _RECENT:
        then = at + len(opening)
        if tuple(words[at:then]) != opening:
            continue
        bare = opening in (("les",), ("ces",))
        if then < len(words) and words[then] in _RECENT_AFTER:
            then, bare = then + 1, False
        span = _span(words, then)
        if span is None:
            continue
        days, end = span
        if end < len(words) and words[end] in _RECENT_AFTER:
            end, bare = end + 1, False
        if not bare and end - then > 1:
            since = (today - timedelta(days=days)).isoformat()
            return Period(When.SINCE, since, since, at, end)
    return None


def _span(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A span of time in days, and the token after it: "five years"."""
    if at < len(words) and words[at] in _DUAL:
        return _DUAL[words[at]], at + 1
    if at + 1 >= len(words):
        return None
    number = _NUMBERS.get(words[at]) or (int(words[at]) if re.fullmatch("[0-9]{1,2}", words[at])
                                         else 0)  # fmt: skip
    unit_at = at + 1
    if words[unit_at] in _RECENT_BEFORE:
        unit_at += 1
    unit = _UNITS.get(words[unit_at]) if unit_at < len(words) else None
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
        at += at < len(words) and words[at] in _OF
    if at < len(words) and words[at] in names:
        month, at = names[words[at]], at + 1
        after = _DAY.fullmatch(words[at]) if at < len(words) else None
        if after and not number:
            number, at = after[1], at + 1
        at += at < len(words) and words[at] in _OF
    if (number and not month) or at >= len(words) or not _YEAR.fullmatch(words[at]):
        return None
    year = words[at]
    text = f"{year}-{month:02}" if month else year
    return (f"{text}-{int(number):02}" if number else text), at + 1
