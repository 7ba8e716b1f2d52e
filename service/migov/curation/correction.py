"""Corrections: YAML texts with seven members, sent by visitors and applied by curators."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from migov.errors import CannotRun

#: The longest file of a correction that is read, in bytes, and the longest value, in characters.
MAX_BYTES = 64 * 1024
LONGEST = 2000


@dataclass(frozen=True)
class Correction:
    """A report of an error in a statement.

    `statement` is its IRI. `property` (a prefixed name), `wrong` and `right` describe the change:
    an empty `wrong` adds a value, an empty `right` removes one, an empty `property` leaves it to
    `comment`. `source` is the URL of a page that supports it, `date` its content date.
    """

    statement: str
    property: str = ""
    wrong: str = ""
    right: str = ""
    source: str = ""
    title: str = ""
    date: str = ""
    comment: str = ""
    release: str = ""

    def yaml(self) -> str:
        """The correction as YAML, which `read_correction` reads."""
        members = {name: value for name, value in asdict(self).items() if value}
        text: str = yaml.safe_dump(members, allow_unicode=True, sort_keys=False, width=1000)
        return text


def read_correction(path: Path) -> Correction:
    """The correction in a file; raises CannotRun with the place of the fault, or OSError."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise CannotRun(f"{path}: a correction has at most {MAX_BYTES:,} bytes.")
    try:
        content = yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 - texts
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise CannotRun(f"{path}{place}: this is not YAML: {error.problem}.") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CannotRun(f"{path}: this is not YAML text in UTF-8.") from error
    return _checked(path, content)


def _checked(path: Path, content: Any) -> Correction:
    names = [field.name for field in fields(Correction)]
    if not isinstance(content, dict) or not isinstance(content.get("statement"), str):
        raise CannotRun(f"{path}: a correction has `statement: …`, and of {', '.join(names)}.")
    for name, value in content.items():
        if name not in names:
            raise CannotRun(
                f"{path}: `{name}` is not a part of a correction; those are {', '.join(names)}."
            )
        if not isinstance(value, str) or len(value) > LONGEST:
            raise CannotRun(f"{path}: `{name}` is a text of at most {LONGEST} characters.")
    return Correction(**{name: value.strip() for name, value in content.items()})
