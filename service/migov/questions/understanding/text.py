"""A sentence as the words that matter for understanding it.

Case, diacritics, punctuation, articles and the plural are put aside, and a few words that say the
same in a question ("are" and "is", "countries" and "states") become one. Phrases, names and what a
person writes all go through here, so that they meet.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from migov.questions.names import folded

#: Marks that a sentence may hold beside letters, digits and spaces.
_MARKS = frozenset(".,;:!?¿¡'’‘\"“”«»()-‐‑–—/&+…·،؟、。")
_WORD = re.compile(
    r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![\w-])"  # a date as ISO 8601 writes it
    r"|(?:[^\W_][\u0300-\u036f\u064b-\u065f]*)+"
    r"|&"
)
_POSSESSIVE = re.compile(r"(?i)(?<!\bwho)(?<!\bwhat)['’]s\b")

_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "le",
        "la",
        "les",
        "l",
        "el",
        "los",
        "las",
        "lo",
        "un",
        "une",
        "una",
        "au",
        "aux",
        "al",
    ]
)
_SAME = {
    same: word
    for word, others in {
        "is": "are was were been s",
        "do": "does did",
        "has": "have had",
        "state": "states country countries nation nations",
        "which": "what",
        "organization": "organisation organisations",
        "and": "y e et",
        "de": "du des d del",
        "est": "sont etait etaient",
        "es": "son era eran fue fueron",
        "quel": "quelle quels quelles",
        "quien": "quienes",
        "que": "cual cuales",
        "pays": "etat etats",
        "pais": "paises estado estados",
    }.items()
    for same in others.split()
}
_PAST = frozenset(
    ["was", "were", "been", "did", "had", "etait", "etaient", "era", "eran", "fue", "fueron"]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: as compared, as written, and where it stands (start, end).

    `loud` is true where capitals alone tell it from a common word, as in `CAN`; `past` where it
    puts the sentence into the past.
    """

    word: str
    raw: str
    start: int
    end: int
    loud: bool = False
    past: bool = False


def unreadable(text: str) -> bool:
    """Whether `text` holds what no sentence holds: control characters, brackets, signs."""
    return any(
        char not in _MARKS and not char.isspace() and unicodedata.category(char)[0] not in "LMN"
        for char in text
    ) or any(unicodedata.category(char) == "Cc" and char not in "\t\r\n" for char in text)


def words(text: str) -> tuple[Word, ...]:
    """The words of `text`, without its articles; its letters composed (NFC) as it comes."""
    whispered = _POSSESSIVE.sub("  ", text)
    shouted = text.isupper() and len(text.split()) > 1
    found = []
    for match in _WORD.finditer(whispered):
        raw = match[0]
        loud = not shouted and len(raw) > 1 and raw.isupper() and raw.isalpha()
        bare = folded(raw)
        if not bare or (bare in _ARTICLES and not loud):
            continue
        word = singular(bare if loud else _SAME.get(bare, bare))
        past = bare in _PAST and not loud
        found.append(Word(word, raw, match.start(), match.end(), loud, past))
    return tuple(found)


def singular(word: str) -> str:
    """`word` without the s of a plural; the same for "process" and "processes"."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word.removesuffix("s")


def joined(sequence: tuple[Word, ...] | list[Word]) -> str:
    """The words as one key."""
    return " ".join(each.word for each in sequence)
