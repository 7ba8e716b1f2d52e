"""Opens the current release, and an engine over it or over an endpoint, for commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import typer

from migov.engine import open_engine
from migov.engine.workers.launch import launch
from migov.knowledge.release.release import NoRelease, Release
from migov.settings import Settings, releases

if TYPE_CHECKING:
    from migov.engine.workers.engine import ProcessEngine


def current_release() -> Release:
    """The current release; exits with status 2 and a message if there is none."""
    try:
        return Release.current(releases())
    except NoRelease as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def release_id() -> str:
    """The id of the current release; an endpoint is assumed to hold the same one."""
    return current_release().id


async def engine_over(store: str | None) -> ProcessEngine:
    """An engine over the endpoint `store`, or over the current release, with one worker."""
    settings = Settings(workers=1)
    return await open_engine(store or settings.store or current_release().store, settings)


@contextmanager
def loading(store: str | None) -> Iterator[Callable[[], Awaitable[ProcessEngine]]]:
    """Starts to load what `engine_over` would open; gives the function that opens the engine.

    The process that loads it ends with the block, also where no engine was opened.
    """
    settings = Settings(workers=1)
    chosen = store or settings.store or current_release().store
    launched = launch(settings, chosen)
    try:
        yield partial(open_engine, chosen, settings, launched)
    finally:
        launched.process.kill()
        launched.process.wait()
        launched.control.close()
