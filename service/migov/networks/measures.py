"""Measures of a network's nodes, by networkx, exact."""

from __future__ import annotations

from migov.networks.network import Network


def measure(network: Network) -> None:
    """Sets the measures of every node of `network`.

    Degree counts neighbours, weighted degree the weights of their edges. Betweenness is Freeman's
    over unweighted shortest paths without regard to direction, normalized to 0..1 and rounded to
    six places. Components count from 1, the largest first.
    """
    import networkx as nx  # takes a third of a second

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.iri for node in network.nodes)
    weights = {node.iri: 0 for node in network.nodes}
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target)
        weights[edge.source] += edge.weight
        weights[edge.target] += edge.weight
    betweenness = nx.betweenness_centrality(graph)
    components = sorted(nx.connected_components(graph), key=lambda some: (-len(some), min(some)))
    numbers = {iri: number for number, some in enumerate(components, 1) for iri in some}
    for node in network.nodes:
        node.degree = graph.degree(node.iri)
        node.weighted_degree = weights[node.iri]
        node.betweenness = round(betweenness[node.iri], 6)
        node.component = numbers[node.iri]
