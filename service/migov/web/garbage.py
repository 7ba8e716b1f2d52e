"""When Python's cyclic garbage collector runs in the service, and which objects it skips.

A release is held by more than a million objects that live as long as it does. They are exempt from
collection, so that a full collection takes milliseconds and can run every few seconds. Without it
the objects of requests that broke off, which refer to each other, stay for minutes: Python starts a
full collection only when the objects that survived the last one have grown by a quarter.
"""

from __future__ import annotations

import asyncio
import gc

#: Container objects that are allocated, and not freed, between collections of the youngest
#: generation. A page makes a hundred thousand objects, few of them in cycles: Python's default of
#: 700 took a third of the page's time.
_YOUNGEST = 50_000
#: Seconds between full collections.
_INTERVAL = 5.0


def configure() -> None:
    """Sets how often the youngest generation is collected. Process-wide."""
    gc.set_threshold(_YOUNGEST)


def exempt() -> None:
    """Collects garbage, and exempts everything that is left from later collections."""
    gc.collect()
    gc.freeze()


def reexamine() -> None:
    """Collects garbage among the exempt objects too, after a release has been replaced."""
    gc.unfreeze()
    exempt()


async def collect_regularly() -> None:
    """Runs a full collection every `_INTERVAL` seconds, until cancelled."""
    while True:
        await asyncio.sleep(_INTERVAL)
        gc.collect()
