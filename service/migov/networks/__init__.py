"""Networks of who sits, works and partners with whom, and comparisons of who is where.

`facts` holds what a release says, read once; `asking` what a caller wants of it; `building` makes
the network, `measures` computes over it, `writing` and `gexf` give it to other tools; `comparing`
sets mechanisms side by side.
"""

from __future__ import annotations

from migov.networks.build import build
from migov.networks.facts import Facts
from migov.networks.network import Edge, Network, Node
from migov.networks.parameters import KINDS, PARAMETERS, Asked, read
from migov.networks.ties import Tie

__all__ = [
    "KINDS",
    "PARAMETERS",
    "Asked",
    "Edge",
    "Facts",
    "Network",
    "Node",
    "Tie",
    "build",
    "read",
]
