"""Tables of answers, with the charts that their columns allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from migov.questions import header
from migov.questions.messages import marked
from migov.web.charts.answers import map_of, pictures, ranked
from migov.web.charts.world import World
from migov.web.http.formats import decimal
from migov.web.http.translation import gettext as _
from migov.web.tables import Cell, Column, Footnotes, Names, Row, Table

#: Columns rendered separately at the end of a row.
_SOURCES = "sources"
_STATEMENTS = ("statement", "statements")
#: Columns merged into one: the mark of certainty, and when the row was last seen.
_BASIS, _SEEN = "basis", "lastSeen"
#: Values per cell in a table limited to its first rows.
_VALUES = 3
#: Sources per row in such a table, beside its first statement; the question has all.
_NAMED = 2

#: What queries call an event (`queries/questions/timeline.rq`), for the pages to translate.
EVENTS = (
    marked("founded"),
    marked("ended"),
    marked("in force"),
    marked("signed"),
    marked("became"),
    marked("ceased to be"),
    marked("gone by"),
    marked("began"),
    marked("adopted"),
    marked("met"),
    marked("is to begin"),
    marked("is to end"),
    marked("is to meet"),
    marked("is to become"),
    marked("is to cease to be"),
    marked("is to be in force"),
)

Rows = Sequence[Mapping[str, Any]]


def answer_table(
    rows: Rows,
    columns: Iterable[header.Column],
    names: Names,
    notes: Footnotes,
    as_of: date,
    *,
    id: str,
    title: str,
    subject: str = "",
    most: int | None = None,
    picture: str | None = None,
) -> Table:
    """The table of an answer's `rows`; `columns` are those of the question to show.

    Columns that are empty, or hold only `subject`, the entity of the page, are omitted. Open
    intervals last until `as_of`. `picture` is the question's chart. `most` limits the rows of the
    table; its charts show all.
    """
    shown = [
        column
        for column in columns
        if column.name not in (_SOURCES, *_STATEMENTS)
        and any(not _empty(row.get(column.name)) for row in rows)
        and not (subject and all(_is(row.get(column.name), subject) for row in rows))
    ]
    marked = any(column.name == _BASIS for column in shown)
    if marked:
        shown = [column for column in shown if column.name != _SEEN]
    named = None if most is None else _NAMED
    drawn = pictures({column.name: column.label for column in shown}, rows, as_of, picture)
    counted = ranked(rows, list(drawn.counted))
    widths = drawn.counted.get(counted, [None] * len(rows))
    return Table(
        id,
        title,
        [Column(each.label, _described(each), each.kind == "number") for each in shown],
        [
            Row(
                [_shown(names, row, column.name, subject, most, as_of) for column in shown],
                notes.of(source["iri"] for source in (row.get(_SOURCES) or ())[:named]),
                _statements(names, row)[: named and 1],
                bar,
                width,
            )
            for row, bar, width in list(zip(rows, drawn.bars, widths, strict=True))[:most]
        ],
        axis=drawn.axis,
        calendar=drawn.calendar,
        map=_rooted(drawn.world, names.root),
        counted=next((at for at, each in enumerate(shown) if each.name == counted), -1),
        total=len(rows),
    )


def _described(column: header.Column) -> str:
    """What a column means; the legend of the marks says it of certainty."""
    return "" if column.name == _BASIS else column.description


def _shown(
    names: Names, row: Mapping[str, Any], column: str, subject: str, most: int | None, as_of: date
) -> list[Cell]:
    """The cells of one column; with `most` only a few, the others counted.

    A mark has the date of the last trace unless that is later than the day of the page.
    """
    if column == _BASIS and row.get(_BASIS):
        seen = str(row.get(_SEEN) or "")
        earlier = seen <= as_of.isoformat()[: len(seen)]
        return [Cell(seen if earlier else "", basis=str(row[_BASIS]))]
    cells = list(_cells(names, row.get(column), subject))
    if most is None or len(cells) <= _VALUES + 1:
        return cells
    return [*cells[:_VALUES], Cell(f"+{len(cells) - _VALUES}")]


def _cells(names: Names, value: Any, subject: str) -> Iterable[Cell]:
    """A value as cells; the page of `subject` does not link to itself."""
    match value:
        case None:
            return []
        case bool():
            return [Cell(_("yes") if value else _("no"))]
        case {"iri": str(iri)}:
            cell = names.cell(iri)
            return [cell._replace(href=None) if iri == subject else cell]
        case list():
            return [cell for each in value for cell in _cells(names, each, subject)]
        case _:
            # Words that a query gives, such as "signatory", are texts of the pages.
            return [Cell(_(value) if isinstance(value, str) else decimal(value))]


def _empty(value: Any) -> bool:
    return value is None or value in ("", [])


def _is(value: Any, iri: str) -> bool:
    return isinstance(value, dict) and value["iri"] == iri


def _statements(names: Names, row: Mapping[str, Any]) -> list[str]:
    cells = [row.get(name) for name in _STATEMENTS]
    several = [one for each in cells for one in (each if isinstance(each, list) else [each])]
    return [names.href(one["iri"]) or one["iri"] for one in several if isinstance(one, dict)]


def answer_map(rows: Rows, columns: Iterable[header.Column], names: Names) -> World | None:
    """The map of the states in the first column of `rows`."""
    return _rooted(map_of({column.name: column.label for column in columns}, rows), names.root)


def _rooted(world: World | None, root: str) -> World | None:
    """The map with links under `root`, the path of a past release."""
    if world is None or not root:
        return world
    return world._replace(lands=[land._replace(href=root + land.href) for land in world.lands])
