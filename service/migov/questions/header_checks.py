"""Checks that the parts of a question's header fit each other.

Each of these faults would otherwise show only when the question is asked, or never.
"""

from __future__ import annotations

from collections.abc import Iterator

from migov.questions.header import Header, HeaderLines, Parameter
from migov.questions.measures import MEASURES

#: The parameters of every question that an expectation may give.
_COMMON = ("limit", "offset", "lang")


def check_header(header: Header, lines: HeaderLines) -> None:
    """Raises CatalogueError at the first fault."""
    for message, remedy, word in _faults(header):
        raise lines.fault(message, remedy, word)


def _faults(header: Header) -> Iterator[tuple[str, str, str]]:
    """The faults: what is wrong, how to correct it, and a word of the line."""
    for parameter in header.params.values():
        yield from _of_parameter(parameter)
    for name in header.any_of:
        if name not in header.params:
            yield (
                f"`any_of` names no parameter `{name}`.",
                f"Name one of: {', '.join(header.params)}.",
                "any_of",
            )
    if header.measure is not None:
        computed = MEASURES[header.measure].columns
        for name in header.columns:
            if name not in computed:
                yield (
                    f"The measure `{header.measure}` computes no column `{name}`.",
                    f"It computes: {', '.join(computed)}.",
                    name,
                )
    yield from _of_expectations(header)


def _of_parameter(parameter: Parameter) -> Iterator[tuple[str, str, str]]:
    name = parameter.name
    if parameter.required and parameter.default is not None:
        yield (
            f"The parameter `{name}` is required and has a default.",
            "Remove one of the two.",
            name,
        )
    if parameter.bound not in ("first", "last"):
        yield (
            f"`bound` of the parameter `{name}` cannot be `{parameter.bound}`.",
            "Write first or last.",
            name,
        )
    for key, text in (("default", parameter.default), ("example", parameter.example)):
        if text is not None and parameter.choices and text not in parameter.choices:
            yield (
                f"The {key} of the parameter `{name}` is none of its choices.",
                f"Choose one of: {', '.join(parameter.choices)}.",
                name,
            )


def _of_expectations(header: Header) -> Iterator[tuple[str, str, str]]:
    for expectation in header.expect:
        for name in expectation.params:
            if name not in header.params and name not in _COMMON:
                yield (
                    f"An expectation gives `{name}`, which is no parameter.",
                    f"Give some of: {', '.join((*header.params, *_COMMON))}.",
                    f"{name}:",
                )
        for row in (*expectation.contains, *expectation.excludes):
            for name in row:
                if name not in header.columns:
                    yield (
                        f"An expectation has a cell `{name}`, which is no column.",
                        f"The columns are: {', '.join(header.columns)}.",
                        f"{name}:",
                    )
        if not expectation.contains and not expectation.excludes and expectation.total is None:
            yield (
                "An expectation expects nothing.",
                "Write `contains`, `excludes` or `total`.",
                "expect",
            )
