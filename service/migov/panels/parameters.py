"""Reads and checks the parameters of a panel request."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from migov.panels.facts import CODE_LISTS
from migov.questions import dates, types
from migov.questions.errors import ParameterError, QuestionError
from migov.questions.header import Parameter
from migov.questions.labels import Labels
from migov.questions.messages import marked

#: The panels, each with the meaning of a row.
PANELS: Final[Mapping[str, str]] = {
    "state-year": marked("a state in a year"),
    "dyad-year": marked("a pair of states in a year, each pair once"),
    "mechanism-year": marked("a mechanism in a year"),
}
#: The first year of a panel: that of the lists of states.
FIRST_YEAR: Final = 1816
_DEFAULT_FROM: Final = 1985
#: The code systems that a panel may include beside ISO 3166-1 alpha-3.
CODES: Final = ("iso2", "m49", *CODE_LISTS)
STATA: Final = "stata"
_STATES_MOST: Final = 300
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")

PARAMETERS: Final[Mapping[str, Parameter]] = {
    "from": Parameter(
        "from",
        "integer",
        "The first year.",
        default=str(_DEFAULT_FROM),
        minimum=FIRST_YEAR,
        maximum=9999,
    ),
    "to": Parameter(
        "to",
        "integer",
        "The last year; by default this one.",
        example="2024",
        minimum=FIRST_YEAR,
        maximum=9999,
    ),
    "day": Parameter(
        "day",
        "text",
        "The day of each year that its cells hold for, MM-DD; of the year under way at most today.",
        default="12-31",
    ),
    "states": Parameter(
        "states",
        "state",
        "Only these states; by default the members and observers of the United Nations and what a "
        "list of states numbers, or `all` that the graph holds.",
        example="ETH,KEN",
        several=True,
    ),
    "codes": Parameter(
        "codes",
        "text",
        f"The codes beside ISO 3166-1 alpha-3: {', '.join(CODES)}.",
        default="cow,gw",
        several=True,
    ),
    "columns": Parameter(
        "columns",
        "text",
        "Only these columns; * stands for any characters.",
        example="dialogues,member_*",
        several=True,
    ),
}


class UnknownPanel(QuestionError):
    """No panel has this name."""

    code = "unknown-panel"

    def __init__(self, name: str, available: Sequence[str]) -> None:
        super().__init__(f"There is no panel {name[:80]!r}; the panels are {', '.join(available)}.")
        self.available = tuple(available)

    def members(self) -> dict[str, Any]:
        return {"available": [f"/panel/{each}" for each in self.available]}


@dataclass(frozen=True, slots=True)
class PanelRequest:
    """A panel request: `days` gives the day of each year, `states` the IRIs (empty: the default).

    `columns` are patterns, empty for all; `stata` asks for names that Stata accepts.
    """

    panel: str
    days: Mapping[int, str]
    states: tuple[str, ...]
    every_state: bool
    codes: tuple[str, ...]
    columns: tuple[str, ...]
    stata: bool
    parameters: Mapping[str, str]


def read(panel: str, given: Mapping[str, str], labels: Labels, today: date) -> PanelRequest:
    """The request described by `given`; raises QuestionError."""
    if panel not in PANELS:
        raise UnknownPanel(panel, list(PANELS))
    for name in given:
        if name not in (*PARAMETERS, "for"):
            raise ParameterError(
                name[:80], f"There is no parameter `{name[:80]}`.", f"Give {', '.join(PARAMETERS)}."
            )
    first = _year("from", given.get("from", str(_DEFAULT_FROM)), labels, today)
    last = _year("to", given.get("to", str(today.year)), labels, today)
    if first > last:
        raise ParameterError(
            "from",
            f"The range of years is reversed: `from` is {first} and `to` is {last}.",
            "Give the earlier year as `from`.",
        )
    if last > today.year:
        raise ParameterError(
            "to", f"`to` is {last}, which has not begun.", f"Give {today.year} at most."
        )
    at = given.get("day", "12-31").strip()
    if not _DAY.fullmatch(at):
        raise ParameterError("day", "`day` is not a day of a year.", "Write MM-DD, such as 12-31.")
    states = given.get("states", "").strip()
    every = states.casefold() == "all"
    purpose = given.get("for", "")
    return PanelRequest(
        panel,
        {year: _day(year, at, today) for year in range(first, last + 1)},
        () if every else _states(states, labels, today),
        every,
        _codes(given.get("codes", "cow,gw")),
        tuple(_parts(given.get("columns", ""))),
        purpose == STATA,
        {**dict(given), "from": str(first), "to": str(last)},
    )


def _year(name: str, text: str, labels: Labels, today: date) -> int:
    return int(types.parse(PARAMETERS[name], text, labels, today).plain[0])


def _day(year: int, at: str, today: date) -> str:
    """The day `at` of a year, but never after today, as in questions."""
    if at == "12-31":
        return dates.day(str(year), "last", today).isoformat()
    try:
        day = date.fromisoformat(f"{year:04}-{at}")
    except ValueError:  # 29 February, or the 31st of a shorter month
        day = dates.day(f"{year:04}-{at[:2]}", "last", today)
    return min(day, today).isoformat()


def _states(text: str, labels: Labels, today: date) -> tuple[str, ...]:
    parts = _parts(text)
    if len(parts) > _STATES_MOST:
        raise ParameterError(
            "states", f"`states` has {len(parts)} values.", f"Give at most {_STATES_MOST}."
        )
    one = Parameter("states", "state", PARAMETERS["states"].description)
    found = (types.parse(one, part, labels, today).terms[0].value for part in parts)
    return tuple(dict.fromkeys(found))


def _codes(text: str) -> tuple[str, ...]:
    chosen = [part.lower() for part in _parts(text)]
    for code in chosen:
        if code not in (*CODES, "iso3"):
            raise ParameterError(
                "codes",
                f"There is no code system {code[:80]!r} here.",
                f"Choose of {', '.join(CODES)}; iso3 is always there.",
            )
    return tuple(code for code in dict.fromkeys(chosen) if code != "iso3")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
