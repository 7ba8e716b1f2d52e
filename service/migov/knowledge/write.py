"""Writes quads as TriG in the layout of `data/`: the only writer of curated data.

The layout is that of docs/contributing-facts.md: the prefixes that are used, in the order of
`vocabulary.PREFIXES`; one block for each source, `source:editorial` first, the others by name; in a
block one paragraph for each subject, in the order of kinds and then of slugs, its class first; a
fixed order of properties and of values. The same quads always give the same text, so a script can
read a file, add facts, and write it back without other changes:

    from pyoxigraph import Quad
    from migov.knowledge.write import dated, file_quads, term, write_file

    path = Path("data/frameworks/palermo-protocol-smuggling.trig")
    quads = file_quads(path)                      # [] where the file is new
    quads.append(
        Quad(
            term("adherence:palermo-protocol-smuggling-ETH"),
            term("mg:accededOn"),
            dated("2012-06-22"),                  # xsd:date, xsd:gYearMonth or xsd:gYear
            term("source:untc-smuggling-protocol-2014"),
        )
    )
    write_file(path, quads)

From a shell, `python -m migov.knowledge.write FILE…` rewrites files in this layout.

Comments are lost; curated files have none and use `skos:editorialNote` or `skos:scopeNote`.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from migov.vocabulary import KINDS, PREFIXES

#: Longest line that holds all values of a property, in columns; a longer list is wrapped.
WIDTH: Final = 120
#: Width of a wrapped list of IRIs, in columns.
FILL: Final = 100

_XSD: Final = PREFIXES["xsd"]
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_EDITORIAL: Final = PREFIXES["source"] + "editorial"
_BARE: Final = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_DATES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}
_LOCAL: Final = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _names(text: str) -> tuple[str, ...]:
    """The prefixed names in a text, between spaces."""
    return tuple(text.split())


#: The order of properties in a paragraph. Others come before the notes, by name.
PROPERTIES: Final = _names("""
    a skos:prefLabel skos:altLabel skos:hiddenLabel mg:abbreviation skos:definition
    dcterms:title dcterms:publisher dcterms:language mg:sourceKind mg:contentDate
    mg:iso3 mg:iso2 mg:m49 mg:cowCode mg:gwCode mg:unStatus mg:unMemberSince mg:inRegion
    wgs84:lat wgs84:long mg:codeOf mg:codeList skos:notation
    org:member org:organization org:role
    mg:partner mg:partnershipKind mg:legalNature
    mg:party mg:instrument mg:act mg:signedOn mg:ratifiedOn mg:accededOn mg:succeededOn
    mg:acceptedOn mg:approvedOn mg:denouncedOn mg:vote mg:votedOn mg:notPartyIn
    mg:convenedBy mg:adoptedBy mg:adoptedAt mg:monitoredBy mg:partOf mg:withinFramework
    org:unitOf org:subOrganizationOf mg:status mg:established mg:dissolved mg:inForceFrom
    schema:startDate schema:endDate mg:endedBy mg:attestedIn mg:succeeds mg:coversRegion
    mg:associatedWith mg:headquarters mg:hostState mg:implementedBy mg:fundedBy mg:countryOfWork
    mg:budget mg:currency mg:foundedBy mg:governedBy mg:chairRotation mg:chairTerm mg:implements
    mg:supplements dcterms:date mg:priority mg:city mg:signatory mg:depositary
    mg:statedMemberCount mg:statedPartyCount mg:statedSignatoryCount mg:adherenceCompleteAsOf
    mg:format mg:participant mg:adopted mg:concerns foaf:homepage schema:email foaf:page
    mg:archivedAt dcterms:isReferencedBy owl:sameAs skos:exactMatch skos:closeMatch
""")
_LAST: Final = _names("mg:certainty skos:scopeNote skos:historyNote skos:editorialNote")

Object = NamedNode | Literal


def term(name: str) -> NamedNode:
    """The IRI of a prefixed name, for example `term("state:ETH")`; KeyError for another prefix."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def dated(text: str) -> Literal:
    """A partial date, `2014-11-28`, `2014-11` or `2014`, with its datatype; else ValueError."""
    kind = _DATES.get(len(text))
    if kind is None or not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise ValueError(f"{text!r} is not a partial date")
    return Literal(text, datatype=NamedNode(_XSD + kind))


def file_quads(path: Path) -> list[Quad]:
    """The quads of a TriG file, empty if there is no file; raises SyntaxError if it is invalid."""
    if not path.exists():
        return []
    return list(parse(path=str(path), format=RdfFormat.TRIG))


