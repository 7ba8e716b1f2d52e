"""Additional names from `queries/words/names.yaml` and `ambiguous.yaml`.

Search, parameters of questions, reconciliation and questions in words use them through `Labels`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from migov import stored_queries
from migov.questions.names import folded
from migov.settings import resources


def further_names() -> Iterator[tuple[str, str, str]]:
    """(kind:slug, name, type of name) of the names and demonyms in `names.yaml`."""
    content = _read("names.yaml")
    for reference, texts in content["names"].items():
        for text in texts:
            yield reference, text, "abbreviation" if text.isupper() else "other name"
    for code, texts in content["demonyms"].items():
        for text in texts:
            yield f"state:{code}", text, "demonym"


@cache
def ambiguous_names() -> Mapping[str, tuple[str, ...]]:
    """The meanings, `kind:slug`, of each name of `ambiguous.yaml`, by folded name."""
    return {folded(str(name)): tuple(meant) for name, meant in _read("ambiguous.yaml").items()}


def _read(file: str) -> dict[str, Any]:
    path = resources() / "queries" / "words" / file
    content = stored_queries.load_yaml(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise KeyError(f"{file} is not a mapping.")
    return content
