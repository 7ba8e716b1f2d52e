"""Which tables a page has, in which order, for each kind of thing."""

from __future__ import annotations

from collections.abc import Mapping

from migov.vocabulary import iri
from migov.web.description_asked import Answered, Wanted, directly, role, table
from migov.web.description_facts import Facts, Section
from migov.web.description_sections import (
    bodies,
    documents,
    held,
    holders,
    initiatives,
    links,
    meetings,
    names,
    partnerships,
    statements,
)

#: What the catalogue is asked for the page of each kind of thing.
QUESTIONS: Mapping[str, tuple[Wanted, ...]] = {
    "mechanism": (
        Wanted("members"),
        Wanted("chairs"),
        Wanted("secretariats"),
        Wanted("steering-committee"),
        Wanted("overlap", {"limit": "12"}),
    ),
    "state": (Wanted("memberships"), Wanted("co-members", {"limit": "15"})),
    "organization": (
        Wanted("memberships"),
        Wanted("members"),
        Wanted("secretariats"),
    ),
    "body": (Wanted("members"),),
}

_LEADING = ("chair", "co-chair", "incoming-chair")
_SUPPORTING = ("secretariat", "technical-support", "host", "funder")


def layout(facts: Facts, subject: str, kind: str, answers: Mapping[str, Answered]) -> list[Section]:
    """The sections of the page of `subject`, those without a row included."""
    if kind == "mechanism":
        made = _mechanism(facts, subject, answers)
    elif kind == "state":
        made = _state(facts, subject, answers)
    elif kind in ("organization", "body"):
        made = _organization(facts, subject, answers)
    else:
        made = _thing(facts, subject)
    return [
        *made,
        links(facts, subject),
        names(facts, subject),
        statements(facts, subject, derived=True),
    ]


def _mechanism(facts: Facts, subject: str, answers: Mapping[str, Answered]) -> list[Section]:
    members = answers.get("members")
    return [
        statements(facts, subject, derived=False),
        *table(facts, answers.get("chairs"), "chairs", "Chairs"),
        *table(
            facts,
            members,
            "members",
            "Members",
            ("member", "since", "until", "goneBy", "basis"),
            lambda row: role(row) == "member" and directly(row),
        ),
        *table(
            facts,
            members,
            "others",
            "Observers, participants and partners",
            ("member", "role", "since", "until", "goneBy", "basis"),
            lambda row: role(row) in ("observer", "participant", "partner") and directly(row),
        ),
        *table(facts, answers.get("secretariats"), "secretariat", "Secretariat and support"),
        *table(facts, answers.get("steering-committee"), "steering", "Steering committee"),
        partnerships(facts, subject),
        meetings(facts, subject),
        documents(facts, subject),
        initiatives(facts, subject),
        bodies(facts, subject),
        *table(facts, answers.get("overlap"), "overlap", "Overlap with other mechanisms"),
    ]


def _state(facts: Facts, subject: str, answers: Mapping[str, Answered]) -> list[Section]:
    leading = {iri("role", each) for each in (*_LEADING, *_SUPPORTING)}
    return [
        statements(facts, subject, derived=False),
        *table(facts, answers.get("memberships"), "memberships", "Belongs to"),
        held(facts, subject, leading.__contains__, "leads", "Chairs, hosts and supports"),
        *table(facts, answers.get("co-members"), "co-members", "Sits most often with"),
        meetings(facts, subject),
        documents(facts, subject),
        initiatives(facts, subject),
    ]


def _organization(facts: Facts, subject: str, answers: Mapping[str, Answered]) -> list[Section]:
    supporting = {iri("role", each) for each in (*_LEADING, *_SUPPORTING)}
    return [
        statements(facts, subject, derived=False),
        held(facts, subject, supporting.__contains__, "supports", "Leads and supports"),
        *table(facts, answers.get("memberships"), "memberships", "Belongs to"),
        partnerships(facts, subject),
        initiatives(facts, subject),
        documents(facts, subject),
        meetings(facts, subject),
        bodies(facts, subject),
        *table(facts, answers.get("members"), "members", "Members"),
    ]


def _thing(facts: Facts, subject: str) -> list[Section]:
    return [
        statements(facts, subject, derived=False),
        holders(facts, subject, "members", "Members"),
        partnerships(facts, subject),
        meetings(facts, subject),
        documents(facts, subject),
        initiatives(facts, subject),
        bodies(facts, subject),
    ]
