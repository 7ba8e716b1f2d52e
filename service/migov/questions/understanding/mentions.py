"""Finds the names in a sentence and their candidates."""

from __future__ import annotations

from collections.abc import Sequence

from migov.questions.understanding.counting import STOP, behind_in, content, southern
from migov.questions.understanding.gazetteer import CITY, LONGEST, Gazetteer
from migov.questions.understanding.naming import PARTS, Mention, Sentence, named
from migov.questions.understanding.partials import partials
from migov.questions.understanding.text import keys, singular, tokens


def mentions(sentence: Sentence, gazetteer: Gazetteer, whispered: bool) -> list[Mention]:
    """The names of a sentence, longest first, without overlaps."""
    words = sentence.words
    candidates: list[tuple[int, int, Mention]] = []
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 2 * LONGEST) + 1):
            if end - start > 1 and (
                words[start] in STOP or (words[end - 1] in STOP and not southern(words, end - 1))
            ):
                continue
            mention = named(sentence, start, end, gazetteer, whispered)
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
    partial = partials(sentence, gazetteer, taken - loose, loose)
    partial = [m for m in partial if (m.start, m.end) not in spans]
    covered = {at for mention in partial for at in range(mention.start, mention.end)}
    found = [m for m in found if not covered & set(range(m.start, m.end))]
    found = [_placed(mention, sentence) for mention in (*found, *partial)]
    return _merged(sorted(found, key=lambda mention: mention.start), sentence)


def _placed(mention: Mention, sentence: Sentence) -> Mention:
    """A name behind "in" as the region of that name, if there is one: "in the Horn of Africa"."""
    if "region" not in mention.entries or not behind_in(sentence.words, mention.start):
        return mention
    return mention._replace(entries={"region": mention.entries["region"]})


def _merged(mentions: Sequence[Mention], sentence: Sentence) -> list[Mention]:
    """The names without those that only qualify the one beside them: "ILO C189"."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        between = sentence.words[last.end : mention.start] if last is not None else []
        if last is not None and not between and _made_by(last, mention):
            found[-1] = mention._replace(start=last.start)
            continue
        if last is not None and all(word in _OF for word in between):
            for one, other in ((last, mention), (mention, last)):
                if _part_of(one, other, sentence):
                    found[-1] = other._replace(start=last.start, end=mention.end)
                    break
            else:
                found.append(mention)
        else:
            found.append(mention)
    return found


def _made_by(maker: Mention, text: Mention) -> bool:
    """Whether two adjacent names are one text with its maker: "the UN smuggling protocol"."""
    return list(maker.entries) == ["organization"] and list(text.entries) == ["instrument"]


def _part_of(mention: Mention, other: Mention, sentence: Sentence) -> bool:
    """Whether a name is redundant beside another: its maker, or a part of the same name."""
    texts = other.entries.get("instrument", [])
    if len(texts) != 1 or len(other.entries) > 1:
        return False
    if list(mention.entries) == ["instrument"]:
        return mention.weak and mention.entries["instrument"] == texts
    if not mention.entries.keys() & {"organization", "theme"} or mention.weak:
        return False
    words = f" {content(sentence.words[mention.start : mention.end])} "
    names = (text for text, _ in texts[0].names)
    return any(words in f" {content([t.word for t in tokens(name)])} " for name in names)


_OF = keys("of the de la l da do des du d against contra contre on sobre sur")


def _loose(mention: Mention) -> bool:
    """Whether a name is likely part of a longer one: a region, a place or a people."""
    return mention.weak or not mention.entries.keys() & {"mechanism", "organization", "instrument"}


def _with_head(
    mention: Mention, sentence: Sentence, gazetteer: Gazetteer, taken: set[int]
) -> Mention:
    """A name with its head noun: "Khartoum" and "process".

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
    around = [(after, (start, end + 1)), (ahead, (before, end))]
    if start - before > 1 or not sentence.words[start].isascii():
        around.reverse()  # "processus de Rabat", "عملية الرباط"
    for word, span in around:
        if not word or word in PARTS or singular(word) not in _singular(heads["mechanism"]):
            continue
        if "mechanism" in mention.entries:
            taken.update(range(*span))
            entries = {"mechanism": mention.entries["mechanism"]}
            return mention._replace(start=span[0], end=span[1], entries=entries)
        place = CITY in mention.entries or (
            span[1] > end and "region" in mention.entries and sentence.tokens[end].capital
        )
        if place and singular(word) in PROCESS:
            taken.update(range(*span))
            return Mention(*span, {})
    return mention


#: Words for a dialogue, beside its place: "Khartoum process".
PROCESS = keys(
    "process processus proceso processo dialogue diálogo عملية مسار forum foro fórum منتدى حوار"
)


def _singular(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(singular, words))
