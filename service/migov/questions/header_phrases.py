"""Phrases of a header: each may stand for several, and may settle parameters.

`which (processes|dialogues) is {actor} in` stands for two sentences, `who funds {actor}: {role:
funder}` for one that asks with `role=funder`. An empty choice leaves the words out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

GAP = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\(([^()]*)\)")


class Misphrased(ValueError):
    """A phrase is none: `message` says why, `remedy` how to mend it, `word` where it stands."""

    def __init__(self, message: str, remedy: str, word: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.word = word


def phrases(raw: Any, known: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Every phrase of the list `raw`, with the parameters that it settles.

    `known` holds the parameters that a phrase may name. Raises Misphrased.
    """
    if not isinstance(raw, list):
        raise Misphrased("`phrases` is no list.", "Write `- who is in {actor}`.", "phrases")
    found: dict[str, dict[str, str]] = {}
    for item in raw:
        text, settled = _read(item)
        for name in (*GAP.findall(text), *settled):
            if name not in known:
                raise Misphrased(
                    f"The phrase “{text}” has a gap {{{name}}} that is no parameter.",
                    "Name a parameter.",
                    text,
                )
        for phrase in _spelled(text):
            if phrase in found:
                raise Misphrased(f"The phrase “{phrase}” is there twice.", "Leave one out.", phrase)
            found[phrase] = settled
    return found


def _read(item: Any) -> tuple[str, dict[str, str]]:
    if isinstance(item, str):
        return item, {}
    if isinstance(item, dict) and len(item) == 1:
        ((text, settled),) = item.items()
        if isinstance(text, str) and isinstance(settled, dict):
            return text, {str(name): str(value) for name, value in settled.items()}
    raise Misphrased(
        "A phrase is neither a text nor a text with parameters.",
        "Write `- who is in {actor}` or `- who funds {actor}: {role: funder}`.",
        "phrases",
    )


def _spelled(text: str) -> Iterator[str]:
    """The phrases that `text` stands for."""
    pieces = _CHOICE.split(text)
    choices = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())
