"""The ontology and the shapes as pages: each term with what it means and how it is tied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyoxigraph as ox
from fastapi import Request

from migov.vocabulary import MG, ONTOLOGY, PREFIXES, SHAPES
from migov.web.descriptions.facts import Cell
from migov.web.http.languages import LANGUAGES
from migov.web.http.rdf_formats import alternates
from migov.web.http.templating import page
from migov.web.service import Service

_RDF, _RDFS, _OWL, _SKOS, _SH = (PREFIXES[p] for p in ("rdf", "rdfs", "owl", "skos", "sh"))

#: What a term's table tells, with the words for it.
_ROWS = {
    _RDFS + "subClassOf": "Specializes",
    _RDFS + "subPropertyOf": "Specializes",
    _OWL + "equivalentClass": "Same as",
    _OWL + "equivalentProperty": "Same as",
    _RDFS + "domain": "Said of",
    _RDFS + "range": "Value",
    _OWL + "inverseOf": "Inverse",
    _OWL + "disjointWith": "Disjoint with",
    _SKOS + "scopeNote": "Scope",
    _SKOS + "example": "Example",
    _SKOS + "historyNote": "History",
    _SH + "targetClass": "Holds for",
    _SH + "targetSubjectsOf": "Holds for what has",
    _SH + "targetObjectsOf": "Holds for values of",
    _SH + "property": "Asks",
    _SH + "path": "Of the property",
    _SH + "message": "Says",
    _SH + "severity": "Severity",
    _SH + "pattern": "Pattern",
    _SH + "class": "Class of the value",
    _SH + "datatype": "Type of the value",
    _SH + "minCount": "At least",
    _SH + "maxCount": "At most",
    _RDFS + "comment": "Comment",
}
_KINDS = (
    ("classes", "Classes", _OWL + "Class"),
    ("relations", "Properties between things", _OWL + "ObjectProperty"),
    ("values", "Properties with literal values", _OWL + "DatatypeProperty"),
    ("annotations", "Annotations", _OWL + "AnnotationProperty"),
)


class Term(NamedTuple):
    """A term: the anchor on the page, its short name, label, definition and table."""

    anchor: str
    iri: str
    short: str
    label: str
    definition: str
    rows: Sequence[tuple[str, Sequence[Cell]]]


class _Graph:
    """The triples of a vocabulary by subject."""

    def __init__(self, triples: Iterable[ox.Triple], lang: str) -> None:
        self.lang = lang
        self.about: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self.about[_key(triple.subject)][triple.predicate.value].append(triple.object)

    def of_type(self, cls: str, namespace: str) -> list[str]:
        """The subjects of a class in a namespace, by name."""
        return sorted(
            subject
            for subject, told in self.about.items()
            if subject.startswith(namespace)
            and any(_key(each) == cls for each in told.get(_RDF + "type", ()))
        )

    def text(self, subject: str, predicate: str) -> str:
        """A literal, in the language of the page if it is there, else in English."""
        literals = [v for v in self.about[subject][predicate] if isinstance(v, ox.Literal)]
        for lang in (self.lang, "en", None):
            for value in literals:
                if value.language == lang:
                    return value.value
        return literals[0].value if literals else ""

    def cells(self, value: object) -> list[Cell]:
        """A value for a table; a list or a union is its members."""
        if isinstance(value, ox.NamedNode):
            return [Cell(_short(value.value), _href(value.value))]
        if isinstance(value, ox.Literal):
            shown = value.language in (None, "en", self.lang)
            lang = "" if value.language in (None, "en") else value.language or ""
            return [Cell(value.value, None, lang)] if shown else []
        told = self.about.get(_key(value), {})
        first = [cell for each in told.get(_RDF + "first", ()) for cell in self.cells(each)]
        rest = [
            cell
            for name in ("rest",)
            for each in told.get(_RDF + name, ())
            if _key(each) != _RDF + "nil"
            for cell in self.cells(each)
        ]
        inner = [
            cell
            for predicate in (_OWL + "unionOf", _OWL + "inverseOf", _SH + "path")
            for each in told.get(predicate, ())
            for cell in self.cells(each)
        ]
        return [*first, *rest, *inner]

    def term(self, subject: str) -> Term:
        """A term as the page shows it."""
        rows: list[tuple[str, Sequence[Cell]]] = []
        for predicate, name in _ROWS.items():
            values = self.about[subject].get(predicate, [])
            cells = [cell for value in values for cell in self.cells(value)]
            if cells:
                rows.append((name, cells))
        return Term(
            subject.rpartition("#")[2],
            subject,
            _short(subject),
            self.text(subject, _RDFS + "label") or self.text(subject, _SH + "name"),
            self.text(subject, _SKOS + "definition") or self.text(subject, _RDFS + "comment"),
            rows,
        )


def ontology(request: Request, service: Service, triples: Sequence[ox.Triple], lang: str) -> str:
    """The page of the ontology."""
    graph = _Graph(triples, lang)
    groups = []
    listed: set[str] = set()
    for id, title, cls in _KINDS:
        subjects = [each for each in graph.of_type(cls, MG) if each not in listed]
        listed.update(subjects)
        groups.append((id, title, [graph.term(each) for each in subjects]))
    dcterms = PREFIXES["dcterms"]
    return page(
        request,
        "vocabulary.html",
        release=service.release.id,
        title=graph.text(ONTOLOGY, dcterms + "title") or "The ontology",
        lead=graph.text(ONTOLOGY, dcterms + "description"),
        iri=ONTOLOGY,
        version=service.release.manifest["ontologyVersion"] or "",
        groups=[group for group in groups if group[2]],
        alternates=alternates("/ontology"),
        lang=lang,
        languages=LANGUAGES,
    )


def shapes(request: Request, service: Service, triples: Sequence[ox.Triple], lang: str) -> str:
    """The page of the shapes."""
    graph = _Graph(triples, lang)
    groups = [
        (id, title, [graph.term(each) for each in graph.of_type(_SH + cls, SHAPES + "#")])
        for id, title, cls in (
            ("nodes", "What is asked of things", "NodeShape"),
            ("properties", "What is asked of properties", "PropertyShape"),
        )
    ]
    return page(
        request,
        "vocabulary.html",
        release=service.release.id,
        title="The shapes",
        lead="What every release is checked against before it is published, in SHACL.",
        iri=SHAPES,
        version="",
        groups=[group for group in groups if group[2]],
        alternates=alternates("/shapes"),
        lang=lang,
        languages=LANGUAGES,
    )


def _key(term: object) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _href(iri: str) -> str | None:
    if iri.startswith(MG):
        return f"/ontology#{iri[len(MG) :]}"
    if iri.startswith(SHAPES + "#"):
        return f"/shapes#{iri.rpartition('#')[2]}"
    return iri if iri.startswith(("http://", "https://")) else None
