"""The top of an entity's page: its introduction, and lines with sources or links to tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from migov.questions.articles import Name, indefinite
from migov.questions.sentence import Sentences
from migov.vocabulary import MG, expand, kind_of, slug_of
from migov.web.descriptions.answers import Answers, rows_of
from migov.web.descriptions.view import Facts
from migov.web.http.translation import gettext as _
from migov.web.tables import Cell, Note

#: Things named in one line; the others are counted.
MOST = 4

_SCHEME = re.compile(r"^https?://(www\.)?")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_CHAIRS = ("chair", "co-chair")
_SUPPORT = ("secretariat", "technical-support", "host", "funder")


class Line(NamedTuple):
    """One line: its things or number, and its sources.

    `more` counts the unnamed; `section` is the part of the page with all of them.
    """

    label: str
    cells: Sequence[Cell]
    sources: Sequence[Note] = ()
    more: int = 0
    section: str = ""


Rows = Sequence[Mapping[str, Any]]


def summary(facts: Facts, subject: str, kind: str, answers: Answers) -> list[Line]:
    """The summary lines of `subject`; empty unless it is an actor."""
    make = _ACTORS.get(kind)
    return [] if make is None else [line for line in make(facts, subject, answers) if line]


def _mechanism(facts: Facts, subject: str, answers: Answers) -> Iterable[Line | None]:
    chairs = [row for row in rows_of(answers, "chairs") if row.get("current", True)]
    run = [
        row
        for row in rows_of(answers, "secretariats")
        if _role(row) == "secretariat" and row.get("current", True)
    ]
    yield _named(facts, _("Chair"), chairs, "chair", "chairs") or Line(
        _("Chair"), [Cell(_("not known for this day"))]
    )
    yield _counted(_("Members"), members(answers), "members")
    yield _named(facts, _("Secretariat"), run, "organization", "secretariat")
    yield _stated(facts, subject, _("Established"), "mg:established")
    yield _stated(facts, subject, _("Covers"), "mg:coversRegion")
    yield _stated(facts, subject, _("Website"), "foaf:homepage")


def _state(facts: Facts, subject: str, answers: Answers) -> Iterable[Line | None]:
    yield _counted(_("Dialogues"), dialogues(answers), "memberships")
    yield _named(facts, _("Chairs"), _held(answers, _CHAIRS), "organization", "leads")
    yield _named(
        facts, _("Sits most with"), rows_of(answers, "co-members")[:MOST], "member", "co-members"
    )
    yield _stated(facts, subject, _("Region"), "mg:inRegion")


def _organization(facts: Facts, subject: str, answers: Answers) -> Iterable[Line | None]:
    for label, roles in ((_("Chairs"), _CHAIRS), (_("Runs or supports"), _SUPPORT)):
        yield _named(facts, label, _held(answers, roles), "organization", "leads")
    yield _counted(_("Members"), members(answers), "members")
    yield _stated(facts, subject, _("Established"), "mg:established")
    yield _stated(facts, subject, _("Headquarters"), "mg:headquarters")
    yield _stated(facts, subject, _("Website"), "foaf:homepage")


def members(answers: Answers) -> int:
    """The number of members of the actor itself, without its bodies."""
    return len(
        {
            row["member"]["iri"]
            for row in rows_of(answers, "members")
            if _role(row) == "member" and row.get("body") is None
        }
    )


def dialogues(answers: Answers) -> int:
    """The number of mechanisms that the actor is a member of."""
    return len(
        {
            row["organization"]["iri"]
            for row in rows_of(answers, "memberships")
            if _role(row) == "member" and _kind(row) == "mechanism"
        }
    )


def supported(answers: Answers) -> int:
    """The number of mechanisms that the actor chairs, serves, hosts or funds."""
    return len(
        {
            row["organization"]["iri"]
            for row in _held(answers, (*_CHAIRS, *_SUPPORT))
            if _kind(row) == "mechanism"
        }
    )


def finest(dates: Iterable[str]) -> str:
    """The earliest of several ISO 8601 dates, in the highest precision given; "" if none."""
    ordered = sorted(dates)
    return (
        max((each for each in ordered if each.startswith(ordered[0])), key=len) if ordered else ""
    )


def _role(row: Mapping[str, Any]) -> str:
    """The slug of a row's role."""
    cell = row.get("role")
    return str(cell["slug"]) if isinstance(cell, dict) else ""


