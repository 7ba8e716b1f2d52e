"""Networks and their facts as tables: edges, nodes, memberships, partnerships and actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from migov.networks.network import Edge, Network, Node, node_id
from migov.networks.ties import Membership, Partnership, ReleaseTies
from migov.questions.labels import Labels
from migov.tabular import Column, Source, Tabular
from migov.tabular.model import Kind
from migov.vocabulary import LICENSE, iri, kind_of, slug_of

Scalar = str | int | float | bool

#: The separator of several values in a cell.
SEPARATOR: Final = " | "


def edge_list(network: Network, labels: Labels) -> Tabular:
    """A row for each edge, with column names that Gephi, igraph and pandas expect."""
    lang = network.asked.lang
    ends: dict[str, Kind] = dict.fromkeys(
        ("source", "target", "type", "source_label", "target_label"), "text"
    )
    rows = (
        [
            node_id(edge.source),
            node_id(edge.target),
            "directed" if network.directed else "undirected",
            labels.label(edge.source, lang),
            labels.label(edge.target, lang),
            *edge_row(edge, network).values(),
        ]
        for edge in network.edges
    )
    cited = sorted({source for edge in network.edges for source in edge.sources})
    return Tabular(
        _columns({**ends, **edge_columns(network)}),
        rows,
        _asked(network),
        lambda: (Source(labels.label(source, lang), source) for source in cited),
        SEPARATOR,
    )


def node_list(network: Network, _: Labels) -> Tabular:
    """A row for each node and its measures."""
    rows = ([node.id, *node_row(node).values()] for node in network.nodes)
    columns: dict[str, Kind] = {"id": "text", **NODE_COLUMNS}
    return Tabular(_columns(columns), rows, _asked(network), separator=SEPARATOR)


def fact_list(rows: Sequence[Mapping[str, Any]], what: str, release: str) -> Tabular:
    """The rows of one of TABLES."""
    columns: dict[str, Kind] = dict.fromkeys(rows[0], "text") if rows else {}
    asked = {"table": what, "release": release, "license": LICENSE}
    return Tabular(_columns(columns), ([*row.values()] for row in rows), asked, separator=SEPARATOR)


def _columns(kinds: Mapping[str, Kind]) -> list[Column]:
    return [Column(name, name, kind) for name, kind in kinds.items()]


def _asked(network: Network) -> dict[str, Any]:
    return {
        "network": network.asked.kind,
        "parameters": dict(network.asked.parameters),
        "asOf": network.asked.when.day or "any",
        "release": network.release,
        "license": LICENSE,
    }


#: The attributes of a node, with their types in typed formats.
NODE_COLUMNS: Mapping[str, Kind] = {
    "label": "text",
    "iri": "iri",
    "slug": "text",
    "kind": "text",
    "class": "text",
    "mode": "text",
    "degree": "integer",
    "weighted_degree": "integer",
    "betweenness": "number",
    "component": "integer",
}
_EDGE_COLUMNS: Mapping[str, Kind] = {
    "weight": "integer",
    "ties": "text",
    "start": "text",
    "end": "text",
    "basis": "text",
    "current": "flag",
    "statements": "text",
    "sources": "text",
}
_PROJECTED_COLUMNS: Mapping[str, Kind] = {
    "weight": "integer",
    "jaccard": "number",
    "shared": "text",
    "start": "text",
    "end": "text",
    "basis": "text",
    "current": "flag",
    "sources": "text",
}


def edge_columns(network: Network) -> Mapping[str, Kind]:
    """The attributes of an edge of this network, with their types."""
    return _PROJECTED_COLUMNS if network.projected else _EDGE_COLUMNS


def node_row(node: Node) -> dict[str, Scalar]:
    """A node's attributes for flat formats."""
    return {
        "label": node.label,
        "iri": node.iri,
        "slug": node.slug,
        "kind": node.kind,
        "class": node.type,
        "mode": node.mode,
        "degree": node.degree,
        "weighted_degree": node.weighted_degree,
        "betweenness": node.betweenness,
        "component": node.component,
    }


def edge_row(edge: Edge, network: Network) -> dict[str, Scalar]:
    """An edge's attributes for flat formats; unknown values are empty.

    `start` and `end` bound its days; `sources` are slugs.
    """
    bounds: dict[str, Scalar] = {
        "start": (edge.intervals[0][0] if edge.intervals else None) or "",
        "end": (edge.intervals[-1][1] if edge.intervals else None) or "",
        "basis": edge.basis or "",
        "current": edge.current,
        "sources": _joined(slug_of(source) for source in edge.sources),
    }
    if network.projected:
        own: dict[str, Scalar] = {
            "jaccard": edge.jaccard or 0.0,
            "shared": _joined(slug_of(one) for one in edge.shared),
        }
    else:
        own = {
            "ties": _joined(edge.ways),
            "statements": _joined(tie.statement for tie in edge.ties),
        }
    cells: dict[str, Scalar] = {"weight": edge.weight, **own, **bounds}
    return {column: cells[column] for column in edge_columns(network)}


def way_label(way: str, labels: Labels, lang: str) -> str:
    """The label of a role or a kind of partnership."""
    for kind in ("role", "kind"):
        entry = labels.entry(iri(kind, way))
        if entry is not None:
            return entry.label(lang)
    return way


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(values)


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
        "partners": _distinct(node_id(one) for one in fact.partners),
        "partner_labels": _distinct(labels.label(one) for one in fact.partners),
        "kinds": _distinct(fact.kinds),
        "concerns": _distinct(node_id(one) for one in fact.concerns),
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
            "labels": _distinct(
                f"{text} ({lang})" for lang, text in sorted(entry.preferred.items())
            ),
            "codes": _distinct(text for text, how in entry.names if how == "code"),
            "abbreviations": _distinct(text for text, how in entry.names if how == "abbreviation"),
            "regions": _distinct(_slugs(release_ties.regions.get(entry.iri, frozenset()))),
            "themes": _distinct(_slugs(release_ties.themes.get(entry.iri, frozenset()))),
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
        "sources": _distinct(_slugs(fact.sources)),
    }


def _slugs(iris: Iterable[str]) -> list[str]:
    return sorted(slug_of(iri) for iri in iris)


def _distinct(values: Iterable[str]) -> str:
    return _joined(dict.fromkeys(values))
