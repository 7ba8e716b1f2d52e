"""Times as bars beside a table, so that a succession of chairs is seen at a glance.

The bars only draw what the cells of the same row say in words.
"""

from __future__ import annotations

import re
from datetime import date

from migov.vocabulary import ID
from migov.web.descriptions.facts import Bar, Facts, Row, Section

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DOC = "/doc/"


def with_bars(facts: Facts, section: Section, today: date) -> Section:
    """The section with a bar in each row whose time is known; what is open lasts until `today`."""
    spans = [_span(facts, row, today) for row in section.rows]
    known = [span for span in spans if span is not None]
    if len(known) < 2:
        return section
    first = int(min(start for start, _, _ in known))
    last = int(max(end for _, end, _ in known)) + 1
    scale = 100 / (last - first)
    rows = []
    for row, span in zip(section.rows, spans, strict=True):
        if span is not None:
            start, end, sure = span
            width = max((end - start) * scale, 0.75)
            row = row._replace(bar=Bar(round((start - first) * scale, 2), round(width, 2), sure))
        rows.append(row)
    section.rows = rows
    section.axis = (first, last)
    return section


def _span(facts: Facts, row: Row, today: date) -> tuple[float, float, bool] | None:
    """Begin and end in years, and whether both are stated."""
    if row.statement is None or _DOC not in row.statement:
        return None
    membership = ID + row.statement.partition(_DOC)[2]
    stated_start = _year(facts.text(membership, "mg:startsOn"))
    stated_end = _year(facts.text(membership, "mg:endsOn"))
    seen = [
        year
        for name in ("mg:firstAttestedOn", "mg:lastAttestedOn")
        if (year := _year(facts.text(membership, name))) is not None
    ]
    gone = _year(facts.text(membership, "mg:goneBy"))
    start = stated_start if stated_start is not None else min(seen, default=gone)
    if start is None:
        return None
    end = stated_end if stated_end is not None else gone
    if end is None:
        end = max([*seen, start, _year(today.isoformat()) or start])
    return start, max(start, end), stated_start is not None and stated_end is not None


def _year(text: str) -> float | None:
    """A day as a fraction of years."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    return year + (date(year, month, day) - date(year, 1, 1)).days / 366
