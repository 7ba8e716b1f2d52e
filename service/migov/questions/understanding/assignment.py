"""Fills a question's date parameters from the periods of a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from migov.questions import dates
from migov.questions.catalogue import Question
from migov.questions.labels import Entry
from migov.questions.understanding.date_words import When
from migov.questions.understanding.dates import Period, day_after, day_before
from migov.questions.understanding.model import Frame
from migov.questions.understanding.naming import Mention

#: The earliest year of the graph.
EARLIEST = 1800
#: The column with dates of founding.
FOUNDED = "founded"


@dataclass(slots=True)
class Assignment:
    """An assignment of a sentence to a question: values by parameter, and its cost.

    `missing` names the required parameters that nothing fills; `unfit` says what the question
    cannot take; `dropped` are names that fill nothing.
    """

    frame: Frame
    entries: dict[str, list[list[Entry]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    cost: float = 0.0
    missing: list[str] = field(default_factory=list)
    unfit: str = ""
    dropped: list[Mention] = field(default_factory=list)


def fill_dates(
    periods: Sequence[Period], question: Question, found: Assignment, today: date
) -> None:
    """Assigns the sentence's periods to the question's date parameters."""
    if not periods:
        return
    params = question.params
    if any(each.when is When.BETWEEN and each.last < each.first for each in periods):
        found.unfit = (
            f"The period from {periods[0].first} to {periods[0].last} ends before it begins."
        )
        return
    if any(int(each.first[:4]) < EARLIEST for each in periods):
        found.unfit = f"Nothing in the graph is as old as {periods[0].first[:4]}."
        return
    try:
        if "from" in params and "until" in params:
            found.texts.update(_range(periods))
            first = found.texts.get("from", "1945")
            if dates.day(first, "first", today) > today:
                found.unfit = f"{first} lies in the future: nothing is known of it yet."
            if "from" not in found.texts and params["from"].required:
                found.texts["from"] = "1945"
            return
        if "asOf" not in params:
            found.cost += 1.5
            return
        period = periods[0]
        if len(periods) > 1:
            found.cost += 1.0
        if period.when in (When.ON, When.UNTIL):
            found.texts["asOf"] = period.first
        elif period.when is When.BEFORE:
            found.texts["asOf"] = day_before(period.first)
        elif FOUNDED in question.columns:
            found.cost += 1.0  # its rows say when each thing began
        elif params["asOf"].default is None:
            found.texts.pop("asOf", None)
            found.cost += 0.3
        else:
            found.cost += 1.0
            found.unfit = "This question is answered for one day: name a year, a month or a day."
        asked = found.texts.get("asOf", "today")
        if dates.day(asked, "first", today) > today:
            found.unfit = f"{asked} lies in the future: nothing is known of it yet."
    except (ValueError, OverflowError):
        found.unfit = f"There is no date {periods[0].first}."


def _range(periods: Sequence[Period]) -> Mapping[str, str]:
    if len(periods) > 1 and all(period.when is When.ON for period in periods):
        days = sorted(period.first for period in periods)
        return {"from": days[0], "until": days[-1]}
    period = periods[0]
    dates.day(period.first, "first", date.min)
    dates.day(period.last, "first", date.min)
    match period.when:
        case When.ON | When.BETWEEN:
            return {"from": period.first, "until": period.last}
        case When.SINCE:
            return {"from": period.first}
        case When.AFTER:
            return {"from": day_after(period.first)}
        case When.BEFORE:
            return {"until": day_before(period.first)}
        case When.UNTIL:
            return {"until": period.first}
