"""Things that several actors share: instruments, initiatives, meetings, themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from migov.engine.solutions import Term, text
from migov.questions.labels import Selecting
from migov.stored_queries import bound_query
from migov.vocabulary import kind_of, local_name

#: The kinds of shared thing, in the order of display.
JOINT_KINDS = ("instrument", "initiative", "meeting", "theme")


@dataclass(frozen=True, slots=True)
class Joint:
    """A thing shared by two or more actors; `parts` gives the part of each, by IRI."""

    iri: str
    kind: str
    parts: dict[str, tuple[str, ...]]
    since: str | None
    until: str | None
    sources: tuple[str, ...]


async def joint(
    engine: Selecting, actors: Sequence[str], day: str | None, client: str
) -> list[Joint]:
    """The things that at least two of `actors` share and that had begun by `day`."""
    query = bound_query("joint", {"actor": [ox.NamedNode(actor) for actor in actors]})
    rows = (await engine.select(query, client)).rows
    about: dict[str, list[dict[str, Term]]] = defaultdict(list)
    for row in rows:
        starts = text(row["starts"]) if "starts" in row else ""
        if day is None or starts <= day:
            about[text(row["thing"])].append(row)
    things = [_joint(thing, rows) for thing, rows in about.items()]
    return sorted(
        (one for one in things if one.kind in JOINT_KINDS and len(one.parts) > 1),
        key=lambda one: (JOINT_KINDS.index(one.kind), one.since or "", one.iri),
    )


def _joint(thing: str, rows: list[dict[str, Term]]) -> Joint:
    parts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        parts[text(row["actor"])].add(local_name(text(row["way"])))
    return Joint(
        thing,
        kind_of(thing),
        {actor: tuple(sorted(ways)) for actor, ways in sorted(parts.items())},
        min((text(row["since"]) for row in rows if "since" in row), default=None),
        max((text(row["until"]) for row in rows if "until" in row), default=None),
        tuple(sorted({text(row["source"]) for row in rows})),
    )
