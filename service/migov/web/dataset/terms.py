"""Shared terms of the data set's description: IRIs, titles, EU code lists, file types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

import pyoxigraph as ox

from migov.knowledge.release.partitions import DATASET as DATASET
from migov.questions.messages import marked
from migov.vocabulary import expand

TITLE: Final = "migov: who governs migration with whom"
DESCRIPTION: Final = marked(
    "States, organizations and inter-state consultation mechanisms on migration: who belongs to "
    "what, in which role and when, who works with whom on what, which meetings were held and which "
    "instruments adopted; every statement with its source."
)
KEYWORDS: Final = (
    "migration",
    "migration governance",
    "inter-state consultation mechanisms on migration",
    "intergovernmental cooperation",
    "readmission agreements",
    "treaty ratifications",
)

#: The EU authority tables that DCAT-AP prescribes for languages, themes and others.
EU: Final = "http://publications.europa.eu/resource/authority/"
#: The data licence in the EU list.
EU_LICENSE: Final = EU + "licence/CC_BY_4_0"
SPDX: Final = "http://spdx.org/rdf/terms#"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
ADMS: Final = "http://www.w3.org/ns/adms#"
DCATAP: Final = "http://data.europa.eu/r5r/"
W3C_FORMATS: Final = "http://www.w3.org/ns/formats/"
IANA: Final = "https://www.iana.org/assignments/media-types/"

Node = ox.NamedNode
Value = ox.NamedNode | ox.Literal

#: The classes that DCAT-AP 3.0 requires of external values, by property.
_RANGES: Final = {
    "dcterms:license": "dcterms:LicenseDocument",
    "dcterms:language": "dcterms:LinguisticSystem",
    "dcterms:accrualPeriodicity": "dcterms:Frequency",
    "dcterms:accessRights": "dcterms:RightsStatement",
    "dcterms:spatial": "dcterms:Location",
    "dcterms:conformsTo": "dcterms:Standard",
    "dcterms:format": "dcterms:MediaTypeOrExtent",
    "dcat:mediaType": "dcterms:MediaType",
    "dcat:compressFormat": "dcterms:MediaType",
    "dcat:landingPage": "foaf:Document",
    "dcat:theme": "skos:Concept",
    "dcat:themeTaxonomy": "skos:ConceptScheme",
}


def say(subject: Node, statements: Iterable[tuple[str, Value]]) -> Iterator[ox.Triple]:
    """Triples of one subject; properties are prefixed names or IRIs."""
    for name, value in statements:
        yield ox.Triple(subject, term(name), value)


def with_ranges(triples: list[ox.Triple]) -> list[ox.Triple]:
    """`triples` plus the class of each value of a property in `_RANGES`."""
    ranges = {term(name): term(cls) for name, cls in _RANGES.items()}
    typed = list(triples)
    for triple in triples:
        if (cls := ranges.get(triple.predicate)) and isinstance(triple.object, Node):
            typed.append(ox.Triple(triple.object, term("rdf:type"), cls))
    return list(dict.fromkeys(typed))


def term(name: str) -> Node:
    """The term of a prefixed name; an IRI stays itself."""
    return Node(expand(name))


def english(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")


def date(text: str) -> ox.Literal:
    """A partial date as a typed literal."""
    kind = {4: "gYear", 7: "gYearMonth"}.get(len(text), "date")
    return ox.Literal(text, datatype=term(f"xsd:{kind}"))


def day(moment: datetime) -> ox.Literal:
    return date(moment.date().isoformat())


class FileType(NamedTuple):
    """A file type: its title, its media type, and its code in the EU's file-type list."""

    title: str
    media: str
    code: str


#: By the ending of the file name, without compression.
DUMPS: Final = {
    ".nq": FileType(marked("N-Quads, one graph a source"), "application/n-quads", "RDF_N_QUADS"),
    ".trig": FileType(marked("TriG, one graph a source"), "application/trig", "RDF_TRIG"),
    ".ttl": FileType(marked("Turtle, all graphs merged"), "text/turtle", "RDF_TURTLE"),
    ".jsonld": FileType(marked("JSON-LD, all graphs merged"), "application/ld+json", "JSON_LD"),
    "actors.csv": FileType(marked("table, one row an actor"), "text/csv", "CSV"),
    "meetings.csv": FileType(marked("table, one row a meeting"), "text/csv", "CSV"),
    "memberships.csv": FileType(marked("table, one row a membership"), "text/csv", "CSV"),
    "adherences.csv": FileType(marked("table, one row a state and a treaty"), "text/csv", "CSV"),
    "partnerships.csv": FileType(marked("table, one row a partnership"), "text/csv", "CSV"),
    "agreements.csv": FileType(marked("table, one row an agreement"), "text/csv", "CSV"),
    ".csv": FileType(marked("table"), "text/csv", "CSV"),
    "csv-metadata.json": FileType(
        marked("CSVW description of the tables"), "application/csvm+json", "JSON"
    ),
}
#: The compressions of dumps by the ending of the name (RFC 6713, RFC 8878).
CODINGS: Final = {".gz": "application/gzip", ".zst": "application/zstd"}


def file_type(file: str) -> FileType:
    """The type of the file with that name."""
    stem = file.removesuffix(".gz").removesuffix(".zst")
    for end, known in DUMPS.items():
        if stem.endswith(end):
            return known
    return FileType(marked("file"), "application/octet-stream", "BIN")


def compression(file: str) -> str:
    """The media type of a dump's compression; empty if uncompressed."""
    return next((media for end, media in CODINGS.items() if file.endswith(end)), "")
