"""The cache of answers: what it keeps, what it never keeps, and how much."""

from __future__ import annotations

import asyncio

import pytest

from migov.engine.cache import CachedEngine
from migov.engine.errors import QueryFailed
from migov.engine.interface import Answer, BaseEngine, QueryRequest, Rest

KIB = 1 << 10


class Counting(BaseEngine):
    """An engine that counts what reaches it; each answer tells its number."""

    def __init__(self, size: int = 10, *, streams: bool = False) -> None:
        self.asked: list[QueryRequest] = []
        self.size = size
        self.streams = streams
        self.closed = False

    async def answer(self, request):
        self.asked.append(request)
        if request.text == "fails":
            raise QueryFailed("no")
        head = str(len(self.asked)).encode().ljust(self.size)
        parts = iter([b"rest", None])

        async def read():
            return next(parts)

        rest = Rest(read) if self.streams else None
        return Answer("solutions", "text/csv", head, rest)

    async def close(self):
        self.closed = True

    def figures(self):
        return {"workers": 4}


def asking(cache, *requests):
    async def main():
        return [await (await cache.answer(request)).read() for request in requests]

    return [answer.strip() for answer in asyncio.run(main())]


def test_the_same_question_is_evaluated_once():
    behind = Counting()
    cache = CachedEngine(behind, 64 * KIB)
    assert asking(cache, QueryRequest("a"), QueryRequest("a", client="other")) == [b"1", b"1"]
    assert len(behind.asked) == 1
    assert cache.figures() == {
        "workers": 4,
        "cache_hits": 1,
        "cache_misses": 1,
        "cache_bytes": cache.figures()["cache_bytes"],
        "cache_entries": 1,
    }


@pytest.mark.parametrize(
    "other",
    [
        QueryRequest("a "),
        QueryRequest("a", default_graphs=("g",)),
        QueryRequest("a", named_graphs=("g",)),
        QueryRequest("a", base="http://example.org/"),
        QueryRequest("a", accept={"solutions": "text/csv"}),
    ],
)
def test_another_text_dataset_or_media_type_is_another_question(other):
    cache = CachedEngine(Counting(), 64 * KIB)
    assert asking(cache, QueryRequest("a"), other) == [b"1", b"2"]


def test_default_and_named_graphs_are_not_confused():
    cache = CachedEngine(Counting(), 64 * KIB)
    default = QueryRequest("a", default_graphs=("g",))
    named = QueryRequest("a", named_graphs=("g",))
    assert asking(cache, default, named) == [b"1", b"2"]


@pytest.mark.parametrize("text", ["SELECT (NOW() AS ?x) {}", "SELECT (rand() AS ?x) {}"])
def test_what_may_differ_the_next_time_is_not_kept(text):
    cache = CachedEngine(Counting(), 64 * KIB)
    assert asking(cache, QueryRequest(text), QueryRequest(text)) == [b"1", b"2"]
    assert cache.figures()["cache_entries"] == 0


def test_a_streamed_answer_is_not_kept():
    behind = Counting(streams=True)
    cache = CachedEngine(behind, 64 * KIB)
    assert len(asking(cache, QueryRequest("a"), QueryRequest("a"))) == 2
    assert len(behind.asked) == 2


def test_an_error_is_not_kept():
    behind = Counting()
    cache = CachedEngine(behind, 64 * KIB)
    for _ in range(2):
        with pytest.raises(QueryFailed):
            asking(cache, QueryRequest("fails"))
    assert len(behind.asked) == 2


def test_it_stays_within_its_bytes_and_drops_what_was_used_longest_ago():
    behind = Counting(size=10 * KIB)
    cache = CachedEngine(behind, 64 * KIB)
    for number in range(40):
        asking(cache, QueryRequest("kept"), QueryRequest(f"other {number}"))
        assert cache.figures()["cache_bytes"] <= 64 * KIB
    assert [request.text for request in behind.asked].count("kept") == 1
    asked = len(behind.asked)
    asking(cache, QueryRequest("other 39"), QueryRequest("other 0"))
    assert len(behind.asked) == asked + 1


def test_an_answer_larger_than_half_the_cache_displaces_nothing():
    behind = Counting()
    cache = CachedEngine(behind, 64 * KIB)
    asking(cache, QueryRequest("small"))
    behind.size = 40 * KIB
    asking(cache, QueryRequest("large"))
    assert cache.figures()["cache_entries"] == 1


def test_a_cache_of_no_size_keeps_nothing():
    cache = CachedEngine(Counting(), 0)
    assert asking(cache, QueryRequest("a"), QueryRequest("a")) == [b"1", b"2"]
    assert cache.figures()["cache_misses"] == 0


def test_closing_closes_the_engine_behind():
    behind = Counting()
    asyncio.run(CachedEngine(behind, 0).close())
    assert behind.closed


def test_a_kept_answer_needs_no_worker(use):
    async def work(engine):
        cache = CachedEngine(engine, 64 * KIB)
        first = await (await cache.answer(QueryRequest("ASK { ?s ?p ?o }"))).read()
        await engine.close()
        return first, await (await cache.answer(QueryRequest("ASK { ?s ?p ?o }"))).read()

    first, second = use(work)
    assert first == second
