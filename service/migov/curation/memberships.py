"""Converts rows of members and chairs to memberships, matched to known ones."""

from __future__ import annotations

import pyoxigraph as ox

from migov.curation.claims import Claim, Context, Part, agree
from migov.curation.spreadsheet import Row
from migov.vocabulary import compact, expand, iri, slug_of

#: Roles that an actor may hold repeatedly.
_TERMS = ("chair", "co-chair", "incoming-chair")
_MEMBER_KINDS = ("state", "organization", "mechanism", "body")


def member(row: Row, context: Context) -> Claim | None:
    """The membership of a row of members."""
    body = "committee" if row["committee"] or row["committee iri"] else "body"
    return _membership(row, context, "member", body, None)


def chair(row: Row, context: Context) -> Claim | None:
    """The membership of a row of chairs."""
    return _membership(row, context, "chair", "body", "chair")


def _membership(
    row: Row, context: Context, heading: str, body: str, default: str | None
) -> Claim | None:
    reader, collection = context.reader, context.collection
    faults = len(reader.findings)
    who = reader.thing(row, heading, _MEMBER_KINDS, "actor", required=True)
    where = reader.thing(row, body, ("body",), "body") or context.of
    seat = (
        "steering-committee-member" if collection.is_a(where, "mg:SteeringCommittee") else "member"
    )
    role = reader.thing(row, "role", ("role",), "role") or iri("role", default or seat)
    dates: list[Part] = [
        (name, value, column)
        for name, column in (
            ("schema:startDate", "since"),
            ("schema:endDate", "until"),
            ("mg:endedBy", "gone by"),
            ("mg:attestedIn", "seen in"),
        )
        if (value := reader.date(row, column)) is not None
    ]
    note = reader.text(row, "note")
    statement = reader.statement(row, "membership")
    if who is None or len(reader.findings) > faults:
        return None
    base: list[Part] = [
        ("rdf:type", ox.NamedNode(expand("org:Membership")), heading),
        ("org:member", ox.NamedNode(who), heading),
        ("org:organization", ox.NamedNode(where), body),
        ("org:role", ox.NamedNode(role), "role"),
    ]
    subject = statement or _find(row, context, who, where, role)
    if subject is None:
        return None
    if statement and not _fits(row, context, statement, base):
        return None
    home = collection.home(where) or context.home
    return Claim(row, subject, base, dates, home, note=note)


def _fits(row: Row, context: Context, subject: str, base: list[Part]) -> bool:
    for name, value, heading in base:
        stated = context.collection.values(subject, name)
        if name != "rdf:type" and value.value not in stated:
            values = ", ".join(compact(each) for each in sorted(stated)) or "nothing"
            context.reader.fault(
                row,
                heading,
                f"The row says {compact(value.value)}, but {compact(subject)} "
                f"({context.collection.place(subject)}) says {values}.",
                "Empty the column Statement IRI of this row, so that it is looked up by its names.",
            )
            return False
    return True


def _find(row: Row, context: Context, who: str, where: str, role: str) -> str | None:
    """The membership that the row means, or the IRI of a new one."""
    collection = context.collection
    slug = f"{slug_of(where)}-{slug_of(who)}-{slug_of(role)}"
    since = context.reader.date(row, "since")
    spells = [
        subject
        for subject in _spells(context, where, who, role)
        if not (since and _over_before(context, subject, since.value))
    ]
    if since is not None:
        same = [each for each in spells if _starts(context, each, since.value)]
        undated = [each for each in spells if not collection.values(each, "schema:startDate")]
        # Terms of a chair follow each other; for other roles, different starts are disagreements.
        spells = same or undated or ([] if slug_of(role) in _TERMS else spells)
    elif len(spells) > 1:
        spells = [each for each in spells if not _is_over(context, each)] or spells
    if len(spells) == 1:
        if since is None and _contradicts(row, context, spells[0]):
            return None
        return spells[0]
    if spells:
        among = "; ".join(f"{compact(each)} ({collection.place(each)})" for each in spells)
        context.reader.fault(
            row,
            None,
            f"The row may mean more than one membership: {among}.",
            "Give Since, or put the IRI of the one that is meant into a column Statement IRI.",
        )
        return None
    taken = bool(collection.about(iri("membership", slug)))
    return iri("membership", f"{slug}-{since.value[:4]}" if taken and since else slug)


def _spells(context: Context, where: str, who: str, role: str) -> list[str]:
    return context.collection.memberships.get((where, who, role), [])


def _ends(context: Context, subject: str) -> list[str]:
    values = context.collection.values
    return sorted([*values(subject, "schema:endDate"), *values(subject, "mg:endedBy")])


def _over_before(context: Context, subject: str, day: str) -> bool:
    ends = _ends(context, subject)
    return bool(ends) and all(end < day and not agree(end, day) for end in ends)


def _is_over(context: Context, subject: str) -> bool:
    ends, seen = _ends(context, subject), context.source_date
    return bool(ends) and (seen is None or _over_before(context, subject, seen))


def _starts(context: Context, subject: str, day: str) -> bool:
    return any(agree(day, one) for one in context.collection.values(subject, "schema:startDate"))


def _contradicts(row: Row, context: Context, subject: str) -> bool:
    """Whether the row lists, without a date, a member that had left before the source's date."""
    named = row["statement iri"] or row["until"] or row["gone by"] or row["seen in"]
    day = context.source_date
    if named or day is None or not _over_before(context, subject, day):
        return False
    context.reader.fault(
        row,
        None,
        f"{compact(subject)} ended {_ends(context, subject)[-1]} "
        f"({context.collection.place(subject)}), before the date of the source, {day}.",
        "Give Since for a new spell, Seen in if the list is older than its source; or remove it.",
    )
    return True
