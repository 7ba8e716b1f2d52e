"""The columns of a panel: names, selection, and the coding of cells.

Cells are 1, 0 or missing by the rule of docs/model.md, "When something holds". 1: dated, attested
or assumed on the day of the year. Missing: last known or unknown. 0: no source shows it at a time
that reaches to the day. If no source shows a chair on the day, all cells are missing, because some
actor does chair. A state without adherence to a treaty is 0 only if the list of parties is complete
to the day, a source names the state as not party, or its adherence came later or had ended.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process

from migov.networks.spells import Spell
from migov.panels.facts import Adherence, Held
from migov.questions.certainty import ALLOWED
from migov.questions.errors import ParameterError
from migov.tabular import Column
from migov.vocabulary import kind_of, slug_of

#: The longest name of a variable in Stata.
_STATA_LONGEST: Final = 32
#: Names of roles in column names, if different from the slug.
_ROLES: Final[Mapping[str, str]] = {
    "steering-committee-member": "steering",
    "technical-support": "support",
}
#: Suffix of the column that counts missing cells.
UNKNOWN: Final = "_unknown"

CODE_ABOUT: Final[Mapping[str, str]] = {
    "iso3": "ISO 3166-1 alpha-3 code.",
    "iso2": "ISO 3166-1 alpha-2 code.",
    "m49": "UN M49 code.",
    "cow": "Number in the Correlates of War state system on the day; missing outside of it.",
    "gw": "Number in the list of Gleditsch and Ward on the day; missing outside of it.",
}


def key(name: str, code: str = "", of: str = "") -> Column:
    """A key column."""
    kind = "integer" if code in ("cow", "gw") or name == "year" else "text"
    about = CODE_ABOUT[code] if code else of
    return Column(name, name, "integer" if kind == "integer" else "text", about)


def count(name: str, of: str) -> list[Column]:
    """A count column and the column of its unknowns."""
    return [
        Column(name, name, "integer", f"How many {of}."),
        Column(
            name + UNKNOWN,
            name + UNKNOWN,
            "integer",
            f"How many more it may be: {of}, last known or unknown on the day.",
        ),
    ]


def cell_names(prefixed: Sequence[tuple[str, str]]) -> list[str]:
    """Names of columns for (prefix, IRI): `member_khartoum_process`; with the kind where needed."""
    short = [f"{_ROLES.get(prefix, prefix)}_{slug_of(iri)}" for prefix, iri in prefixed]
    seen = Counter(short)
    return [
        (name if seen[name] == 1 else f"{prefix}_{kind_of(iri)}_{slug_of(iri)}").replace("-", "_")
        for name, (prefix, iri) in zip(short, prefixed, strict=True)
    ]


def wanted(columns: Iterable[Column], patterns: Sequence[str]) -> list[Column]:
    """The columns that match any pattern, in order; raises ParameterError if one matches none."""
    offered = list(columns)
    if not patterns:
        return offered
    names = [column.name for column in offered]
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in names):
            near = [match[0] for match in process.extract(pattern, names, limit=3, score_cutoff=60)]
            hint = f"Nearest: {', '.join(near)}." if near else "The codebook lists them."
            raise ParameterError("columns", f"There is no column {pattern[:80]!r}.", hint)
    return [c for c in offered if any(fnmatchcase(c.name, pattern) for pattern in patterns)]


def stata_names(columns: Sequence[Column]) -> list[Column]:
    """The columns under names of at most 32 characters; a cut one ends in a hash of the whole."""
    return [
        column._replace(name=_cut(column.name), label=column.name)
        if len(column.name) > _STATA_LONGEST
        else column
        for column in columns
    ]


def _cut(name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()[:4]
    return f"{name[: _STATA_LONGEST - 5]}_{digest}"


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
    held_list = list(held)
    for at, day in enumerate(days):
        states = [(one.actor, state_of(one.spell, day)) for one in held_list]
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
