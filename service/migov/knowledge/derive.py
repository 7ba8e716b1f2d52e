"""Forward chaining with the CONSTRUCT rules of `queries/derive/`, in name order.

Each rule runs once, over the merge of all graphs (the default graph) and the graph of each source;
its triples are added to the derived graph and to the merge before the next rule runs.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, Store

from migov.errors import CannotRun
from migov.stored_queries import StoredQuery, load_queries
from migov.vocabulary import GRAPH_DERIVED

_DERIVED = NamedNode(GRAPH_DERIVED)
_MERGE = DefaultGraph()


def derive(store: Store, rules: Path) -> int:
    """Apply the rules in the folder `rules` to `store`; returns how many triples were derived.

    Raises CannotRun if a rule is not a valid CONSTRUCT query.
    """
    return sum(apply_rule(store, rule) for rule in load_queries(rules))


def apply_rule(store: Store, rule: StoredQuery) -> int:
    """Apply one rule to `store`; returns the number of distinct triples."""
    try:
        result = store.query(rule.text)
    except SyntaxError as error:
        raise CannotRun(f"{rule.path}: {error}") from error
    if not isinstance(result, QueryTriples):
        raise CannotRun(f"{rule.path}: a rule must be a CONSTRUCT query.")
    triples = set(result)
    for graph in (_DERIVED, _MERGE):
        store.extend([Quad(t.subject, t.predicate, t.object, graph) for t in triples])
    return len(triples)
