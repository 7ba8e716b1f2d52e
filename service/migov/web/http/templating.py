"""HTML from Jinja2 templates, escaped by default."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from migov import __version__
from migov.vocabulary import BASE

_WEB = Path(__file__).parents[1]

STATIC = _WEB / "static"
VENDOR = STATIC / "vendor"
_TEMPLATES = _WEB / "templates"


@cache
def environment() -> Environment:
    """The templates' environment: autoescaped, and strict, so that a missing value is an error."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["version"] = __version__
    # Scripts and the map are built from npm packages; where they were not, pages do without.
    made.globals["built"] = (VENDOR / "built").exists()
    made.filters["local"] = local
    return made


def local(iri: str) -> str:
    """The address on this service of an IRI of ours; any other IRI is its own address."""
    return iri.removeprefix(BASE.rstrip("/")) if iri.startswith(BASE) else iri


def page(request: Request, template: str, **values: Any) -> str:
    """The HTML of `template`; `request` gives it the address that it is shown at."""
    return environment().get_template(template).render(path=request.url.path, **values)
