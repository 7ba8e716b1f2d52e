"""Words a filled question as a sentence, from a phrasing with exactly its gaps."""

from __future__ import annotations

from collections.abc import Iterator

from migov.questions.errors import AmbiguousActor, UnknownActor
from migov.questions.header import RESOURCE_TYPES
from migov.questions.labels import Entry
from migov.questions.phrasings import AND, GAP, Phrasing
from migov.questions.resolve import resolve
from migov.questions.understanding.assignment import Assignment
from migov.questions.understanding.gazetteer import CITY
from migov.questions.understanding.linking import Linked
from migov.questions.understanding.reading import Reader, Wording

#: Number of sentences tried beside the two most similar to the input.
_MORE = 5


def spoken(reader: Reader, assignment: Assignment, linked: Linked) -> str:
    """A filled question as a sentence in the language of `linked`, with its names and dates."""
    return next(sentences(reader, assignment, linked, language_of(reader, linked)), "")


def language_of(reader: Reader, linked: Linked) -> str:
    """The language whose phrasings share the most words with the sentence."""
    if any("\u0600" < word[:1] < "\u06ff" for word in linked.words):
        return "ar"
    scores = dict.fromkeys(("en", "fr", "es", "pt"), 0.0)
    for word in linked.words:
        languages = reader.languages.get(word.casefold(), ())
        for language in languages:
            if language in scores:
                scores[language] += 1 / len(languages)
    return max(scores, key=lambda language: scores[language])


def sentences(
    reader: Reader, assignment: Assignment, linked: Linked, language: str
) -> Iterator[str]:
    """Sentences for an assignment: phrasings with exactly its gaps, in its language and English."""
    question = reader.catalogue.get(assignment.frame.question)
    filled = {name for name in assignment.entries if name in question.params} | (
        {"city"} if "city" in assignment.texts else set()
    )
    phrasings = reader.wordings.get((question.name, frozenset(filled)), ())
    written = set(linked.words)

    def rank(each: Wording) -> tuple[bool, bool, bool, float]:
        """Sort key: same parameters, same language, most common words first."""
        spoken_in = each.phrasing.language
        alike = len(each.words & written) / max(len(each.words | written), 1)
        return (
            each.frame != assignment.frame, spoken_in != language, spoken_in != "en", -alike
        )  # fmt: skip

    ranked = sorted(((rank(each), each) for each in phrasings), key=lambda pair: pair[0])
    plainest = sorted(ranked[2:], key=lambda pair: pair[0][:3])
    for _, each in [*ranked[:2], *plainest[:_MORE]]:
        spoken_in = each.phrasing.language or "en"
        yield _said(reader, each.phrasing, assignment, linked, spoken_in)


def _said(
    reader: Reader, phrasing: Phrasing, assignment: Assignment, linked: Linked, language: str
) -> str:
    """A phrasing with filled gaps, followed by the sentence's date."""
    names = {
        name: AND[language].join(
            _called(reader, entries[0], language) for entries in several if entries
        )
        for name, several in assignment.entries.items()
    }
    text = GAP.sub(lambda gap: names.get(gap[1]) or assignment.texts.get(gap[1], ""), phrasing.text)
    dates = [linked.written(each.start, each.end) for each in linked.periods]
    if dates and assignment.texts.keys() & {"asOf", "from", "until"}:
        text = f"{text} {dates[0]}"
    return " ".join(text.split())


def _script(text: str) -> str:
    """The script of `text`."""
    if all(char < "\u0250" for char in text):
        return "latin"
    return "arabic" if "\u0600" < text[0] < "\u06ff" else "other"


def _called(reader: Reader, entry: Entry, language: str) -> str:
    """An unambiguous name of a thing: its label, another name in the language, or its code."""
    if entry.kind == CITY:
        return entry.slug
    known = reader.called.get((entry.iri, language))
    if known is None:
        known = reader.called[entry.iri, language] = _alone(reader, entry, language)
    return known


def _alone(reader: Reader, entry: Entry, language: str) -> str:
    others = [
        text
        for wanted in ("abbreviation", "code", "other name")
        for text, how in entry.own_names
        if how == wanted and _script(text) in ("latin", "arabic" if language == "ar" else "latin")
    ]
    spoken_in: list[str] = [*entry.others.get(language, ()), *entry.others.get("en", ())]
    kinds = (entry.kind,) if entry.kind not in RESOURCE_TYPES["actor"] else RESOURCE_TYPES["actor"]
    for text in (entry.label(language), *spoken_in, *others):
        try:
            if resolve(reader.labels, text, kinds) == entry:
                return text
        except (AmbiguousActor, UnknownActor):
            continue
    return entry.label(language)
