"""Phrasings: example sentences for each question.

`queries/phrasings/<question>.yaml` lists phrasings by language. One entry may stand for several and
may set parameters: `which (processes|dialogues) is {actor} in` stands for two sentences, and `who
funds {actor}: {role: funder}` for one that asks with `role=funder`. An empty choice omits the
words. A question without such a file has the phrasings of its header's `phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from migov import stored_queries
from migov.questions.errors import CatalogueError

GAP = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\(([^()]*)\)")
#: The languages in which questions are understood.
LANGUAGES = ("en", "fr", "es", "pt", "ar")
#: The word for "and" in each of them.
AND = {"en": " and ", "fr": " et ", "es": " y ", "pt": " e ", "ar": " و"}


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask a question: its text with `{parameter}` gaps, and the parameters it sets.

    `language` is empty for phrasings of a header.
    """

    text: str
    language: str
    settings: Mapping[str, str]


class InvalidPhrasing(ValueError):
    """An invalid entry: the fault, the remedy, and a `word` in its line."""

    def __init__(self, message: str, remedy: str, word: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.word = word


def read_phrasings(path: Path, parameters: Mapping[str, Any]) -> tuple[Phrasing, ...]:
    """The phrasings in the file at `path`; empty if there is no such file.

    `parameters` are those that a phrasing may name. Raises CatalogueError.
    """
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
        raw = stored_queries.load_yaml(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CatalogueError(path, 1, f"Cannot be read: {error}.", "Save it as YAML.") from None
    if not isinstance(raw, dict) or not raw.keys() <= set(LANGUAGES):
        raise CatalogueError(
            path,
            1,
            "The file is not a mapping from languages to phrasings.",
            f"Its keys are: {', '.join(LANGUAGES)}.",
        )
    try:
        return tuple(
            phrasing for language in raw for phrasing in parse(raw[language], parameters, language)
        )
    except InvalidPhrasing as error:
        lines = enumerate(text.splitlines(), 1)
        line = next((number for number, line in lines if error.word in line), 1)
        raise CatalogueError(path, line, error.message, error.remedy) from None


def parse(raw: Any, parameters: Mapping[str, Any], language: str = "") -> list[Phrasing]:
    """The phrasings of the list `raw`, expanded; raises InvalidPhrasing."""
    if not isinstance(raw, list):
        raise InvalidPhrasing(
            "`phrases` is not a list.", "Write `- who is in {actor}`.", language or "phrases"
        )
    phrasings: dict[str, Phrasing] = {}
    for item in raw:
        text, settings = _entry(item)
        for name in (*GAP.findall(text), *settings):
            if name not in parameters:
                raise InvalidPhrasing(
                    f"The phrase “{text}” has a gap {{{name}}} that is not a parameter.",
                    "Name a parameter.",
                    text,
                )
        for phrase in _expanded(text):
            if phrase in phrasings:
                raise InvalidPhrasing(
                    f"The phrase “{phrase}” is there twice.", "Leave one out.", phrase
                )
            phrasings[phrase] = Phrasing(phrase, language, settings)
    return list(phrasings.values())


def _entry(item: Any) -> tuple[str, dict[str, str]]:
    if isinstance(item, str):
        return item, {}
    if isinstance(item, dict) and len(item) == 1:
        ((text, settings),) = item.items()
        if isinstance(text, str) and isinstance(settings, dict):
            return text, {str(name): str(value) for name, value in settings.items()}
    raise InvalidPhrasing(
        "A phrase is neither a text nor a text with parameters.",
        "Write `- who is in {actor}` or `- who funds {actor}: {role: funder}`.",
        "phrases",
    )


def _expanded(text: str) -> Iterator[str]:
    """The texts that result from the choices in `text`."""
    pieces = _CHOICE.split(text)
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())
