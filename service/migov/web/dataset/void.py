"""VoID: counts, partitions by class and property, and links to other data sets."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from migov.engine.solutions import text
from migov.knowledge.release.partitions import class_partition, fragment
from migov.knowledge.release.release import Manifest
from migov.stored_queries import service_query
from migov.vocabulary import ID, MG, PREFIXES, local_name
from migov.web.dataset.terms import DATASET, W3C_FORMATS, Node, english, say, term
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
    solutions = await service.engine.select(service_query(query))
    counted = [(text(row["key"]), int(text(row["n"]))) for row in solutions.rows]
    return sorted(counted, key=lambda item: (-item[1], item[0]))


async def _linksets(service: Service) -> list[Linkset]:
    solutions = await service.engine.select(service_query("statistics-links"))
    counts: dict[tuple[int, str], int] = {}
    for row in solutions.rows:
        target, predicate = row["o"], row["p"]
        if isinstance(target, ox.NamedNode) and isinstance(predicate, ox.NamedNode):
            for index, (_, _, start, _) in enumerate(TARGETS):
                if target.value.startswith(start):
                    key = (index, predicate.value)
                    counts[key] = counts.get(key, 0) + 1
    linksets = []
    for (index, link), count in sorted(counts.items()):
        id, title, _, home = TARGETS[index]
        linksets.append(Linkset(f"{id}-{local_name(link)}", title, home, link, count))
    return linksets


def counts(manifest: Manifest, statistics: Statistics, base: str) -> Iterator[ox.Triple]:
    """Counts, vocabularies, examples and the endpoint of the data set."""
    dataset = Node(DATASET)
    yield from say(
        dataset,
        (
            ("void:triples", ox.Literal(manifest["counts"]["triples"])),
            ("void:entities", ox.Literal(statistics.entities)),
            ("void:distinctSubjects", ox.Literal(statistics.subjects)),
            ("void:distinctObjects", ox.Literal(statistics.objects)),
            ("void:classes", ox.Literal(len(statistics.classes))),
            ("void:properties", ox.Literal(len(statistics.properties))),
            ("void:uriSpace", ox.Literal(ID)),
            ("void:sparqlEndpoint", Node(f"{base}sparql")),
            ("void:exampleResource", Node(f"{ID}mechanism/khartoum-process")),
            ("void:exampleResource", Node(f"{ID}state/ETH")),
        ),
    )
    for prefix in ("mg", "org", "prov", "skos", "foaf", "dcterms", "schema"):
        yield ox.Triple(
            dataset, term("void:vocabulary"), Node(MG if prefix == "mg" else PREFIXES[prefix])
        )
    for format in ("Turtle", "TriG", "N-Triples", "N-Quads", "RDF_XML", "JSON-LD"):
        yield ox.Triple(dataset, term("void:feature"), Node(W3C_FORMATS + format))


def partitions(statistics: Statistics) -> Iterator[ox.Triple]:
    """Partitions by class and by property; the partitions graph divides the classes further."""
    dataset = Node(DATASET)
    for iri, number in statistics.classes:
        part = class_partition(iri)
        yield ox.Triple(dataset, term("void:classPartition"), part)
        yield from _part(part, "void:class", iri, "void:entities", number)
    for iri, number in statistics.properties:
        part = Node(f"{DATASET}#property-{fragment(iri)}")
        yield ox.Triple(dataset, term("void:propertyPartition"), part)
        yield from _part(part, "void:property", iri, "void:triples", number)
    yield from statistics.partitions


def _part(part: Node, key: str, iri: str, count: str, number: int) -> Iterator[ox.Triple]:
    yield from say(
        part,
        (
            ("rdf:type", term("void:Dataset")),
            (key, Node(iri)),
            (count, ox.Literal(number)),
        ),
    )


def linksets(statistics: Statistics) -> Iterator[ox.Triple]:
    """The links to other data sets, by data set and property."""
    dataset = Node(DATASET)
    for links in statistics.linksets:
        linkset = Node(f"{DATASET}#links-{links.id}")
        target = Node(f"{DATASET}#target-{links.id.rpartition('-')[0]}")
        yield ox.Triple(dataset, term("void:subset"), linkset)
        yield from say(
            linkset,
            (
                ("rdf:type", term("void:Linkset")),
                ("void:subjectsTarget", dataset),
                ("void:objectsTarget", target),
                ("void:linkPredicate", Node(links.predicate)),
                ("void:triples", ox.Literal(links.triples)),
            ),
        )
        yield from say(
            target,
            (
                ("rdf:type", term("void:Dataset")),
                ("dcterms:title", english(links.title)),
                ("foaf:homepage", Node(links.home)),
            ),
        )
