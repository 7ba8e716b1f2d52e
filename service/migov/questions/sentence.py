"""Writes the answer to a question as a sentence, in the reader's language.

The sentences stand in `queries/sentences/<language>.ftl` (Project Fluent, with CLDR's plurals): a
message for each question and an attribute for each case. `docs/questions.md` lists the variables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migov.questions.articles import FORMS, Name, form
from migov.vocabulary import MG, iri
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
#: The columns that say where a row comes from, which no sentence is about.
_EVIDENCE = ("statement", "statements", "sources")
#: A parameter whose values are slugs of kinds or names of classes.
_KIND = "kind"
#: The locale for dates and lists of a language, if not its default.
_LOCALES = {"en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Facts:
    """The input of a sentence.

    `values` holds the resources of each parameter as IRIs or its text; `rows` the page of rows as
    cells; `subject` the column that the sentence names, by default the first that holds things;
    `last` the last known row where nothing is known to hold; `absence` the reason why there is
    nothing, as a slug; `renamed` the former names in the request, with the IRIs of what bore them.
    `filters` names the parameters that narrow the answer, for those that a message does not name.
    `counted` gives, for a column, the number of its distinct things in all rows that hold, and
    `held` the number of these rows; without them `rows` are all rows.
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
    filters: Collection[str] = ()
    counted: Callable[[str], int] | None = None
    held: int | None = None


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


