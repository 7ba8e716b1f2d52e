"""Reads request bodies within limits of size and time."""

from __future__ import annotations

import asyncio

from fastapi import Request
from starlette.requests import ClientDisconnect

from migov.settings import Settings
from migov.web.http.problems import Problem


async def read_body(request: Request, settings: Settings) -> bytes:
    """The whole body; raises Problem 413 if it is too long, 408 if it is too slow."""
    limit = settings.body_mib << 20
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise _too_long(settings)
    body = bytearray()
    try:
        async with asyncio.timeout(settings.body_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise _too_long(settings)
    except TimeoutError:
        raise Problem(
            408,
            "slow-body",
            f"The request's body did not arrive within {settings.body_seconds:g} seconds.",
            headers={"Connection": "close"},
        ) from None
    except ClientDisconnect:
        raise Problem(400, "broken-body", "The request's body broke off.") from None
    return bytes(body)


def _too_long(settings: Settings) -> Problem:
    return Problem(
        413,
        "body-too-long",
        f"The request's body is longer than {settings.body_mib} MiB.",
        limit=settings.body_mib << 20,
    )
