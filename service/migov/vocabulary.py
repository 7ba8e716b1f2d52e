"""The namespaces, prefixed names (CURIEs) and graph names of migov.

`docs/model.md` describes the terms; `ontology/migov.ttl` defines them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

BASE: Final = "https://w3id.org/migov/"
ID: Final = BASE + "id/"
ONTOLOGY: Final = BASE + "ontology"
SHAPES: Final = BASE + "shapes"
MG: Final = ONTOLOGY + "#"

GRAPH_DERIVED: Final = BASE + "graph/derived"
GRAPH_ONTOLOGY: Final = BASE + "graph/ontology"
GRAPH_CONCEPTS: Final = BASE + "graph/concepts"
GRAPH_SHAPES: Final = BASE + "graph/shapes"
GRAPH_EXAMPLES: Final = BASE + "graph/examples"
GRAPH_PARTITIONS: Final = BASE + "graph/partitions"

#: The licence of the data.
LICENSE: Final = "https://creativecommons.org/licenses/by/4.0/"

#: The kinds of thing that have an IRI `…/id/{kind}/{slug}`; each kind is also a prefix.
KINDS: Final = (
    "state",
    "mechanism",
    "organization",
    "body",
    "instrument",
    "initiative",
    "meeting",
    "membership",
    "partnership",
    "agreement",
    "adherence",
    "code",
    "count",
    "role",
    "theme",
    "kind",
    "region",
    "source",
    "scheme",
)

#: The kinds of actor, in the order in which a bare slug is looked up.
ACTOR_KINDS: Final = ("mechanism", "state", "organization", "body")

PREFIXES: Final[dict[str, str]] = {
    "mg": MG,
    "mgsh": SHAPES + "#",
    **{kind: f"{ID}{kind}/" for kind in KINDS},
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "sh": "http://www.w3.org/ns/shacl#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
}

_PREFIX_OF: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}

#: The IRI of rdf:type.
RDF_TYPE: Final = PREFIXES["rdf"] + "type"


class Name(NamedTuple):
    """The two parts of an IRI of the project: `…/id/{kind}/{slug}`."""

    kind: str
    slug: str


def iri(kind: str, slug: str) -> str:
    """The IRI of `kind` and `slug`, for example `iri("state", "ETH")`."""
    return f"{ID}{kind}/{slug}"


def name(iri: str) -> Name | None:
    """The kind and slug of an IRI of the project; None for any other IRI."""
    if not iri.startswith(ID):
        return None
    kind, _, slug = iri[len(ID) :].partition("/")
    return Name(kind, slug) if kind in KINDS and slug else None


def kind_of(iri: str) -> str:
    """The kind of an IRI of the project, such as "state"; "" for any other IRI."""
    thing = name(iri)
    return thing.kind if thing else ""


def slug_of(iri: str) -> str:
    """The slug of an IRI of the project; any other IRI is returned unchanged."""
    thing = name(iri)
    return thing.slug if thing else iri


def compact(iri: str) -> str:
    """`iri` as a prefixed name (`mg:State`), by the longest namespace that fits; else unchanged."""
    best = max((ns for ns in _PREFIX_OF if iri.startswith(ns)), key=len, default=None)
    return iri if best is None else f"{_PREFIX_OF[best]}:{iri[len(best) :]}"


def expand(curie: str) -> str:
    """The IRI of a prefixed name; a name with an unknown prefix is returned unchanged."""
    prefix, colon, local = curie.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else curie


def local_name(iri: str) -> str:
    """What follows the last "#" or "/" of an IRI."""
    return iri.replace("#", "/").rpartition("/")[2]


def prefixes(*names: str) -> str:
    """The SPARQL PREFIX lines of some prefixes, such as `prefixes("mg", "org")`."""
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in names)
