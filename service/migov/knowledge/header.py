"""A stored query and its header: YAML in the `#+` comment lines of a `.rq` file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from migov import header_yaml
from migov.knowledge.findings import CannotRun


@dataclass(frozen=True)
class StoredQuery:
    """One `.rq` file: its name (the file's stem), its header and its whole text."""

    name: str
    path: Path
    header: Mapping[str, Any]
    text: str


def load_queries(folder: Path) -> list[StoredQuery]:
    """The stored queries of `folder` in name order; raises CannotRun on a bad header."""
    return [load_query(path) for path in sorted(folder.glob("*.rq"))]


def load_query(path: Path) -> StoredQuery:
    """The stored query at `path`; raises CannotRun if it cannot be read or its header is bad."""
    try:
        text = path.read_text(encoding="utf-8")
        lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line[:2] == "#+"]
        header = header_yaml.loaded("\n".join(lines)) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CannotRun(f"{path}: the query's header cannot be read: {error}") from error
    if not isinstance(header, dict):
        raise CannotRun(f"{path}: the query's header must be YAML of the form `key: value`.")
    return StoredQuery(path.stem, path, header, text)
