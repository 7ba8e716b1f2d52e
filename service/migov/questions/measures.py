"""Measures over networks, for the questions that no SPARQL query can answer alone.

A question names its measure in its header (`measure: betweenness`). Its query then gives the
network's edges, with the variables that the measure wants, and the measure gives the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise

import pyoxigraph as ox

from migov.engine.interface import Term, text
from migov.vocabulary import name

Row = dict[str, Term]
Params = Mapping[str, tuple[ox.NamedNode | ox.Literal, ...]]
#: From the solutions of a question's query and its parameters' terms to the answer's rows.
Compute = Callable[[Sequence[Row], Params], list[Row]]
#: The variable of a query that asks for the edges of some actors only.
NEAR = "near"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure's query must select, and how its rows are computed."""

    variables: tuple[str, ...]
    compute: Compute
    #: Whose edges to ask for next, given the edges found, the parameters, and whose were asked for;
    #: none where the edges are enough. A measure without it has them all from one query.
    next_near: Callable[[Sequence[Row], Params, set[str]], set[str]] | None = None


def next_layer(edges: Sequence[Row], params: Params, asked: set[str]) -> set[str]:
    """The next layer of a breadth-first search from `a` and `b` at once, as IRIs.

    It is that around the end where it is smaller. None is left once the two have met, when each
    shortest chain is among the edges, or where one of them has no further ties. At first it is
    both ends.
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
        reached, found = {end}, {end}
        while found:
            found = {near for each in found for near in neighbours.get(each, ())} - reached
            reached |= found
        layers.append(reached - asked)
        if set(ends) <= reached:
            return set()
    return min(layers, key=len)


def shortest_paths(edges: Sequence[Row], params: Params) -> list[Row]:
    """The shortest chains of ties from `a` to `b`: a row for each tie of each chain.

    An edge joins ?from and ?to by ?tie, as ?statement and its ?sources say, and may be met twice.
    Chains are numbered from 1 in the order of the names along them; `chains` says how many at most.
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
    """What orders ties of the same two: the order in which a store gives them means nothing."""
    return tuple(str(edge.get(name)) for name in ("tie", "statement", "from"))


def betweenness(edges: Sequence[Row], params: Params) -> list[Row]:
    """Betweenness of each actor in the two-mode network of actors and mechanisms.

    A row joins ?actor to ?mechanism as ?source says (perhaps none), or says that ?mechanism covers
    ?region. Betweenness is Freeman's, over unweighted shortest paths, normalized to 0..1 and
    rounded to six places. `kind` says which actors are ranked; those with none are left out.
    """
    kind = params["kind"][0].value
    tied: dict[str, set[str]] = {}
    regions: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    for edge in edges:
        actor, mechanism = edge.get("actor"), edge["mechanism"]
        region, source = edge.get("region"), edge.get("source")
        if not isinstance(mechanism, ox.NamedNode):
            continue
        if isinstance(region, ox.NamedNode):
            regions.setdefault(mechanism.value, set()).add(region.value)
        if isinstance(actor, ox.NamedNode):
            tied.setdefault(actor.value, set()).add(mechanism.value)
            told = sources.setdefault(actor.value, set())
            if isinstance(source, ox.NamedNode):
                told.add(source.value)
    score = _betweenness(tied)
    rows: list[tuple[float, str, Row]] = []
    for iri in sources:
        known = name(iri)
        if score[iri] > 0 and known and kind in ("any", known.kind):
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
    """Betweenness of everything in the network in which each is tied to some others."""
    import igraph  # in C, a thirtieth of the time that networkx takes; imported by few

    names = sorted(tied.keys() | set[str]().union(*tied.values()))
    index = {name: number for number, name in enumerate(names)}
    edges = {
        (min(index[one], index[other]), max(index[one], index[other]))
        for one, some in tied.items()
        for other in some
    }
    pairs = (len(names) - 1) * (len(names) - 2) / 2 or 1
    found = igraph.Graph(len(names), sorted(edges)).betweenness()
    return {name: round(value / pairs, 6) for name, value in zip(names, found, strict=True)}


def jaccard(places: Sequence[Row], params: Params) -> list[Row]:
    """How far places (mechanisms, organizations) share their members, pair by pair.

    A row in is a ?place with the IRIs of its ?members and of the ?sources that say so, each as one
    text with blanks between. A row out is a pair that shares a member; where `actor` or `other` is
    given, only pairs that hold them. Jaccard's index is the shared members over those of either,
    rounded to four places.
    """
    wanted = {term.value for name in ("actor", "other") for term in params.get(name, ())}
    members: dict[str, frozenset[str]] = {}
    sources: dict[str, frozenset[str]] = {}
    for told in places:
        if isinstance(place := told["place"], ox.NamedNode):
            members[place.value] = _split(told["members"])
            sources[place.value] = _split(told["sources"])
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
    """The IRIs of a text that holds several, with blanks between."""
    return frozenset(term.value.split()) if isinstance(term, ox.Literal) else frozenset()


MEASURES: dict[str, Measure] = {
    "shortest-paths": Measure(
        ("from", "to", "tie", "statement", "sources"), shortest_paths, next_layer
    ),
    "betweenness": Measure(("actor", "mechanism", "region", "source"), betweenness),
    "jaccard": Measure(("place", "members", "sources"), jaccard),
}
