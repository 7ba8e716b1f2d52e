"""Network measures for questions that SPARQL alone cannot answer.

A question names its measure in its header (`measure: betweenness`). Its query then selects the
network's edges, with the variables that the measure needs, and the measure computes the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

import pyoxigraph as ox

from migov.engine.solutions import Row, Term, column, text
from migov.vocabulary import name

Params = Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]
#: Computes the answer's rows from the query's solutions and the parameters' terms.
Compute = Callable[[Sequence[Row], Params], list[Row]]
#: The variable that restricts a query to the edges of some actors.
NEAR = "near"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: the variables that its query must select, and its functions.

    `columns` are those of the rows that it computes, `parameters` those that it reads.
    """

    variables: tuple[str, ...]
    columns: tuple[str, ...]
    parameters: tuple[str, ...]
    compute: Compute
    #: Returns the actors whose edges to fetch next, given the edges so far, the parameters and the
    #: actors done; empty if complete. Without it one query fetches all edges.
    next_near: Callable[[Sequence[Row], Params, set[str]], set[str]] | None = None


def next_layer(edges: Sequence[Row], params: Params, asked: set[str]) -> set[str]:
    """The next layer of a breadth-first search from `a` and `b` at once, as IRIs.

    It is the smaller of the two frontiers; at first both ends. It is empty once the searches have
    met, when every shortest chain is among the edges, or if one end has no further ties.
    """
    ends = [params[name][0].value for name in ("a", "b")]
    if not asked:
        return set(ends)
    neighbours: dict[str, set[str]] = {}
    for edge in edges:
        one, other = text(edge["from"]), text(edge["to"])
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    layers = []
    for end in ends:
        reached, frontier = {end}, {end}
        while frontier:
            frontier = {near for each in frontier for near in neighbours.get(each, ())} - reached
            reached |= frontier
        layers.append(reached - asked)
        if set(ends) <= reached:
            return set()
    return min(layers, key=len)


def shortest_paths(edges: Sequence[Row], params: Params) -> list[Row]:
    """The shortest chains of ties from `a` to `b`: a row for each tie of each chain.

    An edge joins ?from and ?to by ?tie, with its ?statement and ?sources, and may occur twice.
    Chains are numbered from 1 in the order of the names along them; `chains` is their maximum
    number.
    """
    import networkx as nx  # takes a third of a second

    start, goal = params["a"][0], params["b"][0]
    graph: nx.Graph[str] = nx.Graph()
    ties: dict[tuple[str, str], dict[tuple[str, ...], Row]] = {}
    for edge in edges:
        ends = (edge["from"], edge["to"])
        if not all(isinstance(end, ox.NamedNode) for end in ends):
            continue
        one, other = sorted(str(end) for end in ends)
        if one != other:
            graph.add_edge(one, other)
            ties.setdefault((one, other), {})[_order(edge)] = edge
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
            for _, edge in sorted(ties[(one, other)].items()):
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


def _order(edge: Row) -> tuple[str, ...]:
    """The sort key of ties of the same two actors: the order of a store is arbitrary."""
    return tuple(str(edge.get(name)) for name in ("tie", "statement", "from"))


def betweenness(edges: Sequence[Row], params: Params) -> list[Row]:
    """Betweenness of each actor in the two-mode network of actors and mechanisms.

    A row joins ?actor to ?mechanism with ?source (perhaps unbound), or states that ?mechanism
    covers ?region. Betweenness is Freeman's, over unweighted shortest paths, normalized to 0..1 and
    rounded to six places. `kind` selects the actors; those with 0 are omitted.
    """
    kind = params["kind"][0].value
    tied: dict[str, set[str]] = {}
    regions: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    columns = (column(edges, name) for name in ("actor", "mechanism", "region", "source"))
    for actor, mechanism, region, source in zip(*columns, strict=True):
        if not isinstance(mechanism, ox.NamedNode):
            continue
        if isinstance(region, ox.NamedNode):
            regions.setdefault(mechanism.value, set()).add(region.value)
        if isinstance(actor, ox.NamedNode):
            tied.setdefault(actor.value, set()).add(mechanism.value)
            stating = sources.setdefault(actor.value, set())
            if isinstance(source, ox.NamedNode):
                stating.add(source.value)
    score = _betweenness(tied)
    rows: list[tuple[float, str, Row]] = []
    for iri in sources:
        parts = name(iri)
        if score[iri] > 0 and parts and kind in ("any", parts.kind):
            covered = set[str]().union(*(regions.get(each, set()) for each in tied[iri]))
            row: Row = {
                "actor": ox.NamedNode(iri),
                "betweenness": ox.Literal(score[iri]),
                "mechanisms": ox.Literal(len(tied[iri])),
                "regions": ox.Literal(" ".join(sorted(covered))),
                "between": ox.Literal(" ".join(sorted(tied[iri]))),
                "sources": ox.Literal(" ".join(sorted(sources[iri]))),
            }
            rows.append((-score[iri], iri, row))
    return [row for _, _, row in sorted(rows, key=lambda ranked: ranked[:2])]


