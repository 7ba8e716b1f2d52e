"""Stored queries: `.rq` files with a YAML header in `#+` comment lines, as in grlc.

The service's own queries are in `queries/service/`. A variable value has its own line there,
`VALUES ?name { … }`, with a working example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml

from migov.errors import CannotRun
from migov.settings import resources

#: libyaml's loader if PyYAML was built with it: ten times as fast.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]
    """Refuses a key that stands twice in a mapping, of which YAML loaders keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key `{key.value}` is there twice", key.start_mark
                )
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class StoredQuery:
    """One `.rq` file: its name (the file's stem), its header and its whole text."""

    name: str
    path: Path
    header: Mapping[str, Any]
    text: str


def load_yaml(text: str) -> Any:
    """The value of the YAML document `text`; raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader


def split_header(text: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The header's lines without `#+`, and the query's, each with its number in the file.

    Blank lines before the query belong to neither.
    """
    header: list[tuple[int, str]] = []
    body: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#+"):
            header.append((number, line[2:].removeprefix(" ")))
        elif body or line.strip():
            body.append((number, line))
    return header, body


def load_queries(folder: Path) -> list[StoredQuery]:
    """The stored queries of `folder` in name order; raises CannotRun on a bad header."""
    return [load_query(path) for path in sorted(folder.glob("*.rq"))]


def load_query(path: Path) -> StoredQuery:
    """The stored query at `path`; raises CannotRun if it cannot be read or its header is bad."""
    try:
        text = path.read_text(encoding="utf-8")
        lines, _ = split_header(text)
        header = load_yaml("\n".join(line for _, line in lines)) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CannotRun(f"{path}: the query's header cannot be read: {error}") from error
    if not isinstance(header, dict):
        raise CannotRun(f"{path}: the query's header must be YAML of the form `key: value`.")
    return StoredQuery(path.stem, path, header, text)


_VALUES = re.compile(r"^(\s*)VALUES \?(\w+) \{.*\}(.*)$", re.MULTILINE)


@cache
def service_query(name: str) -> str:
    """The text of `queries/service/<name>.rq` without its header; raises CannotRun."""
    stored = load_query(resources() / "queries" / "service" / f"{name}.rq")
    return "\n".join(line for _, line in split_header(stored.text)[1])


def bound_query(
    name: str, values: Mapping[str, Iterable[ox.NamedNode | ox.Literal]], limit: int | None = None
) -> str:
    """The query `name` with the given terms in its `VALUES` lines; at most `limit` rows.

    Raises KeyError if the query has no such line.
    """
    terms_of = {variable: " ".join(map(str, terms)) for variable, terms in values.items()}
    met: set[str] = set()

    def replaced(match: re.Match[str]) -> str:
        indent, variable, rest = match.groups()
        if variable not in terms_of:
            return match[0]
        met.add(variable)
        return f"{indent}VALUES ?{variable} {{ {terms_of[variable]} }}{rest}"

    text = _VALUES.sub(replaced, service_query(name))
    for variable in terms_of.keys() - met:
        raise KeyError(f"queries/service/{name}.rq has no VALUES line for ?{variable}")
    return text if limit is None else f"{text}\nLIMIT {limit}"
