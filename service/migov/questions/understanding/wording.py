"""Words a filled question as a sentence, from a phrasing with exactly its gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from migov.questions.articles import Name, form
from migov.questions.errors import AmbiguousActor, UnknownActor
from migov.questions.header import RESOURCE_TYPES
from migov.questions.labels import Entry
from migov.questions.phrasings import AND, Phrasing
from migov.questions.resolve import resolve
from migov.questions.understanding.assignment import Assignment
from migov.questions.understanding.counting import STOP
from migov.questions.understanding.gazetteer import CITY
from migov.questions.understanding.linking import Linked
from migov.questions.understanding.reading import Reader, Wording

#: A gap with a preposition before it, which may contract with the article of a name.
_GAP = re.compile(
    r"(?:\b(?P<before>of|de|du|des|da|do|à|au|aux|a|ao|al|del|en|em|no|na|por|pelo|pela|the|le|la"
    r"|el|o|as) )?\{(?P<name>\w+)\}"
)
#: The form of a name that contracts with the word before it, by language.
_CONTRACTED = {
    "en": {"of": "of"},
    "fr": {"de": "of", "à": "to"},
    "es": {"de": "of", "a": "to"},
    "pt": {"de": "of"},
}
#: Words after which a name has no article of its own.
_PLAIN = ("du", "des", "da", "do", "au", "aux", "ao", "al", "del", "en", "no", "na", "pelo", "pela",
          "the", "le", "la", "el", "o", "as")  # fmt: skip
#: Portuguese prepositions with the articles after them.
_PORTUGUESE = re.compile(r"\b(por|em) ([oa]s?) (?=[^\W\d_])")
_WITH_ARTICLE = {"por": "pel", "em": "n"}
#: Number of sentences tried beside the two most similar to the input.
_MORE = 5


class Spoken(NamedTuple):
    """A sentence and its language."""

    text: str
    language: str


def spoken(reader: Reader, assignment: Assignment, linked: Linked) -> Spoken:
    """A filled question as a sentence in the language of `linked`, with its names and dates."""
    language = language_of(reader, linked)
    return next(sentences(reader, assignment, linked, language), Spoken("", language))


def language_of(reader: Reader, linked: Linked, usual: str = "en") -> str:
    """The language whose phrasings share the most words with the sentence; of several, `usual`."""
    if any("\u0600" < word[:1] < "\u06ff" for word in linked.words):
        return "ar"
    scores = dict.fromkeys(("en", "fr", "es", "pt"), 0.0)
    for word in linked.words:
        languages = reader.languages.get(word.casefold(), ())
        for language in languages:
            if language in scores:
                scores[language] += 1 / len(languages)
    return max(scores, key=lambda language: (scores[language], language == usual))


def sentences(
    reader: Reader, assignment: Assignment, linked: Linked, language: str, *, only: bool = False
) -> Iterator[Spoken]:
    """Sentences for an assignment: phrasings with exactly its gaps, in its language and English.

    With `only` there are none in English where the language has such a phrasing.
    """
    question = reader.catalogue.get(assignment.frame.question)
    filled = {name for name in assignment.entries if name in question.params} | (
        {"city"} if "city" in assignment.texts else set()
    )
    phrasings = reader.wordings.get((question.name, frozenset(filled)), [])
    if only:
        own = [each for each in phrasings if each.phrasing.language == language]
        phrasings = own or phrasings
    named = linked.named
    written = {word for at, word in enumerate(linked.words) if at not in named} - STOP

    def rank(each: Wording) -> tuple[bool, bool, bool, bool, float]:
        """Sort key: no other choices, same parameters and language, most common words first."""
        spoken_in = each.phrasing.language
        words = each.words - STOP
        alike = len(words & written) / max(len(words | written), 1)
        strays = any(assignment.texts.get(name) != value for name, value in each.choices)
        return (
            strays, each.frame != assignment.frame, spoken_in != language, spoken_in != "en", -alike
        )  # fmt: skip

    ranked = sorted(((rank(each), each) for each in phrasings), key=lambda pair: pair[0])
    plainest = sorted(ranked[2:], key=lambda pair: pair[0][:4])
    for _, each in [*ranked[:2], *plainest[:_MORE]]:
        spoken_in = each.phrasing.language or "en"
        yield Spoken(_said(reader, each.phrasing, assignment, linked, spoken_in), spoken_in)


def _said(
    reader: Reader, phrasing: Phrasing, assignment: Assignment, linked: Linked, language: str
) -> str:
    """A phrasing with filled gaps, followed by the sentence's date."""
    called = {
        name: [
            Name(_called(reader, entries[0], language), entries[0].kind)
            for entries in several
            if entries
        ]
        for name, several in assignment.entries.items()
    }
    text = _GAP.sub(
        lambda gap: _in_place(gap, called, assignment.texts, language),
        phrasing.text,
    )
    dates = [linked.written(each.start, each.end) for each in linked.periods]
    dated = assignment.texts.keys() & {"asOf", "from", "until"}
    if dates and dated and dates[0] not in text:
        text = f"{text} {dates[0]}"
    return " ".join(text.split())


def _in_place(
    gap: re.Match[str],
    called: Mapping[str, Sequence[Name]],
    texts: Mapping[str, str],
    language: str,
) -> str:
    """What fills a gap, with the preposition before it: names with their articles, or a text."""
    names = called.get(gap["name"], ())
    before = gap["before"] or ""
    if (language, before) == ("fr", "en") and names and names[0].kind == "state":
        # "au Niger", "aux Pays-Bas", but "en France".
        there = form(names[0], language, "to")
        return there if there.startswith(("au ", "aux ")) else f"en {names[0].label}"
    shape = "plain" if before in _PLAIN else _CONTRACTED.get(language, {}).get(before, "the")
    if not names or shape == "plain":
        plain = AND[language].join(name.label for name in names) or texts.get(gap["name"], "")
        return f"{before} {plain}".strip()
    first, *others = names
    said = [form(first, language, shape), *(form(each, language, "the") for each in others)]
    kept = "" if shape in ("of", "to") else before
    text = f"{kept} {AND[language].join(said)}".strip()
    if language != "pt":
        return text
    return _PORTUGUESE.sub(lambda m: f"{_WITH_ARTICLE[m[1]]}{m[2]} ", text)


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
