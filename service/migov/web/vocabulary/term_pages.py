"""The pages of the ontology and the shapes: meaning, relations and uses of each term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox
from fastapi import Request

from migov.questions.labels import Labels
from migov.questions.messages import marked
from migov.vocabulary import MG, ONTOLOGY, PREFIXES, SHAPES, compact, local_name, name
from migov.web.http.languages import LANGUAGES
from migov.web.http.rdf_formats import alternates
from migov.web.http.templating import page
from migov.web.http.translation import gettext as _
from migov.web.linked_data.versions import Version
from migov.web.service import Service
from migov.web.tables import Cell
from migov.web.vocabulary.axioms import Axioms
from migov.web.vocabulary.usage import Fact, Use, questions

_RDF, _RDFS, _OWL, _SKOS, _SH = (PREFIXES[p] for p in ("rdf", "rdfs", "owl", "skos", "sh"))

#: The properties in a term's table, with labels; "^" marks inverse properties.
_ROWS = {
    _RDFS + "subClassOf": marked("Specializes"),
    "^" + _RDFS + "subClassOf": marked("Has the kinds"),
    _RDFS + "subPropertyOf": marked("Specializes"),
    "^" + _RDFS + "subPropertyOf": marked("Has the kinds"),
    _OWL + "equivalentClass": marked("Same as"),
    _OWL + "equivalentProperty": marked("Same as"),
    _RDFS + "domain": marked("Said of"),
    _RDFS + "range": marked("Value"),
    "^" + _RDFS + "domain": marked("Said with"),
    "^" + _RDFS + "range": marked("Value of"),
    _OWL + "inverseOf": marked("Inverse"),
    "^" + _OWL + "inverseOf": marked("Inverse"),
    _OWL + "propertyChainAxiom": marked("Follows from"),
    _OWL + "hasKey": marked("Key"),
    _OWL + "disjointWith": marked("Disjoint with"),
    _SKOS + "exactMatch": marked("Same elsewhere"),
    _SKOS + "closeMatch": marked("Much like"),
    _SKOS + "broadMatch": marked("Narrower than"),
    _SKOS + "relatedMatch": marked("See also"),
    _SKOS + "altLabel": marked("Also called"),
    _SKOS + "scopeNote": marked("Scope"),
    _SKOS + "example": marked("For example"),
    _SKOS + "historyNote": marked("History"),
    PREFIXES["dcterms"] + "isReplacedBy": marked("Replaced by"),
    PREFIXES["dcterms"] + "source": marked("Source"),
    _RDFS + "comment": marked("Comment"),
}
_KINDS = (
    ("classes", marked("Classes"), _OWL + "Class"),
    ("relations", marked("Properties between things"), _OWL + "ObjectProperty"),
    ("values", marked("Properties with literal values"), _OWL + "DatatypeProperty"),
    ("annotations", marked("Annotations"), _OWL + "AnnotationProperty"),
)
_CHARACTERISTICS = {
    _OWL + "SymmetricProperty": marked("symmetric"),
    _OWL + "TransitiveProperty": marked("transitive"),
    _OWL + "FunctionalProperty": marked("at most one value"),
    _OWL + "InverseFunctionalProperty": marked("identifies its subject"),
    _OWL + "AsymmetricProperty": marked("asymmetric"),
    _OWL + "IrreflexiveProperty": marked("irreflexive"),
}
_TARGETS = {
    _SH + "targetClass": marked("Of each"),
    _SH + "targetSubjectsOf": marked("Of whatever has"),
    _SH + "targetObjectsOf": marked("Of each value of"),
}


class Part(NamedTuple):
    """A constraint of a shape: path, text, severity and remedy."""

    anchor: str
    path: str
    message: str
    asked: str
    severity: str
    remedy: str


class Term(NamedTuple):
    """A term: anchor, short name, label, definition and table.

    `uses` are the questions that use it, `shown` is an example fact.
    """

    anchor: str
    iri: str
    short: str
    label: Cell
    definition: Cell
    rows: Sequence[tuple[str, Sequence[Cell]]]
    parts: Sequence[Part] = ()
    uses: Sequence[Use] = ()
    shown: Sequence[Cell] = ()
    times: int = 0
    deprecated: bool = False


class Ontology(NamedTuple):
    """The data of the ontology's page, beside its triples."""

    facts: Mapping[str, Fact]
    versions: Sequence[Version]


