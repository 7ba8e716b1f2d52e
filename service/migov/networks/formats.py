"""The formats that a network is written in, by the name that `format` takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from migov.networks.export import cytoscape, edge_list, graphml, node_list
from migov.networks.gexf import gexf
from migov.networks.network import Network
from migov.questions.labels import Labels


class Format(NamedTuple):
    """A format: its name, what HTTP calls it, and who writes it."""

    name: str
    content_type: str
    write: Callable[[Network, Labels], bytes]

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.content_type.partition(";")[0]


def as_json(value: Any) -> bytes:
    """JSON as a person may also read it."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS = (
    Format("json", "application/json", lambda made, labels: as_json(cytoscape(made, labels))),
    Format("graphml", "application/graphml+xml", lambda made, _: graphml(made)),
    Format("gexf", "application/gexf+xml", lambda made, _: gexf(made)),
    Format("csv", "text/csv; charset=utf-8", lambda made, labels: edge_list(made, labels).encode()),
    Format("nodes.csv", "text/csv; charset=utf-8", lambda made, _: node_list(made).encode()),
)
