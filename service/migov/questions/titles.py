"""The title of an answer: the question with its names filled in.

A summary uses letters for things: "What ties A and B together?".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from babel.lists import format_list

from migov.questions.articles import Name, form
from migov.questions.catalogue import Question
from migov.questions.header import RESOURCE_TYPES
from migov.questions.labels import Entry, Labels
from migov.vocabulary import iri

#: The letters of summaries, with the parameters that each may stand for.
_LETTERS = {
    "X": ("actor",),
    "A": ("a", "actors"),
    "B": ("b", "without"),
    "I": ("instrument",),
    "T": ("theme",),
}
#: A letter with the preposition or noun before it, which determine the form of a name.
_LETTER = re.compile(
    r"(?:(?P<of>\bde )|instrument |theme |(?P<noun>\b(?:instrumento|l'instrument|thème|tema) ))?"
    rf"\b(?P<letter>[{''.join(_LETTERS)}])\b"
)


def entries(
    question: Question, parameters: Mapping[str, object], labels: Labels
) -> dict[str, list[Entry]]:
    """The things named by the parameters of an answer; `parameters` holds their slugs."""
    entries_by_name: dict[str, list[Entry]] = {}
    for name, value in parameters.items():
        parameter = question.params.get(name)
        kinds = RESOURCE_TYPES.get(parameter.type, ()) if parameter else ()
        slugs = value if isinstance(value, list) else [value]
        named = [
            next((entry for kind in kinds if (entry := labels.entry(iri(kind, str(slug))))), None)
            for slug in slugs
        ]
        if named and all(named):
            entries_by_name[name] = [entry for entry in named if entry is not None]
    return entries_by_name


def title(
    question: Question,
    named: Mapping[str, Sequence[Entry]],
    language: str = "en",
    summary: str = "",
) -> str:
    """The question's summary with the names of `named` in place of its letters.

    `summary` is the translation of the summary into `language`. Names without a letter follow in
    brackets.
    """
    summary = summary or question.summary
    used: set[str] = set()
    missing: list[str] = []

    def filled(letter: re.Match[str]) -> str:
        letters = _LETTERS[letter["letter"]]
        parameter = next((each for each in letters if each in named), None)
        if parameter is None:
            missing.append(letter[0])
            return letter[0]
        used.add(parameter)
        if letter["noun"]:
            names = [entry.label(language) for entry in named[parameter]]
            return letter["noun"] + format_list(names, locale=language)
        case = "of" if letter["of"] else "the"
        names = [
            form(Name(entry.label(language), entry.kind), language, case)
            for entry in named[parameter]
        ]
        return format_list(names, locale=language)

    text = _LETTER.sub(filled, summary)
    if missing:
        text, used = summary, set()
    others = [
        entry.label(language)
        for parameter, things in named.items()
        if parameter not in used and question.params[parameter].type != "role"
        for entry in things
    ]
    return f"{text} ({', '.join(others)})" if others else text
