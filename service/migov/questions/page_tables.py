"""The tables on entity pages, as the key `pages` of question headers describes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from migov.vocabulary import KINDS

_KEYS = (
    "kinds", "title", "id", "order", "parameter", "day", "params", "columns", "where", "by_name",
    "sentence", "picture",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageTable:
    """One table on the entity pages of some `kinds`.

    `id` is its anchor; `order` sorts the tables of a page. The question's `parameter` gets the
    entity, and `day` the day of the page ("" if the question has none). A `day` other than `asOf`
    is only passed if the reader has chosen a day. `columns` names the columns shown (empty: all),
    and `where` keeps rows whose column holds one of some slugs, None meaning an empty cell.
    `by_name` sorts the rows by their first column instead of the question's order. If `sentence` is
    above 0, the answer's sentence is shown on top of the page, in that order; `picture` shows the
    map of the rows there.
    """

    kinds: tuple[str, ...]
    title: str
    id: str
    order: int
    parameter: str = "actor"
    day: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    where: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    by_name: bool = False
    sentence: int = 0
    picture: bool = False

    def keeps(self, row: Mapping[str, Any]) -> bool:
        """Whether a row of the answer belongs into the table."""
        return all(_slugs(row.get(name)) & set(slugs) for name, slugs in self.where.items())


class InvalidPages(ValueError):
    """A header's `pages` is invalid; `word` occurs in the faulty line."""

    def __init__(self, message: str, remedy: str, word: str = "pages") -> None:
        super().__init__(message)
        self.message, self.remedy, self.word = message, remedy, word


def read_pages(
    tables: Any, question: str, params: Iterable[str], columns: Iterable[str]
) -> tuple[PageTable, ...]:
    """The tables that a header's `pages` describes; raises InvalidPages."""
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise InvalidPages(
            "`pages` is not a list of mappings.", "Write `- {kinds: […], title: …}`."
        )
    return tuple(_table(each, question, set(params), set(columns)) for each in tables)


def _table(
    settings: Mapping[str, Any], question: str, params: set[str], columns: set[str]
) -> PageTable:
    _refuse_others(settings, _KEYS, "`pages` has no key")
    if not isinstance(settings.get("title"), str) or not isinstance(settings.get("kinds"), list):
        raise InvalidPages("`pages` needs `kinds` and `title`.", "Write both.")
    _refuse_others(settings["kinds"], KINDS, "There is no kind")
    parameter = str(settings.get("parameter", "actor"))
    day = str(settings.get("day", "asOf" if "asOf" in params else ""))
    further = {str(name): str(value) for name, value in (settings.get("params") or {}).items()}
    _refuse_others(
        {parameter, *further, *([day] if day else [])}, params | {"limit"}, "No parameter"
    )
    shown = [str(name) for name in settings.get("columns") or ()]
    where = {
        name: tuple(slugs) if isinstance(slugs, list) else (slugs,)
        for name, slugs in (settings.get("where") or {}).items()
    }
    _refuse_others({*shown, *where}, columns, "No column")
    return PageTable(
        kinds=tuple(settings["kinds"]),
        title=settings["title"],
        id=str(settings.get("id", question)),
        order=int(settings.get("order", 50)),
        parameter=parameter,
        day=day,
        params=further,
        columns=tuple(shown),
        where=where,
        by_name=bool(settings.get("by_name", False)),
        sentence=int(settings.get("sentence", 0)),
        picture=bool(settings.get("picture", False)),
    )


def _refuse_others(names: Iterable[str], allowed: Iterable[str], message: str) -> None:
    allowed = list(allowed)
    for name in names:
        if name not in allowed:
            raise InvalidPages(f"{message} `{name}`.", f"Take one of: {', '.join(allowed)}.")


def _slugs(cell: Any) -> set[str | None]:
    """The slugs or texts of a cell of an answer; None if it is empty."""
    if cell in (None, "", []):
        return {None}
    several = cell if isinstance(cell, list) else [cell]
    return {each["slug"] if isinstance(each, dict) else str(each) for each in several}
