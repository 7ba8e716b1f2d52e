"""Parameter types: parses a caller's text into RDF terms.

Values of the types in `RESOURCE_TYPES` are things of the graph; a date is YYYY, YYYY-MM, YYYY-MM-DD
or `today`; a text is one of its choices, or free. Invalid values raise ParameterError, UnknownActor
or AmbiguousActor, each with a remedy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from migov.questions import dates
from migov.questions.articles import indefinite
from migov.questions.errors import AmbiguousActor, ParameterError, UnknownActor, shown
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.labels import Labels
from migov.questions.names import folded
from migov.questions.resolve import meant, resolve
from migov.vocabulary import PREFIXES

#: The longest value, in characters.
LONGEST = 300
#: The most values of a list.
MOST = 20
_XSD = PREFIXES["xsd"]
_INTEGER = re.compile(r"[+-]?[0-9]{1,9}")


Terms = tuple[ox.NamedNode | ox.Literal, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter's value: its terms for the query, and its form in an answer."""

    terms: Terms
    plain: tuple[str | int, ...]


def parse(parameter: Parameter, text: str, labels: Labels, today: date) -> Value:
    """Parses a caller's text as a value of `parameter`."""
    _refuse_unreadable(parameter.name, text)
    kinds = RESOURCE_TYPES.get(parameter.type, ())
    # A label may contain a comma.
    if not parameter.several or meant(labels, text.strip(), kinds):
        return _one(parameter, text.strip(), labels, today)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > MOST:
        raise ParameterError(
            parameter.name,
            f"`{parameter.name}` has {len(parts)} values.",
            f"Give at most {MOST}.",
        )
    values = [_one(parameter, part, labels, today) for part in parts]
    distinct = dict.fromkeys((value.terms[0], value.plain[0]) for value in values)
    return Value(tuple(term for term, _ in distinct), tuple(plain for _, plain in distinct))


def _refuse_unreadable(name: str, text: str) -> None:
    if len(text) > LONGEST * MOST or (not text.count(",") and len(text) > LONGEST):
        raise ParameterError(
            name,
            f"The value of `{name}` is {len(text)} characters long.",
            f"Give at most {LONGEST}.",
        )
    if not all(c.isprintable() for c in text.strip()) or "\\" in text:
        raise ParameterError(
            name,
            f"The value of `{name}` holds a control character or a backslash.",
            "Write plain text.",
        )


def _one(parameter: Parameter, text: str, labels: Labels, today: date) -> Value:
    if parameter.type in RESOURCE_TYPES:
        return _resource(parameter, text, labels)
    if parameter.type == "date":
        return _date(parameter, text, today)
    if parameter.type == "integer":
        return _integer(parameter, text)
    return _text(parameter, text)


def _resource(parameter: Parameter, text: str, labels: Labels) -> Value:
    try:
        entry = resolve(labels, text, RESOURCE_TYPES[parameter.type], parameter.type)
    except UnknownActor as error:
        raise UnknownActor(text, error.what, error.near, parameter.name) from None
    except AmbiguousActor as error:
        raise AmbiguousActor(text, error.what, error.candidates, parameter.name) from None
    if parameter.kinds and entry.kind not in parameter.kinds:
        *first, last = (indefinite(kind, "en") for kind in parameter.kinds)
        raise ParameterError(
            parameter.name,
            f"`{parameter.name}` cannot be {entry.label('en')}, {indefinite(entry.kind, 'en')}.",
            f"Name {' or '.join(filter(None, [', '.join(first), last]))}.",
        )
    return Value((ox.NamedNode(entry.iri),), (entry.slug,))


def _date(parameter: Parameter, text: str, today: date) -> Value:
    try:
        meant = dates.day(text, parameter.bound, today).isoformat()
    except ValueError:
        raise ParameterError(
            parameter.name,
            f"`{parameter.name}` is a date, and {shown(text)} is none.",
            "Write YYYY-MM-DD, YYYY-MM, YYYY or today.",
        ) from None
    return Value((ox.Literal(meant, datatype=ox.NamedNode(_XSD + "date")),), (meant,))


def _integer(parameter: Parameter, text: str) -> Value:
    if not _INTEGER.fullmatch(text):
        raise ParameterError(
            parameter.name,
            f"`{parameter.name}` is a whole number, and {shown(text)} is none.",
            f"Write digits, for example {parameter.example or parameter.default or 2020}.",
        )
    number = int(text)
    low, high = parameter.minimum, parameter.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        bounds = f"{low} to {high}" if high is not None else f"{low} or more"
        raise ParameterError(
            parameter.name, f"`{parameter.name}` cannot be {number}.", f"Give {bounds}."
        )
    return Value((ox.Literal(number),), (number,))


def _text(parameter: Parameter, text: str) -> Value:
    if not parameter.choices:
        return Value((ox.Literal(text),), (text,))
    wanted = folded(text).replace(" ", "")
    for choice in parameter.choices:
        if folded(choice).replace(" ", "") == wanted:
            return Value((ox.Literal(choice),), (choice,))
    raise ParameterError(
        parameter.name,
        f"`{parameter.name}` cannot be {shown(text)}.",
        f"Choose one of: {', '.join(parameter.choices)}.",
    )
