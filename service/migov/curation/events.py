"""Converts rows of meetings, treaty acts and agreements."""

from __future__ import annotations

import re

import pyoxigraph as ox

from migov.curation.claims import Claim, Context, Part, agree
from migov.curation.spreadsheet import Row
from migov.questions.names import folded
from migov.vocabulary import compact, expand, iri, local_name, slug_of

_PARTIES = ("state", "organization", "mechanism", "body")
_CONVENERS = ("mechanism", "organization", "state", "body", "initiative")
#: The kinds of thing that a meeting or agreement may be about.
_SUBJECTS = ("theme", "instrument", "initiative", "body", "meeting", "mechanism")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: Headings of dated acts, with property and act.
_ACTS = {
    "signed": ("mg:signedOn", "signature"),
    "ratified": ("mg:ratifiedOn", "ratification"),
    "acceded": ("mg:accededOn", "accession"),
    "succeeded": ("mg:succeededOn", "treaty-succession"),
    "accepted": ("mg:acceptedOn", "acceptance"),
    "approved": ("mg:approvedOn", "approval"),
    "denounced": ("mg:denouncedOn", "denunciation"),
}
_VOTES = ("for", "against", "abstention", "absent")
#: Acts that bind a state from their date (Vienna Convention, article 16).
_BINDING = ("ratified", "acceded", "succeeded", "accepted", "approved")


def _links(name: str, iris: list[str], heading: str) -> list[Part]:
    return [(name, ox.NamedNode(each), heading) for each in iris]


def _dates(row: Row, context: Context, columns: dict[str, str]) -> list[Part]:
    dates = (
        (name, context.reader.date(row, heading), heading) for heading, name in columns.items()
    )
    return [(name, value, heading) for name, value, heading in dates if value is not None]


def meeting(row: Row, context: Context) -> Claim | None:
    """The meeting of a row: by its IRI, its name, or its convener, day and kind."""
    reader, collection = context.reader, context.collection
    faults = len(reader.findings)
    kind = reader.thing(row, "kind", ("term",), "kind of meeting")
    conveners = reader.things(row, "convened by", _CONVENERS, "convener") or [context.of]
    state = reader.thing(row, "state", ("state",), "state")
    values: list[Part] = [
        *_dates(row, context, {"from": "schema:startDate", "to": "schema:endDate"}),
        *([("mg:hostState", ox.NamedNode(state), "state")] if state else []),
        *_links("mg:concerns", reader.things(row, "themes", _SUBJECTS, "theme"), "themes"),
        *_links("mg:adopted", reader.things(row, "adopted", ("instrument",), "text"), "adopted"),
    ]
    city, label, note = (
        reader.text(row, "city"),
        reader.text(row, "meeting"),
        reader.text(row, "note"),
    )
    if city:
        values += [("mg:city", ox.Literal(part.strip()), "city") for part in city.split(";")]
    statement = reader.statement(row, "meeting", "meeting iri")
    if len(reader.findings) > faults:
        return None
    start = next((value.value for name, value, _ in values if name == "schema:startDate"), None)
    subject = statement or _same_meeting(row, context, label, start, kind, conveners)
    if subject is None and len(reader.findings) == faults:
        if start is None or kind is None:
            reader.fault(
                row,
                "from" if start is None else "kind",
                "A new meeting needs From and Kind: they are its name in the data.",
                "Fill both, or give the column Meeting IRI if the meeting is in the data.",
            )
            return None
        subject = iri("meeting", f"{slug_of(context.of)}-{start}-{_kind_slug(kind)}")
    if subject is None:
        return None
    editorial: list[Part] = []
    if kind is not None:
        mechanism = collection.labels.label(context.of)
        words = collection.labels.label(kind)
        called = (
            label
            or f"{mechanism}: {words.capitalize()}, {f'{city} ' if city else ''}{(start or '')[:4]}"
        )
        editorial = [
            ("rdf:type", ox.NamedNode(kind), "kind"),
            ("skos:prefLabel", ox.Literal(called, language="en"), "meeting"),
        ]
    base = _links("mg:convenedBy", conveners, "convened by")
    return Claim(row, subject, base, values, context.home, editorial, note)


