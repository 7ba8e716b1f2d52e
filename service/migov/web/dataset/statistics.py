"""The statistics in a release's description: counts by class, property and graph."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

import pyoxigraph as ox

from migov.engine.solutions import text
from migov.service_queries import service_query
from migov.vocabulary import local_name
from migov.web.service import Service

#: Linked data sets: name, IRI prefix and home page.
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


class Linkset(NamedTuple):
    """Links from this data set to another one by one property."""

    id: str
    title: str
    home: str
    predicate: str
    triples: int


class Statistics(NamedTuple):
    """Counts over the merged graph; classes and properties by falling count.

    `partitions` are the triples of the partitions graph.
    """

    subjects: int
    objects: int
    entities: int
    classes: Sequence[tuple[str, int]]
    properties: Sequence[tuple[str, int]]
    graphs: Sequence[tuple[str, int]]
    linksets: Sequence[Linkset]
    first: str
    partitions: Sequence[ox.Triple]


async def statistics(service: Service) -> Statistics:
    """Computes the statistics with standard SPARQL 1.1 queries."""
    classes, properties, graphs, linksets, totals, partitions = await asyncio.gather(
        _counted(service, "statistics-classes"),
        _counted(service, "statistics-properties"),
        service.graphs(),
        _linksets(service),
        service.engine.select(service_query("statistics")),
        service.engine.construct(service_query("partitions")),
    )
    total = {key: text(term) for key, term in totals.rows[0].items()}
    return Statistics(
        int(total["subjects"]),
        int(total["objects"]),
        int(total["entities"]),
        classes,
        properties,
        sorted(graphs.items()),
        linksets,
        total.get("first", ""),
        sorted(partitions, key=str),
    )


async def _counted(service: Service, query: str) -> list[tuple[str, int]]:
    """The counts of a service query by IRI, falling."""
    found = await service.engine.select(service_query(query))
    counted = [(text(row["key"]), int(text(row["n"]))) for row in found.rows]
    return sorted(counted, key=lambda item: (-item[1], item[0]))


async def _linksets(service: Service) -> list[Linkset]:
    found = await service.engine.select(service_query("statistics-links"))
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
        made.append(Linkset(f"{id}-{local_name(link)}", title, home, link, count))
    return made
