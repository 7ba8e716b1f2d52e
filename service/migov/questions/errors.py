"""The errors of questions.

Each error that a caller can cause has a `code` and `members`, like the engine's errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing of the graph that a name may mean: its IRI, kind, slug and label."""

    iri: str
    kind: str
    slug: str
    label: str

    @property
    def reference(self) -> str:
        """Its unambiguous reference: `state:CAN`."""
        return f"{self.kind}:{self.slug}"


class CatalogueError(Exception):
    """A file of the catalogue is invalid: the place, the fault and the remedy."""

    def __init__(self, path: Path, line: int, message: str, remedy: str) -> None:
        super().__init__(f"{path.name}:{line}: {message} {remedy}")
        self.path = path
        self.line = line
        self.message = message
        self.remedy = remedy


class QuestionError(Exception):
    """The base of errors that a caller can cause; its text may be shown to the caller.

    `code` names the kind of error in problem documents.
    """

    code: str = "parameter"

    def members(self) -> dict[str, Any]:
        """The machine-readable details of the error, as JSON values."""
        return {}

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> QuestionError:  # noqa: ARG003
        """The error with a text and members; `given` are the caller's parameters."""
        return cls(message)


class UnknownQuestion(QuestionError):
    """No question has this name; `near` holds those with similar names."""

    code = "unknown-question"

    def __init__(self, name: str, near: Sequence[str]) -> None:
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"There is no question {shown(name)}.{hint}")
        self.name = name
        self.near = tuple(near)

    def members(self) -> dict[str, Any]:
        return {"suggestions": list(self.near)}

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> QuestionError:
        error = cls(str(members["given"]), [str(near) for near in members.get("suggestions", ())])
        error.args = (message,)
        return error


class ParameterError(QuestionError):
    """A parameter's value does not fit its type; `remedy` says what to write instead."""

    def __init__(self, parameter: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.parameter = parameter
        self.message = message
        self.remedy = remedy

    def members(self) -> dict[str, Any]:
        return {"parameter": self.parameter, "remedy": self.remedy}

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> QuestionError:
        error = cls(str(members.get("parameter", "")), message, str(members.get("remedy", "")))
        error.args = (message,)
        return error


class UnknownActor(QuestionError):
    """Nothing in the graph has this name; `near` holds things with similar names, best first."""

    code = "unknown-actor"

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

    def members(self) -> dict[str, Any]:
        return {"parameter": self.parameter, "suggestions": [asdict(each) for each in self.near]}

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> QuestionError:
        near = _candidates(members.get("suggestions"))
        error = cls(str(members["given"]), "actor", near, str(members.get("parameter", "")))
        error.args = (message,)
        return error


class AmbiguousActor(QuestionError):
    """A name is ambiguous: `candidates` holds what it may mean."""

    code = "ambiguous-actor"

    def __init__(
        self, text: str, what: str, candidates: Sequence[Candidate], parameter: str = ""
    ) -> None:
        names = ", ".join(f"{c.label} ({c.reference})" for c in candidates)
        super().__init__(f"{shown(text)} may mean more than one {what}: {names}. Say which.")
        self.text = text
        self.what = what
        self.candidates = tuple(candidates)
        self.parameter = parameter

    def members(self) -> dict[str, Any]:
        candidates = [asdict(each) for each in self.candidates]
        return {"parameter": self.parameter, "candidates": candidates}

    @classmethod
    def read(cls, message: str, members: Mapping[str, Any]) -> QuestionError:
        candidates = _candidates(members.get("candidates"))
        error = cls(str(members["given"]), "actor", candidates, str(members.get("parameter", "")))
        error.args = (message,)
        return error


#: The errors that a caller can cause, by code.
BY_CODE: dict[str, type[QuestionError]] = {
    each.code: each for each in (ParameterError, UnknownQuestion, UnknownActor, AmbiguousActor)
}


def _candidates(several: Iterable[Mapping[str, Any]] | None) -> list[Candidate]:
    return [
        Candidate(each["iri"], each["kind"], each["slug"], each["label"]) for each in several or ()
    ]


def shown(text: str) -> str:
    """A caller's text in quotation marks, shortened for a message."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"“{text if len(text) <= 80 else text[:79] + '…'}”"
