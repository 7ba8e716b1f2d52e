"""The figures of a release that its description states: counts by class, property and graph."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

import pyoxigraph as ox

from migov.vocabulary import ID, PREFIXES
from migov.web.service import Service

#: Data sets that the graph links to: a name, the beginning of their IRIs, and their home.
TARGETS = (
    ("wikidata", "Wikidata", "http://www.wikidata.org/entity/", "https://www.wikidata.org/"),
    ("geonames", "GeoNames", "https://sws.geonames.org/", "https://www.geonames.org/"),
    ("ror", "Research Organization Registry", "https://ror.org/", "https://ror.org/"),
    (
        "isni",
        "International Standard Name Identifier",
        "https://isni.org/isni/",
        "https://isni.org/",
    ),
    (
        "eu-authority-tables",
        "EU authority tables",
        "http://publications.europa.eu/resource/authority/",
        "https://op.europa.eu/en/web/eu-vocabularies/authority-tables",
    ),
    ("eurovoc", "EuroVoc", "http://eurovoc.europa.eu/", "http://eurovoc.europa.eu/"),
    (
        "unbis",
        "UNBIS Thesaurus",
        "http://metadata.un.org/thesaurus/",
        "http://metadata.un.org/thesaurus/",
    ),
)
_LINKS = tuple(
    (prefix, name)
    for prefix, names in (
        ("owl", ("sameAs",)),
        ("skos", ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")),
    )
    for name in names
)


class Linkset(NamedTuple):
    """Links from this data set to another one, by one property."""

    id: str
    title: str
    home: str
    predicate: str
    triples: int


class Figures(NamedTuple):
    """Counts over the merged graph; classes and properties with theirs, the largest first."""

    subjects: int
    objects: int
    entities: int
    classes: Sequence[tuple[str, int]]
    properties: Sequence[tuple[str, int]]
    graphs: Sequence[tuple[str, int]]
    linksets: Sequence[Linkset]
    first: str


async def figures(service: Service) -> Figures:
    """Counts everything, with queries that any SPARQL 1.1 engine runs."""
    classes, properties, graphs, linksets = await asyncio.gather(
        _counted(service, "?s a ?key . FILTER(isIRI(?key))", "DISTINCT ?s"),
        _counted(service, "?s ?key ?o", "*"),
        service.graphs(),
        _linksets(service),
    )
    totals, entities, span = await asyncio.gather(
        _numbers(
            service,
            "SELECT (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b) { ?s ?p ?o }",
        ),
        _numbers(
            service,
            "SELECT (COUNT(DISTINCT ?s) AS ?a) { ?s a ?class "
            f'FILTER(isIRI(?s) && STRSTARTS(STR(?s), "{ID}")) }}',
        ),
        service.engine.select(
            f"PREFIX mg: <{PREFIXES['mg']}> "
            "SELECT (MIN(?day) AS ?first) { ?membership mg:startsOn ?day "
            f'FILTER(STRSTARTS(STR(?membership), "{ID}membership/")) }}'
        ),
    )
    first = span.rows[0].get("first") if span.rows else None
    return Figures(
        totals["a"],
        totals["b"],
        entities["a"],
        classes,
        properties,
        sorted(graphs.items()),
        linksets,
        first.value if isinstance(first, ox.Literal) else "",
    )


async def _counted(service: Service, pattern: str, what: str) -> list[tuple[str, int]]:
    found = await service.engine.select(
        f"SELECT ?key (COUNT({what}) AS ?n) {{ {pattern} }} GROUP BY ?key"
    )
    counted = [
        (key.value, int(n.value))
        for row in found.rows
        if isinstance(key := row.get("key"), ox.NamedNode)
        and isinstance(n := row.get("n"), ox.Literal)
    ]
    return sorted(counted, key=lambda item: (-item[1], item[0]))


async def _numbers(service: Service, text: str) -> dict[str, int]:
    rows = (await service.engine.select(text)).rows
    return {
        key: int(term.value)
        for key, term in (rows[0] if rows else {}).items()
        if isinstance(term, ox.Literal)
    }


async def _linksets(service: Service) -> list[Linkset]:
    properties = " ".join(str(ox.NamedNode(PREFIXES[p] + n)) for p, n in _LINKS)
    found = await service.engine.select(
        f"SELECT DISTINCT ?s ?p ?o {{ VALUES ?p {{ {properties} }} ?s ?p ?o "
        f'FILTER(isIRI(?s) && isIRI(?o) && STRSTARTS(STR(?s), "{ID}")) }}'
    )
    counts: dict[tuple[int, str], int] = {}
    for row in found.rows:
        target, predicate = row["o"], row["p"]
        if isinstance(target, ox.NamedNode) and isinstance(predicate, ox.NamedNode):
            for index, (_, _, start, _) in enumerate(TARGETS):
                if target.value.startswith(start):
                    key = (index, predicate.value)
                    counts[key] = counts.get(key, 0) + 1
    made = []
    for (index, link), count in sorted(counts.items()):
        id, title, _, home = TARGETS[index]
        made.append(Linkset(f"{id}-{link.rpartition('#')[2]}", title, home, link, count))
    return made
