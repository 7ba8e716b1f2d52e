"""What stands behind a `Graph`: a release here, or a service elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from migov.graph.answer import Answer
from migov.graph.panel import PanelData
from migov.graph.reconciliation import Reconciled
from migov.graph.table import Table
from migov.questions.errors import Candidate
from migov.vocabulary import Name


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that a search found, and why.

    `matched` is the name that fitted, `by` what that name is (label, code …), `fit` how the text
    fits it, `score` how well (of 100), `note` what is recorded of when that name was in use.
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
        """The question that a JSON object of the catalogue describes."""
        return cls(**{field: json[field] for field in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What a sentence asks: a question and its parameters, or the reason why it is not understood.

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
        """What a sentence asks of the catalogue."""
        ...

    def query(self, sparql: str) -> Table:
        """The result of a SPARQL query."""
        ...

    def panel(self, panel: str, parameters: Mapping[str, str]) -> PanelData:
        """A panel of one row per unit and year."""
        ...

    def resolve(self, text: str) -> Name:
        """The kind and slug of the one actor that `text` names."""
        ...

    def search(self, text: str, kind: str | None) -> list[Found]:
        """What is called like `text`, best first."""
        ...

    def nearest(self, text: str, kind: str | None) -> list[Candidate]:
        """Where a search finds nothing, what is called most like `text`, best first."""
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
        """Lets go of everything."""
        ...
