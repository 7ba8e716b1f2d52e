"""Reports the outcome and duration of each query, for the metrics."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from migov.engine.errors import EngineError, LimitExceeded
from migov.engine.interface import Answer, BaseEngine, QueryRequest

#: The outcome label of a failed query in the metrics, by error code.
_BY_CODE = {
    "query-syntax": "syntax",
    "query-refused": "refused",
    "not-acceptable": "not-acceptable",
    "query-failed": "failed",
    "too-many-queries": "overloaded",
    "busy": "overloaded",
    "not-ready": "unavailable",
}
_LIMITS = ("time", "memory", "result-size", "complexity")
#: All outcomes of a query. `gone`: the client disconnected before its answer.
OUTCOMES = ("answered", *dict.fromkeys(_BY_CODE.values()), *_LIMITS, "gone", "internal")

#: Takes one of OUTCOMES and the seconds from the request to the last byte of its answer.
Observe = Callable[[str, float], None]


def outcome(error: BaseException | None) -> str:
    """The outcome of a query that ended with `error`, or with an answer where it is None."""
    match error:
        case None:
            return "answered"
        case LimitExceeded():
            return error.limit
        case EngineError():
            return _BY_CODE[error.code]
        case asyncio.CancelledError() | GeneratorExit():
            return "gone"
        case _:
            return "internal"


class ObservedEngine(BaseEngine):
    """An Engine that delegates to another one and reports how each query ended."""

    def __init__(self, engine: BaseEngine, observe: Observe) -> None:
        self._engine = engine
        self._observe = observe

    async def answer(self, request: QueryRequest) -> Answer:
        begun = time.monotonic()
        try:
            answer = await self._engine.answer(request)
        except BaseException as error:
            self._tell(begun, error)
            raise
        if answer.rest is None:
            self._tell(begun, None)
        else:
            answer.rest.on_end(lambda error: self._tell(begun, error))
        return answer

    def _tell(self, begun: float, error: BaseException | None) -> None:
        self._observe(outcome(error), time.monotonic() - begun)

    async def close(self) -> None:
        await self._engine.close()

    async def ended(self) -> None:
        await self._engine.ended()

    def figures(self) -> dict[str, int]:
        return self._engine.figures()