def ontology(
    request: Request, service: Service, triples: Sequence[ox.Triple], lang: str, beside: Ontology
) -> str:
    """The page of the ontology."""
    axioms = Axioms(triples, lang, service.root)
    uses = questions(service.catalogue)
    groups = []
    listed: set[str] = set()
    for id, title, cls in _KINDS:
        subjects = [each for each in axioms.of_type(cls, MG) if each not in listed]
        listed.update(subjects)
        terms = [_term(axioms, service, each, beside.facts, uses) for each in subjects]
        groups.append((id, title, terms))
    dcterms = PREFIXES["dcterms"]
    used = service.release.manifest["ontologyVersion"] or ""
    return page(
        request,
        "ontology.html",
        release=service.release.id,
        root=service.root,
        title=axioms.said(ONTOLOGY, dcterms + "title") or Cell(_("The ontology")),
        lead=axioms.said(ONTOLOGY, dcterms + "description"),
        comments=axioms.cells(ONTOLOGY, _RDFS + "comment"),
        creator=axioms.text(ONTOLOGY, dcterms + "creator"),
        license=axioms.iri(ONTOLOGY, dcterms + "license"),
        iri=ONTOLOGY,
        namespace=MG,
        version=used,
        version_iri=axioms.iri(ONTOLOGY, _OWL + "versionIRI"),
        versions=_versions(beside.versions),
        deprecated=[t for group in groups for t in group[2] if t.deprecated],
        groups=[group for group in groups if group[2]],
        namespaces=axioms.namespaces(),
        alternates=alternates(f"{service.root}/ontology"),
        lang=lang,
        languages=LANGUAGES,
    )


def shapes(
    request: Request, service: Service, triples: Sequence[ox.Triple], lang: str, beside: Ontology
) -> str:
    """The page of the shapes: targets, constraints and remedies."""
    axioms = Axioms(triples, lang, service.root)
    inner = axioms.values_of(_SH + "property")
    outer = axioms.of_type(_SH + "NodeShape", SHAPES + "#")
    shown = [_shape(axioms, service, each, beside.facts) for each in outer]
    loose = axioms.of_type(_SH + "PropertyShape", SHAPES + "#")
    groups: list[tuple[str, str, Sequence[Shape | Term]]] = [
        ("shapes", marked("What is asked"), shown),
        (
            "more",
            marked("Asked by other shapes"),
            [_shape(axioms, service, each, beside.facts) for each in loose if each not in inner],
        ),
        (
            "annotations",
            marked("Annotations"),
            [
                _term(axioms, service, each, {}, {})
                for each in axioms.of_type(_OWL + "AnnotationProperty", SHAPES + "#")
            ],
        ),
    ]
    severities = Counter(part.severity for each in shown for part in each.parts)
    return page(
        request,
        "shapes.html",
        release=service.release.id,
        root=service.root,
        iri=SHAPES,
        severities=severities,
        groups=[group for group in groups if group[2]],
        alternates=alternates(f"{service.root}/shapes"),
        lang=lang,
        languages=LANGUAGES,
    )


class Shape(NamedTuple):
    """A shape: its targets, an example, and its constraints."""

    anchor: str
    short: str
    label: Cell
    definition: Cell
    rows: Sequence[tuple[str, Sequence[Cell]]]
    parts: Sequence[Part]
    shown: Sequence[Cell] = ()
    times: int = 0


