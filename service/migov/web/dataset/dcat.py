"""The RDF description of the data set: DCAT-AP 3, VoID, SPARQL service description.

DCAT-AP 3.0.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/) defines the properties of a
catalogue, a data set, a distribution and a service, and the code lists of their values. Everything
is counted from the release or read from its manifest; URLs are those under which the client reached
the service.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from migov.engine import formats
from migov.knowledge.release.partitions import VOID_EXT
from migov.knowledge.release.release import Manifest
from migov.vocabulary import BASE, ID, LICENSE, ONTOLOGY, PREFIXES
from migov.web.dataset import void
from migov.web.dataset.distributions import distributions, linked
from migov.web.dataset.terms import (
    DATASET,
    DESCRIPTION,
    EU,
    EU_LICENSE,
    KEYWORDS,
    SPDX,
    TITLE,
    VCARD,
    Node,
    Value,
    date,
    day,
    english,
    say,
    term,
    with_ranges,
)
from migov.web.dataset.void import Statistics
from migov.web.http.rdf_formats import WITH_GRAPHS, named, serialized
from migov.web.linked_data.versions import Version
from migov.web.service import Service
from migov.web.sparql import service_description

_CATALOG = Node(f"{DATASET}#catalog")
_CONTACT = Node(f"{DATASET}#contact")
_PUBLISHER = Node(f"{DATASET}#publisher")
_SERVICE = Node(f"{DATASET}#sparql")


def describe(
    service: Service, statistics: Statistics, base: str, releases: list[Version]
) -> list[ox.Triple]:
    """The description of the release in `service`, reached at the URL `base`.

    `known` are the releases on disk, the oldest first.
    """
    manifest = service.release.manifest
    in_use = Version(service.release, service.modified)
    triples = [*_stable(base, in_use, releases), *_content(manifest, statistics)]
    triples += void.counts(manifest, statistics, base)
    triples += [*_catalog(base, in_use, releases), *_agents(), *void.partitions(statistics)]
    triples += void.linksets(statistics)
    triples += distributions(manifest, DATASET, f"{base}dump/", service.modified)
    triples += _history(releases, manifest["id"])
    for version in releases:
        triples += _version(version, base, shared=version.release.id == manifest["id"])
    endpoint = service_description.describe(
        service, f"{base}sparql", dict(statistics.graphs), formats.N_TRIPLES
    )
    triples += [quad.triple for quad in ox.parse(endpoint, format=ox.RdfFormat.N_TRIPLES)]
    return with_ranges(triples)


def describe_release(
    version: Version, in_use: Version, releases: list[Version], base: str
) -> list[ox.Triple]:
    """The description of one release on disk, and of the data set of which it is a version."""
    triples = [*_stable(base, in_use, releases), *_history(releases, in_use.release.id)]
    triples += distributions(in_use.release.manifest, DATASET, f"{base}dump/", in_use.modified)
    for each in releases:
        triples += _version(each, base, shared=each.release.id == in_use.release.id)
    manifest = version.release.manifest
    triples += say(
        Node(version.iri),
        (
            ("dcterms:license", Node(LICENSE)),
            ("void:triples", ox.Literal(manifest["counts"]["triples"])),
            ("void:sparqlEndpoint", Node(f"{base}release/{manifest['id']}/sparql")),
        ),
    )
    triples += _agents()
    return with_ranges(triples)


def in_form(triples: list[ox.Triple], form: str) -> bytes:
    """A description in the RDF format called `form`."""
    format = named(form)
    order: dict[object, int] = {}
    for triple in triples:
        order.setdefault(triple.subject, len(order))
    # Grouped by subject, for human readers.
    triples = sorted(triples, key=lambda triple: order[triple.subject])
    more = {
        "dataset": f"{DATASET}#",
        "void": PREFIXES["void"],
        "voidext": VOID_EXT,
        "spdx": SPDX,
        "vcard": VCARD,
    }
    if format in WITH_GRAPHS:
        return serialized([ox.Quad(*triple) for triple in triples], format, more)
    return serialized(triples, format, more)


def _common() -> Iterator[tuple[str, Value]]:
    """Triples common to the data set and each of its versions."""
    yield "dcterms:description", english(DESCRIPTION)
    yield "dcterms:publisher", _PUBLISHER
    yield "dcterms:creator", _PUBLISHER
    yield "dcat:contactPoint", _CONTACT
    yield "dcterms:language", Node(EU + "language/ENG")
    yield "dcterms:accrualPeriodicity", Node(EU + "frequency/IRREG")
    yield "dcterms:accessRights", Node(EU + "access-right/PUBLIC")
    yield "dcat:theme", Node(EU + "data-theme/GOVE")
    yield "dcat:theme", Node(EU + "data-theme/SOCI")
    yield "dcterms:conformsTo", Node(ONTOLOGY)
    yield "dcterms:spatial", Node(f"{ID}region/world")
    for word in KEYWORDS:
        yield "dcat:keyword", english(word)


def _stable(base: str, in_use: Version, releases: list[Version]) -> Iterator[ox.Triple]:
    """The data set as a whole; the current release is its newest version."""
    id = in_use.release.id
    yield from say(
        Node(DATASET),
        (
            ("rdf:type", term("void:Dataset")),
            ("rdf:type", term("dcat:Dataset")),
            ("dcterms:title", english(TITLE)),
            *_common(),
            ("dcterms:license", Node(LICENSE)),
            ("dcterms:identifier", ox.Literal(DATASET)),
            ("dcat:version", ox.Literal(id)),
            ("owl:versionInfo", ox.Literal(id)),
            ("dcterms:issued", _first(releases, in_use)),
            ("dcterms:modified", day(in_use.modified)),
            ("dcat:landingPage", Node(f"{base}dataset")),
            ("foaf:homepage", Node(base)),
        ),
    )


def _content(manifest: Manifest, statistics: Statistics) -> Iterator[ox.Triple]:
    """The temporal coverage of the data set."""
    dataset, period = Node(DATASET), Node(f"{DATASET}#period")
    if manifest.get("referenceDay"):
        yield ox.Triple(dataset, term("mg:referenceDay"), date(str(manifest["referenceDay"])))
    if statistics.first:
        yield ox.Triple(dataset, term("dcterms:temporal"), period)
        yield ox.Triple(period, term("rdf:type"), term("dcterms:PeriodOfTime"))
        yield ox.Triple(period, term("dcat:startDate"), date(statistics.first))
        if manifest["date"]:
            yield ox.Triple(period, term("dcat:endDate"), date(manifest["date"]))


def _catalog(base: str, in_use: Version, releases: list[Version]) -> Iterator[ox.Triple]:
    """The catalogue with the data set and its data service."""
    license = Node(EU_LICENSE)
    yield from say(
        _CATALOG,
        (
            ("rdf:type", term("dcat:Catalog")),
            ("dcterms:title", english("migov: data on who governs migration with whom")),
            (
                "dcterms:description",
                english(f"The data of migov. {DESCRIPTION}"),
            ),
            ("dcterms:publisher", _PUBLISHER),
            ("dcat:contactPoint", _CONTACT),
            ("dcterms:license", license),
            ("dcterms:language", Node(EU + "language/ENG")),
            ("dcterms:issued", _first(releases, in_use)),
            ("dcterms:modified", day(in_use.modified)),
            ("dcterms:spatial", Node(f"{ID}region/world")),
            ("dcat:themeTaxonomy", Node(EU + "data-theme")),
            ("foaf:homepage", Node(base)),
            ("dcat:dataset", Node(DATASET)),
            ("dcat:service", _SERVICE),
        ),
    )
    yield ox.Triple(Node(EU + "data-theme"), term("dcterms:title"), english("Data theme"))
    yield ox.Triple(license, term("skos:exactMatch"), Node(LICENSE))
    yield from say(
        _SERVICE,
        (
            ("rdf:type", term("dcat:DataService")),
            ("dcterms:title", english("SPARQL endpoint of migov")),
            ("dcterms:description", english("SPARQL 1.1 Protocol, queries only.")),
            ("dcterms:publisher", _PUBLISHER),
            ("dcat:contactPoint", _CONTACT),
            ("dcat:endpointURL", Node(f"{base}sparql")),
            ("dcat:endpointDescription", Node(f"{base}openapi.json")),
            ("dcterms:conformsTo", Node("https://www.w3.org/TR/sparql11-protocol/")),
            ("dcterms:accessRights", Node(EU + "access-right/PUBLIC")),
            ("dcat:theme", Node(EU + "data-theme/GOVE")),
            ("dcat:servesDataset", Node(DATASET)),
            ("dcterms:license", license),
        ),
    )


def _agents() -> Iterator[ox.Triple]:
    """The publisher and the contact point."""
    name = english("The migov contributors")
    yield from say(
        _PUBLISHER,
        (
            ("rdf:type", term("foaf:Agent")),
            ("rdf:type", term("foaf:Organization")),
            ("foaf:name", name),
            ("foaf:homepage", Node(BASE)),
        ),
    )
    yield from say(
        _CONTACT,
        (
            ("rdf:type", Node(VCARD + "Kind")),
            ("rdf:type", Node(VCARD + "Organization")),
            (VCARD + "fn", name),
            (VCARD + "hasURL", Node(BASE)),
        ),
    )


def _version(version: Version, base: str, *, shared: bool) -> Iterator[ox.Triple]:
    """A release as a data set with its files; with `shared`, also those of the whole data set."""
    manifest = version.release.manifest
    release = Node(version.iri)
    yield from say(
        release,
        (
            ("rdf:type", term("dcat:Dataset")),
            ("rdf:type", term("void:Dataset")),
            ("dcterms:title", english(f"{TITLE}, release {manifest['id']}")),
            *_common(),
            ("dcterms:identifier", ox.Literal(manifest["id"])),
            ("dcat:version", ox.Literal(manifest["id"])),
            ("dcterms:issued", day(version.modified)),
            ("dcterms:modified", day(version.modified)),
            ("dcterms:isVersionOf", Node(DATASET)),
            ("dcat:isVersionOf", Node(DATASET)),
            ("dcat:landingPage", Node(f"{base}release/{manifest['id']}/")),
        ),
    )
    if shared:
        yield from linked(manifest, release, DATASET)
    else:
        dumps = f"{base}release/{manifest['id']}/dump/"
        yield from distributions(manifest, version.iri, dumps, version.modified)


def _history(releases: list[Version], id: str) -> Iterator[ox.Triple]:
    """The versions of the data set and their order (DCAT 3, section 11)."""
    dataset = Node(DATASET)
    for place, version in enumerate(releases):
        release = Node(version.iri)
        yield ox.Triple(dataset, term("dcterms:hasVersion"), release)
        yield ox.Triple(dataset, term("dcat:hasVersion"), release)
        if place:
            before = Node(releases[place - 1].iri)
            yield ox.Triple(release, term("dcat:previousVersion"), before)
            if version.release.id == id:
                yield ox.Triple(dataset, term("dcat:previousVersion"), before)


def _first(releases: list[Version], in_use: Version) -> ox.Literal:
    """The build date of the oldest release on disk."""
    return day(min(version.modified for version in (*releases, in_use)))
