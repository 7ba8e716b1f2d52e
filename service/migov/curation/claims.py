"""Claims: the statements in a row of a table, and their place in the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from migov.curation.collection import EDITORIAL, Collection, Value
from migov.curation.patch import Patch
from migov.curation.reader import Reader
from migov.curation.spreadsheet import Row
from migov.knowledge.findings import Severity
from migov.vocabulary import compact, expand

#: A property (prefixed name) with a value, and the heading of its cell.
Part = tuple[str, Value, str]

_DATES = ("date", "gYearMonth", "gYear")


@dataclass
class Claim:
    """The claim of one row about `subject`.

    `base` identifies the statement and is repeated in the graph of every source; `values` are added
    by the row; `editorial` holds the editor's statements about a new thing, `note` about any.
    `home` is the file of a new thing.
    """

    row: Row
    subject: str
    base: list[Part]
    values: list[Part]
    home: Path
    editorial: list[Part] = field(default_factory=list)
    note: str = ""


@dataclass
class Context:
    """The context of a row's conversion: the table's options and the data."""

    reader: Reader
    collection: Collection
    of: str
    home: Path
    source: str | None
    source_date: str | None


#: Converts a row to a claim; None if a fault was recorded.
Converter = Callable[[Row, Context], Claim | None]


def place(claim: Claim, context: Context, patch: Patch) -> str:
    """Add missing statements to the patch; returns "new", "more" or "stated".

    A row of an answer names its own sources: only statements without any source are added. Any
    other row is stated by the table's source, so that source's graph gets what it lacks.
    """
    stated = context.collection.about(claim.subject)
    everywhere = {(one.predicate, one.value) for one in stated}
    row = claim.row
    if row["sources iri"] or row["statement iri"]:
        known = everywhere
    else:
        known = {(one.predicate, one.value) for one in stated if one.graph == context.source}
    wanted = [(expand(name), value) for name, value, _ in claim.values]
    base = [(expand(name), value) for name, value, _ in claim.base]
    missing = [pair for pair in wanted if pair not in known]
    if known is everywhere:
        missing = [
            (predicate, value)
            for predicate, value in missing
            if not context.collection.stated_inversely(claim.subject, predicate, value)
        ]
    if known is not everywhere or not stated:
        missing += [pair for pair in base if pair not in known]
    notes: list[tuple[str, Value]] = []
    if claim.note and not any(one.value.value == claim.note for one in stated):
        notes.append((expand("skos:editorialNote"), ox.Literal(claim.note, language="en")))
    if not missing and not notes:
        return "stated"
    if missing and context.source is None:
        context.reader.fault(
            row,
            None,
            "The row says what no source states yet, and the table has no source.",
            "Give the source with --source.",
        )
        return "stated"
    _warn_of_other_dates(claim, context)
    editorial = [] if stated else [(expand(name), value) for name, value, _ in claim.editorial]
    for predicate, value in [*editorial, *notes]:
        patch.add(_file(claim, context, EDITORIAL), EDITORIAL, claim.subject, predicate, value)
    if missing and context.source is not None:
        file = _file(claim, context, context.source)
        for predicate, value in [*base, *missing]:
            patch.add(file, context.source, claim.subject, predicate, value)
    return "more" if stated else "new"


def _file(claim: Claim, context: Context, graph: str) -> Path:
    """The file for a triple in `graph`: the thing's own file if any, else the table's."""
    stated = context.collection.about(claim.subject)
    same = [one.file.path for one in stated if one.graph == graph]
    return next(iter(same), context.collection.home(claim.subject) or claim.home)


def _warn_of_other_dates(claim: Claim, context: Context) -> None:
    for name, value, heading in claim.values:
        if not _is_date(value):
            continue
        for other in context.collection.values(claim.subject, name).values():
            if _is_date(other) and not agree(value.value, other.value):
                place_of_other = context.collection.place(claim.subject, other.value)
                context.reader.fault(
                    claim.row,
                    heading,
                    f"Another source has {other.value} for {compact(expand(name))} of "
                    f"{compact(claim.subject)} ({place_of_other}); both will stand.",
                    "Nothing, if the sources disagree; else correct the date.",
                    Severity.WARNING,
                )


def agree(one: str, other: str) -> bool:
    """Whether two partial dates are compatible: one is a prefix of the other."""
    return one.startswith(other) or other.startswith(one)


def _is_date(value: Value) -> bool:
    return isinstance(value, ox.Literal) and value.datatype.value.rpartition("#")[2] in _DATES
