"""Builds the rows of a panel, year by year, from the cells of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from migov.panels import columns as heads
from migov.panels.columns import MISSING, YES, Cells, exists, role_cells, state_of, treaty_cells
from migov.panels.facts import PanelFacts, State
from migov.panels.parameters import PanelRequest
from migov.questions.errors import ParameterError
from migov.questions.labels import Labels
from migov.tabular import Column, Tabular, Value
from migov.vocabulary import LICENSE, iri, kind_of, slug_of

Counts = NDArray[np.int16]
Rows = Callable[[], Iterator[list[Value]]]

_CHAIRING = ("chair", "co-chair")


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel ready to be written: its columns, and `count` rows that are computed on iteration."""

    request: PanelRequest
    columns: list[Column]
    rows: Rows
    count: int
    asked: Mapping[str, Any]

    def table(self) -> Tabular:
        """The panel as a table for `migov.tabular`."""
        return Tabular(self.columns, self.rows(), self.asked, count=self.count)


def build(facts: PanelFacts, labels: Labels, request: PanelRequest, release: str) -> Panel:
    """The requested panel; raises ParameterError if a column does not exist."""
    make = {
        "state-year": _state_year,
        "dyad-year": _dyad_year,
        "mechanism-year": _mechanism_year,
    }[request.panel]
    keys, values, rows, units = make(facts, labels, request)
    chosen = heads.wanted(values, request.columns)
    at = [values.index(column) for column in chosen]
    every = len(at) == len(values)

    def shown() -> Iterator[list[Value]]:
        for key, cells in rows():
            yield key + (cells if every else [cells[place] for place in at])

    columns = [*keys, *chosen]
    asked = {
        "panel": request.panel,
        "parameters": dict(request.parameters),
        "days": f"{min(request.days.values())} to {max(request.days.values())}",
        "release": release,
        "license": LICENSE,
    }
    return Panel(
        request,
        heads.stata_names(columns) if request.stata else columns,
        shown,
        units * len(request.days),
        asked,
    )


#: The key columns, the other columns, the rows (cells of both), and the number of units.
_Made = tuple[
    list[Column],
    list[Column],
    Callable[[], Iterator[tuple[list[Value], list[Value]]]],
    int,
]


def _chosen(facts: PanelFacts, request: PanelRequest) -> list[State]:
    """The states of a panel, by their codes."""
    if request.states:
        by_iri = {state.iri: state for state in facts.states}
        found = [by_iri[iri] for iri in request.states if iri in by_iri]
    elif request.every_state:
        found = list(facts.states)
    else:
        found = [state for state in facts.states if state.full or state.periods]
    return sorted(found, key=lambda state: state.iso3)


def _counted(layers: Sequence[Cells], shape: tuple[int, int]) -> tuple[Counts, Counts]:
    """The numbers of layers that are 1 and that are missing."""
    sure: Counts = np.zeros(shape, np.int16)
    unknown: Counts = np.zeros(shape, np.int16)
    for layer in layers:
        sure += layer == YES
        unknown += layer == MISSING
    return sure, unknown


class _Layers:
    """The cells of all roles and treaties for some states."""

    def __init__(self, facts: PanelFacts, states: Sequence[State], days: Sequence[str]) -> None:
        self.facts = facts
        self.states = states
        self.days = days
        self.units = {state.iri: line for line, state in enumerate(states)}
        self.shape = (len(states), len(days))

    def role(self, role: str, hub: str) -> Cells:
        """Who holds `role` in `hub`."""
        held = self.facts.held[role, hub]
        bounds = self.facts.bounds.get(hub, (None, None))
        return role_cells(role, held, bounds, self.units, self.days)

    def roles(self, kind: str, *roles: str) -> list[tuple[str, str]]:
        """The cells of roles in all things of a kind in which a state ever held one."""
        everybody = {state.iri for state in self.facts.states}
        return [
            (role, hub)
            for role, hub in sorted(self.facts.held)
            if kind_of(hub) == kind
            and (not roles or role in roles)
            and any(held.actor in everybody for held in self.facts.held[role, hub])
        ]

    def treaty(self, treaty: str) -> Cells:
        """Who is party to a treaty."""
        return treaty_cells(
            self.facts.treaties[treaty], self.facts.complete.get(treaty), self.units, self.days
        )


