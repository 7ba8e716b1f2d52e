"""The catalogue of questions: stored queries with parameters, and their answers."""

from __future__ import annotations

from migov.questions.answer import QuestionAnswer, answer
from migov.questions.catalogue import Catalogue, Question
from migov.questions.errors import (
    AmbiguousActor,
    Candidate,
    CatalogueError,
    ParameterError,
    QuestionError,
    UnknownActor,
    UnknownQuestion,
)
from migov.questions.labels import Labels
from migov.questions.preparation import Prepared, prepare

__all__ = [
    "AmbiguousActor",
    "Candidate",
    "Catalogue",
    "CatalogueError",
    "Labels",
    "ParameterError",
    "Prepared",
    "Question",
    "QuestionAnswer",
    "QuestionError",
    "UnknownActor",
    "UnknownQuestion",
    "answer",
    "prepare",
]
