"""Reads a caller's parameters: a question with bound values, and the page of rows to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from migov.questions.binding import bound, layer, terms_of, values
from migov.questions.catalogue import Catalogue, Question
from migov.questions.errors import ParameterError
from migov.questions.header import Parameter
from migov.questions.labels import Labels
from migov.questions.measures import MEASURES, NEAR
from migov.questions.types import Value, parse

#: The default and the largest number of rows of an answer.
LIMIT = 100
LIMIT_MOST = 10_000
#: Length of the longest language tag for labels, such as `fr`.
_LANGUAGE_LENGTH = 12

#: The parameters of every question beside its own and `lang`.
PAGE = {
    "limit": Parameter(
        "limit",
        "integer",
        "Maximum number of rows.",
        default=str(LIMIT),
        minimum=1,
        maximum=LIMIT_MOST,
    ),
    "offset": Parameter("offset", "integer", "Number of rows to skip.", default="0", minimum=0),
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question ready to run: its query with bound values, and the page to show."""

    question: Question
    values: Mapping[str, Value]
    query: str
    as_of: date
    limit: int
    offset: int
    lang: str

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters as repeated in an answer: a thing by its slug, several as a list."""
        return {
            name: list(value.plain) if self.question.params[name].several else value.plain[0]
            for name, value in self.values.items()
        }


def prepare(
    catalogue: Catalogue, labels: Labels, name: str, params: Mapping[str, str], today: date
) -> Prepared:
    """Reads a caller's parameters; raises a QuestionError."""
    question = catalogue.get(name)
    own = {key: text for key, text in params.items() if key not in (*PAGE, "lang")}
    parsed = values(question, own, labels, today)
    limit, offset = (
        int(parse(p, params.get(p.name, "").strip() or p.default or "", labels, today).plain[0])
        for p in PAGE.values()
    )
    return Prepared(
        question=question,
        values=parsed,
        query=bound(question, {**parsed, **_first_layer(question, parsed)}),
        as_of=_as_of(parsed, today),
        limit=limit,
        offset=offset,
        lang=_language(params.get("lang", "")),
    )


def _first_layer(question: Question, values: Mapping[str, Value]) -> dict[str, Value]:
    """The first layer of a measure that searches layer by layer."""
    measure = MEASURES.get(question.header.measure or "")
    if measure is None or measure.next_near is None:
        return {}
    return {NEAR: layer(measure.next_near((), terms_of(values), set()))}


def _as_of(values: Mapping[str, Value], today: date) -> date:
    """The day that an answer holds for: the requested one, else today."""
    for name in ("asOf", "today"):
        if name in values:
            return date.fromisoformat(str(values[name].plain[0]))
    return today


def _language(text: str) -> str:
    lang = text.strip().lower() or "en"
    if len(lang) > _LANGUAGE_LENGTH or not lang.replace("-", "").isalpha() or not lang.isascii():
        raise ParameterError(
            "lang", "`lang` is the tag of a language.", "Write en, fr, es, ar, pt, ru, zh or de."
        )
    return lang
