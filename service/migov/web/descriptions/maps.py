"""The states that a table of a page tells of, as a map above it."""

from __future__ import annotations

from migov.vocabulary import ID
from migov.web.charts.world import Spot, part
from migov.web.descriptions.view import Row, Section

_STATES = "/doc/state/"


def mapped(section: Section, number: int = 0, of: str = "") -> Section:
    """The section with a map of the states in its first column.

    `number` is the column that counts for each, and `of` says what; without it a state is there or
    is not.
    """
    spots: dict[str, Spot] = {}
    for row in section.rows:
        for cell in row.cells[0]:
            if cell.href and _STATES in cell.href:
                iri = f"{ID}state/{cell.href.rpartition('/')[2]}"
                spots[iri] = Spot(iri, cell.text, cell.href, _count(row, number) if number else 1)
    section.map = part(spots.values(), of)
    return section


def _count(row: Row, column: int) -> int:
    text = row.cells[column][0].text if row.cells[column] else ""
    return int(text) if text.isdecimal() else 0
