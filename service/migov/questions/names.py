"""Names as they are compared, without case, diacritics and punctuation; and demonyms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from countryinfo import CountryInfo, CountryNotFoundError

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


_APART = re.compile(r"\s*[,/]\s*")


@cache
def demonyms(code: str) -> tuple[str, ...]:
    """The demonyms of the state with an ISO 3166-1 alpha-3 code; none where it is not known."""
    try:
        country = CountryInfo(code)
        # What is no code is looked for among names, also similar ones.
        if country.iso(3) != code:
            return ()
    except CountryNotFoundError:
        return ()
    return tuple(each for each in _APART.split(country.demonym() or "") if each)
