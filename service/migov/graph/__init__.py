"""The graph from Python: `Graph.open()` on the release here, `Graph.connect(url)` on a service.

`docs/python.md` shows it by example.
"""

from __future__ import annotations

from migov.graph.actor import Actor, Fact
from migov.graph.answer import Answer, MissingExtra, Resource, Row
from migov.graph.backend import Found, QuestionSummary
from migov.graph.graph import Graph
from migov.graph.reconciliation import Choice, Reconciled, Reconciliation
from migov.graph.table import PanelData, Table

__all__ = [
    "Actor",
    "Answer",
    "Choice",
    "Fact",
    "Found",
    "Graph",
    "MissingExtra",
    "PanelData",
    "QuestionSummary",
    "Reconciled",
    "Reconciliation",
    "Resource",
    "Row",
    "Table",
]
