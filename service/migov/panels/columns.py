"""The columns of a panel: names, meanings and selection."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Final

from rapidfuzz import process

from migov.questions.errors import ParameterError
from migov.tabular import Column
from migov.vocabulary import kind_of, slug_of

#: The longest name of a variable in Stata.
_STATA_LONGEST: Final = 32
#: Names of roles in column names, if different from the slug.
_ROLES: Final[Mapping[str, str]] = {
    "steering-committee-member": "steering",
    "technical-support": "support",
}
#: Suffix of the column that counts missing cells.
UNKNOWN: Final = "_unknown"

CODE_ABOUT: Final[Mapping[str, str]] = {
    "iso3": "ISO 3166-1 alpha-3 code.",
    "iso2": "ISO 3166-1 alpha-2 code.",
    "m49": "UN M49 code.",
    "cow": "Number in the Correlates of War state system on the day; missing outside of it.",
    "gw": "Number in the list of Gleditsch and Ward on the day; missing outside of it.",
}


def key(name: str, code: str = "", of: str = "") -> Column:
    """A key column."""
    kind = "integer" if code in ("cow", "gw") or name == "year" else "text"
    about = CODE_ABOUT[code] if code else of
    return Column(name, name, "integer" if kind == "integer" else "text", about)


def count(name: str, of: str) -> list[Column]:
    """A count column and the column of its unknowns."""
    return [
        Column(name, name, "integer", f"How many {of}."),
        Column(
            name + UNKNOWN,
            name + UNKNOWN,
            "integer",
            f"How many more it may be: {of}, last known or unknown on the day.",
        ),
    ]


def cell_names(prefixed: Sequence[tuple[str, str]]) -> list[str]:
    """Names of columns for (prefix, IRI): `member_khartoum_process`; with the kind where needed."""
    short = [f"{_ROLES.get(prefix, prefix)}_{slug_of(iri)}" for prefix, iri in prefixed]
    seen = Counter(short)
    return [
        (name if seen[name] == 1 else f"{prefix}_{kind_of(iri)}_{slug_of(iri)}").replace("-", "_")
        for name, (prefix, iri) in zip(short, prefixed, strict=True)
    ]


def wanted(columns: Iterable[Column], patterns: Sequence[str]) -> list[Column]:
    """The columns that match any pattern, in order; raises ParameterError if one matches none."""
    offered = list(columns)
    if not patterns:
        return offered
    names = [column.name for column in offered]
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in names):
            near = [match[0] for match in process.extract(pattern, names, limit=3, score_cutoff=60)]
            hint = f"Nearest: {', '.join(near)}." if near else "The codebook lists them."
            raise ParameterError("columns", f"There is no column {pattern[:80]!r}.", hint)
    return [c for c in offered if any(fnmatchcase(c.name, pattern) for pattern in patterns)]


def stata_names(columns: Sequence[Column]) -> list[Column]:
    """The columns under names of at most 32 characters; a cut one ends in a hash of the whole."""
    return [
        column._replace(name=_cut(column.name), label=column.name)
        if len(column.name) > _STATA_LONGEST
        else column
        for column in columns
    ]


def _cut(name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()[:4]
    return f"{name[: _STATA_LONGEST - 5]}_{digest}"
