"""Binds a caller's values into a question's query.

When a question is loaded, the lines that hold its parameters' values are found. Each is replaced by
RDF terms serialized as SPARQL; a caller's text never enters the query, so no text can change it.
The lines of a parameter without value or default are removed, so that its variable is unbound, or
free to match; if the group of a line needs the parameter, the line gets no values, and the group no
solutions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pyoxigraph as ox

from migov.questions.catalogue import Question
from migov.questions.errors import ParameterError
from migov.questions.header import Parameter
from migov.questions.labels import Labels
from migov.questions.types import Terms, Value, parse


def values(
    question: Question, params: Mapping[str, str], labels: Labels, today: date
) -> dict[str, Value]:
    """The values of parameters that are given or have a default, in the file's order.

    An empty text counts as not given. Raises ParameterError, UnknownActor, AmbiguousActor.
    """
    for name in params:
        if name not in question.params:
            allowed = ", ".join(question.params) or "none of its own"
            raise ParameterError(
                name,
                f"The question `{question.name}` has no such parameter.",
                f"It takes: {allowed}; and limit, offset, lang.",
            )
    parsed: dict[str, Value] = {}
    for parameter in question.params.values():
        text = params.get(parameter.name, "").strip() or parameter.default
        if text is not None:
            parsed[parameter.name] = parse(parameter, text, labels, today)
        elif parameter.required:
            raise _missing(question, parameter)
    if question.header.any_of and not parsed.keys() & set(question.header.any_of):
        first = question.params[question.header.any_of[0]]
        raise ParameterError(
            first.name,
            f"The question `{question.name}` needs one of: {', '.join(question.header.any_of)}.",
            f"Give, for example, {first.name}={first.example}.",
        )
    _refuse_reversed(parsed)
    return parsed


def _refuse_reversed(parsed: Mapping[str, Value]) -> None:
    """Raises ParameterError if a period ends before it begins."""
    if "from" in parsed and "until" in parsed:
        begin, end = str(parsed["from"].plain[0]), str(parsed["until"].plain[0])
        if end < begin:
            raise ParameterError(
                "until",
                f"The period ends on {end}, before it begins on {begin}.",
                "Exchange `from` and `until`.",
            )


def bound(question: Question, values: Mapping[str, Value]) -> str:
    """The query of `question` with the values of its parameters bound."""
    slots = {slot.line: slot for slot in question.slots}
    lines = []
    for number, line in enumerate(question.lines):
        slot = slots.get(number)
        if slot is None:
            lines.append(line)
        elif slot.parameter in values or slot.needed:
            value = values.get(slot.parameter)
            terms = " ".join(str(term) for term in value.terms) if value else ""
            lines.append(f"{slot.indent}VALUES ?{slot.parameter} {{ {terms} }}")
    return "\n".join(lines)


def layer(iris: Iterable[str]) -> Value:
    """The value of `near` (`questions.measures`): the actors whose ties a query looks for."""
    return Value(tuple(ox.NamedNode(iri) for iri in sorted(iris)), ())


def terms_of(values: Mapping[str, Value]) -> dict[str, Terms]:
    """The terms of each parameter."""
    return {name: value.terms for name, value in values.items()}


def _missing(question: Question, parameter: Parameter) -> ParameterError:
    example = f", for example {parameter.name}={parameter.example}" if parameter.example else ""
    return ParameterError(
        parameter.name,
        f"The question `{question.name}` needs `{parameter.name}`: {parameter.description}",
        f"Give {parameter.name}{example}.",
    )
