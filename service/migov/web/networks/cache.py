"""The networks of the release in use: its facts read once, and the networks last asked for."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, defaultdict

from fastapi import Request

from migov.engine.errors import Overloaded
from migov.engine.request_scope import outside
from migov.networks import Asked, Facts, Network, build
from migov.web.service import Service, client

#: Networks kept, and networks made at the same time.
KEPT = 16
AT_ONCE = 2


class Networks:
    """The facts of one release, and what was made of them.

    Making a network takes up to two seconds of a processor: those of one client are made one
    after the other, so that others wait for two at most.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self._facts: asyncio.Task[Facts] | None = None
        self._made: OrderedDict[Asked, Network] = OrderedDict()
        self._making = asyncio.Semaphore(AT_ONCE)
        self._clients: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waiting: Counter[str] = Counter()

    async def facts(self) -> Facts:
        """The facts of the release, read at the first call."""
        if self._facts is None or (self._facts.done() and self._facts.exception()):
            self._facts = asyncio.create_task(Facts.load(self.service.engine), context=outside())
        return await asyncio.shield(self._facts)

    async def network(self, asked: Asked, client: str) -> Network:
        """The network asked for; raises Overloaded where one client asks for too many at once."""
        if self._waiting[client] >= self.service.settings.queue_per_client:
            raise Overloaded("Too many networks at once from one address.", retry_after=2)
        self._waiting[client] += 1
        try:
            async with self._clients[client]:
                return await self._network(asked)
        finally:
            self._waiting[client] -= 1
            if not self._waiting[client]:
                del self._waiting[client], self._clients[client]

    async def _network(self, asked: Asked) -> Network:
        if asked not in self._made:
            facts = await self.facts()
            async with self._making:
                release = self.service.release.id
                labels = self.service.labels
                self._made[asked] = await asyncio.to_thread(build, facts, labels, asked, release)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(asked)
        return self._made[asked]


def networks(request: Request, service: Service) -> Networks:
    """The networks of the release of `service`; another release starts anew."""
    held = getattr(request.app.state, "networks", None)
    if not isinstance(held, Networks) or held.service is not service:
        held = Networks(service)
        request.app.state.networks = held
    return held


async def network_of(request: Request, service: Service, asked: Asked) -> Network:
    """The network that a request asks for."""
    return await networks(request, service).network(asked, client(request))
