"""Networks of who sits, works and partners with whom, and comparisons of mechanisms.

`ties` reads the ties of a release, `parameters` a request; `build` makes and measures the network
or its one-mode projection, and `export` writes other tools' formats. `comparison` compares
mechanisms.
"""

from __future__ import annotations

from migov.networks.build import build
from migov.networks.network import Edge, Network, Node
from migov.networks.parameters import KINDS, PARAMETERS, NetworkRequest, read
from migov.networks.ties import ReleaseTies, Tie

__all__ = [
    "KINDS",
    "PARAMETERS",
    "Edge",
    "Network",
    "NetworkRequest",
    "Node",
    "ReleaseTies",
    "Tie",
    "build",
    "read",
]
