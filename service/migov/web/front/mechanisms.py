"""The mechanisms on the front page by region, with members, chairs and newest source."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from migov.engine.solutions import text
from migov.service_queries import service_query
from migov.vocabulary import iri, local_name
from migov.web.front.questions import rows_of
from migov.web.http.translation import gettext as _
from migov.web.service import Service
from migov.web.tables import Cell, Column, Footnotes, Names, Row, Table

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
    for found in regions.rows:
        parts[text(found["mechanism"])].add(text(found["part"]))
    newest: dict[str, tuple[str, str]] = {}
    for found in sources.rows:
        mechanism, dated = text(found["mechanism"]), (text(found["day"]), text(found["source"]))
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
