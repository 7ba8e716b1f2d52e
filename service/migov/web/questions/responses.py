"""For whom an answer of the catalogue is written, and by which tag it is known again."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request

from migov.web.http.languages import language
from migov.web.http.representations import Validators
from migov.web.http.requests import Format
from migov.web.service import Service


def addressed(
    request: Request, chosen: Format, given: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The parameters `given` with the language of the answer, and the headers that follow from it.

    A page is in the language of whoever reads it; data is in English unless asked.
    """
    if chosen.name != "html":
        return dict(given), {}
    vary = {"Vary": "Accept, Accept-Encoding, Accept-Language"}
    return {**given, "lang": language(request)}, vary


def validators(
    request: Request, service: Service, what: str, given: Mapping[str, str], chosen: Format
) -> Validators:
    """The tag of what `what` answers to `given` today: it may depend on the day it is asked."""
    return Validators(
        request,
        service.modified,
        service.release.id,
        what,
        service.today().isoformat(),
        repr(sorted(given.items())),
        chosen.name,
    )
