"""The base URL of the service as its clients see it."""

from __future__ import annotations

import re

from fastapi import Request

from migov.vocabulary import BASE

_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


def base_address(request: Request) -> str:
    """The service's base URL from the request, with a slash at the end.

    The Host header is untrusted: an invalid host name gives the project's URL.
    """
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host) or len(host) > 255:
        return BASE
    return f"{request.url.scheme}://{host}/"
