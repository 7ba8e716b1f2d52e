"""The description of one IRI: a concise bounded description with its inverse links and labels.

It holds every statement of the subject; the memberships, partnerships, meetings, bodies,
instruments and initiatives that point to it, whole; those who hold a role in one of its bodies;
every other link that points to it; and what everything mentioned is called (`Captions`). Queries
are SPARQL 1.1, so any engine gives the same. A subject that much points to is told in pages.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from migov.engine import BaseEngine, QueryRequest, formats
from migov.service_queries import bound_query, service_query
from migov.vocabulary import GRAPH_DERIVED, ID

#: Things that point to the subject and are told in one page.
PAGE = 500

#: Kinds of node that stand between actors: a description tells them whole.
TIES = ("membership", "partnership", "meeting", "body", "instrument", "initiative")

_TSV = formats.TSV.media_type
_DERIVED = ox.NamedNode(GRAPH_DERIVED)
_MERGE = ox.DefaultGraph()
#: Subject, predicate, object, and the source graph, where that was asked for. A tuple: each look
#: into a Quad makes its terms anew.
Statement = tuple[Any, ox.NamedNode, Any, ox.NamedNode | ox.DefaultGraph]


@dataclass(frozen=True, slots=True)
class Description:
    """What is stated about `subject`, in order of reading: itself, what points to it, captions.

    `statements` bear their source graphs where those were asked for, else they are in the default
    graph, each triple once. `whole` holds the IRIs of which all is told. `number` counts pages
    from 1; `more` says whether there is a next one.
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
        """The statements without their graphs, each once, in the same order."""
        return [ox.Triple(*each) for each in dict.fromkeys(each[:3] for each in self.statements)]


class Captions:
    """What everything in a release is called, and what it is, by IRI."""

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
        """The statements that say what `iri` is called, by source; none for a stranger."""
        return self._by_subject.get(iri, [])

    def told(self, iri: str, graphs: bool) -> list[Statement]:
        """The same; without `graphs` all sources merged into the default graph."""
        return self.of(iri) if graphs else self._merged.get(iri, [])

    def types(self, iri: str) -> list[str]:
        """The classes that `iri` is stated to be of, without the wider ones that follow."""
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
    """The description of `iri`, its page `number`; None where the release states nothing of it.

    `iri` is one that `vocabulary.iri` made of a checked kind and slug.
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
    """What is stated of an actor itself, by source, with the links to it that are no ties."""
    subject = ox.NamedNode(iri)
    query = bound_query("actor-page", {"subject": [subject], "object": [subject]})
    found = await _statements(engine, query, client)
    if not any(statement[0] == subject for statement in found):
        return None
    return _assembled(iri, found, Captions(()), True, 1, False)


async def stated_in(
    engine: BaseEngine, iri: str, most: int, client: str = "local"
) -> list[ox.Triple]:
    """What the graph of a source states, `most` triples of it at the most, by subject."""
    query = bound_query("source-statements", {"graph": [ox.NamedNode(iri)]}, limit=most)
    return [ox.Triple(*each[:3]) for each in await _statements(engine, query, client)]


async def _statements(engine: BaseEngine, text: str, client: str) -> list[Statement]:
    """The solutions of a SELECT of ?s ?p ?o, or of ?graph ?s ?p ?o."""
    # In TSV, which takes half the time of JSON to write and to read.
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
    """Puts the statements in order and adds the captions of all that they mention."""
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
        captioned = captions.told(s, graphs)
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
