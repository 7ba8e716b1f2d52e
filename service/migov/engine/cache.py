"""Answers kept as bytes: the same question of the same release is evaluated once.

A cache belongs to one engine, and an engine to one release, so nothing is ever answered out of
another release. Kept are whole answers alone (a streamed one is large, and may yet fail), and none
of a query that may answer differently the next time.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

from migov.engine.formats import FORMS
from migov.engine.inspection import volatile
from migov.engine.interface import Answer, BaseEngine, QueryRequest

Key = tuple[str | tuple[str, ...] | None, ...]

#: What an entry takes beyond its key and its bytes, roughly, in bytes.
_OVERHEAD = 600

K = TypeVar("K")
V = TypeVar("V")


class Cache(Generic[K, V]):
    """Values by key, within `capacity` bytes; the one that was used longest ago goes first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._entries: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: K) -> V | None:
        """The value kept under `key`, if there is one; counts a hit or a miss."""
        entry = self._entries.get(key)
        if entry is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keeps a value of `size` bytes, unless it alone would take more than half the room."""
        size += _OVERHEAD
        if size > self._capacity // 2 or key in self._entries:
            return
        self._entries[key] = (value, size)
        self.size += size
        while self.size > self._capacity:
            _, (_, freed) = self._entries.popitem(last=False)
            self.size -= freed

    def __len__(self) -> int:
        return len(self._entries)


class CachedEngine(BaseEngine):
    """An Engine that answers out of its cache what it can, and else asks the engine behind it."""

    def __init__(self, engine: BaseEngine, capacity: int) -> None:
        """`capacity` is the cache's size in bytes; with 0 nothing is kept."""
        self._engine = engine
        self._cache: Cache[Key, Answer] = Cache(capacity)
        self._keeps = capacity > 0

    async def answer(self, request: QueryRequest) -> Answer:
        if not self._keeps or volatile(request.text):
            return await self._engine.answer(request)
        key = _key(request)
        kept = self._cache.get(key)
        if kept is not None:
            return kept
        answer = await self._engine.answer(request)
        if answer.rest is None:
            self._cache.put(key, answer, len(answer.head) + sum(len(part) for part in key if part))
        return answer

    async def close(self) -> None:
        await self._engine.close()

    async def ended(self) -> None:
        await self._engine.ended()

    def figures(self) -> dict[str, int]:
        """The figures of the engine behind, and the cache's own."""
        return {
            **self._engine.figures(),
            "cache_hits": self._cache.hits,
            "cache_misses": self._cache.misses,
            "cache_bytes": self._cache.size,
            "cache_entries": len(self._cache),
        }


def _key(request: QueryRequest) -> Key:
    """What makes two requests ask the same: everything in them but who asks."""
    return (
        request.text,
        request.default_graphs,
        request.named_graphs,
        *(request.accept.get(form) for form in FORMS),
    )