def write_file(path: Path, quads: Iterable[Quad]) -> bool:
    """Write `quads` to `path` in the layout of the project; returns whether the file changed.

    Raises ValueError for a blank node or a triple in no graph, which curated files cannot hold.
    """
    text = to_trig(quads)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def to_trig(quads: Iterable[Quad]) -> str:
    """The text of a curated file without duplicate quads; raises ValueError as `write_file`."""
    graphs: dict[str, dict[str, dict[str, set[Object]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(set))
    )
    for quad in quads:
        nodes = (quad.subject, quad.object, quad.graph_name)
        if any(isinstance(node, BlankNode) for node in nodes):
            raise ValueError(f"a blank node in {quad}")
        if not isinstance(quad.graph_name, NamedNode):
            raise ValueError(f"no source states {quad}")
        subject = cast(NamedNode, quad.subject).value
        values = graphs[quad.graph_name.value][subject][quad.predicate.value]
        values.add(cast(Object, quad.object))
    names = _Names()
    blocks = [
        _block(graph, graphs[graph], names)
        for graph in sorted(graphs, key=lambda iri: (iri != _EDITORIAL, iri))
    ]
    prefixes = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if name in names.used]
    return "\n\n".join(["\n".join(prefixes), *blocks]) + "\n"


class _Names:
    """Compacts IRIs and records the prefixes used."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._short: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        if iri not in self._short:
            self._short[iri] = self._shortened(iri)
        return self._short[iri]

    def _shortened(self, iri: str) -> str:
        for prefix, base in PREFIXES.items():
            if iri.startswith(base) and _LOCAL.fullmatch(iri[len(base) :]):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(base) :]}"
        return f"<{iri}>"

    def literal(self, value: Literal) -> str:
        """The text of a literal, in TriG's short form if there is one."""
        datatype = value.datatype.value
        if datatype in _BARE and _BARE[datatype].fullmatch(value.value):
            return value.value
        quoted = '"' + "".join(_ESCAPES.get(char, char) for char in value.value) + '"'
        if value.language:
            return f"{quoted}@{value.language}"
        return quoted if datatype == _XSD + "string" else f"{quoted}^^{self(datatype)}"


def _block(graph: str, subjects: dict[str, dict[str, set[Object]]], names: _Names) -> str:
    paragraphs = [
        "\n".join(_paragraph(subject, subjects[subject], names))
        for subject in sorted(subjects, key=_subject_order)
    ]
    return f"{names(graph)} {{\n" + "\n\n".join(paragraphs) + "\n}"


def _paragraph(subject: str, properties: dict[str, set[Object]], names: _Names) -> Iterator[str]:
    """The lines that state one subject in one graph."""
    ordered = sorted(properties, key=lambda iri: _property_order(iri, names))
    for place, iri in enumerate(ordered):
        name = "a" if iri == _RDF_TYPE else names(iri)
        start = f"  {names(subject)} {name}" if place == 0 else f"    {name}"
        end = " ." if place == len(ordered) - 1 else " ;"
        yield from _statement(start, sorted(properties[iri], key=_value_order), end, names)


def _statement(start: str, values: list[Object], end: str, names: _Names) -> Iterator[str]:
    """One property with its values: on one line if they fit, else literals one to a line."""
    texts = [
        names.literal(value) if isinstance(value, Literal) else names(value.value)
        for value in values
    ]
    line = f"{start} {', '.join(texts)}{end}"
    if len(texts) == 1 or len(line) <= WIDTH:
        yield line
        return
    yield start
    if isinstance(values[0], Literal):
        yield from (f"      {text}," for text in texts[:-1])
        yield f"      {texts[-1]}{end}"
        return
    row = "     "
    for place, text in enumerate(texts):
        last = place == len(texts) - 1
        piece = f" {text}{end if last else ','}"
        if len(row) + len(piece) > FILL and row.strip():
            yield row
            row = "     "
        row += piece
    yield row


def _subject_order(iri: str) -> tuple[int, str]:
    for place, kind in enumerate(KINDS):
        if iri.startswith(PREFIXES[kind]):
            return (place, iri)
    return (len(KINDS), iri)


def _property_order(iri: str, names: _Names) -> tuple[int, int, str]:
    name = "a" if iri == _RDF_TYPE else names(iri)
    if name in _LAST:
        return (2, _LAST.index(name), name)
    return (0, PROPERTIES.index(name), name) if name in PROPERTIES else (1, 0, name)


def _value_order(value: Object) -> tuple[bool, str, str]:
    """English first, then the other languages by tag; other values by their text."""
    if isinstance(value, Literal):
        language = value.language or ""
        return (language != "en", language, value.value)
    return (False, "", value.value)


def main(paths: list[str]) -> None:
    """Rewrite the files named, saying which of them changed."""
    for path in map(Path, paths):
        if write_file(path, file_quads(path)):
            print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
