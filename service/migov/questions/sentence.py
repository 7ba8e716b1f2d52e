"""Writes the answer to a question as a sentence, in the reader's language.

The sentences stand in `queries/sentences/<language>.ftl` (Project Fluent, with CLDR's plurals): a
message for each question and an attribute for each case. `docs/questions.md` lists the variables.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migov.questions.articles import FORMS, Name, form, is_plural
from migov.questions.cases import PERIOD, Facts, attributes, case_of, held, in_period
from migov.questions.wording import Words, precise
from migov.vocabulary import iri

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

#: The languages with sentences; any other gets English.
LANGUAGES = ("en", "fr", "es", "pt", "ar")
_ANY = "any"
#: The precision of a date by the length of its ISO 8601 text.
_PRECISION = {4: "year", 7: "month", 10: "day"}
#: The columns that say where a row comes from, which no sentence is about.
_EVIDENCE = ("statement", "statements", "sources")
#: A first day from which a period leaves out nothing.
_BEGINNING = "1945-01-01"
#: The parameters whose values are slugs of kinds or names of classes.
_KINDS = ("kind", "status")


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
        variables_of_name = {"name": subject.label, **named, **variables}
        text, _ = bundle.format_pattern(bundle.get_message(name).value, variables_of_name)
        text = _tidy(str(text), language)
        return text[:1].upper() + text[1:]

    def text(self, name: str, variables: Mapping[str, str | int], language: str) -> str:
        """A message about no rows and no thing, such as a reason; raises LookupError without it."""
        language = language.partition("-")[0].lower()
        language = language if language in LANGUAGES else "en"
        bundle = self._bundle(language)
        text, _ = bundle.format_pattern(bundle.get_message(name).value, dict(variables))
        return _tidy(str(text), language)

    def _load(self, language: str) -> FluentBundle:
        from fluent.runtime import FluentBundle, FluentResource

        bundle = FluentBundle([language], use_isolating=False)
        path = self._folder / f"{language}.ftl"
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
        return bundle


def _tidy(text: str, language: str) -> str:
    """`text` without spaces before punctuation, except where French requires them."""
    text = re.sub(r"\s+([,.;:،؛])(?=\s|$)", r"\1", " ".join(text.split()))
    if language == "ar":
        # The preposition is written with the word after it: "لعملية", "للهيئة".
        text = re.sub(
            r"(?<!\w)لـ ?(?:(ال)|(?=[\u0621-\u064a]))", lambda m: "لل" if m[1] else "ل", text
        )
    return re.sub(r" ?([;:!?])(?=\s|$)", " \\1", text) if language == "fr" else text


class _Writer:
    def __init__(self, bundle: FluentBundle, facts: Facts, label: Any, language: str) -> None:
        self._bundle = bundle
        self._facts = facts
        self._language = language
        self._words = Words(bundle, label, language)
        self._variables = self._all_variables()

    def write(self) -> str:
        facts = self._facts
        text = f"{self._renamed()} {self._message(case_of(facts))}"
        if facts.rows and facts.left_out > 0:
            text += " " + self._words.format(
                self._bundle.get_message("left-out").value, {"count": facts.left_out}
            )
        text = _tidy(text, self._language)
        # "Yes. The Netherlands chairs …", "Zaire is now … . The Democratic Republic …"
        first = len(dict(facts.renamed)) + ("who" in facts.values)
        if first or re.match(r"\w+\. ", text):
            text = re.sub(
                r"(?<=\. )\w", lambda letter: letter[0].upper(), text, count=max(first, 1)
            )
        return text[:1].upper() + text[1:]

    def _renamed(self) -> str:
        """What the former names in the request have become."""
        pattern = self._bundle.get_message("renamed").value if self._facts.renamed else None
        said = (
            self._words.format(
                pattern, {"former": former, "name-the": self._words.form(iri, "the")}
            )
            for former, iri in dict(self._facts.renamed).items()
        )
        return " ".join(said)

    def _message(self, case: str) -> str:
        """The first attribute that fits the case and lacks no variable, with the filters that it
        does not name."""
        for question in (self._facts.question, _ANY):
            message = (
                self._bundle.get_message(question) if self._bundle.has_message(question) else None
            )
            patterns = message.attributes if message else {}
            for attribute in attributes(self._facts, case):
                pattern = patterns.get(attribute)
                if pattern is None:
                    continue
                text, errors = self._bundle.format_pattern(pattern, self._variables)
                if not errors and "-as-" in attribute:
                    return str(text)  # a reason holds with all filters
                if not errors:
                    parameters = (p for p in self._facts.values if f"-{p}-" in f"{attribute}-")
                    named = {*self._used(pattern), *parameters}
                    return self._narrowed(str(text), named)
        return ""

    def _used(self, node: Any) -> Iterator[str]:
        """The variables of a pattern, with those of the messages that it refers to."""
        kind = type(node).__name__
        if kind == "VariableReference":
            yield node.id.name
        elif kind == "MessageReference":
            yield from self._used(self._bundle.get_message(node.id.name).value)
        elif isinstance(node, list | tuple):
            for each in node:
                yield from self._used(each)
        elif hasattr(node, "__dict__"):
            yield from self._used(list(vars(node).values()))

    def _narrowed(self, text: str, used: Collection[str]) -> str:
        """`text` with the filters of the request that it does not name, before its full stop."""
        named = {re.sub(r"^(first|last)-|-(the|of|to)$", "", variable) for variable in used}
        if "day" in used:
            named.add("asOf")
        said = []
        during = self._during()
        if during and "from" not in named:
            message = self._bundle.get_message("filter-during").value
            said.append(self._words.format(message, {"value": self._words.date(during)}))
            named |= PERIOD
        for parameter, values in self._facts.values.items():
            message = f"filter-{parameter}"
            if parameter not in self._facts.filters or parameter in named:
                continue
            if parameter == "until" and [*values] == [self._facts.today.isoformat()]:
                continue  # narrows nothing
            if parameter == "from" and "".join(values) <= _BEGINNING:
                continue
            if self._bundle.has_message(message):
                forms = {
                    f"value-{each}": self._words.joined(
                        [self._words.form(value, each) for value in values]
                    )
                    for each in FORMS
                }
                value = {"value": self._variables[parameter], **forms}
                said.append(self._words.format(self._bundle.get_message(message).value, value))
        said = [each for each in said if each]
        if not said or not text.endswith("."):
            return text
        return f"{text[:-1]} ({('؛ ' if self._language == 'ar' else '; ').join(said)})."

    def _during(self) -> str:
        """The year or month that the period of the request is, else ""."""
        given = self._facts.filters if {*self._facts.filters} >= PERIOD else ()
        first, last = ("".join(self._facts.values.get(each, ())) for each in ("from", "until"))
        if not given or not re.fullmatch(r"\d{4}-\d\d-01", first) or first[:4] != last[:4]:
            return ""
        if (first[5:], last[5:]) == ("01-01", "12-31"):
            return first[:4]
        month = date.fromisoformat(first)
        length = calendar.monthrange(month.year, month.month)[1]
        return first[:7] if last == f"{first[:7]}-{length}" else ""

    def _all_variables(self) -> dict[str, Any]:
        facts = self._facts
        shown = held(facts)
        subjects = shown or ([facts.last] if facts.last is not None else facts.rows)
        column = self._subject(subjects)
        names = list(
            dict.fromkeys(
                text
                for row in subjects
                for text in self._words.texts(row.get(column), "the")
                if text
            )
        )
        several = bool(facts.rows) and "current" in facts.rows[0] and not in_period(facts.values)
        number = len(names)
        if shown and facts.counted is not None:
            number = max(number, facts.counted(column))
        elif shown and not several:
            number = max(number, facts.total) if facts.total > len(facts.rows) else number
        variables: dict[str, Any] = {
            "count": (facts.held or len(shown)) if several else facts.total,
            "ended": facts.total - (facts.held or len(shown)) if several else 0,
            "distinct": number,
            "names": self._words.names(names, number),
            "day": self._words.date(facts.as_of.isoformat()),
            "tense": "today"
            if facts.as_of == facts.today
            else "past"
            if facts.as_of < facts.today
            else "future",
            "term": self._words.duration(facts.term) if facts.term else "none",
            "absent": self._words.date(facts.absent_on),
            "absent-is": _PRECISION.get(len(facts.absent_on), "none"),
        }
        for parameter, values in facts.values.items():
            plain = self._words.kind if parameter in _KINDS else self._words.plain
            variables[parameter] = self._words.joined([plain(value) for value in values])
            for each in FORMS:
                variables[f"{parameter}-{each}"] = self._words.joined(
                    [self._words.form(value, each) for value in values]
                )
            # Verbs agree with a name in the plural: "Les Pays-Bas font partie".
            named = str(variables[f"{parameter}-the"])
            plural = len(values) > 1 or is_plural(named, self._language)
            variables[f"{parameter}-number"] = "many" if plural else "one"
        last = facts.last or (facts.rows[0] if facts.rows else None)
        quoted = (("first", self._first(shown)), ("last", last), ("newest", facts.newest))
        for prefix, row in quoted:
            for key, cell in (row or {}).items():
                variables[f"{prefix}-{key}-the"] = self._words.some(cell, "the")
                variables[f"{prefix}-{key}"] = (
                    cell
                    if isinstance(cell, int) and not isinstance(cell, bool)
                    else self._words.some(precise(cell), "plain")
                )
                if isinstance(cell, str) and not re.match(r"\d{4}", cell):
                    variables[f"{prefix}-{key}-is"] = cell.replace(" ", "-")
                elif isinstance(cell, list) and cell and isinstance(cell[0], dict):
                    variables[f"{prefix}-{key}-is"] = cell[0]["slug"]
            for key in ("since", "until", "lastSeen", "date"):
                length = len(str((row or {}).get(key) or ""))
                variables[f"{prefix}-{key}-is"] = _PRECISION.get(length, "none")
            variables[f"{prefix}-date-tense"] = (
                "future" if self._is_future((row or {}).get("date")) else "past"
            )
        for key in shown[0] if shown else ():
            numbers = [row[key] for row in shown if isinstance(row[key], int)]
            if numbers:
                variables[f"max-{key}"] = max(numbers)
        return variables

    def _first(self, shown: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
        """The row that a sentence quotes: of one actor in several roles its membership, of events
        the first that is not in the future."""
        if "who" in self._facts.values:
            member = iri("role", "member")
            for row in shown:
                if not row.get("body") and (row.get("role") or {}).get("iri") == member:
                    return row
        happened = (row for row in shown if not self._is_future(row.get("date")))
        return next(happened, shown[0] if shown else None)

    def _is_future(self, stated: Any) -> bool:
        """Whether a date, as precise as its source, is after today."""
        date = str(stated or "")
        return date > self._facts.today.isoformat()[: len(date)]

    def _subject(self, rows: Sequence[Mapping[str, Any]]) -> str:
        """The column that a sentence names: the first column of things that no parameter gives."""
        asked_for = {value for values in self._facts.values.values() for value in values}
        things = {}
        for column in rows[0] if rows else ():
            cells = [row[column] for row in rows]
            iris = {cell["iri"] for cell in cells if isinstance(cell, dict)}
            if iris and column not in _EVIDENCE:
                things[column] = not iris <= asked_for
        preferred = self._facts.subject
        if preferred and (things.get(preferred, True) or not any(things.values())):
            return preferred
        asked = [column for column in things if things[column]]
        # A theme is asked for with its narrower themes, so its column holds more than its value.
        free = [column for column in asked if column not in self._facts.values]
        return next(iter([*free, *asked, *things, *(rows[0] if rows else ())]), "")