def _same_meeting(
    row: Row,
    context: Context,
    label: str,
    start: str | None,
    kind: str | None,
    conveners: list[str],
) -> str | None:
    collection = context.collection
    mine = [
        subject
        for subject in collection.subjects("meeting")
        if collection.values(subject, "mg:convenedBy").keys() & set(conveners)
    ]
    wanted = folded(label)
    named = [
        each
        for each in mine
        if wanted and wanted in {folded(name) for name in collection.values(each, "skos:prefLabel")}
    ]
    dated = [
        each
        for each in named or mine
        if start and any(agree(start, day) for day in collection.values(each, "schema:startDate"))
    ]
    candidates = dated or named
    if not named and kind is not None:
        candidates = [each for each in dated if kind in collection.values(each, "rdf:type")]
    if len(candidates) > 1:
        among = "; ".join(f"{compact(each)} ({collection.place(each)})" for each in candidates)
        context.reader.fault(
            row,
            "meeting",
            f"The row may mean more than one meeting: {among}.",
            "Give the full day and the kind, or the column Meeting IRI.",
        )
    return candidates[0] if len(candidates) == 1 else None


def _kind_slug(kind: str) -> str:
    words = _HUMPS.sub("-", local_name(kind)).lower()
    return words.removesuffix("-meeting") or words


def act(row: Row, context: Context) -> Claim | None:
    """The adherence of a row: the acts of one party about the table's instrument."""
    reader = context.reader
    faults = len(reader.findings)
    party = reader.thing(row, "party", ("state", "organization"), "party", required=True)
    values = _dates(row, context, {heading: name for heading, (name, _) in _ACTS.items()})
    values += _dates(row, context, {"until": "schema:endDate", "not party in": "mg:notPartyIn"})
    bound = [value for _, value, heading in values if heading in _BINDING]
    values += [("schema:startDate", value, "since") for value in bound[:1]]
    values += _acts_and_since(row, context)
    values += _vote(row, context)
    reader.statement(row, "adherence")
    note = reader.text(row, "note")
    if party is None or len(reader.findings) > faults:
        return None
    subject = iri("adherence", f"{slug_of(context.of)}-{slug_of(party)}")
    if row["statement iri"] not in ("", subject):
        reader.fault(
            row,
            "statement iri",
            f"This is another statement than {compact(subject)}, which the row is about.",
            "Empty the cell, or correct the party.",
        )
        return None
    if not values and not row["statement iri"]:
        reader.fault(
            row, "party", "The row says nothing that was done.", "Give an act, a vote or a date."
        )
        return None
    base: list[Part] = [
        ("rdf:type", ox.NamedNode(expand("mg:Adherence")), "party"),
        ("mg:party", ox.NamedNode(party), "party"),
        ("mg:instrument", ox.NamedNode(context.of), "party"),
    ]
    return Claim(row, subject, base, values, context.home, note=note)


def _acts_and_since(row: Row, context: Context) -> list[Part]:
    """Acts with their day, from the two columns in answers of `parties`."""
    acts = context.reader.things(row, "acts", ("kind",), "act")
    since = context.reader.date(row, "since")
    names = {slug_of(each): each for each in acts}
    votes = [name for name in names if name in _VOTES]
    by_act = {act: (heading, name) for heading, (name, act) in _ACTS.items()}
    if since is None:
        return [
            ("mg:vote" if name in votes else "mg:act", ox.NamedNode(each), "acts")
            for name, each in names.items()
            if not _is_dated(row, context, name)
        ]
    if row["statement iri"] and _already(context, row["statement iri"], acts, since):
        return []
    if len(names) != 1:
        context.reader.fault(
            row,
            "since",
            f"{len(names)} acts and one date: the date of which act is it?",
            f"Give one act in the row, or the columns {', '.join(h.capitalize() for h in _ACTS)}.",
        )
        return []
    name = next(iter(names))
    if votes:
        return [
            ("mg:vote", ox.NamedNode(names[name]), "acts"),
            ("mg:votedOn", since, "since"),
        ]
    if name not in by_act:
        return [
            ("mg:act", ox.NamedNode(names[name]), "acts"),
            ("schema:startDate", since, "since"),
        ]
    heading, prop = by_act[name]
    dates: list[Part] = [(prop, since, "since")]
    return dates + ([("schema:startDate", since, "since")] if heading in _BINDING else [])


def _is_dated(row: Row, context: Context, act: str) -> bool:
    """Whether the row or the data has a date for the act, which then needs no `mg:act`."""
    heading, prop = next(((h, p) for h, (p, a) in _ACTS.items() if a == act), ("", ""))
    stated = context.collection.values(row["statement iri"], prop) if prop else {}
    return bool((heading and row[heading]) or stated)


