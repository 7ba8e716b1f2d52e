"""Writes the answer to a question as a sentence, in the reader's language.

The sentences stand in `queries/sentences/<language>.ftl` (Project Fluent, with CLDR's plurals): a
message for each question and an attribute for each case. `docs/questions.md` lists the variables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migov.questions.articles import FORMS, Name, form
from migov.vocabulary import name as name_of

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

#: The languages with sentences; any other gets English.
LANGUAGES = ("en", "fr", "es", "pt", "ar")
#: Names listed in a sentence before the others are counted.
LISTED = 5
_ANY = "any"
#: The precision of a date by the length of its ISO 8601 text.
_PRECISION = {4: "year", 7: "month", 10: "day"}
#: The locale for dates and lists of a language, if not its default.
_LOCALES = {"en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Facts:
    """The input of a sentence.

    `values` holds the resources of each parameter as IRIs or its text; `rows` the page of rows as
    cells; `subject` the column that the sentence names, by default the first that holds things;
    `last` the last known row where nothing is known to hold; `absence` the reason why there is
    nothing, as a slug; `renamed` the former names in the request, with the IRIs of what bore them.
    """

    question: str
    values: Mapping[str, Sequence[str]]
    rows: Sequence[Mapping[str, Any]]
    total: int
    left_out: int
    as_of: date
    today: date
    subject: str | None = None
    last: Mapping[str, Any] | None = None
    absence: str | None = None
    renamed: Sequence[tuple[str, str]] = ()


class Sentences:
    """The sentences of a folder, parsed one language at a time when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bundle = lru_cache(maxsize=len(LANGUAGES))(self._load)

    def sentence(self, facts: Facts, label: Any, language: str) -> str:
        """One or two sentences about the rows.

        `label` gives the label of an IRI in a language.
        """
        language = language.partition("-")[0].lower()
        language = language if language in LANGUAGES else "en"
        if not (self._folder / f"{language}.ftl").exists():
            return ""  # a catalogue without sentences
        bundle = self._bundle(language)
        return _Writer(bundle, facts, label, language).write()

    def message(
        self, name: str, variables: Mapping[str, str | int], subject: Name, language: str
    ) -> str:
        """A message of no question, such as a description of a state; "" if the catalogue lacks it.

        `subject` becomes the variables `$name` and `$name-the`, `$name-of` and `$name-to`.
        """
        language = language.partition("-")[0].lower()
        language = language if language in LANGUAGES else "en"
        if not (self._folder / f"{language}.ftl").exists():
            return ""
        bundle = self._bundle(language)
        if not bundle.has_message(name):
            return ""
        named = {f"name-{each}": form(subject, language, each) for each in FORMS}
        given = {"name": subject.label, **named, **variables}
        text, _ = bundle.format_pattern(bundle.get_message(name).value, given)
        text = _tidy(str(text), language)
        return text[:1].upper() + text[1:]

    def _load(self, language: str) -> FluentBundle:
        from fluent.runtime import FluentBundle, FluentResource

        bundle = FluentBundle([language], use_isolating=False)
        path = self._folder / f"{language}.ftl"
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
        return bundle


def _tidy(text: str, language: str) -> str:
    """`text` without spaces before punctuation, except where French requires them."""
    text = re.sub(r"\s+([,.;:،؛])(?=\s|$)", r"\1", " ".join(text.split()))
    return re.sub(r" ?([;:!?])(?=\s|$)", " \\1", text) if language == "fr" else text


