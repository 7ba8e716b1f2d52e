"""A fact as a tie between two actors, seen from the day that is asked about."""

from __future__ import annotations

from dataclasses import dataclass

from migov.networks.facts import Membership, Partnership
from migov.networks.spells import ALLOWED, Basis, Interval, Spell


@dataclass(frozen=True, slots=True)
class Tie:
    """One fact that joins two: a membership or partnership, and how it stands.

    `way` is the slug of a role, or those of kinds of partnership apart by spaces; `basis` how
    sure the tie is on the day asked for, None where no day was; `current` whether it holds today.
    """

    statement: str
    way: str
    since: str | None
    until: str | None
    over_by: str | None
    shown: Interval
    basis: Basis | None
    current: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class When:
    """The day that is asked about (None: any day), how sure its ties must be, and today."""

    day: str | None
    today: str
    certainty: str

    def holds(self, spell: Spell) -> bool:
        """Whether a spell counts."""
        return self.day is None or spell.basis(self.day) in ALLOWED[self.certainty]

    def tie(self, fact: Membership | Partnership, way: str) -> Tie:
        """A fact as a tie."""
        spell = fact.spell
        return Tie(
            fact.iri,
            way,
            spell.since,
            spell.until,
            spell.over_by,
            spell.shown,
            spell.basis(self.day) if self.day else None,
            spell.basis(self.today) in ALLOWED[self.certainty],
            fact.sources,
        )