def _already(context: Context, subject: str, acts: list[str], since: ox.Literal) -> bool:
    """Whether the statement already has the date and each act."""
    collection = context.collection
    stated = {*collection.values(subject, "mg:act"), *collection.values(subject, "mg:vote")}
    stated |= {iri("kind", act) for name, act in _ACTS.values() if collection.values(subject, name)}
    days = {
        one.value.value for one in collection.about(subject) if isinstance(one.value, ox.Literal)
    }
    return since.value in days and set(acts) <= stated


def _vote(row: Row, context: Context) -> list[Part]:
    text = folded(row["vote"])
    day = context.reader.date(row, "voted")
    if not text:
        return []
    if text not in _VOTES:
        context.reader.fault(
            row, "vote", f"“{row['vote'][:40]}” is not a vote.", f"Write {', '.join(_VOTES)}."
        )
        return []
    vote: list[Part] = [("mg:vote", ox.NamedNode(iri("kind", text)), "vote")]
    return vote + ([("mg:votedOn", day, "voted")] if day else [])


def agreement(row: Row, context: Context) -> Claim | None:
    """The agreement of a row: by its IRI, its slug or its name, else a new one."""
    reader, collection = context.reader, context.collection
    faults = len(reader.findings)
    kind = reader.thing(row, "kind", ("kind",), "kind of agreement")
    nature = reader.thing(row, "legal nature", ("kind",), "legal nature")
    partners = reader.things(row, "partners", _PARTIES, "partner")
    values = _dates(
        row,
        context,
        {"signed": "mg:signedOn", "in force from": "mg:inForceFrom", "until": "schema:endDate"},
    )
    begins = {heading: value for _, value, heading in values}
    begin = begins.get("in force from") or begins.get("signed")
    if begin is not None:
        values.append(("schema:startDate", begin, "signed"))
    values += _links("mg:concerns", reader.things(row, "about", _SUBJECTS, "theme"), "about")
    if nature is not None:
        values.append(("mg:legalNature", ox.NamedNode(nature), "legal nature"))
    page = reader.text(row, "page")
    if page:
        if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", page):
            values.append(("foaf:page", ox.NamedNode(page), "page"))
        else:
            reader.fault(row, "page", "This is not an address.", "Begin it with https://.")
    label, note = reader.text(row, "agreement"), reader.text(row, "note")
    statement = reader.statement(row, "agreement", "agreement iri")
    if len(reader.findings) > faults:
        return None
    subject = statement or _same_agreement(label, row, context)
    if subject is None:
        if kind is None or len(partners) < 2:
            reader.fault(
                row,
                "kind" if kind is None else "partners",
                "A new agreement needs its Kind and at least two Partners, apart by semicolons.",
                "Fill both, or give the column Agreement IRI if it is in the data.",
            )
            return None
        year = f"-{begin.value[:4]}" if begin is not None else ""
        names = "-".join(_short(context, each) for each in partners)
        subject = iri("agreement", row["slug"] or f"{names}-{slug_of(kind)}{year}")
    base = [
        ("rdf:type", ox.NamedNode(expand("mg:Agreement")), "agreement"),
        *_links("mg:partner", partners, "partners"),
        *_links("mg:partnershipKind", [kind] if kind else [], "kind"),
    ]
    if collection.about(subject):
        base = [
            *base,
            *_links("mg:partner", list(collection.values(subject, "mg:partner")), "partners"),
            *_links(
                "mg:partnershipKind", list(collection.values(subject, "mg:partnershipKind")), "kind"
            ),
        ]
    editorial: list[Part] = []
    if label:
        editorial = [("skos:prefLabel", ox.Literal(label, language="en"), "agreement")]
    return Claim(row, subject, base, values, context.home, editorial, note)


def _same_agreement(label: str, row: Row, context: Context) -> str | None:
    collection = context.collection
    slug = iri("agreement", row["slug"])
    if row["slug"] and collection.about(slug):
        return slug
    wanted = folded(label)
    agreements = [
        entry.iri for entry in collection.labels.named(wanted) if entry.kind == "agreement"
    ]
    return agreements[0] if len(agreements) == 1 else None


def _short(context: Context, partner: str) -> str:
    name = context.collection.labels.label(partner) if "/id/state/" in partner else slug_of(partner)
    return folded(name).replace(" ", "-")