def _held(answers: Answers, roles: Sequence[str]) -> Rows:
    """The rows of roles that an actor holds on the day, without chairs of bodies."""
    return [
        row
        for row in rows_of(answers, "roles")
        if _role(row) in roles
        and row.get("current", True)
        and (row.get("body") is None or roles is not _CHAIRS)
    ]


def _kind(row: Mapping[str, Any]) -> str:
    return kind_of(row["organization"]["iri"])


def _named(facts: Facts, label: str, rows: Rows, column: str, section: str) -> Line | None:
    """The distinct things in one column, with the sources of their rows."""
    things: dict[str, list[str]] = {}
    for row in rows:
        sources = things.setdefault(row[column]["iri"], [])
        sources += [source["iri"] for source in row.get("sources") or ()]
    if not things:
        return None
    shown = list(things)[:MOST]
    notes = facts.references(source for iri in shown for source in things[iri][:2])
    return Line(label, [facts.cell(iri) for iri in shown], notes, len(things) - len(shown), section)


def _counted(label: str, number: int, section: str) -> Line | None:
    return Line(label, [Cell(str(number), f"#{section}")], section=section) if number else None


def _stated(facts: Facts, subject: str, label: str, prefixed: str) -> Line | None:
    """The values of a property."""
    values = facts.values(subject, prefixed)
    if not values:
        return None
    cells = sorted((_short(facts.value_cell(value)) for value in values), key=lambda c: c.text)
    # "2006" beside "2006-07-11" is one date in two precisions.
    texts = [cell.text for cell in cells]
    cells = [
        cell
        for cell in cells
        if not (_DATE.fullmatch(cell.text) and any(_finer(each, cell.text) for each in texts))
    ]
    return Line(
        label, cells[:MOST], facts.sources_of(subject, prefixed), len(cells[MOST:]), "facts"
    )


def _finer(date: str, than: str) -> bool:
    """Whether an ISO 8601 date is a more precise form of another."""
    return date.startswith(f"{than}-")


def _short(cell: Cell) -> Cell:
    """The host name of a website."""
    return cell._replace(text=_SCHEME.sub("", cell.text).rstrip("/")) if cell.href else cell


_ACTORS: Mapping[str, Callable[[Facts, str, Answers], Iterable[Line | None]]] = {
    "mechanism": _mechanism,
    "state": _state,
    "organization": _organization,
    "body": _organization,
}


#: Classes that are less specific than the kind of a thing.
_WIDE = frozenset({"Actor", "Organization", "ConsultationMechanism", "Body", "Instrument"})
_NONE = "none"


def introduction(
    facts: Facts, subject: str, kind: str, answers: Answers, sentences: Sentences
) -> Cell | None:
    """The definition of `subject`, else a sentence on a state, organization or mechanism."""
    definition = next(
        (facts.value_cell(value) for value in facts.values(subject, "skos:definition")), None
    )
    # A definition in another language than the page's is used only if no sentence can be composed.
    if kind not in ("state", "organization", "mechanism") or (
        definition and definition.lang == facts.lang
    ):
        return definition
    kinds = [iri for iri in facts.types(subject) if iri.startswith(MG)]
    narrow = next((iri for iri in kinds if iri[len(MG) :] not in _WIDE), MG + "Organization")
    noun = facts.caption_text(narrow, expand("rdfs:label"))
    status = next(iter(facts.iris(subject, "mg:unStatus")), _NONE)
    treaties = {
        row["instrument"]["iri"]
        for row in rows_of(answers, "treaties")
        if row.get("standing") == "party"
    }
    text = sentences.message(
        f"actor-{kind}",
        {
            "kind": noun,
            "kind-a": indefinite(noun, facts.lang),
            "status": slug_of(status) if status != _NONE else _NONE,
            "region": _first(facts, subject, "mg:inRegion"),
            "seat": _first(facts, subject, "mg:headquarters"),
            "established": finest(facts.texts(subject, "mg:established"))[:4] or _NONE,
            "members": members(answers),
            "dialogues": dialogues(answers),
            "supports": supported(answers),
            "treaties": len(treaties),
        },
        Name(facts.label(subject), kind),
        facts.lang,
    )
    return Cell(text) if text else definition


def _first(facts: Facts, subject: str, prefixed: str) -> str:
    values = facts.values(subject, prefixed)
    return facts.value_cell(values[0]).text if values else _NONE
