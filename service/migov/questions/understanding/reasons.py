"""The reasons why a sentence has no answer, as messages of `queries/sentences/<language>.ftl`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from migov.questions.sentence import Sentences
from migov.settings import resources

_PREFIX: Final = "refusal-"


class Reason:
    """The message `refusal-<name>` with its variables; as a string it is in English."""

    def __init__(self, name: str, **variables: str | int) -> None:
        self.name = name
        self.variables: Mapping[str, str | int] = variables

    def __str__(self) -> str:
        return self.text("en")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"Reason({self.name!r}, {dict(self.variables)!r})"

    def text(self, language: str) -> str:
        """The reason in a language that has sentences; in any other English."""
        return _sentences().text(_PREFIX + self.name, self.variables, language)


@lru_cache(maxsize=1)
def _sentences() -> Sentences:
    return Sentences(resources() / "queries" / "sentences")
