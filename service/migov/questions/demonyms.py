"""What the people of a state are called in English, by the library `countryinfo`.

No well-kept library was found that has demonyms in other languages.
"""

from __future__ import annotations

import re
from functools import cache

from countryinfo import CountryInfo, CountryNotFoundError

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
