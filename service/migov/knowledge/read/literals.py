"""Literals as the store keeps them: valid for their datatype, and in canonical form.

The store rewrites `"01"^^xsd:integer` to `1` and `xsd:int` to `xsd:integer`; a release must say
what its files say, so the files hold the canonical form. See XML Schema 1.1 Part 2, section 3.3.
"""

from __future__ import annotations

import re
from calendar import monthrange

from pyoxigraph import Literal, NamedNode, Quad, Store

from migov.vocabulary import PREFIXES

_XSD = PREFIXES["xsd"]
_NODE = NamedNode("urn:literal")

#: What a lexical form of each datatype looks like here: no time zones, four digits of a year.
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
    """Judges literals, each distinct one once."""

    def __init__(self) -> None:
        self._store = Store()
        self._known: dict[Literal, tuple[str, str] | None] = {}

    def fault(self, literal: Literal) -> tuple[str, str] | None:
        """What is wrong with `literal` and how to mend it, or None."""
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
