"""Reads the reasoner's explanation of an inconsistency and locates its statements.

Pellet prints the axioms and facts of a contradiction with only the last part of each IRI, so
`…/role/member` and `org#member` look the same. Therefore the reasoner gets numbered names (`n12`),
which are translated back here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from migov.knowledge.read.files import DataFile, Locator, Place
from migov.vocabulary import PREFIXES, compact

_NUMBERED = "https://w3id.org/migov/reasoning#n"
_KEPT = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
_NAME = re.compile(r"\bn(\d+)\b")
_WORDS = {
    "type": PREFIXES["rdf"] + "type",
    "subClassOf": PREFIXES["rdfs"] + "subClassOf",
    "subPropertyOf": PREFIXES["rdfs"] + "subPropertyOf",
    "domain": PREFIXES["rdfs"] + "domain",
    "range": PREFIXES["rdfs"] + "range",
    "disjointWith": PREFIXES["owl"] + "disjointWith",
    "equivalentTo": PREFIXES["owl"] + "equivalentClass",
    "inverseOf": PREFIXES["owl"] + "inverseOf",
    "sameAs": PREFIXES["owl"] + "sameAs",
    "differentFrom": PREFIXES["owl"] + "differentFrom",
}


@dataclass(frozen=True)
class Clashing:
    """One axiom or fact of a contradiction, in prefixed names, and its place."""

    statement: str
    place: Place
    focus: str | None
    is_fact: bool


class Numbers:
    """Maps IRIs to numbered names and back."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._iris: list[str] = []

    def triples(self, quads: Iterable[Quad], without: frozenset[str]) -> set[Triple]:
        """The triples of `quads` in numbered names, leaving out literals of some datatypes.

        Imports and the ontology's version are omitted too: they mean nothing to a reasoner, and an
        import would be fetched.
        """
        left_out = {PREFIXES["owl"] + name for name in ("imports", "versionIRI", "versionInfo")}
        triples = set()
        for quad in quads:
            value = quad.object
            if quad.predicate.value in left_out:
                continue
            if isinstance(value, Literal):
                if value.datatype.value in without:
                    continue
            elif isinstance(value, NamedNode | BlankNode):
                value = self._numbered(value)
            subject = quad.subject
            if isinstance(subject, NamedNode | BlankNode):
                triples.add(Triple(self._numbered(subject), self._named(quad.predicate), value))
        return triples

    def iri(self, numbered: str) -> str:
        """The IRI behind a numbered name, given as `n12` or as a whole IRI."""
        digits = numbered.removeprefix(_NUMBERED).removeprefix("n")
        return self._iris[int(digits)] if digits.isdigit() else numbered

    def readable(self, text: str) -> str:
        """`text` with each numbered name replaced by a prefixed one."""
        return _NAME.sub(lambda match: compact(self._iris[int(match[1])]), text)

    def _numbered(self, term: NamedNode | BlankNode) -> NamedNode | BlankNode:
        return self._named(term) if isinstance(term, NamedNode) else term

    def _named(self, term: NamedNode) -> NamedNode:
        iri = term.value
        if iri.startswith(_KEPT):
            return term
        if iri not in self._numbers:
            self._numbers[iri] = len(self._iris)
            self._iris.append(iri)
        return NamedNode(f"{_NUMBERED}{self._numbers[iri]}")


def clash(
    explanation: str, numbers: Numbers, locator: Locator, ontology: Sequence[DataFile]
) -> list[Clashing]:
    """The axioms and facts that `pellet explain` printed: facts first, sorted by text."""
    clashing = [
        _clashing(statement, numbers, locator, ontology) for statement in _statements(explanation)
    ]
    return sorted(clashing, key=lambda one: (not one.is_fact, one.statement))


def _statements(explanation: str) -> list[str]:
    """The statements of the first explanation; one may run over several lines, in brackets."""
    _, _, text = explanation.partition("Explanation(s):")
    statements: list[str] = []
    pending = ""
    for line in text.splitlines():
        if re.match(r"\s*[2-9]\d*\)\s", line) and not pending:
            break
        pending = f"{pending} {re.sub(r'^ *1[)] ', '', line).strip()}".strip()
        if pending and pending.count("(") <= pending.count(")"):
            statements.append(pending)
            pending = ""
    return statements


def _clashing(
    statement: str, numbers: Numbers, locator: Locator, ontology: Sequence[DataFile]
) -> Clashing:
    names = [numbers.iri(match[0]) for match in _NAME.finditer(statement)]
    subject, _, rest = statement.partition(" ")
    predicate, _, value = rest.partition(" ")
    place = Place(None, None)
    is_fact = False
    if _NAME.fullmatch(subject) and (_NAME.fullmatch(predicate) or predicate in _WORDS):
        whole_value = numbers.iri(value) if _NAME.fullmatch(value) else _lexical(value)
        is_fact = predicate == "type" or predicate not in _WORDS
        place = locator.place(
            numbers.iri(subject), _WORDS.get(predicate) or numbers.iri(predicate), whole_value
        )
    if place.file is None or (len(names) > 2 and not is_fact):
        place = _paragraph(names, ontology) or place
    if place.file is None and names:
        place = locator.place(names[0])
    return Clashing(
        numbers.readable(statement), place, names[0] if names and is_fact else None, is_fact
    )


def _lexical(text: str) -> str | None:
    match = re.match(r'"((?:[^"\\]|\\.)*)"', text)
    return match[1] if match else None


def _paragraph(names: list[str], ontology: Sequence[DataFile]) -> Place | None:
    """The shortest paragraph of the ontology that mentions all of `names`."""
    patterns = [re.compile(rf"[:/#]{re.escape(re.split('[#/]', name)[-1])}\b") for name in names]
    best: tuple[int, Place] | None = None
    for file in ontology:
        text = file.path.read_text(encoding="utf-8")
        for match in re.finditer(r"(?:[^\n]+\n?)+", text):
            paragraph = match[0]
            if all(pattern.search(paragraph) for pattern in patterns) and (
                best is None or len(paragraph) < best[0]
            ):
                line = text.count("\n", 0, match.start()) + 1
                best = (len(paragraph), Place(file.name, line))
    return None if best is None else best[1]