def _shape(axioms: Axioms, service: Service, subject: str, facts: Mapping[str, Fact]) -> Shape:
    rows = [
        (words, cells)
        for predicate, words in _TARGETS.items()
        if (cells := axioms.cells(subject, predicate))
    ]
    users = axioms.cells(subject, "^" + _SH + "node")
    if users:
        rows.append((marked("Asked by"), users))
    targets = [iri for predicate in _TARGETS for iri in axioms.iris(subject, predicate)]
    fact = next((facts[each] for each in targets if each in facts), None)
    parts = [_part(axioms, subject)] if axioms.text(subject, _SH + "message") else []
    parts += [_part(axioms, each) for each in axioms.nodes(subject, _SH + "property")]
    return Shape(
        local_name(subject),
        compact(subject),
        axioms.said(subject, _SH + "name", _RDFS + "label"),
        axioms.said(subject, _RDFS + "comment"),
        rows,
        parts,
        [_thing(service, fact.subject)] if fact else (),
        fact.times if fact else 0,
    )


def _part(axioms: Axioms, subject: str) -> Part:
    severity = local_name(axioms.iri(subject, _SH + "severity")) or "Violation"
    return Part(
        local_name(subject) if subject.startswith(SHAPES) else "",
        axioms.path(subject),
        axioms.text(subject, _SH + "message"),
        axioms.constraints(subject),
        severity,
        axioms.text(subject, SHAPES + "#remedy"),
    )


def _term(
    axioms: Axioms,
    service: Service,
    subject: str,
    facts: Mapping[str, Fact],
    uses: Mapping[str, Sequence[Use]],
) -> Term:
    rows: dict[str, list[Cell]] = {}
    for predicate, words in _ROWS.items():
        cells = axioms.cells(subject, predicate)
        if cells:
            rows.setdefault(words, []).extend(c for c in cells if c not in rows.get(words, ()))
    disjoint = axioms.disjoint(subject)
    if disjoint:
        rows.setdefault("Disjoint with", []).extend(disjoint)
    types = axioms.iris(subject, _RDF + "type")
    said = [words for cls, words in _CHARACTERISTICS.items() if cls in types]
    if said:
        rows[marked("Is")] = [Cell(", ".join(_(each) for each in said))]
    fact = facts.get(subject)
    return Term(
        local_name(subject),
        subject,
        compact(subject),
        axioms.said(subject, _RDFS + "label"),
        axioms.said(subject, _SKOS + "definition", _RDFS + "comment"),
        list(rows.items()),
        (),
        uses.get(subject, ()),
        _shown(service, fact, subject) if fact else (),
        fact.times if fact else 0,
        any(value == "true" for value in axioms.texts(subject, _OWL + "deprecated")),
    )


def _shown(service: Service, fact: Fact, term: str) -> list[Cell]:
    """An example fact as cells: an instance of a class, or subject, property and value."""
    if not fact.value:
        return [_thing(service, fact.subject)]
    value = (
        _thing(service, fact.value)
        if name(fact.value) is not None
        else Cell(fact.value, fact.value if fact.value.startswith("http") else None, "en")
    )
    return [_thing(service, fact.subject), Cell(compact(term)), value]


def _thing(service: Service, iri: str) -> Cell:
    known = name(iri)
    if known is None:
        return Cell(compact(iri), iri if iri.startswith("http") else None)
    address = f"{service.root}/doc/{known.kind}/{known.slug}"
    return Cell(_label(service.labels, iri), address, "en")


def _label(labels: Labels, iri: str) -> str:
    return labels.label(iri) or compact(iri)


def _versions(known: Sequence[Version]) -> list[tuple[str, list[Version]]]:
    """The versions of the ontology, the newest first, with their releases."""
    found: dict[str, list[Version]] = {}
    for version in reversed(known):
        found.setdefault(version.release.manifest["ontologyVersion"] or "", []).append(version)
    return [(number, releases) for number, releases in found.items() if number]
