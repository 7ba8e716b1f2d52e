"""Fills a question's date parameters from the periods of a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from migov.questions import dates
from migov.questions.catalogue import Question
from migov.questions.labels import Entry
from migov.questions.understanding.date_words import When
from migov.questions.understanding.dates import Period, day_after, day_before
from migov.questions.understanding.model import Frame
from migov.questions.understanding.naming import Mention
from migov.questions.understanding.reasons import Reason
from migov.questions.understanding.text import keys

#: The earliest year of the graph.
EARLIEST = 1800
#: Words that make a day of a year or month: "at the end of 2020", "as of June 2021".
_AT_ITS_END = keys("as end late fin fines finales final finais fim نهاية أواخر")
#: The columns with dates of founding and signature, and words after which a date is one.
_DATED_BY = {
    "signed": keys(
        "sign signed signing concluded conclude made struck signés signé signe signées "
        "conclus conclu conclut firmados firmado firmó firmaron celebrados celebró concluidos "
        "suscritos suscribió assinados assinado assinou assinaram concluídos وقعت وقع وقعتها "
        "الموقعة المبرمة أبرمت أبرمتها"
    ),
    "founded": keys(
        "founded created established launched started born set fondés fondé fondées fondée "
        "créés créé créées créée lancés lancé nés établis fundados fundado creados creado "
        "lanzados lanzado establecidos establecido nacidos criados criado lançados lançado "
        "estabelecidos nasceram nacieron surgieron surgiram تأسست تأسس أنشئت أنشئ انطلقت "
        "انطلق نشأت المنشأة المؤسسة"
    ),
}


@dataclass(slots=True)
class Assignment:
    """An assignment of a sentence to a question: values by parameter, and its cost.

    `missing` names the required parameters that nothing fills; `unfit` says what the question
    cannot take; `dropped` are names that fill nothing, `unused` the tokens, from start to end, of
    roles and choices that it does not take.
    """

    frame: Frame
    entries: dict[str, list[list[Entry]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    cost: float = 0.0
    missing: list[str] = field(default_factory=list)
    unfit: Reason | None = None
    dropped: list[Mention] = field(default_factory=list)
    unused: list[tuple[int, int]] = field(default_factory=list)


def fill_dates(
    periods: Sequence[Period],
    words: Collection[str],
    question: Question,
    found: Assignment,
    today: date,
) -> None:
    """Assigns the periods of a sentence to the question's date parameters.

    `words` are those of the sentence.
    """
    if not periods:
        return
    if any(each.when is When.BETWEEN and each.last < each.first for each in periods):
        found.unfit = Reason("backwards", first=periods[0].first, last=periods[0].last)
        return
    if any(int(each.first[:4]) < EARLIEST for each in periods):
        found.unfit = Reason("too-old", year=periods[0].first[:4])
        return
    try:
        begun = any(
            column in question.columns and not after.isdisjoint(words)
            for column, after in _DATED_BY.items()
        )
        spells = (
            "current" in question.columns
            and "signed" not in question.columns
            and _AT_ITS_END.isdisjoint(words)
        )
        _fill(periods, question, found, today, begun=begun, spells=spells)
    except _SeveralPeriods:
        found.unfit = Reason("several-periods")
    except (ValueError, OverflowError):
        found.unfit = Reason("no-such-date", text=periods[0].first)


def _fill(
    periods: Sequence[Period],
    question: Question,
    found: Assignment,
    today: date,
    *,
    begun: bool,
    spells: bool,
) -> None:
    """Fills the date parameters, or says why a date has no place: none is dropped in silence.

    `begun` makes a date one of founding or signature rather than the day of the answer; `spells`
    makes a past year or month a period. Raises ValueError or OverflowError where a date does not
    exist, and _SeveralPeriods.
    """
    params = question.params
    period = periods[0]
    for name in ("from", "until"):
        if not params.get(name) or not params[name].required:
            found.texts.pop(name, None)  # the dates of the phrasing: "former chairs in 2018"
    ranged = "from" in params and "until" in params
    whole = spells and _is_whole(period, today)
    if "asOf" in params and not (ranged and (begun or whole or _of_period(periods))):
        if len(periods) > 1:
            found.cost += 1.0
            found.unfit = Reason("one-date")
        elif period.when in (When.ON, When.UNTIL):
            found.texts["asOf"] = period.first
        elif period.when is When.BEFORE:
            found.texts["asOf"] = day_before(period.first)
        else:
            found.cost += 1.0
            found.unfit = Reason("one-day")
        first = found.texts.get("asOf", "today")
    elif ranged:
        found.texts.pop("asOf", None)
        found.texts.update(_range(periods))
        first = found.texts.get("from", "1945")
        if "from" not in found.texts and params["from"].required:
            found.texts["from"] = "1945"
    elif "until" in params and period.when in (When.ON, When.UNTIL, When.BEFORE):
        first = day_before(period.first) if period.when is When.BEFORE else period.first
        found.texts["until"] = first
    elif "since" in params and period.when in (When.ON, When.SINCE, When.AFTER):
        first = day_after(period.first) if period.when is When.AFTER else period.first
        found.texts["since"] = first
    else:
        found.cost += 1.5
        if any(each.first != today.isoformat() for each in periods):
            found.unfit = Reason("takes-no-date")
        return
    if dates.day(first, "first", today) > today:
        found.unfit = Reason("future", text=first)


def _is_whole(period: Period, today: date) -> bool:
    """Whether a period is a year or a month that is over, or all time up to a day."""
    if period.when in (When.UNTIL, When.BEFORE):
        return True
    written = len(period.first)
    return period.when is When.ON and written < 10 and period.first < today.isoformat()[:written]


def _of_period(periods: Sequence[Period]) -> bool:
    """Whether dates mean a period where the question takes a day as well."""
    return len(periods) > 1 or periods[0].when in (When.SINCE, When.AFTER, When.BETWEEN)


def _range(periods: Sequence[Period]) -> Mapping[str, str]:
    """The first and the last day of the dates together; raises _SeveralPeriods."""
    if len(periods) > 1 and all(period.when is When.ON for period in periods):
        firsts = sorted(period.first for period in periods)
        return {"from": firsts[0], "until": firsts[-1]}
    found: dict[str, str] = {}
    for period in periods:
        dates.day(period.first, "first", date.min)
        dates.day(period.last, "first", date.min)
        match period.when:
            case When.ON | When.BETWEEN:
                days = {"from": period.first, "until": period.last}
            case When.SINCE:
                days = {"from": period.first}
            case When.AFTER:
                days = {"from": day_after(period.first)}
            case When.BEFORE:
                days = {"until": day_before(period.first)}
            case When.UNTIL:
                days = {"until": period.first}
        if days.keys() & found.keys():
            raise _SeveralPeriods
        found |= days
    return found


class _SeveralPeriods(Exception):
    """Dates that are not one period."""