class _Writer:
    def __init__(self, bundle: FluentBundle, facts: Facts, label: Any, language: str) -> None:
        self._bundle = bundle
        self._facts = facts
        self._label = label
        self._language = language
        self._locale = _LOCALES.get(language, language)
        self._variables = self._all_variables()

    def write(self) -> str:
        facts = self._facts
        text = f"{self._renamed()} {self._message(self._case())}"
        if facts.rows and facts.left_out > 0:
            text += " " + self._format(
                self._bundle.get_message("left-out").value, {"count": facts.left_out}
            )
        text = _tidy(text, self._language)
        # "Yes. The Netherlands chairs …", "Zaire is now … . The Democratic Republic …"
        if first := len(dict(facts.renamed)) + ("who" in facts.values):
            text = re.sub(r"(?<=\. )\w", lambda letter: letter[0].upper(), text, count=first)
        return text[:1].upper() + text[1:]

    def _renamed(self) -> str:
        """What the former names in the request have become."""
        pattern = self._bundle.get_message("renamed").value if self._facts.renamed else None
        said = (
            self._format(pattern, {"former": former, "name-the": self._form(iri, "the")})
            for former, iri in dict(self._facts.renamed).items()
        )
        return " ".join(said)

    def _case(self) -> str:
        facts = self._facts
        asked = "who" in facts.values
        if self._held():
            return "yes" if asked else "some"
        if facts.last is not None:
            return "not-known" if asked else "unknown"
        if asked and facts.rows:
            return "past"
        return "no" if asked else "none"

    def _held(self) -> Sequence[Mapping[str, Any]]:
        """The rows that the sentence is about: only current ones if rows say so."""
        rows = self._facts.rows
        if rows and "current" in rows[0]:
            return [row for row in rows if row["current"]]
        return rows

    def _message(self, case: str) -> str:
        for question in (self._facts.question, _ANY):
            message = (
                self._bundle.get_message(question) if self._bundle.has_message(question) else None
            )
            attributes = message.attributes if message else {}
            for attribute in self._attributes(case):
                if attribute in attributes:
                    return self._format(attributes[attribute], self._variables)
        return ""

    def _attributes(self, case: str) -> Iterable[str]:
        """The matching attributes, the most specific first."""
        if self._facts.absence and case in ("none", "no"):
            yield f"{case}-as-{self._facts.absence}"
            yield f"none-as-{self._facts.absence}"
        for parameter, values in self._facts.values.items():
            for value in values[:1]:
                yield f"{case}-{parameter}-{value.rpartition('/')[2]}"
        for parameter in self._facts.values:
            yield f"{case}-{parameter}"
        yield case
        if case == "yes":
            yield "some"
        if case == "past":
            yield "no"
        if case in ("no", "not-known", "past"):
            yield "none"

    def _format(self, pattern: Any, variables: Mapping[str, Any]) -> str:
        text, _ = self._bundle.format_pattern(pattern, dict(variables))
        return str(text)

    def _all_variables(self) -> dict[str, Any]:
        facts = self._facts
        held = self._held()
        subjects = [facts.last] if not held and facts.last is not None else held
        column = self._subject(subjects)
        names = list(
            dict.fromkeys(
                text for row in subjects for text in self._texts(row.get(column), "the") if text
            )
        )
        several = bool(facts.rows) and "current" in facts.rows[0]
        found: dict[str, Any] = {
            "count": len(held) if several else facts.total,
            "distinct": len(names),
            "names": self._names(names, len(names) if several else max(facts.total, len(names))),
            "day": self._date(facts.as_of.isoformat()),
            "tense": "today"
            if facts.as_of == facts.today
            else "past"
            if facts.as_of < facts.today
            else "future",
        }
        for parameter, values in facts.values.items():
            found[parameter] = self._joined([self._plain(value) for value in values])
            for each in FORMS:
                found[f"{parameter}-{each}"] = self._joined(
                    [self._form(value, each) for value in values]
                )
        last = facts.last or (facts.rows[0] if facts.rows else None)
        for prefix, row in (("first", held[0] if held else None), ("last", last)):
            for key, cell in (row or {}).items():
                texts = self._texts(cell, "plain")
                found[f"{prefix}-{key}"] = (
                    cell
                    if isinstance(cell, int) and not isinstance(cell, bool)
                    else self._joined(texts[:2])
                    if texts
                    else "none"
                )
            for key in ("since", "until", "lastSeen"):
                found[f"{prefix}-{key}-is"] = _PRECISION.get(len(str((row or {}).get(key) or "")))
        for key in held[0] if held else ():
            numbers = [row[key] for row in held if isinstance(row[key], int)]
            if numbers:
                found[f"max-{key}"] = max(numbers)
        return found

    def _subject(self, rows: Sequence[Mapping[str, Any]]) -> str:
        """The column that a sentence names: the first column of things without a parameter."""
        if self._facts.subject:
            return self._facts.subject
        given = {value for values in self._facts.values.values() for value in values}
        for column in rows[0] if rows else ():
            cells = [row[column] for row in rows]
            things = [cell["iri"] for cell in cells if isinstance(cell, dict)]
            if things and not set(things) <= given:
                return column
        return next(iter(rows[0]), "") if rows else ""

    def _names(self, names: Sequence[str], total: int) -> str:
        if len(names) <= LISTED + 1 and total <= len(names):
            return self._joined(names)
        listed = ("، " if self._language == "ar" else ", ").join(names[:LISTED])
        variables = {"list": listed, "others": max(total, len(names)) - LISTED}
        return self._format(self._bundle.get_message("others").value, variables)

    def _joined(self, texts: Sequence[str]) -> str:
        from babel.lists import format_list

        return format_list(list(texts), locale=self._locale) if texts else ""

    def _texts(self, cell: Any, shape: str) -> list[str]:
        if cell is None or cell == "" or cell == []:
            return []
        if isinstance(cell, list):
            return [text for each in cell for text in self._texts(each, shape)]
        if isinstance(cell, dict):
            known = name_of(cell["iri"])
            named = Name(cell["label"], known.kind if known else "")
            return [form(named, self._language, shape) if shape in FORMS else cell["label"]]
        return [self._date(str(cell))]

    def _form(self, value: str, shape: str) -> str:
        known = name_of(value)
        if known is None:
            return self._plain(value)
        return form(Name(self._label(value, self._language), known.kind), self._language, shape)

    def _plain(self, value: str) -> str:
        if name_of(value) is not None:
            return str(self._label(value, self._language))
        return self._date(value)

    def _date(self, text: str) -> str:
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
