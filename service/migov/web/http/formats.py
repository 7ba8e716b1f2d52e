"""Dates and numbers as the language of the page writes them (Unicode CLDR, through Babel)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup

from migov.web.http.translation import interface_language

#: The locale whose forms a language uses where the language's own are those of one country.
_LOCALES = {"en": "en_GB"}
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def dated(text: object) -> str:
    """A date in ISO 8601 in words, as exact as it is known; any other text as it is.

    `2025-11-04` is "4 Nov 2025", `2025-11` is "Nov 2025", and a year stays as it is.
    """
    written = str(text)
    return _words(written, interface_language()) or written


def time(text: object) -> Markup:
    """The same as an element of HTML that keeps the date itself, for sorting and for programs."""
    written = str(text)
    words = _words(written, interface_language())
    if not words:
        return Markup.escape(written)
    return Markup('<time datetime="{}">{}</time>').format(written, words)


def decimal(number: float) -> str:
    """A number with the separators of the language."""
    language = interface_language()
    return format_decimal(number, locale=_LOCALES.get(language, language))


@lru_cache(maxsize=10_000)
def _words(text: str, language: str) -> str:
    """The date in words; "" unless `text` is a date with at least a month."""
    found = _DATE.fullmatch(text)
    if found is None:
        return ""
    year, month, day = found.groups()
    try:
        known = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    skeleton = "yMMMd" if day else "yMMM"
    return format_skeleton(skeleton, known, locale=_LOCALES.get(language, language))
