"""Opens the current release, and an engine over it or over an endpoint, for commands."""

from __future__ import annotations

import typer

from migov.commands import knowledge
from migov.engine import open_engine
from migov.engine.workers.engine import ProcessEngine
from migov.knowledge.release.release import NoRelease, Release
from migov.settings import Settings, releases


def current_release(*, build: bool = False) -> Release:
    """The current release; with `build`, one is built if there is none.

    Exits with status 2 and a message if there is none.
    """
    try:
        return Release.current(releases())
    except NoRelease as error:
        if not build:
            typer.echo(str(error), err=True)
            raise typer.Exit(2) from None
    typer.echo("No release is built yet: building one.", err=True)
    knowledge.build()
    return Release.current(releases())


def release_id() -> str:
    """The id of the current release; an endpoint is assumed to hold the same one."""
    return current_release().id


async def engine_over(store: str | None) -> ProcessEngine:
    """An engine over the endpoint `store`, or over the current release, with one worker."""
    settings = Settings(workers=1)
    return await open_engine(store or settings.store or current_release().store, settings)
