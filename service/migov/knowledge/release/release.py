"""A built release on disk: an immutable directory, named by the hash of its content.

`{releases}/{id}/` holds `manifest.json`, `store/` and the dumps; `{releases}/current` names the
release in use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from migov.engine import storage

MANIFEST = "manifest.json"
CURRENT = "current"
STORE = "store"
_ID = re.compile(r"[0-9a-f]{12}")


class NoRelease(Exception):
    """There is no release, or it is damaged; the message says what to do."""


class FileEntry(TypedDict):
    """One file of a release: its size in bytes and its SHA-256."""

    size: int
    sha256: str


class Manifest(TypedDict):
    """The content of `manifest.json`; `date` is the newest content date of a source."""

    id: str
    hash: str
    date: str | None
    referenceDay: NotRequired[str | None]
    ontologyVersion: str | None
    counts: dict[str, int]
    files: dict[str, FileEntry]


_MEMBERS: Mapping[str, type | tuple[type, ...]] = {
    "id": str,
    "hash": str,
    "date": (str, type(None)),
    "ontologyVersion": (str, type(None)),
    "counts": dict,
    "files": dict,
}


@dataclass(frozen=True)
class Release:
    """One release: its directory and its manifest."""

    path: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """The release's id: the first twelve hexadecimal digits of its content hash."""
        return self.manifest["id"]

    @property
    def store(self) -> Path:
        """The folder of the store, which `migov.engine.storage` loads."""
        return self.path / STORE

    @classmethod
    def open(cls, path: Path) -> Release:
        """The release in the directory `path`; raises NoRelease if it is missing or incomplete."""
        manifest = _read_manifest(path / MANIFEST)
        for name, entry in manifest["files"].items():
            file = path / name
            if not file.is_file() or file.stat().st_size != entry["size"]:
                raise NoRelease(
                    f"The release {path.name} is damaged: {name} is missing or has another size. "
                    "Run `migov build`."
                )
        if not storage.present(path / STORE):
            raise NoRelease(
                f"The release {path.name} has no store that can be read. Run `migov build`."
            )
        return cls(path, manifest)

    @classmethod
    def current(cls, releases: Path) -> Release:
        """The release in use in the folder `releases`; raises NoRelease if there is none."""
        try:
            name = (releases / CURRENT).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise NoRelease(f"No release is built in {releases}. Run `migov build`.") from error
        if not _ID.fullmatch(name):
            raise NoRelease(f"{releases / CURRENT} names no release. Run `migov build`.")
        return cls.open(releases / name)

    @classmethod
    def all(cls, releases: Path) -> list[Release]:
        """Every complete release in the folder, the oldest content first."""
        found = []
        for path in releases.iterdir() if releases.is_dir() else ():
            if _ID.fullmatch(path.name):
                try:
                    found.append(cls.open(path))
                except NoRelease:
                    continue
        return sorted(found, key=lambda release: (release.manifest["date"] or "", release.id))


def _read_manifest(path: Path) -> Manifest:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NoRelease(
            f"{path.parent} is not a release: it has no {MANIFEST}. Run `migov build`."
        ) from error
    except (OSError, ValueError) as error:
        raise NoRelease(f"The manifest of {path.parent.name} cannot be read: {error}") from error
    for member, kind in _MEMBERS.items():
        if not isinstance(content, dict) or not isinstance(content.get(member, 0.0), kind):
            raise NoRelease(
                f"The manifest of {path.parent.name} lacks a proper “{member}”. Run `migov build`."
            )
    return cast(Manifest, content)
