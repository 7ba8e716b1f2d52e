"""A fair queue in front of the workers: which client's query runs next.

A client is an address. Its queries wait for each other, not for another client's. A query is
*quick* at first and *slow* after it has run for a while; at most as many quick queries run at once
as there are standing workers, so that none waits long.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from migov.engine.errors import Overloaded

T = TypeVar("T")

#: Why a query was refused: its client has too many, the queue is full, it waited too long, or it
#: was one of too many slow queries.
REFUSALS = ("client", "queue", "waited", "slow")

#: A client counts as light below this average query time, in seconds.
LIGHT_SECONDS = 0.1
#: After this wait of a client without a worker, in seconds, the newest are served first: later
#: clients can still be served in time, and the others are refused in time.
CROWDED_SECONDS = 0.5
#: Number of clients whose averages are kept.
_REMEMBERED = 4096
#: Weight of the last query in the average, and the most seconds that one query counts.
_WEIGHT, _LONGEST = 0.3, 1.0


@dataclass(frozen=True, slots=True)
class PoolSize:
    """The numbers of workers, and the limits on holding and waiting for them.

    `at_once` limits the quick queries of one client that run at once: a worker that scans the store
    copies its pages, so beyond the number of processors more workers would only use more memory.
    """

    ready: int
    at_once: int
    most: int
    queue: int
    queue_per_client: int

    @property
    def per_client(self) -> int:
        """The workers that one client may hold: never all of them."""
        return max(1, self.most - max(1, self.ready // 2))

    @property
    def slow(self) -> int:
        """The workers that slow queries of several clients may hold together."""
        return max(1, self.most - self.ready, self.most // 2)


@dataclass(eq=False, slots=True)
class Waiter(Generic[T]):
    """A waiting query and the future that serves it; times are the event loop's, in seconds."""

    client: str
    since: float
    deadline: float
    served: asyncio.Future[T]
    #: The timer that refuses it when it has waited too long.
    timer: asyncio.TimerHandle | None = None


@dataclass(eq=False, slots=True)
class _Client(Generic[T]):
    running: int = 0
    waiting: deque[Waiter[T]] = field(default_factory=deque)


class Turns(Generic[T]):
    """The clients that hold workers or wait for them."""

    def __init__(self, size: PoolSize) -> None:
        self._size = size
        # In order of their turn: a client that is served moves to the end.
        self._clients: OrderedDict[str, _Client[T]] = OrderedDict()
        self._averages: OrderedDict[str, float] = OrderedDict()
        #: Number of refused queries by reason.
        self.refused: Counter[str] = Counter()

    def join(self, client: str, deadline: float) -> Waiter[T]:
        """Queues a query of `client`; raises Overloaded if the queue or the client's share is
        full."""
        mine = self._clients.get(client) or _Client()
        held = mine.running + len(mine.waiting)
        if held >= self._size.queue_per_client:
            self.refused["client"] += 1
            raise Overloaded(
                f"{held} queries from your address are running or waiting: let some finish.", 2
            )
        fair_share = max(1, self._size.queue // max(1, len(self._clients)))
        if len(self) >= self._size.queue and len(mine.waiting) >= fair_share:
            self.refused["queue"] += 1
            raise Overloaded("Too many queries are waiting.", 5, by_client=bool(held))
        loop = asyncio.get_running_loop()
        waiter: Waiter[T] = Waiter(client, loop.time(), deadline, loop.create_future())
        self._clients.setdefault(client, mine).waiting.append(waiter)
        return waiter

    def leave(self, waiter: Waiter[T]) -> None:
        """Removes a query from the queue, if it is still there."""
        mine = self._clients.get(waiter.client)
        if mine is not None:
            if waiter in mine.waiting:
                mine.waiting.remove(waiter)
            self._forget(waiter.client)

    def next(self, quick: int, capacity: int) -> Waiter[T] | None:
        """The next query to run; None if there is none, or if all must keep waiting.

        `quick` is the number of quick queries running, `capacity` the number allowed.
        """
        if quick >= capacity:
            return None
        # With several clients, one worker is reserved for light ones.
        most = max(1, min(capacity - 1, max(2, self._size.at_once)))
        scarce = quick >= most and len(self._clients) > 1
        newcomers: list[_Client[T]] = []
        others: list[_Client[T]] = []
        for name, client in self._clients.items():
            while client.waiting and client.waiting[0].served.done():
                client.waiting.popleft()  # it was cancelled, as its own task will soon notice
            if not client.waiting:
                continue
            light = self.light(name)
            if scarce and not light:
                continue
            if not client.running:
                if light:
                    return client.waiting[0]
                newcomers.append(client)
            elif quick < self._size.at_once and client.running < self._size.per_client:
                others.append(client)
        if newcomers:
            waited = asyncio.get_running_loop().time() - newcomers[0].waiting[0].since
            return newcomers[-1 if waited > CROWDED_SECONDS else 0].waiting[0]
        return others[0].waiting[0] if others else None

    def serve(self, waiter: Waiter[T], served: T) -> None:
        """Hands a waiting query its worker."""
        mine = self._clients[waiter.client]
        mine.waiting.remove(waiter)
        mine.running += 1
        self._clients.move_to_end(waiter.client)
        waiter.served.set_result(served)

    def finished(self, client: str, seconds: float) -> None:
        """Records that a query of `client` ended after `seconds`."""
        self._clients[client].running -= 1
        self._forget(client)
        seconds = min(seconds, _LONGEST)
        average = self._averages.pop(client, seconds)
        self._averages[client] = average + _WEIGHT * (seconds - average)
        if len(self._averages) > _REMEMBERED:
            self._averages.popitem(last=False)

    def light(self, client: str) -> bool:
        """Whether the queries of `client` have been short on average."""
        return self.average(client) < LIGHT_SECONDS

    def average(self, client: str) -> float:
        """The average seconds of a query of `client`; the cap if the client is unknown."""
        return self._averages.get(client, _LONGEST)

    def running(self, client: str) -> int:
        """How many queries of `client` have a worker."""
        mine = self._clients.get(client)
        return mine.running if mine else 0

    def forgotten(self) -> list[str]:
        """Recorded clients that neither run nor wait: there should be none."""
        return [
            name for name, mine in self._clients.items() if not mine.running | len(mine.waiting)
        ]

    def runners(self) -> dict[str, int]:
        """The number of running queries by client, of clients that have any."""
        return {name: mine.running for name, mine in self._clients.items() if mine.running}

    def __iter__(self) -> Iterator[Waiter[T]]:
        for client in self._clients.values():
            yield from client.waiting

    def __len__(self) -> int:
        return sum(len(client.waiting) for client in self._clients.values())

    def _forget(self, name: str) -> None:
        client = self._clients[name]
        if not client.running and not client.waiting:
            del self._clients[name]
