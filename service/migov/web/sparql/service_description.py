"""The SPARQL 1.1 Service Description: features, formats, graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from migov.engine import formats
from migov.vocabulary import BASE, PREFIXES, RDF_TYPE
from migov.web.service import Service

_SD = PREFIXES["sd"]
_VOID = PREFIXES["void"]
_TYPE = ox.NamedNode(RDF_TYPE)
_FORMATS = "http://www.w3.org/ns/formats/"

#: The W3C's names of the formats (https://www.w3.org/ns/formats/).
_FORMAT_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/n-triples": "N-Triples",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
}

#: SPARQL 1.2: the workers' engine supports a draft of it.
SPARQL_12 = "https://www.w3.org/TR/sparql12-query/"
_SPARQL_12_SYNTAX = (
    "SPARQL 1.2, as a draft: VERSION, triple terms <<( s p o )>>, reifiers << s p o ~ r >> and "
    "annotations {| p o |}, literals with base directions"
)
#: Its functions in the namespace http://www.w3.org/ns/sparql#.
SPARQL_12_FUNCTIONS = (
    "adjust",
    "hasLang",
    "hasLangDir",
    "isTriple",
    "langdir",
    "object",
    "predicate",
    "strlangdir",
    "subject",
    "triple",
)


def describe(
    service: Service, endpoint: str, graphs: Mapping[str, int], format: formats.ResultFormat
) -> bytes:
    """The description of the service at `endpoint`, in `format`.

    `graphs` gives the number of triples of each named graph. Federation is not claimed, since
    SERVICE is refused. SPARQL 1.2 is claimed for the service's own workers, not for a remote store.
    """
    if not isinstance(format.serializer, ox.RdfFormat):
        raise TypeError(f"{format.media_type} is not an RDF syntax")
    merged = service.release.manifest["counts"]["triples"]
    triples = [*_triples(endpoint, graphs, merged)]
    if service.settings.store is None:
        triples += _sparql_12(ox.NamedNode(endpoint))
    return ox.serialize(triples, format=format.serializer, prefixes=PREFIXES) or b""


def _triples(endpoint: str, graphs: Mapping[str, int], merged: int) -> Iterator[ox.Triple]:
    service = ox.NamedNode(endpoint)
    dataset = ox.NamedNode(f"{BASE}dataset")
    default = ox.NamedNode(f"{BASE}dataset#default-graph")
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    for media_type, name in _FORMAT_NAMES.items():
        if any(f.media_type == media_type for fs in formats.BY_FORM.values() for f in fs):
            yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    yield ox.Triple(default, _void("triples"), ox.Literal(merged))
    for name, size in sorted(graphs.items()):
        entry = ox.NamedNode(f"{BASE}dataset#graph-{name.rpartition('/')[2]}")
        content = ox.NamedNode(f"{BASE}dataset#content-{name.rpartition('/')[2]}")
        yield ox.Triple(dataset, _sd("namedGraph"), entry)
        yield ox.Triple(entry, _TYPE, _sd("NamedGraph"))
        yield ox.Triple(entry, _sd("name"), ox.NamedNode(name))
        yield ox.Triple(entry, _sd("graph"), content)
        yield ox.Triple(content, _TYPE, _sd("Graph"))
        yield ox.Triple(content, _void("triples"), ox.Literal(size))


def _sparql_12(service: ox.NamedNode) -> Iterator[ox.Triple]:
    draft = ox.NamedNode(SPARQL_12)
    yield ox.Triple(service, _sd("languageExtension"), draft)
    yield ox.Triple(draft, _TYPE, _sd("Feature"))
    label = ox.NamedNode(PREFIXES["rdfs"] + "label")
    yield ox.Triple(draft, label, ox.Literal(_SPARQL_12_SYNTAX, language="en"))
    for name in SPARQL_12_FUNCTIONS:
        function = ox.NamedNode(f"http://www.w3.org/ns/sparql#{name}")
        yield ox.Triple(service, _sd("extensionFunction"), function)
        yield ox.Triple(function, _TYPE, _sd("Function"))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(_VOID + name)
