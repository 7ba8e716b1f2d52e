"""What is told of one IRI: a concise bounded description with its inverse links and labels.

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

import pyoxigraph as ox

from migov.engine import BaseEngine, QueryRequest, formats
from migov.vocabulary import GRAPH_DERIVED, ID, PREFIXES

#: Things that point to the subject and are told in one page.
PAGE = 500

#: Kinds of node that stand between actors: a description tells them whole.
TIES = ("membership", "partnership", "meeting", "body", "instrument", "initiative")

_TSV = formats.TSV.media_type
_DERIVED = ox.NamedNode(GRAPH_DERIVED)
_PREFIXES = "".join(
    f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n"
    for prefix in ("mg", "org", "rdf", "rdfs", "skos", "schema")
)
_IS_TIE = " || ".join(f'STRSTARTS(STR(?node), "{ID}{kind}/")' for kind in TIES)
_CAPTIONS = f"""{_PREFIXES}
SELECT ?graph ?s ?p ?o {{
  VALUES ?p {{
    rdf:type skos:prefLabel rdfs:label mg:abbreviation org:unitOf mg:contentDate schema:url
  }}
  GRAPH ?graph {{ ?s ?p ?o }}
  FILTER(isIRI(?s) && isIRI(?graph) && !STRSTARTS(STR(?s), "{ID}membership/"))
}}
"""


@dataclass(frozen=True, slots=True)
class Description:
    """The statements about `subject`, in order of reading: itself, what points to it, captions.

    `quads` bear their source graphs where those were asked for, else they are in the default
    graph, each triple once. `whole` holds the IRIs of which all is told. `number` counts pages
    from 1; `more` says whether there is a next one.
    """

    subject: str
    quads: list[ox.Quad]
    whole: frozenset[str]
    number: int
    more: bool

    def triples(self) -> list[ox.Triple]:
        """The statements without their graphs, each once, in the same order."""
        return list(dict.fromkeys(quad.triple for quad in self.quads))


class Captions:
    """What everything in a release is called, and what it is, by IRI."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._by_subject: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in sorted(dict.fromkeys(quads), key=_reading_order):
            if isinstance(quad.subject, ox.NamedNode):
                self._by_subject[quad.subject.value].append(quad)
        self._merged = {
            iri: [ox.Quad(*triple) for triple in dict.fromkeys(quad.triple for quad in stated)]
            for iri, stated in self._by_subject.items()
        }

    @classmethod
    async def load(cls, engine: BaseEngine) -> Captions:
        """Reads the captions of a release with one query."""
        return cls(await _quads(engine, _CAPTIONS, "captions"))

    def of(self, iri: str) -> list[ox.Quad]:
        """The statements that say what `iri` is called, by source; none for a stranger."""
        return self._by_subject.get(iri, [])

    def merged(self, iri: str) -> list[ox.Quad]:
        """The same, all sources merged into the default graph."""
        return self._merged.get(iri, [])

    def types(self, iri: str) -> list[str]:
        """The classes that `iri` is stated to be of, without the wider ones that follow."""
        return sorted(
            {
                quad.object.value
                for quad in self.of(iri)
                if quad.predicate.value.endswith("#type")
                and isinstance(quad.object, ox.NamedNode)
                and quad.graph_name != _DERIVED
            }
        )


async def exists(engine: BaseEngine, subject: ox.NamedNode, client: str) -> bool:
    """Whether the release states anything of `subject`."""
    return bool((await engine.select(f"SELECT ?p {{ {subject} ?p ?o }} LIMIT 1", client)).rows)


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
    pages = await _pages(engine, subject, client)
    if number > pages:
        return None
    pattern = _pattern(subject, "GRAPH ?graph" if graphs else "", number if pages > 1 else 0)
    if graphs:
        text = f"{_PREFIXES}SELECT ?graph ?s ?p ?o {{ {pattern} }}"
        found = await _quads(engine, text, client)
    else:
        text = f"{_PREFIXES}CONSTRUCT {{ ?s ?p ?o }} {{ {pattern} }}"
        found = [ox.Quad(*triple) for triple in await engine.construct(text, client)]
    if not any(quad.subject == subject for quad in found):
        return None
    return _assembled(iri, found, captions, graphs, number, number < pages)


def statements_query(iri: str) -> str:
    """The query of all statements that the description of `iri` is made of, without captions."""
    return f"{_PREFIXES}CONSTRUCT {{ ?s ?p ?o }} {{ {_pattern(ox.NamedNode(iri), '', 0)} }}"


