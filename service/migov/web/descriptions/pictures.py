"""Times as bars beside a table of a page, so that a succession of chairs is seen at a glance.

The bars only draw what the cells of the same row say in words.
"""

from __future__ import annotations

from datetime import date

from migov.vocabulary import ID
from migov.web.charts.bars import Spell, drawn, year
from migov.web.descriptions.view import Facts, Row, Section

_DOC = "/doc/"


def with_bars(facts: Facts, section: Section, today: date) -> Section:
    """The section with a bar in each row whose time is known; what is open lasts until `today`."""
    section.axis, bars = drawn([_spell(facts, row, today) for row in section.rows])
    section.rows = [row._replace(bar=bar) for row, bar in zip(section.rows, bars, strict=True)]
    return section


def _spell(facts: Facts, row: Row, today: date) -> Spell | None:
    """When it was, as far as sources show it."""
    if row.statement is None or _DOC not in row.statement:
        return None
    membership = ID + row.statement.partition(_DOC)[2]
    stated_start = year(facts.text(membership, "mg:startsOn"))
    stated_end = year(facts.text(membership, "mg:endsOn"))
    seen = [
        found
        for name in ("mg:firstAttestedOn", "mg:lastAttestedOn")
        if (found := year(facts.text(membership, name))) is not None
    ]
    gone = year(facts.text(membership, "mg:goneBy"))
    start = stated_start if stated_start is not None else min(seen, default=gone)
    if start is None:
        return None
    end = stated_end if stated_end is not None else gone
    if end is None:
        end = max([*seen, start, year(today.isoformat()) or start])
    return Spell(start, max(start, end), stated_start is not None and stated_end is not None)
