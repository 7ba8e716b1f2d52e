"""The ties of a release: memberships and partnerships, read once with the queries `ties-*`.

A release never changes, so all networks and comparisons use the same ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from migov.engine.solutions import Term, text
from migov.networks.spells import Interval, Spell
from migov.questions.certainty import ALLOWED, Basis
from migov.questions.labels import Selecting
from migov.stored_queries import service_query
from migov.vocabulary import MG, iri, kind_of, local_name, name

#: Values of `via`: all partnerships except labour agreements, of which some states have dozens;
#: all; all but agreements; only agreements.
VIA = ("default", "all", "dialogues", "agreements")
_LABOUR = iri("kind", "labour-mobility-agreement")

#: The variables of valid time, in the order of `Spell`.
_DAYS = ("possibleFrom", "possibleUntil", "attestedFrom", "attestedUntil", "presumedUntil")


@dataclass(frozen=True, slots=True)
class Membership:
    """One actor in one role in `hub`, a mechanism or organization, perhaps in a `body` of it."""

    iri: str
    actor: str
    hub: str
    body: str | None
    role: str
    spell: Spell
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partnership:
    """Two or more partners in a cooperation of some `kinds` that `concerns` things."""

    iri: str
    partners: tuple[str, ...]
    kinds: tuple[str, ...]
    concerns: tuple[str, ...]
    spell: Spell
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie of two nodes: a membership or partnership with its basis.

    `way` is the slug of a role, or those of kinds of partnership separated by spaces; `basis` is
    that on the requested day, None without a day; `current` is whether it holds today.
    """

    statement: str
    way: str
    since: str | None
    until: str | None
    over_by: str | None
    last_seen: str | None
    shown: Interval | None
    basis: Basis | None
    current: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class When:
    """The requested day (None: any day), the certainty of ties, and today."""

    day: str | None
    today: str
    certainty: str

    def holds(self, spell: Spell) -> bool:
        """Whether a spell counts under this request."""
        return self.day is None or spell.basis(self.day) in ALLOWED[self.certainty]

    def tie(self, fact: Membership | Partnership, way: str) -> Tie:
        """The tie of a fact."""
        spell = fact.spell
        return Tie(
            fact.iri,
            way,
            spell.since,
            spell.until,
            spell.over_by,
            spell.last_seen,
            spell.shown,
            spell.basis(self.day) if self.day else None,
            spell.basis(self.today) in ALLOWED["default"],
            fact.sources,
        )


@dataclass(frozen=True, slots=True)
class ReleaseTies:
    """The ties of a release, and the types of its things, by IRI.

    `classes` gives the local names of a thing's class and its superclasses, the narrowest first;
    `regions` the regions it covers or lies in, and `themes` its priorities, both with broader
    concepts.
    """

    memberships: tuple[Membership, ...]
    partnerships: tuple[Partnership, ...]
    classes: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, frozenset[str]]
    themes: Mapping[str, frozenset[str]]
    wider: Mapping[str, frozenset[str]]

    @classmethod
    async def load(cls, engine: Selecting) -> ReleaseTies:
        """Reads the ties of a release."""
        memberships = (await engine.select(service_query("ties-memberships"))).rows
        partnerships = (await engine.select(service_query("ties-partnerships"))).rows
        pairs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in (await engine.select(service_query("ties-classes"))).rows:
            prop, subject, thing = (text(row[key]) for key in ("property", "subject", "object"))
            pairs[local_name(prop)][subject].add(thing)
        broader = _closure(pairs["broader"])
        regions = _merged(pairs["coversRegion"], pairs["inRegion"])
        return cls(
            tuple(_membership(row) for row in memberships),
            tuple(_partnership(row) for row in partnerships),
            _classes(pairs["type"], _closure(pairs["subClassOf"])),
            _widened(regions, broader),
            _widened(pairs["priority"], broader),
            {concept: frozenset({concept, *wide}) for concept, wide in broader.items()},
        )

    def type_of(self, iri: str) -> str:
        """The narrowest class of a thing, such as `InterregionalForum`; "" if unknown."""
        return next(iter(self.classes.get(iri, ())), "")

    def counts(self, partnership: Partnership, via: str) -> bool:
        """Whether a partnership counts under `via`, one of `VIA`."""
        agreement = kind_of(partnership.iri) == "agreement"
        if via == "dialogues":
            return not agreement
        if via == "agreements":
            return agreement
        return via == "all" or not any(
            self.under(iri("kind", kind), (_LABOUR,)) for kind in partnership.kinds
        )

    def under(self, concept: str, wanted: Iterable[str]) -> bool:
        """Whether a concept is one of the wanted ones, or narrower."""
        return not self.wider.get(concept, frozenset({concept})).isdisjoint(wanted)


def _membership(row: Mapping[str, Term]) -> Membership:
    place = text(row["place"])
    in_body = kind_of(place) == "body"
    return Membership(
        text(row["statement"]),
        text(row["actor"]),
        text(row["whole"]) if in_body and "whole" in row else place,
        place if in_body else None,
        local_name(text(row["role"])),
        _spell(row),
        _several(row, "sources"),
    )


def _partnership(row: Mapping[str, Term]) -> Partnership:
    return Partnership(
        text(row["statement"]),
        _several(row, "partners"),
        tuple(local_name(kind) for kind in _several(row, "kinds")),
        _several(row, "concerns"),
        _spell(row),
        _several(row, "sources"),
    )


def _spell(row: Mapping[str, Term]) -> Spell:
    days = (text(row[key]) for key in _DAYS)
    stated = ("since", "until", "overBy", "lastSeen", "first", "last")
    return Spell(*days, *(text(row[key]) or None if key in row else None for key in stated))


def _several(row: Mapping[str, Term], key: str) -> tuple[str, ...]:
    return tuple(sorted(text(row[key]).split())) if key in row else ()


def _closure(pairs: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """The transitive closure of each thing, nearest first; safe for loops."""
    result: dict[str, list[str]] = {}
    for start in pairs:
        reached: dict[str, None] = {}
        layer = sorted(pairs[start])
        while layer:
            reached.update(dict.fromkeys(layer))
            above = {up for one in layer for up in pairs.get(one, ())}
            layer = sorted(above - reached.keys() - {start})
        result[start] = list(reached)
    return result


def _classes(
    types: Mapping[str, set[str]], wider: Mapping[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    """The project's classes of each thing, the narrowest first."""
    result: dict[str, tuple[str, ...]] = {}
    for thing, stated in types.items():
        if name(thing) is None:
            continue
        # The narrowest class is below the most others.
        ordered = sorted(stated, key=lambda one: (-len(wider.get(one, ())), one))
        everything = dict.fromkeys(
            [*ordered, *(up for one in ordered for up in wider.get(one, ()))]
        )
        ours = [one.removeprefix(MG) for one in everything if one.startswith(MG)]
        if ours:
            result[thing] = tuple(ours)
    return result


def _merged(*many: Mapping[str, set[str]]) -> dict[str, set[str]]:
    result: dict[str, set[str]] = defaultdict(set)
    for one in many:
        for key, values in one.items():
            result[key] |= values
    return result


def _widened(
    pairs: Mapping[str, set[str]], broader: Mapping[str, list[str]]
) -> dict[str, frozenset[str]]:
    return {
        thing: frozenset({*stated, *(up for one in stated for up in broader.get(one, ()))})
        for thing, stated in pairs.items()
    }
