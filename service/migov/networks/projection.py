"""One-mode projections: actors joined by the hubs they share, or the reverse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from migov.networks.network import Edge
from migov.networks.spells import Interval, meet, merged, surest, weakest
from migov.networks.ties import Tie
from migov.questions.certainty import Basis


def project(joined: Iterable[tuple[str, str, Tie]], *, by_hub: bool) -> list[Edge]:
    """The network of hubs by shared actors (`by_hub`), or of actors by shared hubs.

    `joined` gives (actor, hub, tie). Two share a third if both are tied to it on at least one
    common day; the weight is the number shared, and Jaccard's index relates it to all that either
    has.
    """
    ties: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
    totals: dict[str, set[str]] = defaultdict(set)
    for actor, hub, tie in joined:
        node, third = (hub, actor) if by_hub else (actor, hub)
        ties[third][node].append(tie)
        totals[node].add(third)
    shared: dict[tuple[str, str], list[tuple[str, list[Interval], Basis | None]]]
    shared = defaultdict(list)
    for third in sorted(ties):
        around = ties[third]
        for one, other in combinations(sorted(around), 2):
            days = _days(around[one], around[other])
            if days:
                shared[(one, other)].append((third, days, _basis(around[one], around[other])))
    return [_edge(pair, found, ties, totals) for pair, found in sorted(shared.items())]


def _days(some: list[Tie], others: list[Tie]) -> list[Interval]:
    """The days on which both ties hold."""
    meetings = (meet(a.shown, b.shown) for a in some for b in others if a.shown and b.shown)
    # With a requested day both hold then, however little is known of their bounds.
    known = [days for days in meetings if days is not None]
    return known or ([(None, None)] if _basis(some, others) else [])


def _basis(some: list[Tie], others: list[Tie]) -> Basis | None:
    """The basis of both together: that of the less sure."""
    sides = [[tie.basis for tie in side if tie.basis] for side in (some, others)]
    if not all(sides):
        return None
    return weakest(basis for side in sides if (basis := surest(side)))


def _edge(
    pair: tuple[str, str],
    found: list[tuple[str, list[Interval], Basis | None]],
    ties: dict[str, dict[str, list[Tie]]],
    totals: dict[str, set[str]],
) -> Edge:
    one, other = pair
    thirds = tuple(third for third, _, _ in found)
    bases = [basis for _, _, basis in found if basis]
    sources = {
        source for third in thirds for end in pair for t in ties[third][end] for source in t.sources
    }
    return Edge(
        one,
        other,
        weight=len(thirds),
        intervals=tuple(merged(days for _, some, _ in found for days in some)),
        basis=weakest(bases) if bases else None,
        current=any(
            all(any(tie.current for tie in ties[third][end]) for end in pair) for third in thirds
        ),
        sources=tuple(sorted(sources)),
        shared=thirds,
        jaccard=round(len(thirds) / len(totals[one] | totals[other]), 6),
    )
