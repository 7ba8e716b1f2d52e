"""Names as they are compared: without case, diacritics, punctuation and leading article."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters that Unicode does not decompose, as people type them without the stroke.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "&": " and "})
_BREAKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`text` for comparison: "Côte d’Ivoire" gives "cote d ivoire"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _BREAKS.sub(" ", bare).strip().removeprefix("the ")


def holds(name: str, words: str) -> bool:
    """Whether the folded `name` holds the folded `words` as whole words, side by side."""
    return f" {words} " in f" {name} "
