"""Rules for data files: named sources, no blank nodes, canonical literals."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from migov.knowledge.findings import Finding, Severity
from migov.knowledge.read.files import DataFile
from migov.vocabulary import PREFIXES

_XSD = PREFIXES["xsd"]
_NODE = NamedNode("urn:literal")

#: The lexical form of each datatype: no time zones, four-digit years.
_FORMS = {
    "date": re.compile(r"(\d{4})-(\d\d)-(\d\d)"),
    "gYearMonth": re.compile(r"(\d{4})-(\d\d)"),
    "gYear": re.compile(r"(\d{4})"),
    "boolean": re.compile(r"true|false|0|1"),
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "double": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN"),
    "dateTime": re.compile(r"(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
    "anyURI": re.compile(r"[^\s<>\"{}|\\^`]*"),
}
_FORMS["float"] = _FORMS["double"]
_EXAMPLES = {
    "date": "2014-11-28",
    "gYearMonth": "2014-11",
    "gYear": "2014",
    "boolean": "true",
    "integer": "40",
    "decimal": "9.5",
    "dateTime": "2014-11-28T09:00:00Z",
}


class Literals:
    """Checks literals, each distinct one once."""

    def __init__(self) -> None:
        self._store = Store()
        self._known: dict[Literal, tuple[str, str] | None] = {}

    def fault(self, literal: Literal) -> tuple[str, str] | None:
        """The fault of `literal` and its remedy, or None."""
        if literal not in self._known:
            self._known[literal] = self._judge(literal)
        return self._known[literal]

    def _judge(self, literal: Literal) -> tuple[str, str] | None:
        datatype = literal.datatype.value
        if literal.language is not None or not datatype.startswith(_XSD):
            return None
        kind, text = datatype[len(_XSD) :], literal.value
        if kind == "string":
            return None
        form = _FORMS.get(kind)
        if form is not None and not _is_valid(form, text):
            example = f', like "{_EXAMPLES[kind]}"' if kind in _EXAMPLES else ""
            return (
                f'"{_short(text)}" is not a valid xsd:{kind}.',
                f"Write a real xsd:{kind}{example}; a date is as precise as the source and no "
                "more (xsd:date, xsd:gYearMonth or xsd:gYear), and bears no time zone."
                if kind in ("date", "gYearMonth", "gYear")
                else f"Write a real xsd:{kind}{example}.",
            )
        kept = self._kept(literal)
        if kept != literal:
            return (
                f'"{_short(text)}"^^xsd:{kind} is not in canonical form.',
                f'Write "{_short(kept.value)}"^^xsd:{kept.datatype.value[len(_XSD) :]}, as the '
                "store keeps it.",
            )
        return None

    def _kept(self, literal: Literal) -> Literal:
        self._store.clear()
        self._store.add(Quad(_NODE, _NODE, literal))
        kept = next(iter(self._store)).object
        return kept if isinstance(kept, Literal) else literal


def _is_valid(form: re.Pattern[str], text: str) -> bool:
    match = form.fullmatch(text)
    if match is None:
        return False
    if form in (_FORMS["date"], _FORMS["dateTime"], _FORMS["gYearMonth"], _FORMS["gYear"]):
        year = int(match[1])
        month = int(match[2]) if match.re.groups >= 2 else 1
        if not (year >= 1 and 1 <= month <= 12):
            return False
        if match.re.groups >= 3:
            return 1 <= int(match[3]) <= monthrange(year, month)[1]
    return True


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


#: Findings of one sort listed for one file at most; the last one says that there are more.
MAX_REPEATS = 100


def findings_of(file: DataFile, literals: Literals) -> Iterator[Finding]:
    """The findings about the quads of `file`, apart from their meaning."""
    counts: dict[str, int] = {}
    for finding in _judge(file, literals):
        counts[finding.shape] = counts.get(finding.shape, 0) + 1
        if counts[finding.shape] <= MAX_REPEATS:
            yield finding
    for shape, count in counts.items():
        if count > MAX_REPEATS:
            yield Finding(
                Severity.VIOLATION,
                file.name,
                1,
                None,
                f"{count - MAX_REPEATS} more findings like these are in this file.",
                "Correct the ones that are listed and validate again.",
                shape,
            )


def _judge(file: DataFile, literals: Literals) -> Iterator[Finding]:
    blocks: set[str] = set()  # reported subjects without source, and reported blocks
    nested = {quad.object for quad in file.quads if isinstance(quad.object, BlankNode)}
    for quad in file.quads:
        if isinstance(quad.object, BlankNode | Triple) or (
            isinstance(quad.subject, BlankNode) and quad.subject not in nested
        ):
            nested.add(quad.subject)  # type: ignore[arg-type]  # once is enough
            yield _finding(
                file,
                quad,
                "This is a blank node: it cannot be cited, linked to or compared.",
                "Give the thing an IRI.",
                "blank-node",
            )
        yield from _judge_graph(file, quad, blocks)
        if isinstance(quad.object, Literal):
            fault = literals.fault(quad.object)
            if fault is not None:
                yield _finding(file, quad, *fault, "literal")


def _judge_graph(file: DataFile, quad: Quad, reported: set[str]) -> Iterator[Finding]:
    if isinstance(quad.graph_name, DefaultGraph):
        key = str(quad.subject)
        if key not in reported:
            reported.add(key)
            yield _finding(
                file,
                quad,
                "A fact is outside every source block, so it has no source.",
                "Put it inside `source:… { … }` of the source that states it; editorial "
                "decisions go into `source:editorial { … }`.",
                "fact-without-source",
            )
    elif not quad.graph_name.value.startswith(PREFIXES["source"]):
        key = quad.graph_name.value
        if key not in reported:
            reported.add(key)
            yield _finding(
                file,
                quad,
                f"The block <{key}> is not named after a source.",
                "Name the block `source:…` after the source that states its facts.",
                "fact-without-source",
            )


def _finding(file: DataFile, quad: Quad, message: str, remedy: str, rule: str) -> Finding:
    subject, value = quad.subject, quad.object
    named = isinstance(subject, NamedNode)
    key = subject.value if isinstance(subject, NamedNode) else f"_:{getattr(subject, 'value', '')}"
    text = value.value if isinstance(value, NamedNode | Literal) else ""
    line = file.line(key, quad.predicate.value, text, getattr(quad.graph_name, "value", ""))
    return Finding(
        Severity.VIOLATION, file.name, line, key if named else None, message, remedy, f"read/{rule}"
    )