async def stated_in(
    engine: BaseEngine, iri: str, most: int, client: str = "local"
) -> list[ox.Triple]:
    """What the graph of a source states, `most` triples of it at the most, by subject."""
    graph = ox.NamedNode(iri)
    found = await _quads(
        engine,
        f"SELECT ({graph} AS ?graph) ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }} "
        f"ORDER BY ?s ?p LIMIT {most}",
        client,
    )
    return [quad.triple for quad in found]


def _pointing(subject: ox.NamedNode) -> str:
    """The things that point to the subject, and those who hold a role in a body of it."""
    return (
        f"{{ ?node ?link {subject} }} "
        f"UNION {{ ?body org:unitOf {subject} . ?node org:organization ?body }}"
    )


def _pattern(subject: ox.NamedNode, place: str, number: int) -> str:
    """The statements of a description as a pattern over ?s ?p ?o; page 0 is all of them."""
    nodes = f"SELECT DISTINCT ?node {{ {_pointing(subject)} }}"
    if number:
        nodes += f" ORDER BY ?node LIMIT {PAGE} OFFSET {PAGE * (number - 1)}"
        ties = f"SELECT ?node {{ {{ {nodes} }} FILTER({_IS_TIE}) }}"
        links = f"{{ {nodes} }} {place} {{ ?node ?p {subject} }}"
    else:
        ties = f"SELECT DISTINCT ?node {{ {_pointing(subject)} FILTER({_IS_TIE}) }}"
        links = f"{place} {{ ?node ?p {subject} }}"
    return f"""
      {{ {place} {{ {subject} ?p ?o }} BIND({subject} AS ?s) }}
      UNION {{ {links} BIND(?node AS ?s) BIND({subject} AS ?o) }}
      UNION {{ {{ {ties} }} {place} {{ ?node ?p ?o }} BIND(?node AS ?s) }}"""


async def _pages(engine: BaseEngine, subject: ox.NamedNode, client: str) -> int:
    """In how many pages the subject is told, at least one."""
    text = f"{_PREFIXES}SELECT (COUNT(DISTINCT ?node) AS ?n) {{ {_pointing(subject)} }}"
    rows = (await engine.select(text, client)).rows
    term = rows[0]["n"] if rows else ox.Literal(0)
    count = int(term.value) if isinstance(term, ox.Literal) else 0
    return max(1, -(-count // PAGE))


async def _quads(engine: BaseEngine, text: str, client: str) -> list[ox.Quad]:
    """The solutions of a SELECT of ?graph ?s ?p ?o as quads."""
    # In TSV, which takes half the time of JSON to write and to read.
    answer = await engine.answer(QueryRequest(text, accept={"solutions": _TSV}, client=client))
    return await asyncio.to_thread(_as_quads, await answer.read())


def _as_quads(data: bytes) -> list[ox.Quad]:
    solutions = ox.parse_query_results(data, format=ox.QueryResultsFormat.TSV)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError("an ASK has no solutions")
    return [ox.Quad(s, p, o, graph) for graph, s, p, o in solutions]


def _assembled(
    iri: str,
    found: Iterable[ox.Quad],
    captions: Captions,
    graphs: bool,
    number: int,
    more: bool,
) -> Description:
    """Puts the statements in order and adds the captions of all that they mention."""
    about: dict[str, list[ox.Quad]] = defaultdict(list)
    mentioned: set[str] = set()
    for quad in dict.fromkeys(found):
        subject, target = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode):
            about[subject.value].append(quad)
        if isinstance(target, ox.NamedNode):
            mentioned.add(target.value)
    whole = frozenset(s for s in about if s == iri or _is_tie(s))
    quads: list[ox.Quad] = []
    for s in (iri, *sorted(whole - {iri})):
        quads += sorted(about[s], key=_reading_order)
    for s in sorted((mentioned | about.keys()) - whole):
        captioned = captions.of(s) if graphs else captions.merged(s)
        quads += (
            sorted(dict.fromkeys((*about[s], *captioned)), key=_reading_order)
            if s in about
            else captioned
        )
    return Description(iri, quads, whole, number, more)


def _is_tie(iri: str) -> bool:
    return iri.startswith(ID) and iri[len(ID) :].partition("/")[0] in TIES


def _reading_order(quad: ox.Quad) -> tuple[str, str]:
    predicate = quad.predicate.value
    return ("" if predicate.endswith("22-rdf-syntax-ns#type") else predicate, str(quad.object))
