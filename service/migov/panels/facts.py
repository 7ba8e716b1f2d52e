"""The facts of panels: states with their codes, and all ties with their days.

The days are derived by `queries/derive/23-valid-time.rq` (docs/model.md, "When something holds").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from migov.engine.solutions import Term, text
from migov.networks.spells import LAST_DAY, Spell
from migov.questions.labels import Selecting
from migov.stored_queries import service_query
from migov.vocabulary import kind_of, local_name

#: The lists of states whose numbers a panel may include, by column name.
CODE_LISTS: Mapping[str, str] = {"cow": "cow-state-system", "gw": "gleditsch-ward-states"}
#: UN statuses of states that belong into panels by default.
_FULL = ("un-member", "un-observer")
_DAYS = ("possibleFrom", "possibleUntil", "attestedFrom", "attestedUntil", "presumedUntil")


class Period(NamedTuple):
    """A state's number in a list from `start` to `end`, ISO 8601 days; None is open."""

    number: str
    start: str | None
    end: str | None


@dataclass(slots=True)
class State:
    """A state: its ISO 3166-1 and UN M49 codes, and its periods in `CODE_LISTS`."""

    iri: str
    iso3: str
    iso2: str | None
    m49: str | None
    full: bool
    periods: dict[str, list[Period]] = field(default_factory=lambda: defaultdict(list))

    def code(self, system: str, day: str) -> str | None:
        """Its code in `system` on `day`; ISO codes always hold, numbers of lists in their
        period."""
        match system:
            case "iso3":
                return self.iso3
            case "iso2":
                return self.iso2
            case "m49":
                return self.m49
        for number, start, end in self.periods[system]:
            if (start or "") <= day <= (end or LAST_DAY):
                return number
        return None


class Held(NamedTuple):
    """An actor in a role, with its valid time."""

    actor: str
    spell: Spell


class Adherence(NamedTuple):
    """A party's adherence to a treaty: `since` the deposit, as precise as known.

    `not_party` is the last date at which a source names it as not party.
    """

    party: str
    spell: Spell
    binds: bool
    since: str | None
    not_party: str | None


class Tie(NamedTuple):
    """A partnership or agreement between states; `agreement` says which."""

    states: frozenset[str]
    agreement: bool
    spell: Spell


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """The facts of a release, by IRI.

    `held` gives the holders of roles, as the question `members` counts them. `bounds` are the first
    and last day of each mechanism and organization. `complete` is the day up to which a treaty's
    list of parties is complete. `meetings` are the first days of the meetings that each mechanism
    convened.
    """

    states: Sequence[State]
    mechanisms: Sequence[str]
    held: Mapping[tuple[str, str], Sequence[Held]]
    bounds: Mapping[str, tuple[str | None, str | None]]
    treaties: Mapping[str, Sequence[Adherence]]
    complete: Mapping[str, str]
    ties: Sequence[Tie]
    meetings: Mapping[str, Sequence[str]]

    @classmethod
    async def load(cls, engine: Selecting) -> PanelFacts:
        """Reads the facts of a release."""
        names = ("panel-states", "panel-adherences", "panel-things")
        rows = {name: (await engine.select(service_query(name))).rows for name in names}
        memberships = (await engine.select(service_query("ties-memberships"))).rows
        partnerships = (await engine.select(service_query("ties-partnerships"))).rows
        things: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in rows["panel-things"]:
            subject, value = text(row["subject"]), text(row["object"])
            things[local_name(text(row["property"]))][subject].add(value)
        held = _held(memberships)
        states = _states(rows["panel-states"])
        hubs = {hub for _, hub in held}
        mechanisms = {hub for hub in {*things["startsOn"], *hubs} if kind_of(hub) == "mechanism"}
        return cls(
            states,
            sorted(mechanisms),
            held,
            {hub: _bounds(hub, things) for hub in hubs | mechanisms},
            _treaties(rows["panel-adherences"]),
            {one: _reach(max(days)) for one, days in things["adherenceCompleteAsOf"].items()},
            _ties(partnerships, things["unitOf"], {state.iri for state in states}),
            _meetings(things),
        )


