"""`/network` and `/compare`, and the ties of the release that both are made of."""

from __future__ import annotations

from migov.networks import ReleaseTies
from migov.web.release_cache import release_cache
from migov.web.service import Service


async def release_ties(service: Service) -> ReleaseTies:
    """The ties of the release of `service`."""
    return await release_cache(service).once("ties", lambda: ReleaseTies.load(service.engine))