def _precise(texts: list[str], cell: Any) -> list[str]:
    """`texts` of a cell without the dates of which another is more precise."""
    if not isinstance(cell, list) or not all(isinstance(each, str) for each in cell):
        return texts
    return [
        text
        for text, date_ in zip(texts, cell, strict=True)
        if not any(other != date_ and other.startswith(f"{date_}-") for other in cell)
    ]


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
        if facts.rows:
            return "past" if asked else "over"
        return "no" if asked else "none"

    def _held(self) -> Sequence[Mapping[str, Any]]:
        """The rows that the sentence is about: only current ones if rows say so."""
        rows = self._facts.rows
        if rows and "current" in rows[0]:
            return [row for row in rows if row["current"]]
        return rows

    def _message(self, case: str) -> str:
        """The first attribute that fits the case and lacks no variable, with the filters that it
        does not name."""
        for question in (self._facts.question, _ANY):
            message = (
                self._bundle.get_message(question) if self._bundle.has_message(question) else None
            )
            attributes = message.attributes if message else {}
            for attribute in self._attributes(case):
                pattern = attributes.get(attribute)
                if pattern is None:
                    continue
                text, errors = self._bundle.format_pattern(pattern, self._variables)
                if not errors:
                    given = (p for p in self._facts.values if f"-{p}-" in f"{attribute}-")
                    named = {*self._used(pattern), *given}
                    return self._narrowed(str(text), named)
        return ""

    def _attributes(self, case: str) -> Iterable[str]:
        """The matching attributes, the most specific first."""
        if self._facts.absence and case in ("none", "no"):
            yield f"{case}-as-{self._facts.absence}"
            yield f"none-as-{self._facts.absence}"
        given = self._facts.values
        for parameter, values in given.items():
            for column in self._columns_of(values):
                yield f"{case}-{parameter}-in-{column}"
            for value in values[:1]:
                yield f"{case}-{parameter}-{value.rpartition('/')[2]}"
        for pair in permutations(given, 2):
            yield f"{case}-{'-'.join(pair)}"
        for parameter in given:
            yield f"{case}-{parameter}"
        yield case
        if case == "yes":
            yield "some"
        if case == "past":
            yield from self._attributes("no")
        elif case in ("no", "not-known"):
            yield "none"

    def _columns_of(self, values: Sequence[str]) -> list[str]:
        """The columns that hold the one value of a parameter in every row."""
        rows = self._held()
        return [
            column
            for column in (rows[0] if rows and len(values) == 1 else ())
            if all(isinstance(r[column], dict) and r[column]["iri"] == values[0] for r in rows)
        ]

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
        for parameter, values in self._facts.values.items():
            message = f"filter-{parameter}"
            if parameter not in self._facts.filters or parameter in named:
                continue
            if self._bundle.has_message(message):
                forms = {
                    f"value-{each}": self._joined([self._form(value, each) for value in values])
                    for each in FORMS
                }
                value = {"value": self._variables[parameter], **forms}
                said.append(self._format(self._bundle.get_message(message).value, value))
        said = [each for each in said if each]
        if not said or not text.endswith("."):
            return text
        return f"{text[:-1]} ({('؛ ' if self._language == 'ar' else '; ').join(said)})."

    def _format(self, pattern: Any, variables: Mapping[str, Any]) -> str:
        text, _ = self._bundle.format_pattern(pattern, dict(variables))
        return str(text)

    def _all_variables(self) -> dict[str, Any]:
        facts = self._facts
        held = self._held()
        subjects = held or ([facts.last] if facts.last is not None else facts.rows)
        column = self._subject(subjects)
        names = list(
            dict.fromkeys(
                text for row in subjects for text in self._texts(row.get(column), "the") if text
            )
        )
        several = bool(facts.rows) and "current" in facts.rows[0]
        number = len(names)
        if held and facts.counted is not None:
            number = max(number, facts.counted(column))
        elif held and not several:
            number = max(number, facts.total) if facts.total > len(facts.rows) else number
        found: dict[str, Any] = {
            "count": (facts.held or len(held)) if several else facts.total,
            "distinct": number,
            "names": self._names(names, number),
            "day": self._date(facts.as_of.isoformat()),
            "tense": "today"
            if facts.as_of == facts.today
            else "past"
            if facts.as_of < facts.today
            else "future",
        }
        for parameter, values in facts.values.items():
            plain = self._kind if parameter == _KIND else self._plain
            found[parameter] = self._joined([plain(value) for value in values])
            for each in FORMS:
                found[f"{parameter}-{each}"] = self._joined(
                    [self._form(value, each) for value in values]
                )
        last = facts.last or (facts.rows[0] if facts.rows else None)
        for prefix, row in (("first", self._first(held)), ("last", last)):
            for key, cell in (row or {}).items():
                texts = _precise(self._texts(cell, "plain"), cell)
                found[f"{prefix}-{key}-the"] = self._some(self._texts(cell, "the"))
                found[f"{prefix}-{key}"] = (
                    cell
                    if isinstance(cell, int) and not isinstance(cell, bool)
                    else self._some(texts)
                )
                if isinstance(cell, str) and not re.match(r"\d{4}", cell):
                    found[f"{prefix}-{key}-is"] = cell.replace(" ", "-")
            for key in ("since", "until", "lastSeen"):
                found[f"{prefix}-{key}-is"] = _PRECISION.get(len(str((row or {}).get(key) or "")))
        for key in held[0] if held else ():
            numbers = [row[key] for row in held if isinstance(row[key], int)]
            if numbers:
                found[f"max-{key}"] = max(numbers)
        return found

    def _first(self, held: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
        """The row that a sentence quotes: of one actor in several roles its membership."""
        if "who" in self._facts.values:
            member = iri("role", "member")
            for row in held:
                if not row.get("body") and (row.get("role") or {}).get("iri") == member:
                    return row
        return held[0] if held else None

    def _subject(self, rows: Sequence[Mapping[str, Any]]) -> str:
        """The column that a sentence names: the first column of things that no parameter gives."""
        given = {value for values in self._facts.values.values() for value in values}
        things = {}
        for column in rows[0] if rows else ():
            cells = [row[column] for row in rows]
            found = {cell["iri"] for cell in cells if isinstance(cell, dict)}
            if found and column not in _EVIDENCE:
                things[column] = not found <= given
        preferred = self._facts.subject
        if preferred and (things.get(preferred, True) or not any(things.values())):
            return preferred
        asked = [column for column in things if things[column]]
        # A theme is asked for with its narrower themes, so its column holds more than its value.
        free = [column for column in asked if column not in self._facts.values]
        return next(iter([*free, *asked, *things, *(rows[0] if rows else ())]), "")

    def _names(self, names: Sequence[str], total: int) -> str:
        """The first names; if there are more than `names`, or than a few, the number of the
        others."""
        if len(names) <= LISTED + 1 and total <= len(names):
            return self._joined(names)
        first = names[:LISTED]
        listed = ("، " if self._language == "ar" else ", ").join(first)
        variables = {"list": listed, "others": max(total, len(names)) - len(first)}
        return self._format(self._bundle.get_message("others").value, variables)

    def _some(self, texts: Sequence[str]) -> str:
        return self._names(texts, len(texts)) if texts else "none"

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

    def _kind(self, value: str) -> str:
        """The label of a kind of agreement, or of a class of meetings, texts or mechanisms."""
        label = str(self._label(iri("kind", value), self._language))
        return label if label != value else str(self._label(MG + value, self._language))

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
