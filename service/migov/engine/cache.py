"""A cache of query answers as bytes, per engine and release.

A cache belongs to one engine, and an engine to one release, so an answer never comes from another
release. Only complete answers are cached (a streamed answer is large and may still fail), and never
those of volatile queries.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

from migov.engine.formats import FORMS
from migov.engine.inspection import volatile
from migov.engine.interface import Answer, BaseEngine, QueryRequest

Key = tuple[str | tuple[str, ...] | None, ...]

#: Approximate overhead of an entry beyond its key and its value, in bytes.
_OVERHEAD = 600

K = TypeVar("K")
V = TypeVar("V")


class Cache(Generic[K, V]):
    """Values by key, within `capacity` bytes; evicts the least recently used first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._entries: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: K) -> V | None:
        """The value cached under `key`, or None; counts a hit or a miss."""
        entry = self._entries.get(key)
        if entry is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Caches a value of `size` bytes, unless it exceeds half of the capacity."""
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
    """An Engine that answers from its cache if it can, otherwise from the engine behind it."""

    def __init__(self, engine: BaseEngine, capacity: int) -> None:
        """`capacity` is the cache's size in bytes; 0 disables it."""
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
    """The cache key of a request: everything in it except the client."""
    return (
        request.text,
        request.base,
        request.default_graphs,
        request.named_graphs,
        *(request.accept.get(form) for form in FORMS),
    )