def _state_year(facts: PanelFacts, labels: Labels, request: PanelRequest) -> _Made:
    states, years = _chosen(facts, request), list(request.days)
    days = list(request.days.values())
    layers = _Layers(facts, states, days)
    ties = [*layers.roles("mechanism"), *layers.roles("organization")]
    treaties = sorted(facts.treaties)

    names = heads.cell_names([*ties, *(("party", treaty) for treaty in treaties)])
    about = [
        *(f"{_role(role, labels)} of {labels.label(hub)} ({hub})" for role, hub in ties),
        *(f"Party to {labels.label(treaty)} ({treaty})" for treaty in treaties),
    ]
    values = [
        *heads.count("dialogues", "mechanisms it is a member of"),
        *heads.count("organizations", "organizations it is a member of"),
        *heads.count("chairs", "mechanisms it chairs or co-chairs"),
        *heads.count("treaties", "treaties in force for it"),
        *heads.count("agreements", "agreements between states it has"),
    ]
    values += [
        Column(name, name, "integer", f"{what}: 1 yes, 0 no, missing where it is not known.")
        for name, what in zip(names, about, strict=True)
    ]

    def made() -> tuple[Counts, Cells]:
        """The counts and cells: arrays of shape (column, state, year)."""
        cells = {tie: layers.role(*tie) for tie in ties}
        parties = [layers.treaty(treaty) for treaty in treaties]
        counted = (
            _of(cells, "mechanism", "member"),
            _of(cells, "organization", "member"),
            _of(cells, "mechanism", *_CHAIRING),
            parties,
        )
        pairs = [*(_counted(each, layers.shape) for each in counted), _agreements(facts, layers)]
        return np.stack([array for pair in pairs for array in pair]), np.stack(
            [*cells.values(), *parties]
        )

    def rows() -> Iterator[tuple[list[Value], list[Value]]]:
        numbers, flags = made()
        for line, state in enumerate(states):
            counted = numbers[:, line, :].T.tolist()
            known = flags[:, line, :].T.tolist()
            for at, year in enumerate(years):
                key: list[Value] = [state.iso3, year, *_codes(state, request, days[at])]
                flagged = [None if cell == MISSING else cell for cell in known[at]]
                yield [*key, labels.label(state.iri)], counted[at] + flagged

    keys = [
        heads.key("iso3", "iso3"),
        heads.key("year", of=_year(request)),
        *(heads.key(code, code) for code in request.codes),
        heads.key("state", of="The state's short name."),
    ]
    return keys, values, rows, len(states)


def _of(cells: Mapping[tuple[str, str], Cells], kind: str, *roles: str) -> list[Cells]:
    return [own for (role, hub), own in cells.items() if kind_of(hub) == kind and role in roles]


def _agreements(facts: PanelFacts, layers: _Layers) -> tuple[Counts, Counts]:
    sure: Counts = np.zeros(layers.shape, np.int16)
    unknown: Counts = np.zeros(layers.shape, np.int16)
    for tie in facts.ties:
        lines = [layers.units[state] for state in tie.states if state in layers.units]
        if not tie.agreement or not lines:
            continue
        for at, day in enumerate(layers.days):
            state = state_of(tie.spell, day)
            if state is not None:
                (sure if state == YES else unknown)[lines, at] += 1
    return sure, unknown


def _dyad_year(facts: PanelFacts, _: Labels, request: PanelRequest) -> _Made:
    states, years = _chosen(facts, request), list(request.days)
    if len(states) < 2:
        raise ParameterError("states", "A pair needs two states.", "Name two or more, or none.")
    days = list(request.days.values())
    layers = _Layers(facts, states, days)
    values = [
        *heads.count("shared_dialogues", "mechanisms both are members of"),
        *heads.count("shared_organizations", "organizations both are members of"),
        *heads.count("shared_treaties", "treaties in force for both"),
        *heads.count("agreements", "agreements the two have, alone or with others"),
        *heads.count("partnerships", "partnerships without an agreement the two have"),
    ]

    def made() -> list[Counts]:
        """A count for each column: (year, one, other)."""
        pairs = [
            _together(np.stack([layers.role(*tie) for tie in layers.roles(kind, "member")]))
            for kind in ("mechanism", "organization")
        ]
        pairs.append(_together(np.stack([layers.treaty(each) for each in sorted(facts.treaties)])))
        pairs += [_tied(facts, layers, agreement=each) for each in (True, False)]
        return [array for pair in pairs for array in pair]

    def rows() -> Iterator[tuple[list[Value], list[Value]]]:
        arrays = made()
        codes = [[_codes(state, request, day) for day in days] for state in states]
        for one, state in enumerate(states):
            for other in range(one + 1, len(states)):
                cells = np.stack([array[:, one, other] for array in arrays]).T.tolist()
                for at, year in enumerate(years):
                    key: list[Value] = [state.iso3, states[other].iso3, year]
                    for mine, theirs in zip(codes[one][at], codes[other][at], strict=True):
                        key += (mine, theirs)
                    yield key, cells[at]

    keys = [
        heads.key("iso3_a", "iso3"),
        heads.key("iso3_b", "iso3"),
        heads.key("year", of=_year(request)),
        *(heads.key(f"{code}_{side}", code) for code in request.codes for side in "ab"),
    ]
    return keys, values, rows, len(states) * (len(states) - 1) // 2


