"""Shared terms of the data set's description: IRIs, titles, EU code lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

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
    made = list(triples)
    for triple in triples:
        if (cls := ranges.get(triple.predicate)) and isinstance(triple.object, Node):
            made.append(ox.Triple(triple.object, term("rdf:type"), cls))
    return list(dict.fromkeys(made))


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
