"""The features of a sentence: words, word pairs and character n-grams, with names masked by
kind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from migov.questions.understanding.text import keys

#: The first character of masks for names and dates: "@mechanism".
MASK = "@"
_ARTICLES = keys("the a an le la les l el los las lo un une una o os as um uma à al ال")
_SUBJECTS = keys("qui pays état il elle on")
_SAME = {
    **dict.fromkeys(keys("de du des d del do da dos das"), "de"),
    **dict.fromkeys(keys("au aux ao aos"), ""),
    **dict.fromkeys(keys("en em na nos nas dans"), "en"),
}
#: Masks of actors of any kind, and their common mask.
_ACTORS, _ACTOR = frozenset(("@mechanism", "@organization", "@state", "@body")), "@"
#: Words of negation: "which members have not ratified".
_DENYING = keys(
    "not no never nobody none without lacking missing outside absent yet isn aren hasn haven "
    "didn doesn don wasn isnt arent hasnt havent didnt doesnt dont wasnt cannot non pas ni "
    "jamais sans hors aucun manque manquent absents sin nunca ningún falta faltan fuera não "
    "nunca sem fora nenhum لم لن ليس ليست ليسوا غير لا بدون دون خارج بلا"
)
_PIECES = (3, 4)
_PIECE_WEIGHT = 0.7


def features(words: Sequence[str]) -> dict[str, float]:
    """The features of a sentence and their weights, of length 1 as a vector."""
    words = plainer(words)
    found: dict[str, float] = {}
    for word in words:
        found[word] = 1.0
        if not word.startswith(MASK):
            for piece in _pieces(word):
                found.setdefault(piece, _PIECE_WEIGHT)
    framed = ["^", *words, "$"]
    for left, right in pairwise(framed):
        found[f"{left} {right}"] = 1.0
    for left, right in zip(words, words[2:], strict=False):
        found[f"{left} _ {right}"] = 0.5
    alike = [_ACTOR if word in _ACTORS else word for word in framed]
    for left, right in pairwise(alike):
        if _ACTOR in (left, right):
            found[f"{left} {right}"] = 0.6
    if denies(words):
        found["=denied"] = 1.0
    masks = sorted(word for word in words if word.startswith(MASK))
    found[f"= {' '.join(masks)}"] = 1.0
    for mask in set(masks):
        found[f"={mask}{min(masks.count(mask), 3)}"] = 1.0
    norm = math.sqrt(sum(weight * weight for weight in found.values()))
    return {name: weight / norm for name, weight in found.items()}


def denies(words: Iterable[str]) -> bool:
    """Whether one of the normalized words is a negation."""
    return not _DENYING.isdisjoint(words)


def plainer(words: Sequence[str]) -> list[str]:
    """The words without articles, and with one form of each contracted preposition.

    "a" behind a French subject is a verb: "qui a présidé". "no" before a name is Portuguese for
    "in the"; elsewhere it may deny.
    """
    words = [
        "avoir" if word == "a" and before in _SUBJECTS else word
        for before, word in zip(["", *words], words, strict=False)
    ]
    same = [_SAME.get(word, word) for word in words if word not in _ARTICLES]
    same = [word for word in same if word]
    return [
        "en" if word == "no" and following.startswith(MASK) else word
        for word, following in zip(same, [*same[1:], ""], strict=False)
    ]


def _pieces(word: str) -> Iterable[str]:
    framed = f"<{word}>"
    for size in _PIECES:
        for at in range(len(framed) - size + 1):
            yield f"#{framed[at : at + size]}"
