"""The things whose full name a run of words is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from migov.questions.labels import Entry
from migov.questions.understanding.counting import STOP, content
from migov.questions.understanding.gazetteer import CITY, Bearing, Gazetteer
from migov.questions.understanding.text import Token, keys, marks, singular, tokens, unprefixed

#: Weak types of names, if another thing has the same name as its label.
_WEAK = ("short form", "partial", "demonym", "misspelt")


@dataclass(slots=True)
class Sentence:
    """A sentence. `words` are its normalized tokens, with corrected misspellings."""

    text: str
    tokens: tuple[Token, ...]
    words: list[str]

    def written(self, start: int, end: int) -> str:
        """The original text of some tokens."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


class Mention(NamedTuple):
    """A run of tokens, from start to end, with its candidates: entries by kind, best kind first.

    `weak` is true where the words are only a part of a name; `plural` where they mean several
    things of the name, such as "the Congos"; `unknown` where they name nothing known.
    """

    start: int
    end: int
    entries: dict[str, list[Entry]]
    weak: bool = False
    plural: bool = False

    @property
    def unknown(self) -> bool:
        return not self.entries


def named(
    sentence: Sentence, start: int, end: int, gazetteer: Gazetteer, whispered: bool
) -> Mention | None:
    """The things whose full name the tokens from start to end are."""
    words = sentence.words[start:end]
    raw = sentence.written(start, end)
    if len(raw) == 1:
        return None
    name = content(words)
    bearings = [
        b
        for b in gazetteer.bearers(name)
        if _counts(b, raw, words, gazetteer, whispered, start == 0)
    ]
    if words == ["eu"] and raw == "eu" and not _union(sentence, start):
        return None
    if start and sentence.words[start - 1] in _ARTICLES:
        # "The AU" is not Australia.
        bearings = [b for b in bearings if b.how != "code"] or bearings
    if not bearings and "\u0600" < words[0][:1] < "\u06ff":
        bare = unprefixed(words[0])
        if bare != words[0]:
            bearings = gazetteer.bearers(content([bare, *words[1:]]))
    plural = False
    if end - start == 1:
        word = words[0]
        if not bearings and word not in gazetteer.common and word not in STOP:
            states = gazetteer.demonym(word) or (
                gazetteer.demonym(unprefixed(word)) if "\u0600" < word[:1] < "\u06ff" else []
            )
            if states:
                return Mention(start, end, {"state": states}, weak=True)
            if sentence.tokens[start].raw[:1].isupper() or "\u0600" < word[:1] < "\u06ff":
                states = gazetteer.shared(word)
                if len(states) > 1:
                    return Mention(start, end, {"state": states})
        plural = bool(bearings) and word != singular(word) and len(word) > 5
    if not bearings:
        return None
    return Mention(start, end, _by_kind(bearings, name, gazetteer, plural), plural=plural)


def _union(sentence: Sentence, at: int) -> bool:
    """Whether "eu" is the European Union, not French for "had" or Portuguese for "I"."""
    around = {*sentence.words[max(at - 1, 0) : at], *sentence.words[at + 1 : at + 2]}
    return around.isdisjoint(_HAD) and _ROMANCE.isdisjoint(sentence.words)


def _several(words: Sequence[str], bearing: Bearing, gazetteer: Gazetteer) -> bool:
    """Whether words refer to several texts although a name is of one: "declarations of Rabat"."""
    heads = gazetteer.vocabulary.heads["instrument"]
    plural = [word for word in words if word != singular(word) and singular(word) in heads]
    return bool(plural) and not {token.word for token in tokens(bearing.text)}.issuperset(plural)


#: What a mechanism has, which is its name in the singular: "the Khartoum initiative".
PARTS = keys("initiatives iniciativas مبادرات")


def _of_it(words: Sequence[str], bearing: Bearing) -> bool:
    """Whether words mean the initiatives of a mechanism: "initiatives of the Khartoum Process"."""
    plural = PARTS.intersection((words[0], words[-1]))
    return bool(plural) and plural.isdisjoint(token.word for token in tokens(bearing.text))


#: Words of French and Portuguese, in which the European Union is the UE.
_ROMANCE = keys(
    "il elle y des du les une qui que quel quelle quels quelles où depuis avec os da das dos na "
    "nos quem qual quais onde para como desde reuniões"
)
_HAD = keys("a ont avait avaient avoir ayant lieu pas déjà gostaria queria quero preciso sou")


def _counts(
    bearing: Bearing,
    raw: str,
    words: Sequence[str],
    gazetteer: Gazetteer,
    whispered: bool,
    opening: bool,
) -> bool:
    """Whether the spelling `raw` counts as a name; `opening` if it begins the sentence."""
    if not bearing.exactly:
        if bearing.entry.kind == "instrument" and _several(words, bearing, gazetteer):
            return False
        if bearing.entry.kind == "mechanism" and _of_it(words, bearing):
            return False
        common = len(words) == 1 and words[0] in gazetteer.common
        if common and bearing.entry.kind != "region" and marks(raw) - marks(bearing.text):
            return False  # "traités" are treaties, not "traite"
        if common and bearing.entry.kind in _PROPER:
            return raw[:1].isupper() and not opening
        return words[0] not in STOP or len(words) > 1 or raw == bearing.text
    if raw == bearing.text or raw == bearing.text.upper():
        return whispered
    if bearing.how == "code" or len(words) > 1:
        return False
    word = words[0]
    if len(word) == SHORT_LOWER:
        return word not in gazetteer.common and word not in STOP
    return word in ("eu", "uk", "ue")


#: Minimum length of an abbreviation that also counts in lower case, unless it is a common word.
SHORT_LOWER = 3
_ARTICLES = keys("the la l el le")
_ACTORS = {"mechanism", "state", "organization"}
#: Kinds of names that need a capital if they are also common words.
_PROPER = {"mechanism", "state", "organization", "body", CITY}


def _by_kind(
    bearings: Sequence[Bearing], name: str, gazetteer: Gazetteer, plural: bool
) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    strong = {b.entry.kind for b in bearings if b.how not in _WEAK}
    for bearing in sorted(bearings, key=lambda b: (b.how in _WEAK, _ORDER.get(b.entry.kind, 9))):
        kind = bearing.entry.kind
        if bearing.how in _WEAK and (kind in strong or strong & _ACTORS):
            continue
        held = found.setdefault(kind, [])
        if bearing.entry not in held:
            held.append(bearing.entry)
    codes = any(b.how in ("code", "other name", "abbreviation") for b in bearings
                if b.entry.kind == "state")  # fmt: skip
    if "state" in found and (plural or not codes):
        states = gazetteer.namesakes(singular(name) if plural else name, found["state"])
        found["state"] = [entry for entry in states if entry.kind == "state"]
    return found


_ORDER = {
    kind: place
    for place, kind in enumerate(
        ("mechanism", "state", "organization", "instrument", "agreement", "initiative", CITY,
         "body", "theme", "region")
    )
}  # fmt: skip
