"""The line of each statement in a TriG, Turtle, N-Triples or N-Quads text.

The parser reports no positions, so a light scan of the text finds them. It expects a text that the
parser has accepted; statements about blank nodes and inside collections get the line of the
enclosing statement. Lines count from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_TOKEN = re.compile(
    r'''(?P<skip>\s+|\#[^\n]*)
      | (?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
               |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<iri><[^<>\s]*>)
      | (?P<keyword>@prefix\b|@base\b|(?i:prefix|base|graph)(?=\s))
      | (?P<language>@[A-Za-z][\w-]*)
      | (?P<type>\^\^)
      | (?P<name>[^\W\d_]?[\w.-]*:(?:[\w:%-]|\\.|\.(?=[\w:%.\\-]))*)
      | (?P<number>[+-]?(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?)
      | (?P<word>[A-Za-z]+)
      | (?P<mark>.)''',
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Statement(NamedTuple):
    """A predicate, the text of its object (IRI or lexical form), its graph, the object's line."""

    predicate: str
    value: str
    graph: str
    line: int


@dataclass
class Subject:
    """The line of a subject's first mention, and its statements."""

    line: int
    statements: list[Statement]

    def has(self, predicate: str | None, value: str | None) -> bool:
        """Whether a statement matches the given predicate and value."""
        return any(
            predicate in (None, statement.predicate) and value in (None, statement.value)
            for statement in self.statements
        )

    def nearest(self, predicate: str | None, value: str | None, graph: str | None) -> int:
        """The line of the best matching statement; otherwise that of the subject."""
        best, line = 0, self.line
        for statement in self.statements:
            score = (
                2 * (statement.predicate == predicate)
                + 2 * (statement.value == value)
                + (statement.graph == graph)
            )
            if score > best:
                best, line = score, statement.line
        return line


def scan(text: str) -> dict[str, Subject]:
    """The subjects of `text` by IRI, with the lines of their statements."""
    return _Scan(text).run()


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.prefixes: dict[str, str] = {}
        self.base = ""
        self.found: dict[str, Subject] = {}
        self.graph = ""
        self.subject: str | None = None
        self.subject_line = 0
        self.predicate: str | None = None
        self.complete = False  # an object was read since the last predicate or comma

    def run(self) -> dict[str, Subject]:
        depth = 0
        declaring: str | None = None  # inside PREFIX or BASE
        pending = ""  # the prefix that PREFIX names
        skip_next = False  # the datatype after ^^
        for token in _TOKEN.finditer(self.text):
            kind, value = token.lastgroup or "mark", token.group()
            if kind in ("skip", "language"):
                continue
            if kind == "type":
                skip_next = True
            elif skip_next:
                skip_next = False
            elif kind == "keyword":
                declaring = value.lstrip("@").lower()
                declaring = None if declaring == "graph" else declaring
            elif declaring is not None:
                if kind == "name":
                    pending = value[:-1]
                elif kind == "iri":
                    if declaring == "prefix":
                        self.prefixes[pending] = self._iri(value)
                    else:
                        self.base = value[1:-1]
                    declaring = None
            elif kind == "mark":
                if value in "[(":
                    depth += 1
                    if depth == 1:
                        self._term("", token.start())
                elif value in "])":
                    depth -= 1
                elif depth == 0:
                    self._mark(value)
            elif depth == 0:
                self._term(self._value(kind, value), token.start())
        return self.found

    def _mark(self, mark: str) -> None:
        if mark in "{}":
            self.graph = (self.subject or "") if mark == "{" else ""
        if mark in ".{}":
            self.subject = self.predicate = None
        elif mark == ";":
            self.predicate = None
        self.complete = False

    def _term(self, value: str, start: int) -> None:
        line = bisect_right(self.breaks, start - 1) + 1
        if self.subject is None:
            self.subject, self.subject_line = value, line
        elif self.predicate is None:
            self.predicate = RDF_TYPE if value == "a" else value
        elif not self.complete:
            self.complete = True
            entry = self.found.setdefault(self.subject, Subject(self.subject_line, []))
            entry.statements.append(Statement(self.predicate, value, self.graph, line))

    def _value(self, kind: str, value: str) -> str:
        if kind == "iri":
            return self._iri(value)
        if kind == "text":
            width = 3 if value[:3] in ('"""', "'''") and len(value) >= 6 else 1
            return _ESCAPE.sub(_unescape, value[width:-width])
        if kind == "name" and not value.startswith("_:"):
            prefix, _, local = value.partition(":")
            return self.prefixes.get(prefix, prefix + ":") + re.sub(r"\\(.)", r"\1", local)
        return value

    def _iri(self, value: str) -> str:
        iri = _ESCAPE.sub(_unescape, value[1:-1])
        return iri if ":" in iri else self.base + iri


def _unescape(match: re.Match[str]) -> str:
    escape = match[1]
    if escape[0] in "uU" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    return _PLAIN.get(escape, escape)
