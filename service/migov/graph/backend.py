"""The back ends of `Graph`: a local release, or a remote service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from migov.graph.answer import Answer
from migov.graph.reconciliation import Reconciled
from migov.graph.table import PanelData, Table
from migov.questions.errors import Candidate
from migov.vocabulary import Name


@dataclass(frozen=True, slots=True)
class Found:
    """A search result: a thing, and why it matched.

    `matched` is the name that matched, `by` its type (label, code …), `fit` how the text matched,
    `score` is of 100, `note` says when that name was in use, if recorded.
    """

    iri: str
    kind: str
    slug: str
    label: str
    matched: str
    by: str
    fit: str
    score: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSummary:
    """A question of the catalogue: `parameters` and `columns` as `GET /questions` gives them."""

    name: str
    summary: str
    description: str
    parameters: list[dict[str, Any]]
    columns: list[dict[str, Any]]
    phrases: list[str]

    @classmethod
    def read(cls, json: Mapping[str, Any]) -> QuestionSummary:
        """The question described by a JSON object of the catalogue."""
        return cls(**{field: json[field] for field in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The meaning of a sentence: a question and its parameters, or why it is not understood.

    `suggestions` are sentences that would be understood, each with its question.
    """

    question: str | None
    parameters: dict[str, Any]
    reason: str
    suggestions: list[dict[str, str]]


class Backend(Protocol):
    """Answers synchronously, from any thread; raises QuestionError or EngineError."""

    @property
    def release(self) -> str:
        """The id of the release that answers."""
        ...

    def ask(self, question: str, parameters: Mapping[str, str]) -> Answer:
        """One page of an answer."""
        ...

    def interpret(self, text: str) -> Interpretation:
        """Interprets a question in words."""
        ...

    def query(self, sparql: str) -> Table:
        """The result of a SPARQL query."""
        ...

    def panel(self, panel: str, parameters: Mapping[str, str]) -> PanelData:
        """A panel of one row per unit and year."""
        ...

    def resolve(self, text: str) -> Name:
        """The kind and slug of the actor that `text` names."""
        ...

    def search(self, text: str, kind: str | None) -> list[Found]:
        """Searches for things by name, best first."""
        ...

    def nearest(self, text: str, kind: str | None) -> list[Candidate]:
        """The things with the most similar names, best first, for a search without results."""
        ...

    def reconcile(self, names: Sequence[str], kind: str | None, limit: int) -> list[Reconciled]:
        """The candidates of each name, in order."""
        ...

    def questions(self) -> list[QuestionSummary]:
        """The catalogue."""
        ...

    def ontology(self) -> str:
        """The ontology, as Turtle."""
        ...

    def close(self) -> None:
        """Releases all resources."""
        ...
