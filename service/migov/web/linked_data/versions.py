"""The releases on disk, in order, with their IRIs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from migov.knowledge.release.release import MANIFEST, Release
from migov.vocabulary import BASE


class Version(NamedTuple):
    """A release on disk, with its build time."""

    release: Release
    modified: datetime

    @property
    def iri(self) -> str:
        """The IRI of the release as a data set."""
        return iri(self.release.id)


def iri(id: str) -> str:
    """The IRI of the release `id`."""
    return f"{BASE}release/{id}/"


async def versions(release: Release) -> list[Version]:
    """All complete releases in the folder of `release`, including itself, the oldest first."""
    return await asyncio.to_thread(_versions, release.path.parent)


def previous(known: list[Version], id: str) -> Version | None:
    """The version before the release `id`, if there is one."""
    ids = [version.release.id for version in known]
    place = ids.index(id) if id in ids else 0
    return known[place - 1] if place else None


def _versions(folder: Path) -> list[Version]:
    found = [Version(release, _modified(release)) for release in Release.all(folder)]
    # Releases with the same content date are ordered by build time.
    return sorted(found, key=lambda v: (v.release.manifest["date"] or "", v.modified))


def _modified(release: Release) -> datetime:
    return datetime.fromtimestamp((release.path / MANIFEST).stat().st_mtime, UTC)
