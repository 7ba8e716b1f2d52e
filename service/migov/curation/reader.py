"""Converts cells to terms: names, dates and texts; faults have line and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import pyoxigraph as ox
from babel.dates import get_month_names

from migov.curation.collection import Collection
from migov.curation.spreadsheet import Row, Sheet
from migov.knowledge.findings import Finding, Severity
from migov.knowledge.write import dated
from migov.questions.errors import AmbiguousActor, UnknownActor
from migov.questions.labels import Entry
from migov.questions.names import folded
from migov.questions.resolve import resolve

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
        day = day_first if order is DateOrder.DAY_FIRST else month_first
        if day is None:
            raise NoDate(
                f"“{text}” is not a day, read {order.value}.",
                "Correct it, or choose the other --dates.",
            )
        return day
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


_APART = re.compile(r"\s*(?:[;,/&\n+]|\band\b|\bet\b|\by\b|\be\b)\s*")
#: The longest text of a cell, in characters.
LONGEST = 2000


class Reader:
    """Reads the cells of one table; faults are collected in `findings`."""

    def __init__(
        self, sheet: Sheet, collection: Collection, order: DateOrder = DateOrder.ISO
    ) -> None:
        self.sheet = sheet
        self.collection = collection
        self.order = order
        self.findings: list[Finding] = []

    def fault(
        self,
        row: Row,
        heading: str | None,
        message: str,
        remedy: str,
        severity: Severity = Severity.VIOLATION,
    ) -> None:
        """Add a finding about a cell, or about the row if there is no heading."""
        self.findings.append(self.sheet.finding(row.line, heading, message, remedy, severity))

    def date(self, row: Row, heading: str) -> ox.Literal | None:
        """The date in a cell; None if it is empty or invalid."""
        text = row[heading]
        if not text:
            return None
        try:
            return dated(partial_date(text, self.order))
        except NoDate as error:
            self.fault(row, heading, str(error), error.remedy)
            return None

    def text(self, row: Row, heading: str) -> str:
        """The text of a cell, "" if it is empty or invalid."""
        text = " ".join(row[heading].split())
        if len(text) > LONGEST or not text.isprintable():
            self.fault(
                row,
                heading,
                "The text is too long or holds a control character.",
                f"Write at most {LONGEST} characters of plain text.",
            )
            return ""
        return text

    def thing(
        self, row: Row, heading: str, kinds: Sequence[str], what: str, *, required: bool = False
    ) -> str | None:
        """The IRI of the thing that a cell names; its column "… IRI" takes precedence."""
        text, given = row[heading], row[f"{heading} iri"]
        if not text and not given:
            if required:
                self.fault(
                    row,
                    heading,
                    f"The row names no {what}.",
                    "Name one in each row: merged cells leave all rows but the first empty.",
                )
            return None
        if given:
            return self._by_iri(row, heading, text, given, kinds, what)
        entry = self._resolved(row, heading, text, kinds, what)
        return entry.iri if entry else None

    def things(self, row: Row, heading: str, kinds: Sequence[str], what: str) -> list[str]:
        """The IRIs of the things that a cell names, separated by semicolons."""
        given = row[f"{heading} iri"]
        if given:
            parts = [part.strip() for part in given.split(";") if part.strip()]
        else:
            parts = [part.strip() for part in row[heading].split(";") if part.strip()]
        iris = []
        for part in dict.fromkeys(parts):
            entry = self._resolved(row, f"{heading} iri" if given else heading, part, kinds, what)
            if entry is not None:
                iris.append(entry.iri)
        return iris

    def statement(self, row: Row, kind: str, heading: str = "statement iri") -> str | None:
        """The statement that a row of an answer names; None if there is none or it is invalid."""
        given = row[heading]
        if not given:
            return None
        if self.collection.about(given) and f"/id/{kind}/" in given:
            return given
        self.fault(
            row,
            heading,
            f"There is no {kind} <{given[:120]}> in the data.",
            "Empty the cell, so that the row is looked up by its names, or correct it.",
        )
        return None

    def _by_iri(
        self, row: Row, heading: str, text: str, given: str, kinds: Sequence[str], what: str
    ) -> str | None:
        entry = self._resolved(row, f"{heading} iri", given, kinds, what)
        if entry is None or not text:
            return entry.iri if entry else None
        names = {folded(each) for each, _ in entry.names} | {
            folded(entry.slug),
            folded(entry.label()),
        }
        if folded(text) in names:
            return entry.iri
        self.fault(
            row,
            heading,
            f"“{text[:80]}” is not a name of <{given}>, which is {entry.label()}.",
            f"Empty the column “{heading.capitalize()} IRI” of this row if the name is right.",
        )
        return None

    def _resolved(
        self, row: Row, heading: str, text: str, kinds: Sequence[str], what: str
    ) -> Entry | None:
        labels = self.collection.labels
        try:
            return resolve(labels, text, kinds, what)
        except AmbiguousActor as error:
            among = "; ".join(
                f"{each.label} ({each.reference}, {self.collection.place(each.iri)})"
                for each in error.candidates
            )
            self.fault(
                row,
                heading,
                f"“{text[:80]}” may mean more than one {what}: {among}.",
                f"Write which, for example {error.candidates[0].reference}.",
            )
        except UnknownActor as error:
            parts = [part for part in _APART.split(text) if part]
            if len(parts) > 1 and (several := self._all_known(parts, kinds, what)):
                self.fault(
                    row,
                    heading,
                    f"“{text[:80]}” names more than one {what}: {', '.join(several)}.",
                    "Give each a row of its own.",
                )
                return None
            near = "; ".join(
                f"{each.label} ({each.reference}, {self.collection.place(each.iri)})"
                for each in error.near
            )
            self.fault(
                row,
                heading,
                f"No {what} is called “{text[:80]}”."
                + (f" Nearest names: {near}." if near else ""),
                "Write one of the names, a code or a slug; describe a new one in data/ first."
                if near
                else "Correct the name, or describe the new one in data/ first.",
            )
        return None

    def _all_known(self, parts: Sequence[str], kinds: Sequence[str], what: str) -> list[str]:
        references = []
        for part in parts:
            try:
                references.append(
                    resolve(self.collection.labels, part, kinds, what).candidate().reference
                )
            except (UnknownActor, AmbiguousActor):
                return []
        return references
