"""The page of a network: filters as a form, its nodes and its ties as tables, its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from migov.networks import KINDS, PARAMETERS, Edge, Network, NetworkRequest, Node
from migov.networks.export import way_label
from migov.networks.network import node_id
from migov.networks.parameters import ACTOR_KINDS, ANY_DAY
from migov.web.http.templating import local, page
from migov.web.service import Service
from migov.web.tables import Footnotes, Names

#: Of what two actors share, and of its sources, a row names no more; files have them all.
_NAMED = 8
#: Actors that are named before the graph, for who does not see it.
_FIRST = 5
_CITED = 4


def network_page(
    request: Request,
    service: Service,
    network: Network,
    asked: NetworkRequest,
    given: Mapping[str, str],
) -> str:
    """The HTML of a network; `given` is what the form was filled in with."""
    notes = Names(service.labels, asked.lang).footnotes()
    rows = _shared_rows if network.projected else _tie_rows
    ties = list(rows(service, network, notes))
    query = {key: value for key, value in given.items() if key not in ("lang", "limit")}
    return page(
        request,
        "network.html",
        release=service.release.id,
        network=network,
        asked=asked,
        day=asked.when.day or "any day",
        kinds=KINDS,
        parameters=PARAMETERS,
        given=given,
        choices=_choices(service, asked.lang),
        most=[_node_row(node, asked) for node in _best(network)],
        nodes=[_node_row(node, asked) for node in network.nodes[: asked.rows]],
        ties=ties[: asked.rows],
        tie_count=len(ties),
        notes=notes.all(),
        downloads=_downloads(query),
        drawing=f"?{urlencode({**query, 'lang': asked.lang, 'format': 'json'})}",
        timeline=f"?{urlencode({**query, 'asOf': ANY_DAY, 'format': 'gexf'})}",
        everything=f"?{urlencode({**query, 'limit': max(len(ties), len(network.nodes))})}",
    )


def _downloads(query: Mapping[str, str]) -> dict[str, str]:
    files = {
        "Cytoscape JSON": "json",
        "GraphML": "graphml",
        "GEXF": "gexf",
        "CSV of edges": "csv",
        "CSV of nodes": "nodes.csv",
    }
    return {what: f"?{urlencode({**query, 'format': file})}" for what, file in files.items()}


def _choices(service: Service, lang: str) -> dict[str, list[tuple[str, str]]]:
    """What the fields of the form may hold, each with its label."""
    found = {
        kind: sorted(
            ((entry.slug, entry.label(lang)) for entry in service.labels.of_kinds([kind])),
            key=lambda choice: choice[1].casefold(),
        )
        for kind in ("region", "theme", "role")
    }
    found["actorKind"] = [(kind, kind.replace("-", " ")) for kind in ACTOR_KINDS]
    return found


def _best(network: Network) -> list[Node]:
    """The actors with the most neighbours, best first."""
    return sorted(network.nodes, key=lambda node: (-node.degree, node.label))[:_FIRST]


def _node_row(node: Node, asked: NetworkRequest) -> dict[str, Any]:
    around = {"kind": asked.kind, "actor": node.id}
    if asked.when.day != asked.when.today:
        around["asOf"] = asked.when.day or ANY_DAY
    return {
        "label": node.label,
        "href": local(node.iri),
        "type": _words(node.type),
        "degree": node.degree,
        "weighted": node.weighted_degree,
        "betweenness": f"{node.betweenness:.4f}",
        "component": node.component,
        "around": f"/network?{urlencode(around)}",
    }


def _tie_rows(service: Service, network: Network, notes: Footnotes) -> Iterator[dict[str, Any]]:
    """A row for each fact."""
    shown = 0
    for edge in network.edges:
        for tie in edge.ties:
            shown += 1
            if shown > network.asked.rows:
                yield {}  # counted, not shown
                continue
            yield {
                **_ends(service, edge, network.asked.lang),
                "tie": ", ".join(
                    way_label(way, service.labels, network.asked.lang) for way in tie.way.split()
                ),
                "statement": local(tie.statement),
                "since": tie.since,
                "until": tie.until or (f"gone by {tie.over_by}" if tie.over_by else None),
                "basis": tie.basis,
                "sources": notes.of(tie.sources),
            }


def _shared_rows(service: Service, network: Network, notes: Footnotes) -> Iterator[dict[str, Any]]:
    """A row for each pair, with what the two share."""
    for number, edge in enumerate(network.edges):
        if number >= network.asked.rows:
            yield {}  # counted, not shown
            continue
        pair = {"a": node_id(edge.source), "b": node_id(edge.target)}
        more = max(0, len(edge.shared) - _NAMED)
        yield {
            **_ends(service, edge, network.asked.lang),
            "weight": edge.weight,
            "jaccard": "" if edge.jaccard is None else f"{edge.jaccard:.2f}",
            "shared": sorted(
                (service.labels.label(one, network.asked.lang), local(one)) for one in edge.shared
            )[:_NAMED],
            "more": more,
            "basis": edge.basis,
            "sources": notes.of(edge.sources[:_CITED]),
            "further": max(0, len(edge.sources) - _CITED),
            "evidence": f"/questions/cooperation?{urlencode(pair)}",
        }


def _ends(service: Service, edge: Edge, lang: str) -> dict[str, str]:
    return {
        "source": service.labels.label(edge.source, lang),
        "source_href": local(edge.source),
        "target": service.labels.label(edge.target, lang),
        "target_href": local(edge.target),
    }


def _words(of_class: str) -> str:
    """A class's name as words: InterregionalForum gives "interregional forum"."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in of_class).strip()
