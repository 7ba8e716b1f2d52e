"""Writes a description as framed and compacted JSON-LD, readable as plain JSON.

The subject is the document; things that point to it are nested under the context's reverse terms
(`memberships`, `meetings`, `bodies` …), each node once; each mentioned thing has an inline English
label, and all other statements are in `@included` (JSON-LD 1.1, section 4.13). The context is the
needed part of the project's (`ontology/context.jsonld`), inline.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from migov.settings import resources
from migov.vocabulary import ID, PREFIXES, RDF_TYPE
from migov.web.descriptions.description import Description

_PREF_LABEL = PREFIXES["skos"] + "prefLabel"
_XSD = PREFIXES["xsd"]
#: Terms whose values get no labels, because they are many or are plain URLs.
_BARE = frozenset(
    {
        PREFIXES["prov"] + "wasDerivedFrom",
        PREFIXES["dcterms"] + "isReferencedBy",
        PREFIXES["org"] + "hasMembership",
    }
)


class _Term(NamedTuple):
    """A term of the context: its name, its IRI, its type coercion and containers."""

    name: str
    iri: str
    type: str | None
    containers: frozenset[str]


class _Context:
    """The context's terms by IRI."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.source = context
        self.prefixes = {
            name: value
            for name, value in context.items()
            if isinstance(value, str) and value.startswith("http") and value[-1] in "#/"
        }
        self.forward: dict[str, list[_Term]] = defaultdict(list)
        self.reverse: dict[str, _Term] = {}
        self.classes: dict[str, str] = {}
        for name, definition in context.items():
            if name.startswith("@") or name in self.prefixes:
                continue
            if isinstance(definition, str):
                if definition.startswith("@"):
                    continue
                iri = self._expanded(definition)
                self.classes[iri] = name
                self.forward[iri].append(_Term(name, iri, None, frozenset()))
            elif "@reverse" in definition:
                iri = self._expanded(definition["@reverse"])
                self.reverse[iri] = _Term(name, iri, "@id", frozenset({"@set"}))
            elif "@id" in definition:
                iri = self._expanded(definition["@id"])
                containers = definition.get("@container", [])
                kinds = [containers] if isinstance(containers, str) else containers
                coercion = definition.get("@type")
                if coercion not in (None, "@id"):
                    coercion = self._expanded(coercion)
                self.forward[iri].append(_Term(name, iri, coercion, frozenset(kinds)))

    def _expanded(self, name: str) -> str:
        prefix, colon, rest = name.partition(":")
        return self.prefixes[prefix] + rest if colon and prefix in self.prefixes else name

    def compact(self, iri: str) -> str:
        """`iri` as a compact IRI if a prefix of the context matches."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def used(self, names: Iterable[str]) -> dict[str, Any]:
        """The part of the context that defines `names` (terms, or compact IRIs)."""
        kept = {name for name in names if name in self.source}
        wanted = [*names]
        for name in kept:
            definition = self.source[name]
            values = [definition] if isinstance(definition, str) else definition.values()
            wanted += [value for value in values if isinstance(value, str)]
        prefixes = {name.partition(":")[0] for name in wanted if ":" in name}
        return {
            name: definition
            for name, definition in self.source.items()
            if name in ("@version", "id", "type")
            or name in kept
            or (name in self.prefixes and name in prefixes)
        }


@cache
def _context() -> _Context:
    text = (resources() / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    return _Context(json.loads(text)["@context"])


def document(description: Description) -> dict[str, Any]:
    """The description as a JSON-LD document with exactly its triples."""
    return _Writer(description).document()


class _Writer:
    """One run of framing: records the placed nodes and the used terms."""

    def __init__(self, description: Description) -> None:
        self._context = _context()
        self._description = description
        self._about: dict[str, list[ox.Triple]] = defaultdict(list)
        self._pointing: dict[str, list[ox.Triple]] = defaultdict(list)
        self._labels: dict[str, str] = {}
        self._placed: set[str] = set()
        self._names: set[str] = set()
        for triple in description.triples():
            if not isinstance(triple.subject, ox.NamedNode):
                continue
            subject, value = triple.subject.value, triple.object
            self._about[subject].append(triple)
            if isinstance(value, ox.NamedNode):
                self._pointing[value.value].append(triple)
            elif (
                isinstance(value, ox.Literal)
                and triple.predicate.value == _PREF_LABEL
                and value.language == "en"
            ):
                self._labels.setdefault(subject, value.value)

    def document(self) -> dict[str, Any]:
        root = self._node(self._description.subject, None)
        included = [self._node(iri, None) for iri in list(self._about) if iri not in self._placed]
        if included:
            root["@included"] = included
        return {"@context": self._context.used(self._names), **root}

    def _node(self, iri: str, link: ox.Triple | None) -> dict[str, Any]:
        """The node object of `iri` without the triple `link`, which the nesting expresses."""
        self._placed.add(iri)
        node: dict[str, Any] = {"id": iri}
        values: dict[str, list[ox.Triple]] = defaultdict(list)
        for triple in self._about[iri]:
            if triple != link:
                values[triple.predicate.value].append(triple)
        if RDF_TYPE in values:
            types = [self._class(triple.object) for triple in values.pop(RDF_TYPE)]
            node["type"] = types[0] if len(types) == 1 else types
        for predicate, triples in values.items():
            for triple in triples:
                self._add(node, predicate, triple.object)
        for term in self._context.reverse.values():
            nested = [
                self._node(triple.subject.value, triple)
                for triple in self._pointing.get(iri, ())
                if triple.predicate.value == term.iri
                and isinstance(triple.subject, ox.NamedNode)
                and triple.subject.value in self._description.whole
                and triple.subject.value not in self._placed
            ]
            if nested:
                self._names.add(term.name)
                node[term.name] = nested
        return node

    def _class(self, term: object) -> str:
        iri = term.value if isinstance(term, ox.NamedNode) else str(term)
        name = self._context.classes.get(iri) or self._context.compact(iri)
        self._names.add(name)
        return name

    def _add(self, node: dict[str, Any], predicate: str, value: object) -> None:
        """Adds one value under its term, or under the compact IRI."""
        if isinstance(value, ox.Literal) and value.language:
            term = self._term(predicate, language=True)
            if term is not None:
                by_language = node.setdefault(term.name, {})
                texts = by_language.setdefault(value.language, [])
                if isinstance(texts, str):
                    texts = by_language[value.language] = [texts]
                texts.append(value.value)
                if "@set" not in term.containers and len(texts) == 1:
                    by_language[value.language] = texts[0]
                return
        term = self._term(predicate, language=False)
        name = term.name if term else self._context.compact(predicate)
        self._names.add(name)
        written = self._written(value, predicate, term.type if term else None)
        if term is not None and "@set" in term.containers:
            node.setdefault(name, []).append(written)
        elif name not in node:
            node[name] = written
        else:
            held = node[name]
            node[name] = [*held, written] if isinstance(held, list) else [held, written]

    def _term(self, predicate: str, *, language: bool) -> _Term | None:
        for term in self._context.forward.get(predicate, ()):
            if ("@language" in term.containers) == language:
                self._names.add(term.name)
                return term
        return None

    def _written(self, value: object, predicate: str, coercion: str | None) -> Any:
        if isinstance(value, ox.NamedNode):
            label = self._labels.get(value.value) if value.value.startswith(ID) else None
            if label is not None and predicate not in _BARE:
                self._names.add("label")
                return {"id": value.value, "label": {"en": label}}
            return value.value if coercion == "@id" else {"id": value.value}
        if not isinstance(value, ox.Literal):
            return {"id": str(value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if datatype == _XSD + "integer" and coercion in (None, datatype):
            number = int(value.value)
            if str(number) == value.value:
                return number
        if datatype == coercion or (datatype == _XSD + "string" and coercion is None):
            return value.value
        if datatype == _XSD + "string":
            return {"@value": value.value}
        compact = self._context.compact(datatype)
        self._names.add(compact)
        return {"@type": compact, "@value": value.value}
