"""Which tables a page has, in which order, for each kind of thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from migov.vocabulary import iri
from migov.web.descriptions.answers import Answered, Wanted, directly, role, table
from migov.web.descriptions.maps import mapped
from migov.web.descriptions.pictures import with_bars
from migov.web.descriptions.sections import (
    bodies,
    derived,
    documents,
    held,
    holders,
    initiatives,
    links,
    listed,
    meetings,
    names,
    partnerships,
    statements,
)
from migov.web.descriptions.view import Facts, Section

#: What the catalogue is asked for the page of each kind of thing.
QUESTIONS: Mapping[str, tuple[Wanted, ...]] = {
    "mechanism": (
        # The longest first, so that the page waits for no more than it must.
        Wanted("overlap", {"limit": "12"}),
        Wanted("members"),
        Wanted("chairs"),
        Wanted("secretariats"),
        Wanted("steering-committee"),
    ),
    "state": (Wanted("co-members", {"limit": "15"}), Wanted("memberships")),
    "organization": (Wanted("memberships"), Wanted("members")),
    "body": (Wanted("members"),),
}

#: Roles that the answers of a page tell all of, so that its description need not.
_BELONGING = ("member", "observer", "participant", "partner")
ANSWERED = tuple(iri("role", each) for each in _BELONGING)

_LEADING = ("chair", "co-chair", "incoming-chair")
_SUPPORTING = ("secretariat", "technical-support", "host", "funder")

#: Properties that a page tells in tables of their own, further down.
_NOTES = ("skos:editorialNote", "skos:note", "skos:historyNote", "skos:scopeNote")
_ELSEWHERE = (
    "owl:sameAs",
    "skos:exactMatch",
    "skos:closeMatch",
    "skos:broadMatch",
    "skos:narrowMatch",
    "skos:relatedMatch",
    "dcterms:isReferencedBy",
)
_TABLED = (
    "mg:priority",
    "mg:foundedBy",
    "mg:governedBy",
    "mg:implements",
    "wgs84:lat",
    "wgs84:long",
    *_NOTES,
    *_ELSEWHERE,
)


def layout(facts: Facts, subject: str, kind: str, answers: Mapping[str, Answered]) -> list[Section]:
    """The sections of the page of `subject`, those without a row included.

    They are made in the order in which they stand, since that numbers the footnotes.
    """
    build = _ACTORS.get(kind)
    if build is None:
        return _thing(facts, subject)
    made = build(facts, subject, answers)
    said = statements(facts, subject, but=_TABLED)
    notes = statements(facts, subject, "notes", "Notes", only=_NOTES)
    notes.folded = len(notes.rows) > 4
    return [
        *made,
        said,
        notes,
        links(facts, subject, ties=False),
        names(facts, subject),
        statements(
            facts,
            subject,
            "elsewhere",
            "Elsewhere",
            only=(*_ELSEWHERE, "wgs84:lat", "wgs84:long"),
        ),
        derived(facts, subject),
    ]


def _mechanism(facts: Facts, subject: str, answers: Mapping[str, Answered]) -> list[Section]:
    members = answers.get("members")
    return [
        *(
            with_bars(facts, section, answers["chairs"].answer.as_of)
            for section in table(
                facts,
                answers.get("chairs"),
                "chairs",
                "Chairs",
                ("chair", "role", "body", "since", "until", "goneBy", "basis"),
            )
        ),
        *(
            mapped(section)
            for section in table(
                facts,
                members,
                "members",
                "Members",
                ("member", "since", "until", "goneBy", "basis"),
                lambda row: role(row) == "member" and directly(row),
            )
        ),
        *table(
            facts,
            members,
            "others",
            "Observers, participants and partners",
            ("member", "role", "since", "until", "goneBy", "basis"),
            lambda row: role(row) in _BELONGING[1:] and directly(row),
        ),
        *table(
            facts,
            answers.get("secretariats"),
            "secretariat",
            "Secretariat and support",
            ("organization", "role", "body", "since", "until", "goneBy", "current", "basis"),
        ),
        *table(facts, answers.get("steering-committee"), "steering", "Steering committee"),
        partnerships(facts, subject),
        meetings(facts, subject),
        documents(facts, subject),
        initiatives(facts, subject),
        listed(facts, subject, "mg:priority", "priorities", "Priorities", "Theme"),
        bodies(facts, subject),
        *table(facts, answers.get("overlap"), "overlap", "Overlap with other mechanisms"),
    ]


def _state(facts: Facts, subject: str, answers: Mapping[str, Answered]) -> list[Section]:
    leading = {iri("role", each) for each in (*_LEADING, *_SUPPORTING)}
    return [
        *table(facts, answers.get("memberships"), "memberships", "Belongs to"),
        held(facts, subject, leading.__contains__, "leads", "Chairs, hosts and supports"),
        *(
            mapped(section, 1, "Shared dialogues")
            for section in table(
                facts, answers.get("co-members"), "co-members", "Sits most often with"
            )
        ),
        meetings(facts, subject),
        documents(facts, subject),
        initiatives(facts, subject),
    ]


def _organization(facts: Facts, subject: str, answers: Mapping[str, Answered]) -> list[Section]:
    supporting = {iri("role", each) for each in (*_LEADING, *_SUPPORTING)}
    return [
        held(facts, subject, supporting.__contains__, "supports", "Leads and supports"),
        *table(facts, answers.get("memberships"), "memberships", "Belongs to"),
        partnerships(facts, subject),
        initiatives(facts, subject),
        documents(facts, subject),
        meetings(facts, subject),
        listed(facts, subject, "mg:priority", "priorities", "Priorities", "Theme"),
        bodies(facts, subject),
        *(
            mapped(section)
            for section in table(facts, answers.get("members"), "members", "Members")
        ),
    ]


def _thing(facts: Facts, subject: str) -> list[Section]:
    return [
        statements(facts, subject),
        holders(facts, subject, "members", "Members"),
        links(facts, subject, ties=True),
        names(facts, subject),
        derived(facts, subject),
    ]


_ACTORS: Mapping[str, Callable[[Facts, str, Mapping[str, Answered]], list[Section]]] = {
    "mechanism": _mechanism,
    "state": _state,
    "organization": _organization,
    "body": _organization,
}
