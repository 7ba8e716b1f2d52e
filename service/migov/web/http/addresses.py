"""The address of the service, as its clients write it."""

from __future__ import annotations

import re

from fastapi import Request

from migov.vocabulary import BASE

_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


def base_address(request: Request) -> str:
    """The service's address as the client wrote it, with a slash at the end.

    The Host header is the client's word: one that is not a host name gives the project's address.
    """
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host) or len(host) > 255:
        return BASE
    return f"{request.url.scheme}://{host}/"