def _states(rows: Iterable[Mapping[str, Term]]) -> list[State]:
    by_iri: dict[str, State] = {}
    systems = {name: system for system, name in CODE_LISTS.items()}
    for row in rows:
        iri = text(row["state"])
        if iri not in by_iri:
            iso2, m49, status = (_optional(row, key) for key in ("iso2", "m49", "status"))
            full = status is not None and local_name(status) in _FULL
            by_iri[iri] = State(iri, text(row["iso3"]), iso2, m49, full)
        if "list" in row and local_name(text(row["list"])) in systems:
            period = Period(text(row["number"]), _optional(row, "start"), _optional(row, "end"))
            periods = by_iri[iri].periods[systems[local_name(text(row["list"]))]]
            if period not in periods:
                periods.append(period)
    return list(by_iri.values())


def _held(rows: Iterable[Mapping[str, Term]]) -> dict[tuple[str, str], list[Held]]:
    """The holders of roles, by mechanism or organization.

    A role in a body counts for the whole too, but a member of a working group is only a member of
    that group.
    """
    by_place: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for row in rows:
        role, place = local_name(text(row["role"])), text(row["place"])
        held = Held(text(row["actor"]), _spell(row))
        if kind_of(place) in ("mechanism", "organization"):
            by_place[role, place].append(held)
        if "whole" in row and role != "member":
            by_place[role, text(row["whole"])].append(held)
    return {key: held for key, held in by_place.items() if kind_of(key[1]) != "body"}


def _treaties(rows: Iterable[Mapping[str, Term]]) -> dict[str, list[Adherence]]:
    """The adherences to each binding instrument."""
    by_instrument: dict[str, list[Adherence]] = defaultdict(list)
    for row in rows:
        binds = text(row["binds"]) in ("true", "1")
        since, no = _optional(row, "since"), _optional(row, "notPartyIn")
        adherence = Adherence(
            text(row["party"]), _spell(row), binds, since, _reach(no) if no else None
        )
        by_instrument[text(row["instrument"])].append(adherence)
    return {one: all_ for one, all_ in by_instrument.items() if any(each.binds for each in all_)}


def _ties(
    rows: Iterable[Mapping[str, Term]], units: Mapping[str, set[str]], states: set[str]
) -> list[Tie]:
    """The ties between two or more states; an agency counts as its state."""
    ties = []
    for row in rows:
        partners = text(row["partners"]).split()
        whole = {one for partner in partners for one in (partner, *units.get(partner, ()))} & states
        if len(whole) > 1:
            agreement = kind_of(text(row["statement"])) == "agreement"
            ties.append(Tie(frozenset(whole), agreement, _spell(row)))
    return ties


def _meetings(things: Mapping[str, Mapping[str, set[str]]]) -> dict[str, list[str]]:
    days: dict[str, list[str]] = defaultdict(list)
    for meeting, conveners in things["convenedBy"].items():
        for convener in conveners:
            days[convener] += sorted(things["startsOn"].get(meeting, ()))[:1]
    return days


def _bounds(
    hub: str, things: Mapping[str, Mapping[str, set[str]]]
) -> tuple[str | None, str | None]:
    ends = {*things["endsOn"].get(hub, ()), *things["goneBy"].get(hub, ())}
    return min(things["startsOn"].get(hub, ()), default=None), min(ends, default=None)


def _spell(row: Mapping[str, Term]) -> Spell:
    return Spell(*(text(row[key]) for key in _DAYS))


def _optional(row: Mapping[str, Term], key: str) -> str | None:
    return (text(row[key]) or None) if key in row else None


def _reach(date: str) -> str:
    """The last day of a partial date, as texts compare."""
    return date + "0000-12-31"[len(date) :]
