"""The sections of the front page: mechanisms by region, the map of memberships, newest events."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from migov.engine.solutions import text
from migov.questions.answer import answer
from migov.questions.preparation import LIMIT_MOST
from migov.stored_queries import service_query
from migov.vocabulary import iri, local_name
from migov.web.charts import world as figure
from migov.web.charts.world import Spot, World
from migov.web.http.translation import gettext as _
from migov.web.service import Service
from migov.web.tables import Cell, Column, Footnotes, Names, Row, Table


async def rows_of(
    service: Service, question: str, lang: str, **params: str
) -> Sequence[Mapping[str, Any]]:
    """All rows of the answer of a question, for today; raises a QuestionError."""
    answered = await answer(
        service.engine,
        service.catalogue,
        service.labels,
        question,
        {"limit": str(LIMIT_MOST), "lang": lang, **params},
        service.release.id,
        service.today(),
        wider=False,
    )
    return answered.rows


_WORLD = iri("region", "world")
_CONCLUDED = "concluded"


class Mechanisms(NamedTuple):
    """The tables of the front page, one per region, and the states that chair now."""

    tables: list[Table]
    chairs: list[Cell]


async def mechanisms(service: Service, names: Names, notes: Footnotes) -> Mechanisms:
    """All mechanisms, in tables by the region that they cover."""
    rows, chairing, regions, sources = await asyncio.gather(
        rows_of(service, "mechanisms", names.lang),
        rows_of(service, "chairing", names.lang),
        service.engine.select(service_query("front-regions")),
        service.engine.select(service_query("front-sources")),
    )
    parts: dict[str, set[str]] = defaultdict(set)
    for solution in regions.rows:
        parts[text(solution["mechanism"])].add(text(solution["part"]))
    newest: dict[str, tuple[str, str]] = {}
    for solution in sources.rows:
        mechanism, dated = (
            text(solution["mechanism"]),
            (text(solution["day"]), text(solution["source"])),
        )
        newest[mechanism] = max(newest.get(mechanism, dated), dated)
    chairs: dict[str, list[str]] = defaultdict(list)
    for row in chairing:
        chairs[row["mechanism"]["iri"]].append(row["chair"]["iri"])
    groups: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in rows:
        mechanism = row["mechanism"]["iri"]
        groups[_part(parts[mechanism])].setdefault(mechanism, row)
    tables = [
        _table(part, group, chairs, newest, names, notes)
        for part, group in sorted(groups.items(), key=lambda item: _order(item[0]))
    ]
    leading = {chair for some in chairs.values() for chair in some if "/state/" in chair}
    return Mechanisms(tables, names.cells(leading))


def _table(
    part: str,
    group: Mapping[str, Mapping[str, Any]],
    chairs: Mapping[str, Sequence[str]],
    newest: Mapping[str, tuple[str, str]],
    names: Names,
    notes: Footnotes,
) -> Table:
    rows = []
    for mechanism, row in sorted(
        group.items(), key=lambda item: (_is_over(item[1]), names.label(item[0]).casefold())
    ):
        over = _is_over(row)
        day, source = newest.get(mechanism, ("", ""))
        led = names.cells(chairs.get(mechanism, ())) or [Cell("–" if over else "not known")]
        rows.append(
            Row(
                [
                    [names.cell(mechanism)._replace(note=_CONCLUDED if over else "")],
                    [Cell(str(row["members"] or "–"))],
                    led,
                    [Cell(day[:7], names.href(source))] if source else [],
                ],
                notes.of([source]) if source else [],
            )
        )
    columns = [
        Column(_("Mechanism")),
        Column(_("Members"), number=True),
        Column(_("Chair")),
        Column(_("Newest source")),
    ]
    title = names.label(part) if part else _("Between regions")
    return Table(
        f"region-{local_name(part) or 'several'}", title, columns, rows, sourced=False, named=True
    )


def _is_over(row: Mapping[str, Any]) -> bool:
    status = row.get("status")
    return isinstance(status, dict) and status["slug"] == _CONCLUDED


def _part(parts: set[str]) -> str:
    """The region that a mechanism covers; "" for several."""
    if _WORLD in parts:
        return _WORLD
    return next(iter(parts)) if len(parts) == 1 else ""


def _order(part: str) -> tuple[int, str]:
    """Sort key: regions by name, then interregional, then global."""
    return ({"": 1, _WORLD: 2}.get(part, 0), part)


#: Number of states named under the map.
MOST = 10


class Memberships(NamedTuple):
    """The map, and the states with the most memberships."""

    map: World
    most: list[Spot]


async def memberships(service: Service, names: Names) -> Memberships | None:
    """The map of current memberships; None if the map was not built."""
    rows = await rows_of(service, "most-connected", names.lang, kind="state")
    counts = {row["actor"]["iri"]: int(row["mechanisms"]) for row in rows}
    spots = [
        Spot(
            entry.iri, names.label(entry.iri), names.href(entry.iri) or "", counts.get(entry.iri, 0)
        )
        for entry in service.labels.of_kinds(["state"])
    ]
    drawn = figure.world(spots, "Dialogues")
    if drawn is None:
        return None
    spots.sort(key=lambda spot: (-spot.total, spot.label.casefold()))
    return Memberships(drawn, spots[:MOST])


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
