"""The view model of tables: cells, rows with sources, and footnotes of a page.

Labels are untrusted data: everything here is text, and the templates escape it. The macro `table`
in `templates/tables.html` renders a `Table`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import escape

from migov.questions.labels import Labels
from migov.vocabulary import BASE, compact
from migov.web.charts.bars import Axis, Bar
from migov.web.charts.calendar import Calendar
from migov.web.charts.world import World
from migov.web.http.formats import time
from migov.web.http.templating import local
from migov.web.http.translation import language_attributes

#: Number of names in the preview of a folded table.
PREVIEWED = 3
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Note(NamedTuple):
    """A source as a row refers to it: its number on the page, its page, its title, its IRI.

    `lang` is the language of the title, "" if it has none.
    """

    number: int
    href: str
    title: str
    source: str
    lang: str = ""


class Cell(NamedTuple):
    """One value: its text, its link, and the language of the text, "" if it has none.

    In a template it writes itself, its text as the page's language writes dates.

    `note` is additional small print, and `sources` are the cell's sources in rows with sources per
    cell. With `basis` the cell shows the mark of certainty, and `text` is when the row was last
    seen.
    """

    text: str
    href: str | None = None
    lang: str = ""
    note: str = ""
    sources: Sequence[Note] = ()
    basis: str = ""

    def __html__(self) -> str:
        """The text as HTML: a link where it leads somewhere, with its language where it differs."""
        attributes = language_attributes(self.lang)
        text = escape(self.text) if self.lang else time(self.text)
        if self.href:
            return f'<a href="{escape(self.href)}"{attributes}>{text}</a>'
        return f"<span{attributes}>{text}</span>" if attributes else str(text)

    @property
    def unlinked(self) -> Cell:
        """The same without its link."""
        return self._replace(href=None)


class Row(NamedTuple):
    """A row: its cells (each with several values), its sources, the pages of its statements.

    `bar` is its interval on the table's axis, and `width` the length of its number's bar, in
    percent; `more` links to what the row omits.
    """

    cells: Sequence[Sequence[Cell]]
    sources: Sequence[Note] = ()
    statements: Sequence[str] = ()
    bar: Bar | None = None
    width: float | None = None
    more: Cell | None = None


class Column(NamedTuple):
    """A column: its heading, its meaning, whether it holds numbers; `cell` is a linked heading."""

    label: str
    description: str = ""
    number: bool = False
    href: str | None = None


@dataclass(slots=True)
class Table:
    """A table with a heading; `links` lead to its data or to more.

    `grouped` shows a first cell shared by several rows once; `folded` hides the rows initially.
    `axis` has the years of the rows' bars, `calendar` the months of events; `map` shows the states
    of the rows, and `counted` is the column whose numbers have bars, or -1. `sourced` says whether
    there is a column of sources, and `facts` whether each row is a fact with a source. `named`
    makes the first cell of each row its heading. `rows` are the first of `total` rows, -1 if all
    are here.
    """

    id: str
    title: str
    columns: Sequence[Column]
    rows: list[Row]
    lead: str = ""
    links: Sequence[tuple[str, str]] = ()
    folded: bool = False
    grouped: bool = False
    axis: Axis | None = None
    calendar: Calendar | None = None
    map: World | None = None
    counted: int = -1
    sourced: bool = True
    facts: bool = True
    named: bool = False
    total: int = -1
    spans: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.spans = _spans(self.rows) if self.grouped else [1] * len(self.rows)
        self.total = max(self.total, len(self.rows))

    @property
    def preview(self) -> list[Cell]:
        """The names in the first cells of the first rows, for a folded table."""
        firsts = (row.cells[0][0].unlinked for row in self.rows if row.cells and row.cells[0])
        return list(dict.fromkeys(firsts))[:PREVIEWED]

    @property
    def marked(self) -> bool:
        """Whether any row has a mark of certainty."""
        return any(cell.basis for row in self.rows for cells in row.cells for cell in cells)


def headed(*labels: str) -> list[Column]:
    """Columns with only a heading."""
    return [Column(label) for label in labels]


def _spans(rows: Sequence[Row]) -> list[int]:
    """The row span of each first cell; 0 if covered by an earlier one."""
    spans: list[int] = []
    first = 0
    for index, row in enumerate(rows):
        if index and row.cells[0] == rows[first].cells[0]:
            spans[first] += 1
            spans.append(0)
        else:
            first = index
            spans.append(1)
    return spans


class Footnotes:
    """The numbered sources of one page, in order of first reference.

    `title` and `address` return the text and URL of a note, by the IRI of the source.
    """

    def __init__(self, title: Callable[[str], Cell], address: Callable[[str], str | None]) -> None:
        self._title = title
        self._address = address
        self._notes: dict[str, Note] = {}

    def of(self, sources: Iterable[str]) -> list[Note]:
        """The notes of the given sources; new ones are appended."""
        return sorted(self._note(source) for source in dict.fromkeys(sources))

    def all(self) -> list[Note]:
        """All notes so far, in order."""
        return list(self._notes.values())

    def _note(self, source: str) -> Note:
        if source not in self._notes:
            address = self._address(source) or source
            number = len(self._notes) + 1
            title = self._title(source)
            self._notes[source] = Note(number, address, title.text, source, title.lang)
        return self._notes[source]


class Names:
    """Things as cells: their labels in one language, and their pages on this service."""

    def __init__(self, labels: Labels, lang: str, root: str = "") -> None:
        """`root` is the path of the release's pages."""
        self.labels = labels
        self.lang = lang
        self.root = root
        self._cells: dict[str, Cell] = {}

    def footnotes(self) -> Footnotes:
        """New footnotes with the sources' labels as titles."""
        return Footnotes(self.cell, self.href)

    def label(self, iri: str) -> str:
        """The label of `iri` in the language of the page, else in English."""
        return self.cell(iri).text

    def cell(self, iri: str) -> Cell:
        """`iri` as a cell linked to its page."""
        cell = self._cells.get(iri)
        if cell is None:
            cell = self._cells[iri] = self._made(iri)
        return cell

    def cells(self, iris: Iterable[str]) -> list[Cell]:
        """Several IRIs as cells, sorted by name."""
        return sorted((self.cell(iri) for iri in iris), key=lambda cell: cell.text.casefold())

    def href(self, iri: str) -> str | None:
        """The link of an IRI: the project's to their page here, others to themselves."""
        if iri.startswith(BASE):
            return self.root + local(iri)
        return iri if iri.startswith(("http://", "https://", "mailto:")) else None

    def _made(self, iri: str) -> Cell:
        entry = self.labels.entry(iri)
        if entry is None or not entry.preferred:
            return Cell(self.labels.label(iri, self.lang), self.href(iri))
        text = entry.label(self.lang)
        tags = (self.lang, "en", *entry.preferred)
        lang = next((tag for tag in tags if entry.preferred.get(tag) == text), "")
        return Cell(text, self.href(iri), lang)


def in_words(iri: str) -> str:
    """The local name of a term of a known vocabulary in words; any other IRI unchanged."""
    short = compact(iri)
    return iri if short == iri else _WORDS.sub(" ", short.partition(":")[2]).lower()