def _betweenness(tied: Mapping[str, set[str]]) -> dict[str, float]:
    """Betweenness of all nodes of the network."""
    import igraph  # in C, thirty times as fast as networkx; imported late

    names = sorted(tied.keys() | set[str]().union(*tied.values()))
    index = {name: number for number, name in enumerate(names)}
    edges = {
        (min(index[one], index[other]), max(index[one], index[other]))
        for one, some in tied.items()
        for other in some
    }
    pairs = (len(names) - 1) * (len(names) - 2) / 2 or 1
    scores = igraph.Graph(len(names), sorted(edges)).betweenness()
    return {name: round(value / pairs, 6) for name, value in zip(names, scores, strict=True)}


def jaccard(places: Sequence[Row], params: Params) -> list[Row]:
    """Jaccard's index of shared members for pairs of mechanisms or organizations.

    An input row is a ?place with the IRIs of its ?members and of the ?sources, each as one text
    separated by spaces. An output row is a pair that shares a member; if `actor` or `other` is
    given, only pairs with them. The index is the shared members over those of either, rounded to
    four places.
    """
    wanted = {term.value for name in ("actor", "other") for term in params.get(name, ())}
    members: dict[str, frozenset[str]] = {}
    sources: dict[str, frozenset[str]] = {}
    for solution in places:
        if isinstance(place := solution["place"], ox.NamedNode):
            members[place.value] = _split(solution["members"])
            sources[place.value] = _split(solution["sources"])
    rows: list[tuple[float, Row]] = []
    for one, other in combinations(sorted(members), 2):
        if not wanted <= {one, other}:
            continue
        if shared := len(members[one] & members[other]):
            index = round(shared / len(members[one] | members[other]), 4)
            row: Row = {
                "a": ox.NamedNode(one),
                "b": ox.NamedNode(other),
                "membersA": ox.Literal(len(members[one])),
                "membersB": ox.Literal(len(members[other])),
                "shared": ox.Literal(shared),
                "jaccard": ox.Literal(index),
                "sources": ox.Literal(" ".join(sorted(sources[one] | sources[other]))),
            }
            rows.append((-index, row))
    rows.sort(key=lambda ranked: ranked[0])
    return [row for _, row in rows]


def _split(term: Term) -> frozenset[str]:
    """The IRIs of a text, separated by spaces."""
    return frozenset(term.value.split()) if isinstance(term, ox.Literal) else frozenset()


MEASURES: dict[str, Measure] = {
    "shortest-paths": Measure(
        variables=("from", "to", "tie", "statement", "sources"),
        columns=("chain", "step", "from", "tie", "to", "statement", "sources"),
        parameters=("a", "b", "chains"),
        compute=shortest_paths,
        next_near=next_layer,
    ),
    "betweenness": Measure(
        variables=("actor", "mechanism", "region", "source"),
        columns=("actor", "betweenness", "mechanisms", "regions", "between", "sources"),
        parameters=("kind",),
        compute=betweenness,
    ),
    "jaccard": Measure(
        variables=("place", "members", "sources"),
        columns=("a", "b", "membersA", "membersB", "shared", "jaccard", "sources"),
        parameters=("actor", "other"),
        compute=jaccard,
    ),
}
