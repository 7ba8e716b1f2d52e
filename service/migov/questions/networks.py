"""Measures over networks, for the questions that no SPARQL query can answer alone.

A question names its measure in its header (`measure: betweenness`). Its query then gives the
network's edges, with the variables that the measure wants, and the measure gives the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx
import pyoxigraph as ox

from migov.engine.interface import Term

Row = dict[str, Term]
#: From the solutions of a question's query and its parameters' terms to the answer's rows.
Compute = Callable[[Sequence[Row], Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]], list[Row]]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure's query must select, and how its rows are computed."""

    variables: tuple[str, ...]
    compute: Compute


def shortest_paths(
    edges: Sequence[Row], params: Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]
) -> list[Row]:
    """The shortest chains of ties from `a` to `b`: a row for each tie of each chain.

    An edge joins ?from and ?to by ?tie, told by ?statement and its ?sources. Chains are numbered
    from 1 in the order of the names along them; `chains` says how many at most.
    """
    start, goal = params["a"][0], params["b"][0]
    graph: nx.Graph[str] = nx.Graph()
    ties: dict[tuple[str, str], list[Row]] = {}
    for edge in edges:
        ends = (edge["from"], edge["to"])
        if not all(isinstance(end, ox.NamedNode) for end in ends):
            continue
        one, other = sorted(str(end) for end in ends)
        if one != other:
            graph.add_edge(one, other)
            ties.setdefault((one, other), []).append(edge)
    if str(start) == str(goal) or not (str(start) in graph and str(goal) in graph):
        return []
    if not nx.has_path(graph, str(start), str(goal)):
        return []
    most = int(params["chains"][0].value)
    chains = sorted(islice(nx.all_shortest_paths(graph, str(start), str(goal)), 2000))[:most]
    rows: list[Row] = []
    for number, chain in enumerate(chains, 1):
        for step, (here, there) in enumerate(pairwise(chain), 1):
            one, other = sorted((here, there))
            for edge in ties[(one, other)]:
                rows.append(
                    {
                        **edge,
                        "chain": ox.Literal(number),
                        "step": ox.Literal(step),
                        "from": ox.NamedNode(here[1:-1]),
                        "to": ox.NamedNode(there[1:-1]),
                    }
                )
    return rows


def betweenness(
    edges: Sequence[Row], params: Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]
) -> list[Row]:
    """Betweenness of each actor in the two-mode network of actors and mechanisms.

    An edge joins ?actor to ?mechanism, which covers ?region (perhaps none). Betweenness is
    Freeman's, over unweighted shortest paths, normalized to 0..1 and rounded to six places;
    actors with none are left out.
    """
    del params
    graph: nx.Graph[str] = nx.Graph()
    regions: dict[str, set[str]] = {}
    actors: dict[str, ox.NamedNode] = {}
    for edge in edges:
        actor, mechanism, region = edge["actor"], edge["mechanism"], edge.get("region")
        if isinstance(actor, ox.NamedNode) and isinstance(mechanism, ox.NamedNode):
            actors[actor.value] = actor
            graph.add_edge(actor.value, mechanism.value)
            if isinstance(region, ox.NamedNode):
                regions.setdefault(actor.value, set()).add(region.value)
    score = nx.betweenness_centrality(graph)
    rows: list[tuple[float, str, Row]] = [
        (
            -score[iri],
            iri,
            {
                "actor": term,
                "betweenness": ox.Literal(round(score[iri], 6)),
                "mechanisms": ox.Literal(graph.degree(iri)),
                "regions": ox.Literal(" ".join(sorted(regions.get(iri, ())))),
                "between": ox.Literal(" ".join(sorted(graph[iri]))),
            },
        )
        for iri, term in actors.items()
        if round(score[iri], 6) > 0
    ]
    return [row for _, _, row in sorted(rows, key=lambda ranked: ranked[:2])]


MEASURES: dict[str, Measure] = {
    "shortest-paths": Measure(("from", "to", "tie", "statement", "sources"), shortest_paths),
    "betweenness": Measure(("actor", "mechanism", "region"), betweenness),
}
