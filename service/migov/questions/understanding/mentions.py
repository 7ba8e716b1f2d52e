"""The names in a sentence: which things of the release its words may name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from migov.questions.labels import Entry
from migov.questions.understanding.gazetteer import (
    CITY,
    LONGEST,
    STOP,
    Bearing,
    Gazetteer,
    content,
    southern,
)
from migov.questions.understanding.text import Token, keys, marks, singular, unprefixed

#: Ways of bearing a name that say little where another thing bears it plainly.
_WEAK = ("short form", "partial", "demonym", "misspelt")


@dataclass(slots=True)
class Sentence:
    """A sentence. `words` are its tokens as compared, misspellings corrected."""

    text: str
    tokens: tuple[Token, ...]
    words: list[str]

    def written(self, start: int, end: int) -> str:
        """The sentence's own text of some tokens."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


class Mention(NamedTuple):
    """A run of tokens, from start to end, and what it may name: entries by kind, best kind first.

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


def mentions(sentence: Sentence, gazetteer: Gazetteer, whispered: bool) -> list[Mention]:
    """The names of a sentence, the longest first, none of which overlap."""
    words = sentence.words
    candidates: list[tuple[int, int, Mention]] = []
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 2 * LONGEST) + 1):
            if end - start > 1 and (
                words[start] in STOP or (words[end - 1] in STOP and not southern(words, end - 1))
            ):
                continue
            mention = _named(sentence, start, end, gazetteer, whispered)
            if mention is not None:
                size = sum(word not in STOP for word in words[start:end]) or 1
                candidates.append((-size, -(end - start) if size == 1 else start, mention))
    found: list[Mention] = []
    taken: set[int] = set()
    for _, _, mention in sorted(candidates, key=lambda each: each[:2]):
        span = set(range(mention.start, mention.end))
        if not span & taken:
            found.append(mention)
            taken |= span
    found = [_with_head(mention, sentence, gazetteer, taken) for mention in found]
    loose = {at for m in found if _loose(m) for at in range(m.start, m.end)}
    spans = {(m.start, m.end) for m in found}
    partial = _partials(sentence, gazetteer, taken - loose, loose)
    partial = [m for m in partial if (m.start, m.end) not in spans]
    covered = {at for mention in partial for at in range(mention.start, mention.end)}
    found = [m for m in found if not covered & set(range(m.start, m.end))]
    return sorted([*found, *partial], key=lambda mention: mention.start)


def _loose(mention: Mention) -> bool:
    """Whether a name is likely part of a longer one: a region, a place or a people."""
    return mention.weak or not mention.entries.keys() & {"mechanism", "organization", "instrument"}


def _named(
    sentence: Sentence, start: int, end: int, gazetteer: Gazetteer, whispered: bool
) -> Mention | None:
    """What the tokens from start to end name in full."""
    words = sentence.words[start:end]
    raw = sentence.written(start, end)
    name = content(words)
    bearings = [
        b
        for b in gazetteer.bearers(name)
        if _counts(b, raw, words, gazetteer, whispered, start == 0)
    ]
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


def _counts(
    bearing: Bearing,
    raw: str,
    words: Sequence[str],
    gazetteer: Gazetteer,
    whispered: bool,
    opening: bool,
) -> bool:
    """Whether `raw` spells a name in a way that counts; `opening` if it begins the sentence."""
    if not bearing.exactly:
        if len(words) == 1 and words[0] in gazetteer.common and marks(raw) - marks(bearing.text):
            return False  # "traités" are treaties, not "traite"
        if len(words) == 1 and words[0] in gazetteer.common and bearing.entry.kind in _PROPER:
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


#: Letters of an abbreviation that counts in small letters too, where it is no common word.
SHORT_LOWER = 3
_ACTORS = {"mechanism", "state", "organization"}
#: Kinds of names that are written with a capital where they are common words too.
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


def _with_head(
    mention: Mention, sentence: Sentence, gazetteer: Gazetteer, taken: set[int]
) -> Mention:
    """A name with the word beside it that says what it names: "Khartoum" and "process".

    A place beside such a word that is the short form of nothing names what is not known.
    """
    heads = gazetteer.vocabulary.heads
    single = mention.end - mention.start <= 2
    if not single or not mention.entries.keys() & {CITY, "mechanism", "state", "region"}:
        return mention
    start, end = mention.start, mention.end
    after = end < len(sentence.words) and end not in taken and sentence.words[end]
    before = start - 1
    while before >= 0 and sentence.words[before] in STOP and before not in taken:
        before -= 1
    ahead = before >= 0 and before not in taken and start - before <= 3 and sentence.words[before]
    for word, span in ((after, (start, end + 1)), (ahead, (before, end))):
        if not word or singular(word) not in _singular(heads["mechanism"]):
            continue
        if "mechanism" in mention.entries:
            taken.update(range(*span))
            entries = {"mechanism": mention.entries["mechanism"]}
            return mention._replace(start=span[0], end=span[1], entries=entries)
        place = CITY in mention.entries or (
            span[1] > end and "region" in mention.entries and sentence.tokens[end].capital
        )
        if place and singular(word) in _PROCESS:
            taken.update(range(*span))
            return Mention(*span, {})
    return mention


_PROCESS = keys(
    "process processus proceso processo dialogue diálogo عملية مسار forum foro fórum منتدى حوار"
)


def _singular(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(singular, words))


def _partials(
    sentence: Sentence, gazetteer: Gazetteer, taken: set[int], loose: set[int]
) -> list[Mention]:
    """Names of which the sentence has only a few words: "Horn of Africa initiative".

    The words of a `loose` name count only together with one that says what they name.
    """
    found: list[Mention] = []
    words = sentence.words
    at = 0
    while at < len(words):
        best: tuple[int, list[Entry]] | None = None
        limit = at
        while limit < len(words) and limit - at < LONGEST and limit not in taken:
            limit += 1
        if words[at] not in STOP:
            for end in range(limit, at, -1):
                run = [singular(word) for word in words[at:end] if word not in STOP]
                if words[end - 1] in STOP or not _telling(
                    run, words[at:end], sentence, at, gazetteer
                ):
                    continue
                headed = _headed(words[at:end], gazetteer)
                if loose & set(range(at, end)) and not headed:
                    continue
                if _many(words[end - 1], gazetteer) or _many(words[at], gazetteer):
                    continue
                entries = gazetteer.partial(run, headed=headed)
                if entries:
                    best = end, entries
                    break
        if best is None:
            at += 1
            continue
        end, entries = best
        by_kind: dict[str, list[Entry]] = {}
        for entry in entries:
            by_kind.setdefault(entry.kind, []).append(entry)
        found.append(Mention(at, end, by_kind, weak=True))
        taken.update(range(at, end))
        at = end
    return found


def _headed(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether words of a name end or begin with what it is: an initiative, a declaration."""
    heads = gazetteer.vocabulary.heads
    return any(
        word in heads[kind] and not _many(word, gazetteer)
        for kind in heads
        for word in (words[0], words[-1])
    )


def _many(word: str, gazetteer: Gazetteer) -> bool:
    """Whether `word` is the plural of a word for a mechanism: "dialogues"."""
    heads = gazetteer.vocabulary.heads["mechanism"]
    return word in heads and word != singular(word) and not word.startswith("consult")


def _telling(
    run: Sequence[str], words: Sequence[str], sentence: Sentence, at: int, gazetteer: Gazetteer
) -> bool:
    """Whether some words may name something: two of them, one of which questions never use."""
    heads = gazetteer.vocabulary.heads
    if len(run) == 1 and any(words[0] in heads[kind] for kind in heads):
        return False
    rare = [
        word
        for word in words
        if word not in STOP and word not in gazetteer.common and not word.isdigit()
    ]
    if len(run) > 1:
        return bool(rare)
    return bool(rare) and len(run[0]) > 3 and sentence.tokens[at].capital
