"""The charts of an instrument's page: parties over time, and coverage of mechanisms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from migov.networks import ReleaseTies
from migov.networks.ties import When
from migov.questions.answer import answer
from migov.questions.preparation import LIMIT_MOST
from migov.vocabulary import kind_of, slug_of
from migov.web.charts.bars import year
from migov.web.charts.timeline import Steps, steps
from migov.web.service import Service, release_ties
from migov.web.tables import Cell, Names

#: Minimum number of states for a mechanism to be listed.
_LEAST = 3
_PARTIES = "parties"
#: The acts of those who approved a text that binds nobody.
_APPROVALS = ("for", "adoption")


class Coverage(NamedTuple):
    """A mechanism: its member states, the parties among them, and the others.

    `share` is the percentage of parties; `url` is the answer that lists the others.
    """

    mechanism: Cell
    members: int
    parties: int
    share: float
    missing: list[Cell]
    url: str


class Treaty(NamedTuple):
    """The step chart of the parties, None if few are dated, and mechanisms by coverage.

    Of a text that does not bind, the parties are those that voted for it or adopted it.
    """

    binds: bool
    steps: Steps | None
    coverage: list[Coverage]
    as_of: str
    parties: int


async def treaty(
    service: Service, instrument: str, as_of: str, lang: str, client: str
) -> Treaty | None:
    """The charts of `instrument`; None if it has no parties on that day.

    Raises QuestionError if `as_of` is neither "" nor a date.
    """
    params = {"instrument": instrument, "limit": str(LIMIT_MOST), "lang": lang}
    if as_of:
        params["asOf"] = as_of
    today = service.today()
    found = await answer(
        service.engine,
        service.catalogue,
        service.labels,
        _PARTIES,
        params,
        service.release.id,
        today,
        client,
        wider=False,
    )
    parties = {row["party"]["iri"] for row in found.rows if isinstance(row.get("party"), dict)}
    if not parties:
        return None
    ties = await release_ties(service)
    names = Names(service.labels, lang, service.root)
    coverage = _coverage(ties, names, instrument, parties, found.as_of, today)
    binds = any(act["slug"] not in _APPROVALS for row in found.rows for act in row["acts"] or ())
    return Treaty(
        binds,
        steps(_changes(found.rows), year(found.as_of.isoformat()) or found.as_of.year)
        if binds
        else None,
        coverage,
        found.as_of.isoformat(),
        len(parties),
    )


def _changes(rows: Sequence[Mapping[str, Any]]) -> Iterable[tuple[float | None, int]]:
    """The years of accessions and of denunciations."""
    for row in rows:
        yield year(row.get("since")), 1
        left = year(row.get("until"))
        if left is not None:
            yield left, -1


def _coverage(
    ties: ReleaseTies,
    names: Names,
    instrument: str,
    parties: set[str],
    day: date,
    today: date,
) -> list[Coverage]:
    """The coverage of mechanisms, the largest first."""
    when = When(day.isoformat(), today.isoformat(), "default")
    members: dict[str, set[str]] = {}
    for membership in ties.memberships:
        if (
            membership.role == "member"
            and not membership.body
            and kind_of(membership.hub) == "mechanism"
            and kind_of(membership.actor) == "state"
            and when.holds(membership.spell)
        ):
            members.setdefault(membership.hub, set()).add(membership.actor)
    found = []
    for mechanism, states in members.items():
        if len(states) < _LEAST:
            continue
        bound = states & parties
        query = {"actor": slug_of(mechanism), "instrument": slug_of(instrument)}
        query["asOf"] = day.isoformat()
        found.append(
            Coverage(
                names.cell(mechanism),
                len(states),
                len(bound),
                round(100 * len(bound) / len(states), 1),
                names.cells(states - parties),
                f"{names.root}/questions/not-parties?{urlencode(query)}",
            )
        )
    return sorted(found, key=lambda one: (-one.members, one.mechanism.text))
