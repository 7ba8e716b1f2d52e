"""A comparison as JSON: things as in answers' cells, ties with basis and sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from migov.networks.comparison import Comparison, Ties
from migov.networks.joint import Joint
from migov.networks.ties import Tie
from migov.questions.cells import resource
from migov.questions.labels import Labels
from migov.vocabulary import slug_of


def comparison_json(comparison: Comparison, labels: Labels, release: str) -> dict[str, Any]:
    """The comparison as a JSON object; `docs/networks.md` describes its members."""
    wanted = comparison.wanted

    def cell(iri: str) -> dict[str, Any]:
        return resource(iri, labels, wanted.lang)

    def cells(iris: Iterable[str]) -> list[dict[str, Any]]:
        return [cell(iri) for iri in iris]

    def tie(one: Tie) -> dict[str, Any]:
        return {
            "tie": one.way,
            "since": one.since,
            "until": one.until,
            "goneBy": one.over_by,
            "lastSeen": one.last_seen,
            "basis": one.basis,
            "current": one.current,
            "statement": one.statement,
            "sources": cells(one.sources),
        }

    def common(ties: Ties) -> list[dict[str, Any]]:
        return [
            {
                "actor": cell(actor),
                "with": {
                    slug_of(one): [tie(each) for each in some] for one, some in around.items()
                },
            }
            for actor, around in ties.items()
        ]

    def joint(one: Joint) -> dict[str, Any]:
        return {
            "thing": cell(one.iri),
            "parts": {slug_of(actor): list(ways) for actor, ways in one.parts.items()},
            "since": one.since,
            "until": one.until,
            "sources": cells(one.sources),
        }

    return {
        "parameters": {
            "actors": [slug_of(actor) for actor in wanted.actors],
            "role": list(wanted.roles),
            "asOf": wanted.when.day or "any",
            "certainty": wanted.when.certainty,
        },
        "asOf": wanted.when.day,
        "release": release,
        "actors": [
            {**cell(actor), "memberCount": len(comparison.of(actor))} for actor in wanted.actors
        ],
        "members": {slug_of(actor): cells(comparison.of(actor)) for actor in wanted.actors},
        "matrix": [
            {
                "member": cell(member),
                "in": {
                    slug_of(actor): [tie(one) for one in around.get(actor, ())]
                    for actor in wanted.actors
                },
            }
            for member, around in comparison.members.items()
        ],
        "shared": cells(comparison.shared),
        "jaccard": comparison.jaccard,
        "pairs": [
            {
                "a": cell(pair.one),
                "b": cell(pair.other),
                "count": len(pair.shared),
                "jaccard": pair.jaccard,
                "shared": cells(pair.shared),
                "onlyA": cells(pair.only_one),
                "onlyB": cells(pair.only_other),
            }
            for pair in comparison.pairs
        ],
        "exclusive": {
            slug_of(actor): cells(
                member for member, around in comparison.members.items() if around.keys() == {actor}
            )
            for actor in wanted.actors
        },
        "combinations": [
            {
                "in": [slug_of(actor) for actor in places],
                "count": len(members),
                "members": cells(members),
            }
            for places, members in comparison.combinations
        ],
        "partners": common(comparison.partners),
        "secretariats": common(comparison.secretariats),
        "support": common(comparison.support),
        "partnerships": [
            {"partners": cells(partners), **tie(one)} for partners, one in comparison.partnerships
        ],
        **{
            f"{kind}s": [joint(one) for one in comparison.joint if one.kind == kind]
            for kind in ("instrument", "initiative", "meeting", "theme")
        },
    }
