"""What a reader wants first of an actor: a few lines, each with who says so or where it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from migov.vocabulary import kind_of
from migov.web.descriptions.answers import Answered, directly, role
from migov.web.descriptions.view import Cell, Facts
from migov.web.http.footnotes import Note

#: Things that one line names; it counts the others.
MOST = 4

_SCHEME = re.compile(r"^https?://(www\.)?")
_CHAIRS = ("chair", "co-chair")
_SUPPORT = ("secretariat", "technical-support", "host", "funder")


class Told(NamedTuple):
    """One line: what it says, in things or as a number, and its sources.

    `more` counts what is not named; `section` is the part of the page that tells it all.
    """

    label: str
    cells: Sequence[Cell]
    sources: Sequence[Note] = ()
    more: int = 0
    section: str = ""


Rows = Sequence[Mapping[str, Any]]


def glance(facts: Facts, subject: str, kind: str, answers: Mapping[str, Answered]) -> list[Told]:
    """The lines of the page of `subject`; none for what is no actor."""
    make = _ACTORS.get(kind)
    return [] if make is None else [line for line in make(facts, subject, answers) if line]


def _mechanism(
    facts: Facts, subject: str, answers: Mapping[str, Answered]
) -> Iterable[Told | None]:
    chairs = [row for row in _rows(answers, "chairs") if row.get("current", True)]
    members = [row for row in _rows(answers, "members") if role(row) == "member" and directly(row)]
    run = [
        row
        for row in _rows(answers, "secretariats")
        if role(row) == "secretariat" and row.get("current", True)
    ]
    yield _named(facts, "Chair", chairs, "chair", "chairs") or Told(
        "Chair", [Cell("not known for this day")]
    )
    yield _counted("Members", len({row["member"]["iri"] for row in members}), "members")
    yield _named(facts, "Secretariat", run, "organization", "secretariat")
    yield _stated(facts, subject, "Established", "mg:established")
    yield _stated(facts, subject, "Covers", "mg:coversRegion")
    yield _stated(facts, subject, "Website", "foaf:homepage")


def _state(facts: Facts, subject: str, answers: Mapping[str, Answered]) -> Iterable[Told | None]:
    rows = _rows(answers, "memberships")
    seats = [row for row in rows if role(row) == "member" and _kind(row) == "mechanism"]
    leads = [row for row in rows if role(row) in _CHAIRS and directly(row)]
    yield _counted("Dialogues", len({row["organization"]["iri"] for row in seats}), "memberships")
    yield _named(facts, "Chairs", leads, "organization", "leads")
    yield _named(
        facts, "Sits most with", _rows(answers, "co-members")[:MOST], "member", "co-members"
    )
    yield _stated(facts, subject, "Region", "mg:inRegion")


def _organization(
    facts: Facts, subject: str, answers: Mapping[str, Answered]
) -> Iterable[Told | None]:
    rows = _rows(answers, "memberships")
    for label, roles in (("Chairs", _CHAIRS), ("Runs or supports", _SUPPORT)):
        yield _named(
            facts, label, [row for row in rows if role(row) in roles], "organization", "supports"
        )
    members = [row for row in _rows(answers, "members") if role(row) == "member" and directly(row)]
    yield _counted("Members", len({row["member"]["iri"] for row in members}), "members")
    yield _stated(facts, subject, "Established", "mg:established")
    yield _stated(facts, subject, "Headquarters", "mg:headquarters")
    yield _stated(facts, subject, "Website", "foaf:homepage")


def _rows(answers: Mapping[str, Answered], question: str) -> Rows:
    answered = answers.get(question)
    return answered.answer.rows if answered else ()


def _kind(row: Mapping[str, Any]) -> str:
    return kind_of(row["organization"]["iri"])


def _named(facts: Facts, label: str, rows: Rows, column: str, section: str) -> Told | None:
    """The things in one column, each once, with the sources of the rows that name them."""
    things: dict[str, list[str]] = {}
    for row in rows:
        sources = things.setdefault(row[column]["iri"], [])
        sources += [source["iri"] for source in row.get("sources") or ()]
    if not things:
        return None
    shown = list(things)[:MOST]
    notes = facts.references(source for iri in shown for source in things[iri][:2])
    return Told(label, [facts.cell(iri) for iri in shown], notes, len(things) - len(shown), section)


def _counted(label: str, number: int, section: str) -> Told | None:
    return Told(label, [Cell(str(number), f"#{section}")], section=section) if number else None


def _stated(facts: Facts, subject: str, label: str, prefixed: str) -> Told | None:
    """The values of a property."""
    values = facts.values(subject, prefixed)
    if not values:
        return None
    cells = sorted((_short(facts.value_cell(value)) for value in values), key=lambda c: c.text)
    return Told(
        label, cells[:MOST], facts.sources_of(subject, prefixed), len(cells[MOST:]), "facts"
    )


def _short(cell: Cell) -> Cell:
    """A website by its name alone."""
    return cell._replace(text=_SCHEME.sub("", cell.text).rstrip("/")) if cell.href else cell


_ACTORS: Mapping[str, Callable[[Facts, str, Mapping[str, Answered]], Iterable[Told | None]]] = {
    "mechanism": _mechanism,
    "state": _state,
    "organization": _organization,
    "body": _organization,
}
