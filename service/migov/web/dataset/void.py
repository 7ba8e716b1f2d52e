"""VoID: counts, partitions by class and property, and links to other data sets."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from migov.knowledge.release.partitions import class_partition, fragment
from migov.knowledge.release.release import Manifest
from migov.vocabulary import ID, MG, PREFIXES
from migov.web.dataset.statistics import Statistics
from migov.web.dataset.terms import DATASET, W3C_FORMATS, Node, english, say, term


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
