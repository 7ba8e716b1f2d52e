"""The newest events on the front page: meetings, terms of chairs, agreements."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from migov.web.front.questions import rows_of
from migov.web.http.translation import gettext as _
from migov.web.service import Service
from migov.web.tables import Cell, Names

#: Number of events of each kind.
LISTED = 4

Rows = Sequence[Mapping[str, Any]]


class Event(NamedTuple):
    """One event: its ISO 8601 date, the thing, and whom it concerns."""

    date: str
    thing: Cell
    note: Cell | None = None


class News(NamedTuple):
    """The newest events of one kind, the question that lists all, and its title."""

    kind: str
    title: str
    items: list[Event]
    url: str
    more: str


async def news(service: Service, names: Names) -> list[News]:
    """The newest events by kind; kinds without dated events are omitted."""
    meetings, chairs, agreements = await asyncio.gather(
        rows_of(service, "meetings", names.lang),
        rows_of(service, "chairing", names.lang),
        rows_of(service, "agreements", names.lang),
    )
    groups = [
        News("", _("Meetings"), _newest(meetings, "meeting", "start", names, today=_today(service)),
             "/questions/meetings", _("All meetings")),
        News("mechanism", _("Chairs"), _chairs(chairs, names, _today(service)),
             "/questions/chairing", _("All chairs")),
        News("agreement", _("Agreements"),
             _newest(agreements, "agreement", "signed", names, today=_today(service)),
             "/questions/agreements", _("All agreements")),
    ]  # fmt: skip
    return [group for group in groups if group.items]


def _today(service: Service) -> str:
    return service.today().isoformat()


def _newest(rows: Rows, column: str, dated: str, names: Names, *, today: str) -> list[Event]:
    """The latest things of `column` by the date in the column `dated`, without future ones."""
    events = {
        row[column]["iri"]: Event(row[dated], names.cell(row[column]["iri"]))
        for row in rows
        if row.get(dated) and row[dated] <= today
    }
    return sorted(events.values(), key=lambda event: event.date, reverse=True)[:LISTED]


def _chairs(rows: Rows, names: Names, today: str) -> list[Event]:
    """The chairs whose terms began last, with their mechanisms."""
    events = [
        Event(
            row["since"],
            names.cell(row["mechanism"]["iri"]),
            names.cell(row["chair"]["iri"]).unlinked,
        )
        for row in rows
        if row.get("since") and row["since"] <= today
    ]
    return sorted(events, key=lambda event: event.date, reverse=True)[:LISTED]
