"""Writes names, lists and dates of a sentence in a language.

Lists and dates follow CLDR (by Babel), articles and contractions `articles`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from migov.questions.articles import FORMS, Name, form
from migov.vocabulary import MG, iri
from migov.vocabulary import name as name_of

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

#: Names listed in a sentence before the others are counted.
LISTED = 5
#: The Spanish "y" before the sound of an i, which is an "e": "Australia e Indonesia".
_Y_BEFORE_I = re.compile(r" y (?=[ií]|hi(?![aeoáéó]))", re.IGNORECASE)
#: The locale for dates and lists of a language, if not its default.
_LOCALES = {"en": "en_GB"}


def precise(cell: Any) -> Any:
    """A cell without the dates of which another is more precise."""
    if not isinstance(cell, list) or not all(isinstance(each, str) for each in cell):
        return cell
    return [
        date_
        for date_ in cell
        if not any(other != date_ and other.startswith(f"{date_}-") for other in cell)
    ]


class Words:
    """The words of a language for the things of a sentence.

    `bundle` has the message `others`; `label` gives the label of an IRI in a language.
    """

    def __init__(self, bundle: FluentBundle, label: Any, language: str) -> None:
        self._bundle = bundle
        self._label = label
        self._language = language
        self._locale = _LOCALES.get(language, language)

    def format(self, pattern: Any, variables: Mapping[str, Any]) -> str:
        """The text of a message with its variables; what is missing stands as its name."""
        text, _ = self._bundle.format_pattern(pattern, dict(variables))
        return str(text)

    def names(self, names: Sequence[str], total: int) -> str:
        """The first names; if there are more than `names`, or than a few, the number of the
        others."""
        if len(names) <= LISTED + 1 and total <= len(names):
            return self.joined(names)
        first = names[:LISTED]
        listed = ("، " if self._language == "ar" else ", ").join(first)
        variables = {"list": listed, "others": max(total, len(names)) - len(first)}
        return self.format(self._bundle.get_message("others").value, variables)

    def some(self, cell: Any, shape: str) -> str:
        """The first names of a cell, or "none", which a message selects by."""
        cell = cell if isinstance(cell, list) else [cell]
        # A cell may hold a hundred names, of which a sentence has a few.
        texts = self.texts(cell[: LISTED + 1], shape)
        return self.names(texts, len(cell)) if texts else "none"

    def joined(self, texts: Sequence[str]) -> str:
        """The texts as a list in words: "A, B and C"."""
        from babel.lists import format_list

        text = format_list(list(texts), locale=self._locale) if texts else ""
        return _Y_BEFORE_I.sub(" e ", text) if self._language == "es" else text

    def texts(self, cell: Any, shape: str) -> list[str]:
        """The texts of a cell: labels in one of `FORMS` or "plain", and dates in words."""
        if cell is None or cell == "" or cell == []:
            return []
        if isinstance(cell, list):
            return [text for each in cell for text in self.texts(each, shape)]
        if isinstance(cell, dict):
            parts = name_of(cell["iri"])
            named = Name(cell["label"], parts.kind if parts else "")
            return [form(named, self._language, shape) if shape in FORMS else cell["label"]]
        return [self.named(str(cell))]

    def form(self, value: str, shape: str) -> str:
        """The label of an IRI in one of `FORMS`; any other value in words."""
        parts = name_of(value)
        if parts is None:
            return self.plain(value)
        return form(Name(self._label(value, self._language), parts.kind), self._language, shape)

    def plain(self, value: str) -> str:
        """The label of an IRI without an article; any other value in words."""
        if name_of(value) is not None:
            return str(self._label(value, self._language))
        return self.named(value)

    def named(self, value: str) -> str:
        """A date or the name of a choice in words, as by the message `choice`; else unchanged."""
        if re.fullmatch(r"[a-z]+([ -][a-z]+)*", value):
            pattern = self._bundle.get_message("choice").value
            return self.format(pattern, {"key": value.replace(" ", "-"), "name": value})
        return self.date(value)

    def kind(self, value: str) -> str:
        """The label of a kind of agreement, or of a class of meetings, texts or mechanisms."""
        for thing in (iri("kind", value), MG + value):
            label = str(self._label(thing, self._language))
            if label != value:
                return label
        return self.named(value)

    def duration(self, text: str) -> str:
        """An `xsd:duration` of whole years and months in words; any other text unchanged.

        The message `duration` takes `$years`, and `$months` if it is not a number of years.
        """
        matched = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?", text)
        if matched is None or text == "P":
            return text
        years, months = divmod(12 * int(matched[1] or 0) + int(matched[2] or 0), 12)
        number = {"years": 0, "months": 12 * years + months} if months else {"years": years}
        pattern = self._bundle.get_message("duration").value
        return self.format(pattern, {"months": 0, **number})

    def date(self, text: str) -> str:
        """A date, a month or a year in the language, with its precision."""
        from babel.dates import format_date, format_skeleton

        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
            return text
        if len(text) == 4:
            return text
        if len(text) == 7:
            month = date.fromisoformat(f"{text}-01")
            return str(format_skeleton("yMMMM", month, locale=self._locale))
        day = str(format_date(date.fromisoformat(text), "long", locale=self._locale))
        return day.replace("1 ", "1er ", 1) if self._language == "fr" and day[:2] == "1 " else day
