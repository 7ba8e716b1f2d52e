"""Normalizes names for comparison: case, diacritics, punctuation, word order.

`folded` ignores case and marks; `rearranged` also matches "Korea, Rep. of" to "Republic of Korea".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from countryinfo import CountryInfo, CountryNotFoundError

#: Letters that Unicode does not decompose, as people type them without the stroke.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "&": " and "})
#: Interchangeable Arabic letters, and the Arabic comma and tatweel. Decomposition separates hamza
#: over a letter.
_ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "گ": "ك", "ک": "ك", "ی": "ي", "ٱ": "ا", "ـ": None})
#: Arabic and Persian digits, as European ones.
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_BREAKS = re.compile(r"[\W_]+")
#: Letters with a point after each: "U.K.", "EE.UU."
_POINTED = re.compile(r"\b(?:[^\W\d_]{1,2}\.){2,}")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`text` for comparison: "Côte d’Ivoire" gives "cote d ivoire", "U.K." gives "uk"."""
    if "." in text:
        text = _POINTED.sub(lambda match: match[0].replace(".", "") + " ", text)
    bare = text.casefold()
    if bare.isascii():
        bare = bare.replace("&", " and ")
    else:
        decomposed = unicodedata.normalize("NFKD", bare.translate(_PLAIN))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
        if not bare.isascii():
            bare = bare.translate(_ARABIC).translate(DIGITS)
    return _BREAKS.sub(" ", bare).strip().removeprefix("the ")


#: Full forms of abbreviated words and of the other English spelling, by folded word.
_EXPANDED = {
    "st": "saint", "ste": "sainte", "rep": "republic", "dem": "democratic", "utd": "united",
    "dr": "democratic republic", "pdr": "people democratic republic", "terr": "territory",
    "fyr": "former yugoslav republic", "fyrom": "former yugoslav republic macedonia",
    "ppl": "people", "isl": "island", "intl": "international", "org": "organization",
    "organisation": "organization", "labour": "labor", "programme": "program", "centre": "center",
}  # fmt: skip
#: Compass directions before a name, by their letter.
_COMPASS = {"N": "North ", "S": "South ", "E": "East ", "W": "West "}
_BEARING = re.compile(r"\b([NSEW])\.\s*(?=[^\W\d_]{2})")
_APOSTROPHE = re.compile(r"\b[dlDL]['’]|['’]s\b")
#: Stop words when names are compared without word order.
_LINKING = frozenset(
    folded(
        "of and for on in to with a an the de des du da do dos das del la le les el los las y et e "
        "sur pour para sobre en von und der die das في من على"
    ).split()
)


@lru_cache(maxsize=65536)
def rearranged(text: str) -> str:
    """The significant words of `text`, sorted: "congo democratic republic"."""
    bare = _APOSTROPHE.sub(" ", text)
    bare = _BEARING.sub(lambda match: _COMPASS[match[1]], bare)
    words = " ".join(_EXPANDED.get(word, word) for word in folded(bare).split()).split()
    return " ".join(sorted(_stem(word) for word in words if word not in _LINKING))


def _stem(word: str) -> str:
    """A word without the s of a plural, or an Arabic one without its article."""
    if word.startswith(("ال", "وال")) and len(word) > 5:
        return word.removeprefix("و").removeprefix("ال")
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def articleless(text: str) -> str:
    """Folded `text` without the articles of its Arabic words."""
    if text.isascii():
        return text
    return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in text.split())


def holds(name: str, words: str) -> bool:
    """Whether the folded `name` holds the folded `words` as whole words, side by side."""
    return f" {words} " in f" {name} "


_APART = re.compile(r"\s*[,/]\s*")


@cache
def demonyms(code: str) -> tuple[str, ...]:
    """The demonyms of the state with an ISO 3166-1 alpha-3 code; empty if unknown."""
    try:
        country = CountryInfo(code)
        # The library would look for other texts among names, also similar ones.
        if country.iso(3) != code:
            return ()
    except CountryNotFoundError:
        return ()
    return tuple(each for each in _APART.split(country.demonym() or "") if each)
