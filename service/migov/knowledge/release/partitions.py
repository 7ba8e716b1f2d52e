"""The data set described in itself: partitions by class and property, and queries as examples.

VoID (section 4.5) partitions a data set by class and by property. Here a class partition is divided
by the properties of its instances, and each of those by the classes and datatypes of the values, so
that programs can see what can be queried. VoID has no term for datatypes; http://ldf.fi/void-ext#
has one.

The example queries and the questions are SHACL executables: SHACL-AF (section 5) has
`sh:SPARQLExecutable`; editors and assistants read `rdfs:comment`, `sh:select` and its siblings,
`sh:prefixes` and `schema:target`, as the SIB Swiss Institute of Bioinformatics writes them
(https://github.com/sib-swiss/sparql-examples).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from migov.errors import CannotRun
from migov.stored_queries import StoredQuery, load_queries, split_header
from migov.vocabulary import BASE, PREFIXES, RDF_TYPE, compact, expand

DATASET: Final = BASE + "dataset"
VOID_EXT: Final = "http://ldf.fi/void-ext#"


def fragment(text: str) -> str:
    """A URL fragment for `text`: an IRI's prefixed name, or a file name."""
    name = compact(text)
    return "".join(c if c.isalnum() and c.isascii() else "-" for c in name).strip("-")


def class_partition(iri: str) -> NamedNode:
    """The IRI of the partition of the things in the class `iri`."""
    return NamedNode(f"{DATASET}#class-{fragment(iri)}")


def partitions(store: Store) -> list[Triple]:
    """The partitions of the default graph of `store`, sorted."""
    members, properties, values = _counted(store)
    triples = [Triple(NamedNode(DATASET), _term("rdf:type"), _term("void:Dataset"))]
    for cls, number in members.items():
        part = class_partition(cls)
        triples.append(Triple(NamedNode(DATASET), _term("void:classPartition"), part))
        triples += _partition(part, "void:class", cls, "void:entities", number)
        triples.append(Triple(part, _term("rdf:type"), _term("void:Dataset")))
    for (cls, property), number in properties.items():
        whole, part = class_partition(cls), _property_partition(cls, property)
        triples.append(Triple(whole, _term("void:propertyPartition"), part))
        triples += _partition(part, "void:property", property, "void:triples", number)
    for (cls, property, kind, is_datatype), number in values.items():
        whole = _property_partition(cls, property)
        word = "datatype" if is_datatype else "class"
        part = NamedNode(f"{whole.value}-{word}-{fragment(kind)}")
        start = VOID_EXT if is_datatype else "void:"
        triples.append(Triple(whole, _term(f"{start}{word}Partition"), part))
        triples += _partition(part, f"{start}{word}", kind, "void:triples", number)
    return sorted(triples, key=str)


_Types = tuple[str, ...]


def _counted(
    store: Store,
) -> tuple[Counter[str], Counter[tuple[str, str]], Counter[tuple[str, str, str, bool]]]:
    """Counts things by class, triples by class and property, and those by kind of their values.

    The kind of a value is a class or a datatype, as the last part of a key says.
    """
    types = _types(store)
    members: Counter[str] = Counter()
    for classes in types.values():
        members.update(classes)
    # Many things share a set of classes, so triples are first counted by set.
    alike: Counter[tuple[_Types, str, _Types, str]] = Counter()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        if of := types.get(quad.subject):
            value = quad.object
            datatype = value.datatype.value if isinstance(value, Literal) else ""
            alike[of, quad.predicate.value, types.get(value, ()), datatype] += 1
    properties: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str, str, bool]] = Counter()
    for (of, property, classes, datatype), number in alike.items():
        for cls in of:
            properties[cls, property] += number
            if datatype:
                kinds[cls, property, datatype, True] += number
            for other in classes:
                kinds[cls, property, other, False] += number
    return members, properties, kinds


def _types(store: Store) -> dict[object, _Types]:
    """The classes of each thing that has some."""
    classes_of: defaultdict[object, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, NamedNode(RDF_TYPE), None, DefaultGraph()):
        if isinstance(quad.object, NamedNode):
            classes_of[quad.subject].append(quad.object.value)
    return {thing: tuple(sorted(classes)) for thing, classes in classes_of.items()}


def _property_partition(cls: str, property: str) -> NamedNode:
    return NamedNode(f"{class_partition(cls).value}-property-{fragment(property)}")


def _partition(part: NamedNode, key: str, iri: str, count: str, number: int) -> Iterator[Triple]:
    yield Triple(part, _term(key), NamedNode(iri))
    yield Triple(part, _term(count), Literal(number))


def _term(name: str) -> NamedNode:
    return NamedNode(expand(name))


#: By query form: the property that holds the text, and the more specific class.
_FORMS: Final = {
    "select": ("sh:select", "sh:SPARQLSelectExecutable"),
    "ask": ("sh:ask", "sh:SPARQLAskExecutable"),
    "construct": ("sh:construct", "sh:SPARQLConstructExecutable"),
}
_FORM = re.compile(r"^\s*(select|ask|construct)\b", re.IGNORECASE | re.MULTILINE)
_PREFIXES = NamedNode(f"{DATASET}#prefixes")


def examples(root: Path) -> list[Triple]:
    """The example queries and questions under `root`; raises CannotRun for an invalid one."""
    triples = list(_prefixes())
    for stored in load_queries(root / "queries" / "examples"):
        triples += _executable(stored)
    for stored in load_queries(root / "queries" / "questions"):
        triples += _executable(stored)
        page = NamedNode(f"{BASE}questions/{stored.name}")
        triples.append(Triple(_node(stored), _term("rdfs:seeAlso"), page))
    return sorted(triples, key=str)


def _executable(stored: StoredQuery) -> Iterator[Triple]:
    text = "\n".join(line for _, line in split_header(stored.text)[1]).strip() + "\n"
    form = _FORM.search(text)
    if form is None:
        raise CannotRun(f"{stored.path}: an example is a SELECT, ASK or CONSTRUCT query.")
    property, cls = _FORMS[form[1].lower()]
    node = _node(stored)
    yield Triple(node, _term("rdf:type"), _term("sh:SPARQLExecutable"))
    yield Triple(node, _term("rdf:type"), _term(cls))
    summary = Literal(str(stored.header["summary"]), language="en")
    yield Triple(node, _term("rdfs:comment"), summary)
    yield Triple(node, _term("sh:prefixes"), _PREFIXES)
    yield Triple(node, _term(property), Literal(text))
    yield Triple(node, _term("schema:target"), NamedNode(f"{BASE}sparql"))
    for tag in stored.header.get("tags") or ():
        yield Triple(node, _term("schema:keywords"), Literal(str(tag)))


def _prefixes() -> Iterator[Triple]:
    """The prefixes that the queries use, declared as in SHACL section 5.2.1."""
    yield Triple(_PREFIXES, _term("rdf:type"), _term("owl:Ontology"))
    for prefix, namespace in PREFIXES.items():
        declared = NamedNode(f"{DATASET}#prefix-{prefix}")
        yield Triple(_PREFIXES, _term("sh:declare"), declared)
        yield Triple(declared, _term("sh:prefix"), Literal(prefix))
        value = Literal(namespace, datatype=_term("xsd:anyURI"))
        yield Triple(declared, _term("sh:namespace"), value)


def _node(stored: StoredQuery) -> NamedNode:
    return NamedNode(f"{DATASET}#example-{stored.name}")
