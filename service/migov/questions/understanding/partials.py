"""Partial names: only a few words of the name, such as "the Horn initiative"."""

from __future__ import annotations

from collections.abc import Sequence

from migov.questions.labels import Entry
from migov.questions.understanding.counting import STOP, behind_in
from migov.questions.understanding.gazetteer import LONGEST, Gazetteer
from migov.questions.understanding.naming import Mention, Sentence
from migov.questions.understanding.text import singular


def partials(
    sentence: Sentence, gazetteer: Gazetteer, taken: set[int], loose: set[int]
) -> list[Mention]:
    """Partial names in the sentence: "Horn of Africa initiative".

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
                if any(each in loose and behind_in(words, each) for each in range(at + 2, end)):
                    continue  # "la traite dans la Corne de l'Afrique"
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
    """Whether the words begin or end with a head noun: an initiative, a declaration."""
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
    """Whether the words may be a name: at least two, one of which questions never use."""
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
