"""Why a question has no rows: what sources state, such as that a member left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from migov.engine.solutions import Term, text
from migov.questions.labels import Selecting
from migov.questions.preparation import Prepared
from migov.stored_queries import bound_query
from migov.vocabulary import iri, slug_of


class Absence(NamedTuple):
    """A reason, as a slug, with its date, if it has one, and the IRIs of its sources."""

    reason: str
    date: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reason:
    """A stored query for reasons, and the parameters that it needs."""

    query: str
    needs: tuple[str, ...]
    #: The values of parameters that a caller may leave out.
    usual: tuple[tuple[str, ox.NamedNode | ox.Literal], ...] = ()


#: The queries that give reasons, by question.
_REASONS = {
    "chairs": _Reason("chair-rotation", ("actor",)),
    "members": _Reason(
        "absence-of-member",
        ("actor", "who", "role", "asOf"),
        (("role", ox.NamedNode(iri("role", "member"))),),
    ),
    "not-parties": _Reason("absence-of-members", ("actor", "asOf")),
    "parties": _Reason(
        "absence-of-parties", ("instrument", "act", "asOf"), (("act", ox.Literal("")),)
    ),
    "treaties": _Reason("absence-of-party", ("actor", "treaty", "asOf")),
}


async def absence(engine: Selecting, prepared: Prepared, client: str) -> Absence | None:
    """The reason why a question has no rows; None if no source states one."""
    reason = _REASONS.get(prepared.question.name)
    if reason is None:
        return None
    values: dict[str, Sequence[ox.NamedNode | ox.Literal]] = {
        name: [value] for name, value in reason.usual
    }
    values |= {name: value.terms for name, value in prepared.values.items() if name in reason.needs}
    if values.keys() != set(reason.needs):
        return None
    rows = (await engine.select(bound_query(reason.query, values), client)).rows
    if not rows:
        return None
    first = rows[0]
    same = [row for row in rows if _key(row) == _key(first)]
    sources = [source for row in same if (source := row.get("source")) is not None]
    return Absence(*_key(first), tuple(dict.fromkeys(map(text, sources))))


def _key(row: dict[str, Term]) -> tuple[str, str]:
    """The reason of a row and its date."""
    stated, day = row.get("reason"), row.get("date")
    reason = text(stated) if stated is not None else ""
    return slug_of(reason) or reason, text(day) if day is not None else ""
