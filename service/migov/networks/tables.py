"""Tables of memberships, partnerships, agreements and actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from migov.networks.network import node_id
from migov.networks.ties import Membership, Partnership, ReleaseTies
from migov.questions.labels import Labels
from migov.vocabulary import kind_of, slug_of

Rows = list[dict[str, Any]]

_KINDS = ("state", "mechanism", "organization", "body")


def memberships(release_ties: ReleaseTies, labels: Labels) -> Rows:
    """A row for each membership, sorted by IRI; dates as precise as their sources."""
    return [
        {
            "membership": fact.iri,
            "actor": node_id(fact.actor),
            "actor_label": labels.label(fact.actor),
            "actor_class": release_ties.type_of(fact.actor),
            "organization": node_id(fact.hub),
            "organization_label": labels.label(fact.hub),
            "body": node_id(fact.body) if fact.body else "",
            "role": fact.role,
            **_spell(fact),
        }
        for fact in release_ties.memberships
    ]


def partnerships(release_ties: ReleaseTies, labels: Labels) -> Rows:
    """A row for each partnership that is not an agreement, sorted by IRI."""
    return [_partnership(fact, labels) for fact in release_ties.partnerships if not _agreed(fact)]


def agreements(release_ties: ReleaseTies, labels: Labels) -> Rows:
    """A row for each agreement: a partnership that rests on a text agreed between the partners."""
    return [_partnership(fact, labels) for fact in release_ties.partnerships if _agreed(fact)]


def _agreed(fact: Partnership) -> bool:
    return kind_of(fact.iri) == "agreement"


def _partnership(fact: Partnership, labels: Labels) -> dict[str, Any]:
    return {
        kind_of(fact.iri): fact.iri,
        "partners": _joined(node_id(one) for one in fact.partners),
        "partner_labels": _joined(labels.label(one) for one in fact.partners),
        "kinds": _joined(fact.kinds),
        "concerns": _joined(node_id(one) for one in fact.concerns),
        **_spell(fact),
    }


def actors(release_ties: ReleaseTies, labels: Labels) -> Rows:
    """A row for each state, mechanism, organization and body, with its names and regions."""
    return [
        {
            "actor": f"{entry.kind}:{entry.slug}",
            "iri": entry.iri,
            "kind": entry.kind,
            "class": release_ties.type_of(entry.iri),
            "label": entry.label(),
            "labels": _joined(f"{text} ({lang})" for lang, text in sorted(entry.preferred.items())),
            "codes": _joined(text for text, how in entry.names if how == "code"),
            "abbreviations": _joined(text for text, how in entry.names if how == "abbreviation"),
            "regions": _joined(_slugs(release_ties.regions.get(entry.iri, frozenset()))),
            "themes": _joined(_slugs(release_ties.themes.get(entry.iri, frozenset()))),
        }
        for entry in labels.of_kinds(_KINDS)
    ]


TABLES: dict[str, Callable[[ReleaseTies, Labels], Rows]] = {
    "memberships": memberships,
    "partnerships": partnerships,
    "agreements": agreements,
    "actors": actors,
}


def _spell(fact: Membership | Partnership) -> dict[str, str]:
    spell = fact.spell
    return {
        "since": spell.since or "",
        "until": spell.until or "",
        "gone_by": spell.over_by or "",
        "last_seen": spell.last_seen or "",
        "first_attested": spell.first or "",
        "last_attested": spell.last or "",
        "sources": _joined(_slugs(fact.sources)),
    }


def _slugs(iris: Iterable[str]) -> list[str]:
    return sorted(slug_of(iri) for iri in iris)


def _joined(values: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(values))
