"""The data model of a network: nodes with measures, edges with their ties."""

from __future__ import annotations

from dataclasses import dataclass, field

from migov.networks.parameters import NetworkRequest
from migov.networks.spells import Interval
from migov.networks.ties import Tie
from migov.questions.certainty import Basis
from migov.vocabulary import kind_of, name, slug_of


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge: two nodes and their ties.

    `weight` counts the ties, or in a projection the shared things, which are then in `shared`, with
    Jaccard's index in `jaccard`. `intervals` are the days of the edge; `basis` is that of the
    surest tie, in a projection that of the least sure shared thing.
    """

    source: str
    target: str
    weight: int
    intervals: tuple[Interval, ...]
    basis: Basis | None
    current: bool
    sources: tuple[str, ...]
    ways: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    shared: tuple[str, ...] = ()
    jaccard: float | None = None


@dataclass(slots=True)
class Node:
    """A node: an actor with its measures.

    `type` is its class, `mode` its side in a two-mode network ("actor" or "mechanism"), else
    "actor". `betweenness` is Freeman's, normalized to 0..1; `component` counts from 1, the
    largest first.
    """

    iri: str
    label: str
    type: str
    mode: str
    degree: int = 0
    weighted_degree: int = 0
    betweenness: float = 0.0
    component: int = 0
    intervals: tuple[Interval, ...] = ()

    @property
    def kind(self) -> str:
        """Its kind by IRI: state, organization, mechanism or body."""
        return kind_of(self.iri)

    @property
    def slug(self) -> str:
        return slug_of(self.iri)

    @property
    def id(self) -> str:
        """Its short name in files: `state:ETH`."""
        return node_id(self.iri)


@dataclass(slots=True)
class Network:
    """Nodes by falling degree, edges by falling weight; if `directed`, from supporter to
    supported."""

    asked: NetworkRequest
    release: str
    directed: bool
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    @property
    def projected(self) -> bool:
        """Whether this is a one-mode projection, whose edges count shared things."""
        return self.asked.kind in ("mechanism-mechanism", "state-state")


def node_id(iri: str) -> str:
    """The short name of an IRI of the project: `state:ETH`."""
    thing = name(iri)
    return f"{thing.kind}:{thing.slug}" if thing else iri
