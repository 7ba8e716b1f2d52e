"""Converts cells to terms: names, dates and texts; faults have line and column."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from migov.curation.collection import Collection
from migov.curation.dates import DateOrder, NoDate, partial_date
from migov.curation.spreadsheet import Row, Sheet
from migov.knowledge.findings import Finding, Severity
from migov.knowledge.write import dated
from migov.questions.errors import AmbiguousActor, UnknownActor
from migov.questions.labels import Entry
from migov.questions.names import folded
from migov.questions.resolve import resolve

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
        found = []
        for part in dict.fromkeys(parts):
            entry = self._resolved(row, f"{heading} iri" if given else heading, part, kinds, what)
            if entry is not None:
                found.append(entry.iri)
        return found

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
        found = []
        for part in parts:
            try:
                found.append(
                    resolve(self.collection.labels, part, kinds, what).candidate().reference
                )
            except (UnknownActor, AmbiguousActor):
                return []
        return found
