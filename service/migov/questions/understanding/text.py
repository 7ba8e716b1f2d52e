"""Tokenizes and normalizes sentences: case, diacritics and Arabic points are ignored.

Phrasings, names and input are all normalized here, so that they match.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from migov.questions.names import folded

#: Punctuation allowed in sentences.
_MARKS = frozenset(".,;:!?¿¡'’‘`\"“”«»()-‐‑–—/&+…·،؟؛、。%#*=_|[]@€$~°′″„‚‹›•")
#: Zero-width marks in copied text: joiners and direction marks.
_SILENT: dict[int, None] = dict.fromkeys(
    (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, 0x00AD, 0x061C)
)
_TOKEN = re.compile(
    r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![\w-])"  # a date as ISO 8601 writes it
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}(?!\w)"
    r"|[0-9]\+[0-9]"  # 5+5
    r"|[Cc]o-(?=[a-z])[^\W_]+"  # co-chair
    r"|(?:[^\W_][\u0300-\u036f\u064b-\u0655\u0670]*)+"
    r"|&"
)
_POSSESSIVE = re.compile(r"(?i)(?<=[^\W\d_]{3})['’]s\b")
_ABBREVIATED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_TATWEEL = re.compile(r"[\u0640\u064b-\u0655\u0670]")
#: The boundary of Arabic letters and digits written as one word.
_GLUED = re.compile(r"(?<=[\u0621-\u064a])(?=[0-9])")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
#: Arabic prefixes of the next word: and, in, for, as, the.
_PREFIX = re.compile(r"^(?:[وف]?(?:ال|لل|بال|كال)|[وفبلك])(?=[\u0621-\u064a]{3})")
_ARTICLE = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل)(?=[\u0621-\u064a]{3})")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: normalized, as written, and its position (start, end)."""

    word: str
    raw: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[:1].isupper()


def unreadable(text: str) -> bool:
    """Whether `text` has characters that no sentence has: control characters, brackets, code."""
    for char in text:
        category = unicodedata.category(char)
        if category[0] in "LMN" or char in _MARKS or char.isspace() or ord(char) in _SILENT:
            continue
        return True
    return False


def composed(text: str) -> str:
    """`text` with composed letters, European digits and without zero-width marks."""
    plain = unicodedata.normalize("NFC", text.translate(_SILENT)).translate(_DIGITS)
    plain = _GLUED.sub(" ", plain)
    return _ABBREVIATED.sub(lambda found: found[0].replace(".", ""), plain)


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, whose letters are composed."""
    bare = _POSSESSIVE.sub("  ", text)
    found = []
    for match in _TOKEN.finditer(bare):
        word = key(match[0])
        if word:
            found.append(Token(word, match[0], match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=65536)
def key(raw: str) -> str:
    """A word, normalized."""
    if raw == "&":
        return "and"
    if raw[2:3] == "-" and raw[:2] in ("co", "Co"):
        return folded(raw.replace("-", ""))
    if "+" in raw or (raw[:1].isdigit() and not raw.isalnum()):
        return raw
    if _ARABIC.search(raw):
        return arabic(raw)
    return folded(raw) if raw.casefold() != "the" else "the"


def arabic(raw: str) -> str:
    """An Arabic word without points, hamza forms and the article; plurals in -un end in -in."""
    word = _TATWEEL.sub("", raw)
    for char, plain in (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ة", "ه"),
                        ("ؤ", "و"), ("ئ", "ي"), ("گ", "ك"), ("ک", "ك"), ("ی", "ي")):  # fmt: skip
        word = word.replace(char, plain)
    word = _ARTICLE.sub("", word)
    return f"{word[:-2]}ين" if len(word) > 5 and word.endswith("ون") else word


def marks(raw: str) -> frozenset[str]:
    """The Latin letters of `raw` with diacritics."""
    return frozenset(char for char in raw.casefold() if "\u00df" <= char < "\u0250")


def unprefixed(word: str) -> str:
    """A normalized Arabic word without attached conjunction or preposition."""
    return _PREFIX.sub("", word)


def singular(word: str) -> str:
    """`word` without the s of a plural; the same for "process" and "processes"."""
    if len(word) < 5 or not word.isascii() or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def begins(words: Sequence[str], phrases: Collection[tuple[str, ...]]) -> bool:
    """Whether `words` begin with one of `phrases`, of four words at most, behind one more word at
    most."""
    start = tuple(words[:5])
    return any(start[at : at + size] in phrases for at in (0, 1) for size in (1, 2, 3, 4))


def keys(text: str) -> frozenset[str]:
    """The normalized words of `text`, separated by spaces."""
    return frozenset(key(word) for word in text.split())
