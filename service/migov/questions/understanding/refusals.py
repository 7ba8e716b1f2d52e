"""Refusals: why a sentence has no answer, with suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from migov.questions.errors import QuestionError, shown
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.labels import Entry
from migov.questions.preparation import prepare
from migov.questions.resolve import near
from migov.questions.understanding.assignment import Assignment
from migov.questions.understanding.choices import contrary
from migov.questions.understanding.doubts import (
    clash,
    doubt,
    questions_of,
    strangers,
    unnamed,
    unread,
)
from migov.questions.understanding.reading import Analysis, Reader, Reading, parameters
from migov.questions.understanding.reasons import Reason
from migov.questions.understanding.suggestions import OFFERED, Suggestion, nearest, offered, usual
from migov.questions.understanding.wording import language_of


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The reason why a sentence has no answer, and suggestions.

    `why` is a text where the catalogue refuses a parameter.
    """

    why: Reason | str
    suggestions: tuple[Suggestion, ...]

    @property
    def reason(self) -> str:
        """The reason in English."""
        return str(self.why)

    def reason_in(self, language: str) -> str:
        """The reason in a language, if it has sentences; else in English."""
        return self.why.text(language) if isinstance(self.why, Reason) else self.why


def unreadable(reader: Reader, fault: Reason, language: str, today: date) -> NotUnderstood:
    """The refusal of a text that is not a sentence."""
    return NotUnderstood(fault, usual(reader, language, today))


def explain(reader: Reader, analysis: Analysis, language: str, today: date) -> NotUnderstood:
    """Explains why the best reading of a sentence is not answered, with suggestions.

    These are in the language of the sentence, or in `language` if its words are of several.
    """
    linked, best = analysis.linked, analysis.best
    why = doubt(reader, analysis)
    language = language_of(reader, linked, language)
    if best is None or why == "outside":
        if strangers(analysis) and best is not None and not _named(best):
            return _unknown(reader, analysis, language, today)
        return NotUnderstood(Reason("outside"), nearest(reader, analysis, language, today))
    if why == "bare":
        return NotUnderstood(
            Reason("bare"),
            nearest(reader, analysis, language, today),
        )
    if why == "two questions":
        return NotUnderstood(
            Reason("two-questions"),
            _parts(reader, analysis, language, today),
        )
    if why == "unknown":
        return _unknown(reader, analysis, language, today)
    if why == "ambiguous":
        return _ambiguous(reader, analysis, best, language, today)
    unfit = best.assignment.unfit
    if why == "unfit" and unfit is not None:
        return NotUnderstood(unfit, _refitted(reader, analysis, language, today))
    if why == "undated":
        start, end = linked.undated[0]
        return NotUnderstood(
            Reason("no-date", text=shown(linked.written(start, end))),
            nearest(reader, analysis, language, today),
        )
    if why == "denied":
        return NotUnderstood(Reason("denied"), nearest(reader, analysis, language, today))
    if why == "unread":
        return _unread(reader, analysis, language, today)
    if why == "nameless":
        return NotUnderstood(
            Reason("nameless"),
            nearest(reader, analysis, language, today),
        )
    lacking = unnamed(analysis)
    if why == "missing" and lacking is not None:
        return _missing(reader, analysis, lacking, language, today)
    rival = analysis.rival
    if rival is not None and rival.score > best.score - 1.2:
        return NotUnderstood(Reason("several"), nearest(reader, analysis, language, today))
    try:
        found = parameters(reader, best.assignment)
        prepare(reader.catalogue, reader.labels, best.question, found, today)
    except QuestionError as error:
        return NotUnderstood(str(error), nearest(reader, analysis, language, today))
    return NotUnderstood(
        Reason("unsure"),
        nearest(reader, analysis, language, today),
    )


def _named(reading: Reading) -> bool:
    return bool(reading.assignment.entries)


def _ambiguous(
    reader: Reader, analysis: Analysis, best: Reading, language: str, today: date
) -> NotUnderstood:
    """The refusal of a sentence with an ambiguous name."""
    for name, several in best.assignment.entries.items():
        for place, entries in enumerate(several):
            candidates = entries if len(entries) > 1 else clash(best)
            if len(candidates) < 2:
                continue
            what = reader.catalogue.get(best.question).params[name].type
            mention = next(
                m for m, _ in best.mentions if any(entries == each for each in m.entries.values())
            )
            written = analysis.linked.written(mention.start, mention.end)
            named = [entry.candidate() for entry in candidates]
            names = ", ".join(f"{each.label} ({each.reference})" for each in named)
            why = Reason("ambiguous", text=shown(written), what=what, names=names)
            assignments = [
                _with(best.assignment, name, place, entry) for entry in candidates[:OFFERED]
            ]
            return NotUnderstood(
                why, offered(reader, analysis.linked, assignments, language, today)
            )
    return NotUnderstood(Reason("ambiguous-name"), nearest(reader, analysis, language, today))


