"""Reads the triples of a vocabulary for a page: texts, links, constraints in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from migov.vocabulary import MG, PREFIXES, SHAPES, compact, local_name
from migov.web.tables import Cell

_RDF, _OWL, _SH = (PREFIXES[p] for p in ("rdf", "owl", "sh"))
_TYPE, _FIRST, _REST = (_RDF + each for each in ("type", "first", "rest"))

#: OWL restrictions in words: the facet, and the words around the value.
_FACETS = {
    "someValuesFrom": "some {}",
    "allValuesFrom": "only {}",
    "hasValue": "the value {}",
    "minCardinality": "at least {}",
    "maxCardinality": "at most {}",
    "cardinality": "exactly {}",
    "minQualifiedCardinality": "at least {}",
    "maxQualifiedCardinality": "at most {}",
    "qualifiedCardinality": "exactly {}",
}
#: SHACL constraints in words, in order of display.
_ASKED = {
    "minCount": "at least {}",
    "maxCount": "at most {}",
    "class": "a {}",
    "datatype": "of type {}",
    "nodeKind": "{}",
    "hasValue": "the value {}",
    "in": "one of {}",
    "languageIn": "in the language {}",
    "uniqueLang": "one a language",
    "pattern": "like {}",
    "minLength": "{} characters or more",
    "maxLength": "{} characters or fewer",
    "minInclusive": "{} or more",
    "maxInclusive": "{} or less",
    "qualifiedMinCount": "at least {} such",
    "qualifiedMaxCount": "at most {} such",
    "qualifiedValueShape": "which is ({})",
    "node": "as {} asks",
    "not": "not ({})",
    "or": "either {}",
    "and": "both {}",
    "xone": "exactly one of {}",
}
_NODE_KINDS = {
    "IRI": "an IRI",
    "Literal": "a literal",
    "BlankNode": "a blank node",
    "BlankNodeOrIRI": "a thing",
    "IRIOrLiteral": "an IRI or a literal",
    "BlankNodeOrLiteral": "a blank node or a literal",
}


class Axioms:
    """The triples by subject and by object; blank nodes are identified by `_:` and their label."""

    def __init__(self, triples: Iterable[ox.Triple], lang: str, root: str = "") -> None:
        """`lang` is the language of the page, `root` the path of its release."""
        self._lang = lang
        self._root = root
        self._about: dict[str, dict[str, list[object]]] = defaultdict(dict)
        self._pointing: dict[str, dict[str, list[object]]] = defaultdict(dict)
        for triple in triples:
            about = self._about[_key(triple.subject)]
            about.setdefault(triple.predicate.value, []).append(triple.object)
            if not isinstance(triple.object, ox.Literal):
                pointing = self._pointing[_key(triple.object)]
                pointing.setdefault(triple.predicate.value, []).append(triple.subject)

    def of_type(self, cls: str, namespace: str) -> list[str]:
        """The instances of a class in a namespace, by name."""
        return sorted(
            _key(subject)
            for subject in self._pointing.get(cls, {}).get(_TYPE, ())
            if _key(subject).startswith(namespace)
        )

    def values_of(self, predicate: str) -> set[str]:
        """All values of a property."""
        return {_key(v) for values in self._about.values() for v in values.get(predicate, ())}

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """The values of a property that are IRIs or blank nodes, in order."""
        values = self._values(subject, predicate)
        return sorted(_key(v) for v in values if not isinstance(v, ox.Literal))

    def iris(self, subject: str, predicate: str) -> list[str]:
        """The values of a property that are IRIs."""
        values = self._values(subject, predicate)
        return [v.value for v in values if isinstance(v, ox.NamedNode)]

    def iri(self, subject: str, predicate: str) -> str:
        """The first value of a property that is an IRI; "" if there is none."""
        return next(iter(self.iris(subject, predicate)), "")

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The literals of a property, without those in other languages than the page's."""
        literals = [v for v in self._values(subject, predicate) if isinstance(v, ox.Literal)]
        texts = [v.value for v in literals if v.language == self._lang]
        return texts or [v.value for v in literals if v.language in (None, "en")]

    def text(self, subject: str, predicate: str) -> str:
        """A literal in the language of the page, else in English."""
        return next(iter(self.texts(subject, predicate)), "")

    def said(self, subject: str, *predicates: str) -> Cell:
        """The first text of some properties with its language; an empty one where none has any."""
        for predicate in predicates:
            text = self.text(subject, predicate)
            if text:
                return next(cell for cell in self.cells(subject, predicate) if cell.text == text)
        return Cell("")

    def cells(self, subject: str, predicate: str) -> list[Cell]:
        """The values of a property for a table; with the prefix "^" the subjects that have it."""
        if predicate.startswith("^"):
            return [
                cell for each in self._users(subject, predicate[1:]) for cell in self._cell(each)
            ]
        texts = self.texts(subject, predicate)
        if texts:
            literals = [v for v in self._values(subject, predicate) if isinstance(v, ox.Literal)]
            languages = {v.value: v.language or "" for v in literals}
            return [Cell(text, None, languages[text]) for text in texts]
        if predicate == _OWL + "hasKey" or predicate == _OWL + "propertyChainAxiom":
            joint = " then " if predicate.endswith("Axiom") else " and "
            return [
                Cell(joint.join(compact(_key(m)) for m in self._members(v)))
                for v in self._values(subject, predicate)
            ]
        return [cell for v in self._values(subject, predicate) for cell in self._cell(v)]

    def disjoint(self, subject: str) -> list[Cell]:
        """The other members of each list of disjoint classes that holds the subject."""
        found: dict[str, Cell] = {}
        for list_of in (_OWL + "AllDisjointClasses", _OWL + "AllDisjointProperties"):
            for node in self._pointing.get(list_of, {}).get(_TYPE, ()):
                for value in self._values(_key(node), _OWL + "members"):
                    members = [_key(each) for each in self._members(value)]
                    if subject in members:
                        others = [each for each in members if each != subject]
                        found.update((each, _link(each, self._root)) for each in others)
        return [found[each] for each in sorted(found)]

    def namespaces(self) -> list[tuple[str, str]]:
        """The project's prefixes used by the triples."""
        used = {
            *self._about,
            *self._pointing,
            *(p for values in self._about.values() for p in values),
        }
        return sorted(
            (prefix, namespace)
            for prefix, namespace in PREFIXES.items()
            if any(iri.startswith(namespace) for iri in used)
        )

    def path(self, shape: str) -> str:
        """The path of a property shape in SPARQL syntax; "" if it has none."""
        return " ".join(self._path(each) for each in self._values(shape, _SH + "path"))

    def constraints(self, shape: str) -> str:
        """The constraints of a shape in words."""
        parts = []
        for facet, words in _ASKED.items():
            for value in self._values(shape, _SH + facet):
                parts.append(words.format(self._asked(facet, value)))
        return ", ".join(parts)

    def _asked(self, facet: str, value: object) -> str:
        if facet == "nodeKind":
            return _NODE_KINDS.get(compact(_key(value)).partition(":")[2], compact(_key(value)))
        if facet in ("or", "and", "xone"):
            return " or ".join(f"({self._nested(each)})" for each in self._members(value))
        if facet in ("in", "languageIn"):
            return ", ".join(_written(each) for each in self._members(value))
        if facet in ("not", "qualifiedValueShape"):
            return self._nested(value)
        return _written(value)

    def _nested(self, shape: object) -> str:
        """A nested shape: its constraints by property, or its name."""
        if isinstance(shape, ox.NamedNode):
            return compact(shape.value)
        own = self.constraints(_key(shape))
        path = self.path(_key(shape))
        parts = [f"{path}: {own}" if path else own] if own or path else []
        parts += [self._nested(each) for each in self._values(_key(shape), _SH + "property")]
        return "; ".join(parts)

    def _path(self, node: object) -> str:
        if isinstance(node, ox.NamedNode):
            return compact(node.value)
        values = self._about.get(_key(node), {})
        if _FIRST in values:
            return "/".join(self._path(each) for each in self._members(node))
        for facet, words in (("inversePath", "^{}"), ("zeroOrMorePath", "{}*")):
            for value in values.get(_SH + facet, ()):
                return words.format(self._path(value))
        for value in values.get(_SH + "alternativePath", ()):
            return "|".join(self._path(each) for each in self._members(value))
        return ""

    def _values(self, subject: str, predicate: str) -> list[object]:
        return self._about.get(subject, {}).get(predicate, [])

    def _users(self, target: str, predicate: str) -> Iterator[object]:
        """The terms that point to `target`, also through a union that contains it."""
        for subject in self._pointing.get(target, {}).get(predicate, ()):
            if isinstance(subject, ox.NamedNode):
                yield subject
        for holder in self._holders(target):
            yield from self._users(holder, predicate)

    def _holders(self, member: str) -> Iterator[str]:
        """The unions whose list contains `member`."""
        for node in self._pointing.get(member, {}).get(_FIRST, ()):
            head = node
            while before := self._pointing.get(_key(head), {}).get(_REST):
                head = before[0]
            for union in self._pointing.get(_key(head), {}).get(_OWL + "unionOf", ()):
                yield _key(union)

    def _members(self, node: object) -> Iterator[object]:
        """The members of an RDF list."""
        while (values := self._about.get(_key(node), {})).get(_FIRST):
            yield values[_FIRST][0]
            node = values[_REST][0]

    def _cell(self, value: object) -> list[Cell]:
        if isinstance(value, ox.NamedNode):
            return [_link(value.value, self._root)]
        values = self._about.get(_key(value), {})
        for union in values.get(_OWL + "unionOf", ()):
            return [cell for each in self._members(union) for cell in self._cell(each)]
        for inverse in values.get(_OWL + "inverseOf", ()):
            return [Cell(f"inverse of {compact(_key(inverse))}")]
        for property in values.get(_OWL + "onProperty", ()):
            facets = [
                words.format(_written(each))
                for facet, words in _FACETS.items()
                for each in values.get(_OWL + facet, ())
            ]
            return [Cell(f"{compact(_key(property))}: {', '.join(facets)}")]
        return []


def _link(iri: str, root: str) -> Cell:
    if iri.startswith(MG):
        return Cell(compact(iri), f"{root}/ontology#{iri[len(MG) :]}")
    if iri.startswith(SHAPES + "#"):
        return Cell(compact(iri), f"{root}/shapes#{local_name(iri)}")
    return Cell(compact(iri), iri if iri.startswith(("http://", "https://")) else None)


def _written(value: object) -> str:
    """A value as text with invisible characters escaped."""
    text = value.value if isinstance(value, ox.Literal) else compact(_key(value))
    return "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in text)


def _key(term: object) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))
