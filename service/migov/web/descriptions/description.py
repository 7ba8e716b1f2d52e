"""The concise bounded description of an IRI, with inverse links and labels.

It holds every statement of the subject; the complete memberships, partnerships, meetings, bodies,
instruments and initiatives that point to it; the role holders of its bodies; every other link to
it; and the labels and classes of everything mentioned (`Captions`). Queries are standard SPARQL
1.1. A subject with many inverse links is split into pages.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from migov.engine import formats
from migov.engine.interface import BaseEngine, QueryRequest
from migov.stored_queries import bound_query, service_query
from migov.vocabulary import GRAPH_DERIVED, ID

#: Things that point to the subject, per page.
PAGE = 500

#: Kinds of node between actors, which a description includes completely.
TIES = ("membership", "partnership", "meeting", "body", "instrument", "initiative")

_TSV = formats.TSV.media_type
_DERIVED = ox.NamedNode(GRAPH_DERIVED)
_MERGE = ox.DefaultGraph()
#: Subject, predicate, object, and the source graph if requested. A tuple, since each access to a
#: Quad creates new terms.
Statement = tuple[Any, ox.NamedNode, Any, ox.NamedNode | ox.DefaultGraph]


@dataclass(frozen=True, slots=True)
class Description:
    """The statements about `subject` in reading order: its own, those that point to it, captions.

    `statements` have their source graphs if requested, else they are in the default graph without
    duplicates. `whole` holds the IRIs that are described completely. `number` counts pages from 1;
    `more` says whether there is a next one.
    """

    subject: str
    statements: list[Statement]
    whole: frozenset[str]
    number: int
    more: bool

    def quads(self) -> list[ox.Quad]:
        """The statements with their graphs."""
        return [ox.Quad(*statement) for statement in self.statements]

    def triples(self) -> list[ox.Triple]:
        """The statements without their graphs or duplicates, in the same order."""
        return [ox.Triple(*each) for each in dict.fromkeys(each[:3] for each in self.statements)]


class Captions:
    """The labels and classes of everything in a release, by IRI."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_subject: dict[str, list[Statement]] = defaultdict(list)
        for statement in sorted(dict.fromkeys(statements), key=_reading_order):
            self._by_subject[statement[0].value].append(statement)
        self._merged: dict[str, list[Statement]] = {
            iri: [(*triple, _MERGE) for triple in dict.fromkeys(each[:3] for each in stated)]
            for iri, stated in self._by_subject.items()
        }

    @classmethod
    async def load(cls, engine: BaseEngine) -> Captions:
        """Reads the captions of a release with one query."""
        return cls(await _statements(engine, service_query("captions"), "captions"))

    def of(self, iri: str) -> list[Statement]:
        """The label and class statements of `iri`, by source; empty for an unknown IRI."""
        return self._by_subject.get(iri, [])

    def statements(self, iri: str, graphs: bool) -> list[Statement]:
        """The same statements; without `graphs` all are in the default graph."""
        return self.of(iri) if graphs else self._merged.get(iri, [])

    def types(self, iri: str) -> list[str]:
        """The stated classes of `iri`, without derived superclasses."""
        return sorted(
            {
                value.value
                for _, predicate, value, graph in self.of(iri)
                if predicate.value.endswith("#type")
                and isinstance(value, ox.NamedNode)
                and graph != _DERIVED
            }
        )


async def exists(engine: BaseEngine, subject: ox.NamedNode, client: str) -> bool:
    """Whether the release states anything of `subject`."""
    query = bound_query("described", {"subject": [subject]}, limit=1)
    return bool((await engine.select(query, client)).rows)


