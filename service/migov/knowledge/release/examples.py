"""The example queries and the questions as SHACL executables.

SHACL-AF (section 5) has `sh:SPARQLExecutable`; editors and assistants read `rdfs:comment`,
`sh:select` and its siblings, `sh:prefixes` and `schema:target`, as the SIB Swiss Institute of
Bioinformatics writes them (https://github.com/sib-swiss/sparql-examples).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from migov.errors import CannotRun
from migov.knowledge.release.partitions import DATASET
from migov.stored_queries import StoredQuery, load_queries, split_header
from migov.vocabulary import BASE, PREFIXES, expand

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
    made = list(_prefixes())
    for stored in load_queries(root / "queries" / "examples"):
        made += _executable(stored)
    for stored in load_queries(root / "queries" / "questions"):
        made += _executable(stored)
        page = NamedNode(f"{BASE}questions/{stored.name}")
        made.append(Triple(_node(stored), _term("rdfs:seeAlso"), page))
    return sorted(made, key=str)


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


def _term(name: str) -> NamedNode:
    return NamedNode(expand(name))
