"""What can go wrong between a question and its answer; `web.problems` gives each its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing of the graph that a name may mean: its IRI, kind, slug and label."""

    iri: str
    kind: str
    slug: str
    label: str

    @property
    def reference(self) -> str:
        """The way to write it that means nothing else: `state:CAN`."""
        return f"{self.kind}:{self.slug}"


class CatalogueError(Exception):
    """A file of the catalogue is no question: says where, what, and how to mend it."""

    def __init__(self, path: Path, line: int, message: str, remedy: str) -> None:
        super().__init__(f"{path.name}:{line}: {message} {remedy}")
        self.path = path
        self.line = line
        self.message = message
        self.remedy = remedy


class QuestionError(Exception):
    """The parent of what a caller can do wrong; its text is fit for the caller's eyes."""


class UnknownQuestion(QuestionError):
    """No question has this name; `near` holds those whose names look like it."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"There is no question {shown(name)}.{hint}")
        self.name = name
        self.near = tuple(near)


class ParameterError(QuestionError):
    """A parameter's value is none of its type; `remedy` says what to write instead."""

    def __init__(self, parameter: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.parameter = parameter
        self.message = message
        self.remedy = remedy


class UnknownActor(QuestionError):
    """Nothing in the graph bears this name; `near` holds what is called similarly, best first."""

    def __init__(
        self, text: str, what: str, near: Sequence[Candidate], parameter: str = ""
    ) -> None:
        hint = (
            " Nearest names: " + ", ".join(f"{c.label} ({c.reference})" for c in near) + "."
            if near
            else ""
        )
        super().__init__(f"No {what} is called {shown(text)}.{hint}")
        self.text = text
        self.what = what
        self.near = tuple(near)
        self.parameter = parameter


class AmbiguousActor(QuestionError):
    """Several things bear this name, or could be meant by it: `candidates`."""

    def __init__(
        self, text: str, what: str, candidates: Sequence[Candidate], parameter: str = ""
    ) -> None:
        names = ", ".join(f"{c.label} ({c.reference})" for c in candidates)
        super().__init__(f"{shown(text)} may mean more than one {what}: {names}. Say which.")
        self.text = text
        self.what = what
        self.candidates = tuple(candidates)
        self.parameter = parameter


def shown(text: str) -> str:
    """A caller's text in quotation marks, cut to a length that a message can bear."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"“{text if len(text) <= 80 else text[:79] + '…'}”"
