"""The languages of labels, and the language of a request."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

#: The languages of labels, with their own names.
LANGUAGES: Final = {
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "ru": "Русский",
    "zh": "中文",
}


def language(request: Request) -> str:
    """The language tag for labels; English if the requested one is not available."""
    asked = request.query_params.get("lang", "").strip().lower().partition("-")[0]
    if asked:
        return asked if asked in LANGUAGES else "en"
    header = ", ".join(request.headers.getlist("accept-language"))
    accept = parse_accept_header(header, LanguageAccept)
    return accept.best_match(LANGUAGES, default="en") or "en"