async def describe(
    engine: BaseEngine,
    captions: Captions,
    iri: str,
    *,
    graphs: bool,
    number: int = 1,
    client: str = "local",
) -> Description | None:
    """Page `number` of the description of `iri`; None if the release states nothing about it.

    `iri` must come from `vocabulary.iri` with a checked kind and slug.
    """
    subject = ox.NamedNode(iri)
    query = bound_query("description-nodes", {"subject": [subject]})
    pointing = [row["node"] for row in (await engine.select(query, client)).rows]
    nodes = [node for node in pointing if isinstance(node, ox.NamedNode)]
    first = PAGE * (number - 1)
    if first and first >= len(nodes):
        return None
    shown = nodes[first : first + PAGE]
    ties = [node for node in shown if _is_tie(node.value)]
    values = {"subject": [subject], "object": [subject], "node": shown, "tie": ties}
    found = await _statements(engine, bound_query("description", values), client)
    if not any(statement[0] == subject for statement in found):
        return None
    if not graphs:
        found = [(s, p, o, _MERGE) for s, p, o, _ in found]
    return _assembled(iri, found, captions, graphs, number, first + PAGE < len(nodes))


async def describe_actor(engine: BaseEngine, iri: str, client: str) -> Description | None:
    """The statements about an actor itself, by source, with links to it other than ties."""
    subject = ox.NamedNode(iri)
    query = bound_query("actor-page", {"subject": [subject], "object": [subject]})
    found = await _statements(engine, query, client)
    if not any(statement[0] == subject for statement in found):
        return None
    return _assembled(iri, found, Captions(()), True, 1, False)


async def stated_in(
    engine: BaseEngine, iri: str, most: int, client: str = "local"
) -> list[ox.Triple]:
    """At most `most` triples of a source's graph, by subject."""
    query = bound_query("source-statements", {"graph": [ox.NamedNode(iri)]}, limit=most)
    return [ox.Triple(*each[:3]) for each in await _statements(engine, query, client)]


async def _statements(engine: BaseEngine, text: str, client: str) -> list[Statement]:
    """The solutions of a SELECT of ?s ?p ?o, or of ?graph ?s ?p ?o."""
    # In TSV, twice as fast as JSON to write and read.
    answer = await engine.answer(QueryRequest(text, accept={"solutions": _TSV}, client=client))
    return await asyncio.to_thread(_as_statements, await answer.read())


def _as_statements(data: bytes) -> list[Statement]:
    solutions = ox.parse_query_results(data, format=ox.QueryResultsFormat.TSV)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError("an ASK has no solutions")
    if len(solutions.variables) == 3:
        return [(s, p, o, _MERGE) for s, p, o in solutions]
    return [(s, p, o, graph) for graph, s, p, o in solutions]


def _assembled(
    iri: str,
    found: Iterable[Statement],
    captions: Captions,
    graphs: bool,
    number: int,
    more: bool,
) -> Description:
    """Sorts the statements and adds the captions of everything mentioned."""
    about: dict[str, list[Statement]] = defaultdict(list)
    mentioned: set[str] = set()
    for statement in dict.fromkeys(found):
        subject, _, target, _ = statement
        if isinstance(subject, ox.NamedNode):
            about[subject.value].append(statement)
        if isinstance(target, ox.NamedNode):
            mentioned.add(target.value)
    whole = frozenset(s for s in about if s == iri or _is_tie(s))
    statements: list[Statement] = []
    for s in (iri, *sorted(whole - {iri})):
        statements += sorted(about[s], key=_reading_order)
    for s in sorted((mentioned | about.keys()) - whole):
        captioned = captions.statements(s, graphs)
        statements += (
            sorted(dict.fromkeys((*about[s], *captioned)), key=_reading_order)
            if s in about
            else captioned
        )
    return Description(iri, statements, whole, number, more)


def _is_tie(iri: str) -> bool:
    return iri.startswith(ID) and iri[len(ID) :].partition("/")[0] in TIES


def _reading_order(statement: Statement) -> tuple[str, str]:
    predicate = statement[1].value
    return ("" if predicate.endswith("22-rdf-syntax-ns#type") else predicate, str(statement[2]))
