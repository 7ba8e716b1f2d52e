"""The results of reconciliation: one `Reconciled` for each name, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from migov.graph.table import data_frame

if TYPE_CHECKING:
    import pandas as pd

#: The columns that reconciliation adds to a table of names.
COLUMNS = ("id", "label", "type", "score", "match", "matched", "note", "candidates")


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate: its `id` (`state:ETH`), label and type, and how well it fits, of 100.

    `matched` is the name that matched; `note` describes it if it is not the label, such as a former
    name and when it was in use.
    """

    id: str
    label: str
    type: str
    score: float
    match: bool
    matched: str
    note: str


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A name and its candidates, the best first; `name` is the given value, even None."""

    name: Any
    candidates: tuple[Choice, ...]

    @property
    def match(self) -> Choice | None:
        """The certain match, if there is one."""
        return next((each for each in self.candidates if each.match), None)

    def row(self) -> dict[str, Any]:
        """The name as a row of COLUMNS; `id`, `label` and `type` are only those of a match.

        Without a match `score` is that of the best candidate, and `candidates` lists them:
        `state:COG Congo (90) | state:COD Democratic Republic of the Congo (90)`.
        """
        match = self.match
        best = match or (self.candidates[0] if self.candidates else None)
        others = () if match else self.candidates
        return {
            "id": match.id if match else None,
            "label": match.label if match else None,
            "type": match.type if match else None,
            "score": best.score if best else None,
            "match": match is not None,
            "matched": match.matched if match else None,
            "note": (match.note or None) if match else None,
            "candidates": " | ".join(f"{c.id} {c.label} ({c.score:g})" for c in others) or None,
        }


@dataclass(frozen=True, slots=True)
class Reconciliation(Sequence[Reconciled]):
    """The reconciled names in the order in which they were given, duplicates included.

    `release` is the id of the release used.
    """

    names: tuple[Reconciled, ...]
    release: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row for each name: `name` and COLUMNS."""
        return [{"name": each.name, **each.row()} for each in self.names]

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a data frame, one for each name; raises MissingExtra without pandas."""
        return data_frame([list(row.values()) for row in self.rows], ("name", *COLUMNS))

    def __getitem__(self, place: Any) -> Any:
        return self.names[place]

    def __iter__(self) -> Iterator[Reconciled]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def as_text(name: Any) -> str:
    """A name as text; None and NaN, the missing values of tables, are empty."""
    return "" if name is None or name != name else str(name)
