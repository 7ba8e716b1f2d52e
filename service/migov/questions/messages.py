"""Extracts the translatable texts of question headers.

`extract` is a Babel extraction method: `make translations` uses it to collect the texts in
`queries/questions/` (summary, description, and the texts of parameters, columns and page tables).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from migov import stored_queries

_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
Message = tuple[int, str, str, list[str]]


def extract(
    file: IO[bytes],
    _keywords: object,
    _comment_tags: object,
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Message]:
    """(line, function, message, comments) of each text of a `.rq` file or of `standard.yaml`."""
    text = file.read().decode("utf-8")
    lines, _ = stored_queries.split_header(text)
    header = stored_queries.load_yaml("\n".join(line for _, line in lines) if lines else text)
    for message in dict.fromkeys(_texts(header)):
        yield 1, "gettext", message, []


def marked(message: str) -> str:
    """The message itself, marked for `make translations`; the pages translate it."""
    return message


def worded(name: str) -> str:
    """A parameter's name as the label of a field: `asOf` gives "As of"."""
    return _HUMPS.sub(" ", name).capitalize()


def _texts(value: Any) -> Iterator[str]:
    """The texts under the translatable keys, in order."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in ("expect", "phrases"):
                continue
            if key == "params":
                yield from map(worded, inner)
            if key in ("summary", "description", "label", "title") and isinstance(inner, str):
                yield " ".join(inner.split())
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
