"""The release as a data set, in RDF: VoID, DCAT 3 and the SPARQL service description.

Everything is counted from the release or read from its manifest; addresses are those under which
the client reached the service.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from migov.engine import formats
from migov.knowledge.release.release import Manifest
from migov.vocabulary import BASE, ID, MG, ONTOLOGY, PREFIXES, compact, expand
from migov.web.dataset.statistics import Statistics
from migov.web.http.rdf_formats import WITH_GRAPHS, named, serialized
from migov.web.linked_data.versions import Version
from migov.web.service import Service
from migov.web.sparql import service_description

DATASET: Final = BASE + "dataset"
TITLE: Final = "migov: who governs migration with whom"
DESCRIPTION: Final = (
    "States, organizations and inter-state consultation mechanisms on migration: who belongs to "
    "what, in which role and when, who works with whom on what, which meetings were held and which "
    "instruments adopted; every statement with its source."
)
LICENSE: Final = "https://creativecommons.org/licenses/by/4.0/"

SPDX = "http://spdx.org/rdf/terms#"
#: The authority tables of the EU, in whose words DCAT-AP tells of languages, themes and the like.
_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_W3C_FORMATS = "http://www.w3.org/ns/formats/"
#: What a dump holds: its title, media type and W3C name of the format, by the end of its name.
DUMPS: Final = {
    ".nq": ("N-Quads, one graph a source", "application/n-quads", "N-Quads"),
    ".trig": ("TriG, one graph a source", "application/trig", "TriG"),
    ".ttl": ("Turtle, all graphs merged", "text/turtle", "Turtle"),
    ".jsonld": ("JSON-LD, all graphs merged", "application/ld+json", "JSON-LD"),
    "actors.csv": ("table, one row an actor", "text/csv", ""),
    "meetings.csv": ("table, one row a meeting", "text/csv", ""),
    "memberships.csv": ("table, one row a membership", "text/csv", ""),
    "adherences.csv": ("table, one row a state and a treaty", "text/csv", ""),
    "partnerships.csv": ("table, one row a partnership", "text/csv", ""),
    ".csv": ("table", "text/csv", ""),
    "csv-metadata.json": ("CSVW description of the tables", "application/csvm+json", ""),
}
#: The codings in which a dump is kept, by the end of its name (RFC 6713, RFC 8878).
CODINGS: Final = {".gz": "application/gzip", ".zst": "application/zstd"}

Node = ox.NamedNode
_PUBLISHER = Node(f"{DATASET}#publisher")
_Object = ox.NamedNode | ox.Literal


def media_type(file: str) -> tuple[str, str, str]:
    """The title, media type and format name of a dump by its file name."""
    stem = file.removesuffix(".gz").removesuffix(".zst")
    for end, known in DUMPS.items():
        if stem.endswith(end):
            return known
    return ("file", "application/octet-stream", "")


def compression(file: str) -> str:
    """The media type of the coding in which a dump is kept; empty where it is as it is."""
    return next((media for end, media in CODINGS.items() if file.endswith(end)), "")


def describe(
    service: Service, statistics: Statistics, base: str, known: list[Version]
) -> list[ox.Triple]:
    """The description of the release in `service`, reached at the address `base`.

    `known` are the releases on disk, the oldest first.
    """
    manifest = service.release.manifest
    made = [*_dataset(service, statistics, base), *_partitions(statistics)]
    made += [*_linksets(statistics), *_distributions(manifest, DATASET, f"{base}dump/")]
    made += _history(known, manifest["id"])
    endpoint = service_description.describe(
        service, f"{base}sparql", dict(statistics.graphs), formats.N_TRIPLES
    )
    made += [quad.triple for quad in ox.parse(endpoint, format=ox.RdfFormat.N_TRIPLES)]
    return list(dict.fromkeys(made))


def describe_release(version: Version, known: list[Version], base: str) -> list[ox.Triple]:
    """The description of one release on disk, of which its manifest knows."""
    manifest = version.release.manifest
    made = [*_history(known, manifest["id"])]
    release = Node(version.iri)
    for name, value in (
        ("dcterms:license", Node(LICENSE)),
        ("dcterms:publisher", _PUBLISHER),
        ("dcterms:conformsTo", Node(ONTOLOGY)),
        ("dcat:landingPage", Node(f"{base}release/{manifest['id']}/")),
        ("void:triples", ox.Literal(manifest["counts"]["triples"])),
        ("void:sparqlEndpoint", Node(f"{base}release/{manifest['id']}/sparql")),
    ):
        made.append(ox.Triple(release, _term(name), value))
    made += _told_of_publisher()
    dumps = f"{base}release/{manifest['id']}/dump/"
    made += _distributions(manifest, version.iri, dumps)
    return list(dict.fromkeys(made))


def in_form(triples: list[ox.Triple], form: str) -> bytes:
    """A description in the RDF format called `form`."""
    format = named(form)
    order: dict[object, int] = {}
    for triple in triples:
        order.setdefault(triple.subject, len(order))
    # All that is said of one thing in one place: a person reads this too.
    triples = sorted(triples, key=lambda triple: order[triple.subject])
    more = {"dataset": f"{DATASET}#", "void": PREFIXES["void"], "spdx": SPDX}
    if format in WITH_GRAPHS:
        return serialized([ox.Quad(*triple) for triple in triples], format, more)
    return serialized(triples, format, more)


def _history(known: list[Version], id: str) -> Iterator[ox.Triple]:
    """The versions of the data set, and which came before which (DCAT 3, section 11)."""
    dataset = Node(DATASET)
    for place, version in enumerate(known):
        release, manifest = Node(version.iri), version.release.manifest
        yield ox.Triple(dataset, _term("dcterms:hasVersion"), release)
        yield ox.Triple(dataset, _term("dcat:hasVersion"), release)
        yield ox.Triple(release, _term("rdf:type"), _term("dcat:Dataset"))
        yield ox.Triple(release, _term("rdf:type"), _term("void:Dataset"))
        title = ox.Literal(f"{TITLE}, release {manifest['id']}", language="en")
        yield ox.Triple(release, _term("dcterms:title"), title)
        yield ox.Triple(
            release, _term("dcterms:description"), ox.Literal(DESCRIPTION, language="en")
        )
        yield ox.Triple(release, _term("dcterms:isVersionOf"), dataset)
        yield ox.Triple(release, _term("dcat:isVersionOf"), dataset)
        yield ox.Triple(release, _term("dcterms:identifier"), ox.Literal(manifest["id"]))
        yield ox.Triple(release, _term("dcat:version"), ox.Literal(manifest["id"]))
        issued = _date(version.modified.date().isoformat())
        yield ox.Triple(release, _term("dcterms:issued"), issued)
        if manifest["date"]:
            yield ox.Triple(release, _term("dcterms:modified"), _date(manifest["date"]))
        if place:
            before = Node(known[place - 1].iri)
            yield ox.Triple(release, _term("dcat:previousVersion"), before)
            if manifest["id"] == id:
                yield ox.Triple(dataset, _term("dcat:previousVersion"), before)


def _dataset(service: Service, statistics: Statistics, base: str) -> Iterator[ox.Triple]:
    manifest = service.release.manifest
    dataset = Node(DATASET)

    def say(name: str, value: _Object) -> ox.Triple:
        return ox.Triple(dataset, _term(name), value)

    yield say("rdf:type", _term("void:Dataset"))
    yield say("rdf:type", _term("dcat:Dataset"))
    yield say("dcterms:title", ox.Literal(TITLE, language="en"))
    yield say("dcterms:description", ox.Literal(DESCRIPTION, language="en"))
    yield say("dcterms:license", Node(LICENSE))
    yield say("dcterms:publisher", _PUBLISHER)
    yield from _told_of_publisher()
    yield say("dcterms:identifier", ox.Literal(manifest["id"]))
    yield say("dcat:version", ox.Literal(manifest["id"]))
    yield say("owl:versionInfo", ox.Literal(manifest["id"]))
    if manifest["date"]:
        yield say("dcterms:modified", _date(manifest["date"]))
    if day := manifest.get("referenceDay"):
        yield say("mg:referenceDay", _date(day))
    yield say("dcterms:issued", _date(service.modified.date().isoformat()))
    yield say("dcterms:language", Node(_EU + "language/ENG"))
    yield say("dcterms:accrualPeriodicity", Node(_EU + "frequency/IRREG"))
    yield say("dcat:theme", Node(_EU + "data-theme/GOVE"))
    yield say("dcterms:conformsTo", Node(ONTOLOGY))
    yield say("dcat:landingPage", Node(f"{base}dataset"))
    yield say("foaf:homepage", Node(base))
    for word in ("migration", "migration governance", "intergovernmental cooperation"):
        yield say("dcat:keyword", ox.Literal(word, language="en"))
    yield say("dcterms:spatial", Node(f"{ID}region/world"))
    if statistics.first:
        period = Node(f"{DATASET}#period")
        yield say("dcterms:temporal", period)
        yield ox.Triple(period, _term("rdf:type"), _term("dcterms:PeriodOfTime"))
        yield ox.Triple(period, _term("dcat:startDate"), _date(statistics.first))
        if manifest["date"]:
            yield ox.Triple(period, _term("dcat:endDate"), _date(manifest["date"]))
    yield say("void:triples", ox.Literal(manifest["counts"]["triples"]))
    yield say("void:entities", ox.Literal(statistics.entities))
    yield say("void:distinctSubjects", ox.Literal(statistics.subjects))
    yield say("void:distinctObjects", ox.Literal(statistics.objects))
    yield say("void:classes", ox.Literal(len(statistics.classes)))
    yield say("void:properties", ox.Literal(len(statistics.properties)))
    yield say("void:uriSpace", ox.Literal(ID))
    yield say("void:sparqlEndpoint", Node(f"{base}sparql"))
    service_node = Node(f"{DATASET}#sparql")
    yield ox.Triple(service_node, _term("rdf:type"), _term("dcat:DataService"))
    title = ox.Literal("SPARQL endpoint of migov", language="en")
    yield ox.Triple(service_node, _term("dcterms:title"), title)
    yield ox.Triple(service_node, _term("dcat:endpointURL"), Node(f"{base}sparql"))
    yield ox.Triple(service_node, _term("dcat:endpointDescription"), Node(f"{base}openapi.json"))
    yield ox.Triple(service_node, _term("dcat:servesDataset"), dataset)
    yield ox.Triple(service_node, _term("dcterms:license"), Node(LICENSE))
    yield say("void:exampleResource", Node(f"{ID}mechanism/khartoum-process"))
    yield say("void:exampleResource", Node(f"{ID}state/ETH"))
    for prefix in ("mg", "org", "prov", "skos", "foaf", "dcterms", "schema"):
        yield say("void:vocabulary", Node(MG if prefix == "mg" else PREFIXES[prefix]))
    for format in ("Turtle", "TriG", "N-Triples", "N-Quads", "RDF_XML", "JSON-LD"):
        yield say("void:feature", Node(_W3C_FORMATS + format))


def _told_of_publisher() -> Iterator[ox.Triple]:
    for cls in ("foaf:Agent", "foaf:Organization"):
        yield ox.Triple(_PUBLISHER, _term("rdf:type"), _term(cls))
    name = ox.Literal("The migov contributors", language="en")
    yield ox.Triple(_PUBLISHER, _term("foaf:name"), name)


def _partitions(statistics: Statistics) -> Iterator[ox.Triple]:
    dataset = Node(DATASET)
    for name, key, count, counted in (
        ("class", "class", "entities", statistics.classes),
        ("property", "property", "triples", statistics.properties),
    ):
        for iri, number in counted:
            part = Node(f"{DATASET}#{name}-{_slug(iri)}")
            yield ox.Triple(dataset, _term(f"void:{name}Partition"), part)
            yield ox.Triple(part, _term("rdf:type"), _term("void:Dataset"))
            yield ox.Triple(part, _term(f"void:{key}"), Node(iri))
            yield ox.Triple(part, _term(f"void:{count}"), ox.Literal(number))


def _linksets(statistics: Statistics) -> Iterator[ox.Triple]:
    dataset = Node(DATASET)
    for links in statistics.linksets:
        linkset = Node(f"{DATASET}#links-{links.id}")
        target = Node(f"{DATASET}#target-{links.id.rpartition('-')[0]}")
        yield ox.Triple(dataset, _term("void:subset"), linkset)
        yield ox.Triple(linkset, _term("rdf:type"), _term("void:Linkset"))
        yield ox.Triple(linkset, _term("void:subjectsTarget"), dataset)
        yield ox.Triple(linkset, _term("void:objectsTarget"), target)
        yield ox.Triple(linkset, _term("void:linkPredicate"), Node(links.predicate))
        yield ox.Triple(linkset, _term("void:triples"), ox.Literal(links.triples))
        yield ox.Triple(target, _term("rdf:type"), _term("void:Dataset"))
        yield ox.Triple(target, _term("dcterms:title"), ox.Literal(links.title, language="en"))
        yield ox.Triple(target, _term("foaf:homepage"), Node(links.home))


def _distributions(manifest: Manifest, described: str, dumps: str) -> Iterator[ox.Triple]:
    """The files of a release as distributions of the data set `described`.

    Their IRIs are fragments of its IRI, and they lie under the address `dumps`.
    """
    dataset = Node(described)
    for file, entry in sorted(manifest["files"].items()):
        title, media, format = media_type(file)
        node, address = Node(f"{described}#{_slug(file)}"), Node(dumps + file)
        checksum = Node(f"{described}#{_slug(file)}-sha256")
        yield ox.Triple(dataset, _term("dcat:distribution"), node)
        yield ox.Triple(node, _term("rdf:type"), _term("dcat:Distribution"))
        yield ox.Triple(node, _term("dcterms:title"), ox.Literal(f"{file}: {title}", language="en"))
        yield ox.Triple(node, _term("dcat:downloadURL"), address)
        yield ox.Triple(node, _term("dcat:accessURL"), address)
        yield ox.Triple(node, _term("dcat:mediaType"), Node(_IANA + media))
        if coding := compression(file):
            yield ox.Triple(node, _term("dcat:compressFormat"), Node(_IANA + coding))
        if format:
            yield ox.Triple(node, _term("dcterms:format"), Node(_W3C_FORMATS + format))
            yield ox.Triple(dataset, _term("void:dataDump"), address)
        size = ox.Literal(str(entry["size"]), datatype=_term("xsd:nonNegativeInteger"))
        yield ox.Triple(node, _term("dcat:byteSize"), size)
        yield ox.Triple(node, _term("dcterms:license"), Node(LICENSE))
        yield ox.Triple(node, Node(SPDX + "checksum"), checksum)
        yield ox.Triple(checksum, _term("rdf:type"), Node(SPDX + "Checksum"))
        yield ox.Triple(checksum, Node(SPDX + "algorithm"), Node(SPDX + "checksumAlgorithm_sha256"))
        value = ox.Literal(entry["sha256"], datatype=_term("xsd:hexBinary"))
        yield ox.Triple(checksum, Node(SPDX + "checksumValue"), value)


def _term(prefixed: str) -> Node:
    return Node(expand(prefixed))


def _date(text: str) -> ox.Literal:
    """A date as precise as it is."""
    kind = {4: "gYear", 7: "gYearMonth"}.get(len(text), "date")
    return ox.Literal(text, datatype=_term(f"xsd:{kind}"))


def _slug(text: str) -> str:
    """A fragment for what is called `text`: an IRI of ours by its prefix, a file by its name."""
    name = compact(text)
    return "".join(c if c.isalnum() and c.isascii() else "-" for c in name).strip("-")
