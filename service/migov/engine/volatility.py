"""Whether a query's answer may be kept: not if it calls a function that changes by itself."""

from __future__ import annotations

import re

_VOLATILE = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(|_:|\[", re.IGNORECASE)


def volatile(text: str) -> bool:
    """Whether two runs of the query over the same data may differ (NOW, RAND, fresh blank nodes).

    Errs on the side of yes: the word in a literal counts, and costs no more than a cache entry.
    """
    return _VOLATILE.search(text) is not None
