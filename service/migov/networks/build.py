"""Builds a network from the ties of a release, or a projection of it, and measures it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from migov.networks.network import Edge, Network, Node
from migov.networks.parameters import ACTOR_KINDS, NetworkRequest
from migov.networks.spells import Interval, meet, merged, surest, weakest
from migov.networks.ties import Membership, Partnership, ReleaseTies, Tie
from migov.questions.certainty import Basis
from migov.questions.labels import Labels
from migov.vocabulary import kind_of


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
    return [_projected_edge(pair, found, ties, totals) for pair, found in sorted(shared.items())]


def _days(some: list[Tie], others: list[Tie]) -> list[Interval]:
    """The days on which both ties hold."""
    meetings = (meet(a.shown, b.shown) for a in some for b in others if a.shown and b.shown)
    # With a requested day both hold then, however little is known of their bounds.
    days_of_both = [days for days in meetings if days is not None]
    return days_of_both or ([(None, None)] if _basis(some, others) else [])


def _basis(some: list[Tie], others: list[Tie]) -> Basis | None:
    """The basis of both together: that of the less sure."""
    sides = [[tie.basis for tie in side if tie.basis] for side in (some, others)]
    if not all(sides):
        return None
    return weakest(basis for side in sides if (basis := surest(side)))


def _projected_edge(
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


#: A member of a working group is a member of that group, not of the mechanism.
_OF_THE_BODY = ("member", "observer")

#: A tie with its two actors.
Joined = tuple[str, str, Tie]


def build(
    release_ties: ReleaseTies, labels: Labels, asked: NetworkRequest, release: str
) -> Network:
    """The network, with its measures."""
    if asked.kind == "partnership":
        edges = _edges(_partnerships(release_ties, asked))
    else:
        joined = list(_memberships(release_ties, asked))
        if asked.kind in ("mechanism-mechanism", "state-state"):
            edges = project(joined, by_hub=asked.kind == "mechanism-mechanism")
        else:
            edges = _edges(joined)
    edges = _around([edge for edge in edges if edge.weight >= asked.least_weight], asked)
    network = Network(asked, release, directed=asked.kind == "support")
    hubs = set()
    if asked.kind == "actor-mechanism":
        # A requested mechanism is a node even without ties.
        hubs = {
            *(edge.target for edge in edges),
            *(a for a in asked.actors if kind_of(a) == asked.hub),
        }
    ends = sorted({end for edge in edges for end in (edge.source, edge.target)} | {*asked.actors})
    days: dict[str, list[Interval]] = defaultdict(list)
    for edge in edges:
        for end in (edge.source, edge.target):
            days[end] += edge.intervals
    network.nodes = [
        Node(
            iri,
            labels.label(iri, asked.lang),
            release_ties.type_of(iri),
            "mechanism" if iri in hubs else "actor",
            intervals=tuple(merged(days[iri])),
        )
        for iri in ends
    ]
    network.edges = sorted(edges, key=lambda edge: (-edge.weight, edge.source, edge.target))
    measure(network)
    network.nodes.sort(key=lambda node: (-node.degree, -node.weighted_degree, node.label, node.iri))
    return network


def _memberships(release_ties: ReleaseTies, asked: NetworkRequest) -> Iterator[Joined]:
    """The memberships of the network, as ties from actor to hub."""
    for membership in release_ties.memberships:
        if (
            (not asked.roles or membership.role in asked.roles)
            and not (membership.body and membership.role in _OF_THE_BODY)
            and asked.when.holds(membership.spell)
            and _is_hub(membership, release_ties, asked)
            and _is_wanted(membership.actor, release_ties, asked)
        ):
            tie = asked.when.tie(membership, membership.role)
            yield membership.actor, membership.hub, tie


def _is_hub(membership: Membership, release_ties: ReleaseTies, asked: NetworkRequest) -> bool:
    kind = kind_of(membership.hub)
    if kind not in ("mechanism", "organization") or asked.hub not in ("all", kind):
        return False
    if asked.themes and release_ties.themes.get(membership.hub, frozenset()).isdisjoint(
        asked.themes
    ):
        return False
    # Between states the region is that of the states.
    if asked.regions and asked.kind != "state-state":
        return not release_ties.regions.get(membership.hub, frozenset()).isdisjoint(asked.regions)
    return True


def _is_wanted(actor: str, release_ties: ReleaseTies, asked: NetworkRequest) -> bool:
    classes = release_ties.classes.get(actor, ())
    if asked.kind == "state-state":
        if "State" not in classes:
            return False
        if asked.regions and release_ties.regions.get(actor, frozenset()).isdisjoint(asked.regions):
            return False
    return not asked.actor_kinds or any(_is_of(actor, one, classes) for one in asked.actor_kinds)


def _is_of(actor: str, kind: str, classes: Iterable[str]) -> bool:
    # Any organization, including organs and agencies.
    if kind == "organization":
        return kind_of(actor) == "organization"
    return ACTOR_KINDS[kind] in classes


def _partnerships(release_ties: ReleaseTies, asked: NetworkRequest) -> Iterator[Joined]:
    """Ties between any two partners of a partnership, and partners of mechanisms."""
    for fact in release_ties.partnerships:
        if not asked.when.holds(fact.spell) or not release_ties.counts(fact, asked.via):
            continue
        way = " ".join(fact.kinds)
        tie = asked.when.tie(fact, way)
        for one, other in combinations(fact.partners, 2):
            if _is_about(fact, (one, other), release_ties, asked):
                yield one, other, tie
    if asked.via == "agreements":
        return
    for membership in release_ties.memberships:
        ends = (membership.actor, membership.hub)
        if (
            membership.role in asked.roles
            and asked.when.holds(membership.spell)
            and _is_about(None, ends, release_ties, asked)
        ):
            tie = asked.when.tie(membership, "partner")
            one, other = sorted(ends)
            yield one, other, tie


def _is_about(
    fact: Partnership | None,
    ends: tuple[str, str],
    release_ties: ReleaseTies,
    asked: NetworkRequest,
) -> bool:
    """Whether a partnership matches the requested themes, regions and kinds."""
    concerns = fact.concerns if fact else ()
    themes = (release_ties.themes.get(end, frozenset()) for end in ends)
    if (
        asked.themes
        and all(some.isdisjoint(asked.themes) for some in themes)
        and not any(release_ties.under(one, asked.themes) for one in concerns)
    ):
        return False
    if asked.regions and all(
        release_ties.regions.get(end, frozenset()).isdisjoint(asked.regions) for end in ends
    ):
        return False
    if not asked.actor_kinds:
        return True
    return any(_is_wanted(end, release_ties, asked) for end in ends)


def _edges(joined: Iterable[Joined]) -> list[Edge]:
    """One edge for all the ties of a pair, weighted by their number."""
    ties: dict[tuple[str, str], dict[str, Tie]] = defaultdict(dict)
    for source, target, tie in joined:
        ties[(source, target)][tie.statement] = tie
    return [_edge(pair, sorted(some.values(), key=_order)) for pair, some in sorted(ties.items())]


def _order(tie: Tie) -> tuple[str, str, str]:
    return tie.way, tie.since or "", tie.statement


def _edge(pair: tuple[str, str], ties: list[Tie]) -> Edge:
    ways = tuple(dict.fromkeys(way for tie in ties for way in tie.way.split()))
    return Edge(
        *pair,
        weight=max(1, len(ways)),
        intervals=tuple(merged(tie.shown for tie in ties if tie.shown)),
        basis=surest(tie.basis for tie in ties if tie.basis),
        current=any(tie.current for tie in ties),
        sources=tuple(sorted({source for tie in ties for source in tie.sources})),
        ways=ways,
        ties=tuple(ties),
    )


def _around(edges: list[Edge], asked: NetworkRequest) -> list[Edge]:
    """The edges among the nodes within `depth` steps of the requested actors, if any."""
    if not asked.actors:
        return edges
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        neighbours[edge.source].add(edge.target)
        neighbours[edge.target].add(edge.source)
    near = set(asked.actors)
    for _ in range(asked.depth):
        near |= {other for actor in near for other in neighbours[actor]}
    return [edge for edge in edges if edge.source in near and edge.target in near]


def measure(network: Network) -> None:
    """Sets the measures of every node of `network`.

    Degree counts neighbours, weighted degree the weights of their edges. Betweenness is Freeman's
    over unweighted shortest paths without regard to direction, normalized to 0..1 and rounded to
    six places. Components count from 1, the largest first.
    """
    import igraph  # in C, a hundred times as fast as networkx; imported late

    iris = [node.iri for node in network.nodes]
    index = {iri: number for number, iri in enumerate(iris)}
    pairs = {tuple(sorted((index[edge.source], index[edge.target]))) for edge in network.edges}
    graph = igraph.Graph(len(iris), sorted(pairs))
    weights = [0] * len(iris)
    for edge in network.edges:
        weights[index[edge.source]] += edge.weight
        weights[index[edge.target]] += edge.weight
    most = (len(iris) - 1) * (len(iris) - 2) / 2 or 1
    components = sorted(
        ([iris[member] for member in some] for some in graph.connected_components()),
        key=lambda some: (-len(some), min(some)),
    )
    numbers = {iri: number for number, some in enumerate(components, 1) for iri in some}
    measures = zip(network.nodes, graph.degree(), weights, graph.betweenness(), strict=True)
    for node, degree, weight, betweenness in measures:
        node.degree = degree
        node.weighted_degree = weight
        node.betweenness = round(betweenness / most, 6)
        node.component = numbers[node.iri]
