"""The interface language: English, French, Spanish or Arabic (GNU gettext).

English texts are in templates and code; `locale/{language}/LC_MESSAGES/migov.po` translates them.
`?lang=` chooses the language of a request, before `Accept-Language`. The middleware
`InterfaceLanguage` stores the request, so that `gettext` and `ngettext` translate for the current
one.
"""

from __future__ import annotations

import gettext as standard
import io
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fastapi import Request
from markupsafe import Markup
from starlette.types import ASGIApp, Receive, Scope, Send

from migov.web.http.languages import language

LOCALE: Final = Path(__file__).parents[1] / "locale"
DOMAIN: Final = "migov"
#: The languages of the interface, with their own names; source texts are in the first.
INTERFACE: Final = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
#: Languages that are written from right to left.
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
_KEY = "interface language"
_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


def interface_language() -> str:
    """The language tag of the current request; English outside of requests."""
    scope = _scope.get()
    if scope is None:
        return "en"
    state = scope.setdefault("state", {})
    if _KEY not in state:
        wanted = language(Request(scope))
        state[_KEY] = wanted if wanted in INTERFACE else "en"
    return str(state[_KEY])


def direction() -> str:
    """`ltr` or `rtl`: the writing direction of that language (HTML's `dir`)."""
    return str(Locale(interface_language()).text_direction)


def language_attributes(language: str) -> Markup:
    """HTML's `lang` and `dir` of a text in `language` ("": in none), as the page needs them.

    They begin with a space, and are empty for what is in the page's own language and direction.
    """
    interface = interface_language()
    return Markup("") if language in ("", interface) else _attributes(language, interface)


@cache
def _attributes(language: str, interface: str) -> Markup:
    own, around = ("rtl" if is_right_to_left(each) else "ltr" for each in (language, interface))
    attributes = Markup(' lang="{}"').format(language)
    return attributes if own == around else attributes + Markup(' dir="{}"').format(own)


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left, by its tag."""
    return language.partition("-")[0] in _RIGHT_TO_LEFT


def gettext(message: str) -> str:
    """The translation of `message`; the message itself if there is none."""
    # The empty message is the header of a catalogue.
    return translations(interface_language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The translation of a text with a count, in the plural form of `number`."""
    return translations(interface_language()).ngettext(singular, plural, number)


@cache
def script_words(language: str) -> dict[str, str]:
    """The translations of the texts that scripts put into pages."""
    return {
        str(message.id): str(message.string)
        for message in _catalogue(language)
        if any(path.endswith(".js") for path, _ in message.locations)
    }


def _catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def translations(language: str) -> standard.NullTranslations:
    """The catalogue of a language, read once; English needs none."""
    if language not in INTERFACE or language == "en":
        return standard.NullTranslations()
    catalogue = _catalogue(language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return standard.GNUTranslations(compiled)


class InterfaceLanguage:
    """ASGI middleware that stores the request for `gettext`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            _scope.set(scope)
        await self._app(scope, receive, send)
