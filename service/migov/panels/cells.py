"""Codes cells as 1, 0 or missing by the rule of docs/model.md, "When something holds".

1: dated, attested or assumed on the day of the year. Missing: last known or unknown. 0: no source
shows it at a time that reaches to the day. If no source shows a chair on the day, all cells are
missing, because some actor does chair. A state without adherence to a treaty is 0 only if the list
of parties is complete to the day, a source names the state as not party, or its adherence came
later or had ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from migov.networks.spells import Spell
from migov.panels.facts import Adherence, Held
from migov.questions.certainty import ALLOWED

#: The state of a cell during the computation.
NO, YES, MISSING = 0, 1, -1
#: Cells of one column: an array of shape (units, years).
Cells = NDArray[np.int8]

_CURRENT: Final = ALLOWED["default"]
#: Roles that are always held by some actor, in rotation.
TURNS: Final = ("chair", "co-chair", "incoming-chair")


def state_of(spell: Spell, day: str) -> int | None:
    """YES if it is current on `day`, MISSING if it may hold, None if it does not."""
    basis = spell.basis(day)
    if basis is None:
        return None
    return YES if basis in _CURRENT else MISSING


def exists(bounds: tuple[str | None, str | None], day: str) -> bool:
    """Whether something may exist on `day`, by its first and last day if known."""
    start, end = bounds
    return (start is None or start <= day) and (end is None or day <= end)


def role_cells(
    role: str,
    held: Iterable[Held],
    bounds: tuple[str | None, str | None],
    units: Mapping[str, int],
    days: Sequence[str],
) -> Cells:
    """The cells of `role`; `units` maps each actor to its line."""
    cells: Cells = np.zeros((len(units), len(days)), np.int8)
    found = list(held)
    for at, day in enumerate(days):
        states = [(one.actor, state_of(one.spell, day)) for one in found]
        if role in TURNS and exists(bounds, day) and all(state != YES for _, state in states):
            cells[:, at] = MISSING
        for wanted in (MISSING, YES):
            for actor, state in states:
                if state == wanted and actor in units:
                    cells[units[actor], at] = wanted
    return cells


def treaty_cells(
    adherences: Iterable[Adherence],
    complete: str | None,
    units: Mapping[str, int],
    days: Sequence[str],
) -> Cells:
    """The cells of parties to a treaty, consistent with the questions `parties` and
    `not-parties`."""
    cells: Cells = np.full((len(units), len(days)), MISSING, np.int8)
    by_party: dict[str, list[Adherence]] = {}
    for adherence in adherences:
        by_party.setdefault(adherence.party, []).append(adherence)
    listed = [complete is not None and day <= complete for day in days]
    for party, line in units.items():
        own = by_party.get(party, [])
        for at, day in enumerate(days):
            cells[line, at] = _party(own, day, listed=listed[at])
    return cells


def _party(adherences: Sequence[Adherence], day: str, *, listed: bool) -> int:
    binding = [each for each in adherences if each.binds]
    if any(state_of(each.spell, day) == YES for each in binding):
        return YES
    if any(each.not_party is not None and day <= each.not_party for each in adherences):
        return NO
    if not binding:
        return NO if listed else MISSING
    return NO if all(_later_or_left(each, day) for each in binding) else MISSING


def _later_or_left(adherence: Adherence, day: str) -> bool:
    since, spell = adherence.since, adherence.spell
    later = since is not None and since > day[: len(since)]
    return later or (spell.attested_from <= day and spell.possible_until < day)