def _with(assignment: Assignment, name: str, place: int, entry: Entry) -> Assignment:
    """A copy of an assignment with one meaning of a name."""
    entries = {key: [list(each) for each in several] for key, several in assignment.entries.items()}
    entries[name][place] = [entry]
    return Assignment(assignment.frame, entries, dict(assignment.texts))


def _unknown(reader: Reader, analysis: Analysis, language: str, today: date) -> NotUnderstood:
    """The refusal of a sentence with an unknown name."""
    best = analysis.best
    text = (strangers(analysis) or _strange_words(analysis) or ["?"])[0]
    candidates = near(reader.labels, text, RESOURCE_TYPES["actor"], limit=3)
    names = ", ".join(f"{each.label} ({each.reference})" for each in candidates)
    reason = Reason("unknown", text=shown(text), names=names or "none")
    assignments: list[Assignment] = []
    if best is not None:
        free = _free(reader, best)
        for candidate in candidates:
            entry = reader.labels.entry(candidate.iri)
            if free is not None and entry is not None and entry.kind in RESOURCE_TYPES[free.type]:
                filled = Assignment(
                    best.assignment.frame,
                    {**best.assignment.entries, free.name: [[entry]]},
                    dict(best.assignment.texts),
                )
                assignments.append(filled)
    found = offered(reader, analysis.linked, assignments, language, today)
    return NotUnderstood(reason, found or nearest(reader, analysis, language, today))


def _unread(reader: Reader, analysis: Analysis, language: str, today: date) -> NotUnderstood:
    """The refusal of a sentence whose best reading omits a part."""
    linked = analysis.linked
    start, end = unread(reader, analysis)[0]
    periods = [each for each in linked.periods if 0 <= each.start - end < 3]
    if linked.words[start].isdigit() and periods:
        text = linked.written(start, periods[0].end)
        said = Reason("no-such-date", text=shown(text))
    else:
        text = shown(linked.written(start, end))
        said = Reason("not-taken", text=text)
    return NotUnderstood(said, nearest(reader, analysis, language, today))


def _free(reader: Reader, best: Reading) -> Parameter | None:
    """The most likely parameter for an unknown name."""
    params = reader.catalogue.get(best.question).params
    names = [
        each for each in params.values() if each.type in RESOURCE_TYPES and each.type != "role"
    ]
    free = [each for each in names if each.name not in best.assignment.entries]
    required = [each for each in free if each.required]
    return next(iter([*required, *free]), None)


def _strange_words(analysis: Analysis) -> list[str]:
    return [analysis.linked.tokens[at].raw for at in analysis.strange]


def _missing(
    reader: Reader, analysis: Analysis, best: Reading, language: str, today: date
) -> NotUnderstood:
    """The refusal of a question that lacks a required name or date."""
    if _strange_words(analysis):
        return _unknown(reader, analysis, language, today)
    parameter = reader.catalogue.get(best.question).params[best.assignment.missing[0]]
    said = Reason("needs", parameter=parameter.name, description=parameter.description)
    return NotUnderstood(said, nearest(reader, analysis, language, today))


def _refitted(
    reader: Reader, analysis: Analysis, language: str, today: date
) -> tuple[Suggestion, ...]:
    """The best reading without the parts that it cannot use; of two choices, each alone."""
    assert analysis.best is not None
    best = analysis.best
    readings = [best.assignment]
    if contrary(analysis.linked, reader.catalogue.get(best.question)):
        readings = [each.assignment for each in analysis.readings if each.question == best.question]
    plain = []
    for each in readings:
        texts = {k: v for k, v in each.texts.items() if k not in ("asOf", "from", "until")}
        plain.append(Assignment(each.frame, each.entries, {**texts, **dict(each.frame.settings)}))
    found = offered(reader, analysis.linked, plain, language, today)
    return (
        found
        + tuple(each for each in nearest(reader, analysis, language, today) if each not in found)[
            : OFFERED - len(found)
        ]
    )


def _parts(
    reader: Reader, analysis: Analysis, language: str, today: date
) -> tuple[Suggestion, ...]:
    """The successive questions of a sentence."""
    found: list[Suggestion] = []
    for start, end in questions_of(reader, analysis):
        part = reader.analyse(analysis.linked.written(start, end), today)
        best = part.best
        whole = analysis.best
        if best is None:
            continue
        if best.assignment.missing and whole is not None:
            for name in best.assignment.missing:
                same = [e for several in whole.assignment.entries.values() for e in several]
                if same:
                    best.assignment.entries[name] = same[:1]
        found += offered(reader, part.linked, [best.assignment], language, today)
    return tuple(found) or nearest(reader, analysis, language, today)