def _together(layers: NDArray[np.int8]) -> tuple[Counts, Counts]:
    """For each year and pair: the number of layers in which both are 1, and of those in which both
    may be."""
    _, lines, years = layers.shape
    sure: Counts = np.zeros((years, lines, lines), np.int16)
    unknown: Counts = np.zeros((years, lines, lines), np.int16)
    for at in range(years):
        year = layers[:, :, at]
        both = (year == YES).astype(np.float32)
        perhaps = (year != 0).astype(np.float32)
        sure[at] = both.T @ both
        unknown[at] = perhaps.T @ perhaps - sure[at]
    return sure, unknown


def _tied(facts: PanelFacts, layers: _Layers, *, agreement: bool) -> tuple[Counts, Counts]:
    lines, years = layers.shape
    sure: Counts = np.zeros((years, lines, lines), np.int16)
    unknown: Counts = np.zeros((years, lines, lines), np.int16)
    for tie in facts.ties:
        own = sorted(layers.units[state] for state in tie.states if state in layers.units)
        if tie.agreement != agreement or len(own) < 2:
            continue
        for at, day in enumerate(layers.days):
            state = state_of(tie.spell, day)
            if state is not None:
                (sure if state == YES else unknown)[at][np.ix_(own, own)] += 1
    return sure, unknown


def _mechanism_year(facts: PanelFacts, labels: Labels, request: PanelRequest) -> _Made:
    by_iri = {state.iri: state for state in facts.states}
    chosen = set(request.states)
    values = [
        Column("existing", "existing", "integer", "1 where it existed, 0 where it did not yet or "
               "no more; missing where its beginning is not known and no source shows it."),
        *heads.count("states", "states are members of it"),
        *heads.count("others", "organizations and others are members of it"),
        *heads.count("observers", "actors are observers of it"),
        Column("chair", "chair", "texts", "Who chairs or co-chairs it: codes and slugs."),
        Column("chair_cow", "chair_cow", "texts", "The Correlates of War numbers of the chairs."),
        Column("chair_gw", "chair_gw", "texts", "The Gleditsch and Ward numbers of the chairs."),
        Column("meetings", "meetings", "integer", "How many meetings of that year, convened by it, "
               "the graph knows of; there may have been more."),
    ]  # fmt: skip

    def people(role: str, hub: str, day: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for held in facts.held.get((role, hub), ()):
            state = state_of(held.spell, day)
            if state is not None and (not chosen or held.actor in chosen):
                found[held.actor] = max(state, found.get(held.actor, MISSING))
        return found

    def numbers(role: str, hub: str, day: str, *, of_states: bool | None) -> list[Value]:
        found = people(role, hub, day)
        own = [
            state
            for actor, state in found.items()
            if of_states is None or (actor in by_iri) == of_states
        ]
        # If no source shows any actor on the day, the number may not be 0.
        silent = exists(facts.bounds[hub], day) and YES not in found.values()
        return [None if silent else own.count(YES), own.count(MISSING)]

    def cells(hub: str, year: int, day: str) -> list[Value]:
        start, _ = facts.bounds[hub]
        members = people("member", hub, day)
        there = exists(facts.bounds[hub], day)
        shown = start is not None or YES in members.values()
        chairs = [
            actor
            for role in _CHAIRING
            for actor, state in people(role, hub, day).items()
            if state == YES
        ]
        numbered = [
            [by_iri[actor].code(system, day) or "" for actor in chairs if actor in by_iri]
            for system in ("cow", "gw")
        ]
        return [
            0 if not there else (1 if shown else None),
            *numbers("member", hub, day, of_states=True),
            *numbers("member", hub, day, of_states=False),
            *numbers("observer", hub, day, of_states=None),
            [slug_of(actor) for actor in chairs],
            *([code for code in codes if code] for codes in numbered),
            sum(1 for first in facts.meetings.get(hub, ()) if first[:4] == f"{year:04}"),
        ]

    def rows() -> Iterator[tuple[list[Value], list[Value]]]:
        for hub in facts.mechanisms:
            for year, day in request.days.items():
                key: list[Value] = [slug_of(hub), year, labels.label(hub)]
                yield key, cells(hub, year, day)

    keys = [
        heads.key("mechanism", of="The slug of the mechanism."),
        heads.key("year", of=_year(request)),
        heads.key("label", of="What the mechanism is called."),
    ]
    return keys, values, rows, len(facts.mechanisms)


def _codes(state: State, request: PanelRequest, day: str) -> list[Value]:
    found = (state.code(code, day) for code in request.codes)
    return [
        int(code) if code is not None and system in ("cow", "gw") else code
        for system, code in zip(request.codes, found, strict=True)
    ]


def _role(role: str, labels: Labels) -> str:
    return labels.label(iri("role", role)).capitalize()


def _year(request: PanelRequest) -> str:
    at = request.parameters.get("day", "12-31")
    return (
        f"The year; a cell holds for the day {at} of it, in the year under way at most for today."
    )
