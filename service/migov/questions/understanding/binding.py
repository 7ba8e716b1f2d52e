"""From a sentence that matched a phrase to the question's parameters."""

from __future__ import annotations

from migov.questions.errors import AmbiguousActor, UnknownActor
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.labels import Entry, Labels
from migov.questions.resolve import resolve
from migov.questions.understanding.dates import Period, When, day_after, day_before
from migov.questions.understanding.phrases import Match


class Unfit(Exception):
    """The sentence says something that the question cannot take; its text says what."""


def parameters(match: Match, labels: Labels) -> dict[str, str]:
    """The parameters of the question, as a caller would write them; raises Unfit."""
    given = dict(match.pattern.settings)
    for filling in match.fillings:
        things = (reference(labels, entry, filling.parameter) for entry in filling.entries)
        given[filling.parameter.name] = filling.text or ", ".join(things)
    if match.period is not None:
        for name, text in _bounds(match, match.period).items():
            if name in given:
                raise Unfit("The sentence names more dates than the question takes.")
            given[name] = text
    question = match.pattern.question
    day = question.params.get("asOf")
    if match.past and day is not None and day.default and not given.keys() & {"asOf", "from"}:
        raise Unfit("The sentence speaks of the past: say of which year, month or day.")
    return given


def reference(labels: Labels, entry: Entry, parameter: Parameter) -> str:
    """The slug of `entry`, with its kind before it where the slug alone means something else."""
    try:
        plain = resolve(labels, entry.slug, RESOURCE_TYPES[parameter.type]) == entry
    except (AmbiguousActor, UnknownActor):
        plain = False
    return entry.slug if plain else f"{entry.kind}:{entry.slug}"


def _bounds(match: Match, period: Period) -> dict[str, str]:
    """The question's date parameters that say `period`."""
    params = match.pattern.question.params
    try:
        if "from" in params and "until" in params:
            return _range(period)
        if "asOf" in params and period.when is When.ON:
            return {"asOf": period.first}
        if "asOf" in params and period.when is When.BEFORE:
            return {"asOf": day_before(period.first)}
    except (ValueError, OverflowError):
        raise Unfit(f"There is no date {period.first}.") from None
    if "asOf" in params:
        raise Unfit("This question is answered for one day: name a year, month or day.")
    raise Unfit("This question takes no date.")


def _range(period: Period) -> dict[str, str]:
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
