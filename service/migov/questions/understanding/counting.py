"""The significant words of a name, without articles and prepositions."""

from __future__ import annotations

from collections.abc import Sequence

from migov.questions.understanding.text import Token, composed, keys, singular, tokens

#: Stop words of names.
STOP = keys(
    "the of on for and in to with among between from at by a an le la les l du des d de sur et en "
    "y el los las sobre para e da do das dos o os ao aos na no em por pour dans au aux à al del un "
    "une una uno und der von و في من على إلى لل حول بشأن المعني المعنية"
)


def spelling(text: str) -> str:
    """The significant words of a name, as one key."""
    return content([loud(token) for token in tokens(composed(text))])


def loud(token: Token) -> str:
    """A normalized token, but in capitals if only these distinguish it from an article: "UN"."""
    return (
        token.raw
        if token.word in STOP and token.raw.isupper() and len(token.raw) > 1
        else (token.word)
    )


def content(words: Sequence[str]) -> str:
    """The significant words of a name or of a run of tokens, as one key.

    "Sur" is French for "on", but Spanish for "south" behind "del": "Sudán del Sur".
    """
    kept = [
        singular(word.casefold())
        for at, word in enumerate(words)
        if word not in STOP or southern(words, at)
    ]
    return " ".join(kept or words)


#: Prepositions before a place, and articles after them.
_IN = keys("in within across throughout en dans em no na nos nas في")
_THE = keys("the la le l el les los las o a os as")
_AT = keys("at à city ville ciudad cidade مدينة")


def behind_in(words: Sequence[str], at: int) -> bool:
    """Whether "in", or "in the", stands before the word at `at`."""
    before = at - 1
    while before > 0 and words[before] in _THE:
        before -= 1
    return before >= 0 and words[before] in _IN


def behind_place(words: Sequence[str], at: int) -> bool:
    """Whether a word before a place, such as "in" or "at", stands before the word at `at`."""
    return behind_in(words, at) or (at > 0 and words[at - 1] in _AT)


def southern(words: Sequence[str], at: int) -> bool:
    """Whether the word at `at` is the "Sur" of a Spanish name."""
    return words[at] == "sur" and at > 0 and words[at - 1] == "del"
