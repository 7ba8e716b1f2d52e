"""Renders HTML from Jinja2 templates, autoescaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from migov import __version__
from migov.questions.messages import worded
from migov.vocabulary import BASE
from migov.web.http.addresses import base_address
from migov.web.http.formats import dated, decimal, time
from migov.web.http.translation import (
    INTERFACE,
    direction,
    gettext,
    interface_language,
    language_attributes,
    ngettext,
)

_WEB = Path(__file__).parents[1]

STATIC = _WEB / "static"
VENDOR = STATIC / "vendor"
_TEMPLATES = _WEB / "templates"


@cache
def environment() -> Environment:
    """The template environment: autoescaped, and strict about undefined values."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals["version"] = __version__
    # Scripts and the map are built from npm packages; pages work without them.
    made.globals["built"] = (VENDOR / "built").exists()
    made.filters["local"] = local
    made.filters["worded"] = worded
    made.filters["coded"] = coded
    made.filters["dated"] = dated
    made.filters["time"] = time
    made.filters["decimal"] = decimal
    made.globals["language_of"] = language_attributes
    return made


def coded(text: str) -> Markup:
    """Escaped text with backtick spans as <code>."""
    code = Markup("<code>{}</code>")
    parts = enumerate(text.split("`"))
    return Markup("").join(code.format(part) if at % 2 else escape(part) for at, part in parts)


def local(iri: str) -> str:
    """The URL on this service of an IRI of the project; any other IRI is its own URL."""
    return iri.removeprefix(BASE.rstrip("/")) if iri.startswith(BASE) else iri


def page(request: Request, template: str, **values: Any) -> str:
    """Renders `template` in the language of the interface.

    `request` gives the URL of the page and of its translations.

    `origin` is the service's own base URL, without a slash. A page that shows it, in tags for other
    sites, must only be cached for that origin.
    """
    return (
        environment()
        .get_template(template)
        .render(
            path=request.url.path,
            origin=base_address(request).rstrip("/"),
            interface=interface_language(),
            direction=direction(),
            comma="، " if direction() == "rtl" else ", ",
            translations=_translations(request),
            **values,
        )
    )


def _translations(request: Request) -> list[tuple[str, str, str]]:
    """(tag, own name, address) of the page in each language of the interface."""
    return [
        (tag, name, f"{request.url.path}?{request.url.include_query_params(lang=tag).query}")
        for tag, name in INTERFACE.items()
    ]
