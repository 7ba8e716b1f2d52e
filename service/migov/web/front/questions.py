"""Answers of the catalogue for the front page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from migov.questions.answer import answer
from migov.questions.preparation import LIMIT_MOST
from migov.web.service import Service


async def rows_of(
    service: Service, question: str, lang: str, **params: str
) -> Sequence[Mapping[str, Any]]:
    """All rows of the answer of a question, for today; raises a QuestionError."""
    answered = await answer(
        service.engine,
        service.catalogue,
        service.labels,
        question,
        {"limit": str(LIMIT_MOST), "lang": lang, **params},
        service.release.id,
        service.today(),
        wider=False,
    )
    return answered.rows
