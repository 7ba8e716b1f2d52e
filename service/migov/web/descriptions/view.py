"""A description as a page shows it: cells with a language and a link, rows with their sources.

Labels are data and not trusted: everything here is text, and the templates escape it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from migov.questions.labels import Labels
from migov.vocabulary import BASE, GRAPH_DERIVED, ID, MG, PREFIXES, compact, expand, name
from migov.web.charts.bars import Axis, Bar
from migov.web.charts.world import World
from migov.web.descriptions.description import Captions, Description
from migov.web.http.footnotes import Footnotes, Note

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

#: Scripts that are written from right to left, by language.
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Cell(NamedTuple):
    """One value: its text, where it leads, and the language of the text if it is not English."""

    text: str
    href: str | None = None
    lang: str = ""
    note: str = ""

    @property
    def dir(self) -> str:
        """The direction of the text."""
        return "rtl" if self.lang.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


class Row(NamedTuple):
    """A fact: its cells, each of several values, who says so, and the page of the statement."""

    cells: Sequence[Sequence[Cell]]
    sources: Sequence[Note]
    statement: str | None = None
    bar: Bar | None = None


@dataclass(slots=True)
class Section:
    """A table of facts with a heading; `links` lead to the same as data or to more.

    `grouped` writes a first cell that several rows share once; `axis` names the years between
    which the rows' bars lie; `map` shows the states that the rows tell of.
    """

    id: str
    title: str
    headers: Sequence[str]
    rows: list[Row]
    lead: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    folded: bool = False
    grouped: bool = False
    axis: Axis | None = None
    map: World | None = None

    def spans(self) -> list[int]:
        """How many rows the first cell of each row stands for; 0 where an earlier one does."""
        found: list[int] = []
        first = 0
        for index, row in enumerate(self.rows):
            if self.grouped and index and row.cells[0] == self.rows[first].cells[0]:
                found[first] += 1
                found.append(0)
            else:
                first = index
                found.append(1)
        return found


class Facts:
    """The statements of a description by subject and property, and the footnotes of its page."""

    def __init__(
        self,
        description: Description,
        captions: Captions,
        labels: Labels,
        lang: str,
        root: str = "",
    ) -> None:
        """`root` is the path that the release's pages lie under."""
        self.description = description
        self.lang = lang
        self.root = root
        self._captions = captions
        self._labels = labels
        self._values: dict[str, dict[str, dict[Value, list[str]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )
        # An insertion-ordered set by target: whoever points to it, with which property.
        self._pointing: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        self._notes = Footnotes(self.source_title, lambda graph: self.href(graph) or graph)
        for about, property, value, source in description.statements:
            if not isinstance(about, ox.NamedNode):
                continue
            subject, predicate = about.value, property.value
            graph = source.value if isinstance(source, ox.NamedNode) else ""
            self._values[subject][predicate][value].append(graph)
            if isinstance(value, ox.NamedNode):
                self._pointing[value.value][predicate, subject] = None

    def properties(self, subject: str) -> list[str]:
        """The properties that something is said with."""
        return list(self._values.get(subject, {}))

    def values(self, subject: str, *names: str) -> list[Value]:
        """The values of properties (`mg:established`), in the order in which they were told."""
        told = self._values.get(subject, {})
        return list(dict.fromkeys(v for n in names for v in told.get(expand(n), {})))

    def iris(self, subject: str, *names: str) -> list[str]:
        """The values that are IRIs."""
        return [v.value for v in self.values(subject, *names) if isinstance(v, ox.NamedNode)]

    def text(self, subject: str, *names: str) -> str:
        """The first value as text, "" where there is none; a date is as precise as it is known."""
        values = [v.value for v in self.values(subject, *names) if isinstance(v, ox.Literal)]
        return values[0] if values else ""

    def pointing(self, target: str, *names: str) -> list[str]:
        """The things that point to `target` with one of the properties."""
        wanted = {expand(n) for n in names}
        return list(dict.fromkeys(s for p, s in self.links(target) if p in wanted))

    def links(self, target: str) -> list[tuple[str, str]]:
        """Everything that points to `target`: the property, and the thing."""
        return list(self._pointing.get(target, ()))

    def graphs(self, subject: str, predicate: str, value: Value) -> list[str]:
        """The graphs that state one thing."""
        return self._values.get(subject, {}).get(predicate, {}).get(value, [])

    def stating(self, subject: str, *names: str) -> list[str]:
        """The graphs that state anything of `subject`, or anything with the properties named."""
        told = self._values.get(subject, {})
        wanted = [expand(n) for n in names] or list(told)
        return sorted({g for p in wanted for gs in told.get(p, {}).values() for g in gs})

    def sources_of(self, subject: str, *names: str) -> list[Note]:
        """Who says so: the source graphs; the editor only where nobody else does."""
        graphs = [g for g in self.stating(subject, *names) if g != GRAPH_DERIVED]
        others = [g for g in graphs if not g.endswith("/source/editorial")]
        return self.references(others or graphs)

    def references(self, graphs: Iterable[str]) -> list[Note]:
        """Footnotes of graphs: a source's leads to its page, the rules' to what they derive."""
        return self._notes.of(graphs)

    def notes(self) -> list[tuple[Note, str]]:
        """Every footnote so far with the date of its source's content."""
        return [
            (note, self.caption_text(note.source, MG + "contentDate")) for note in self._notes.all()
        ]

    def source_title(self, graph: str) -> str:
        """What a graph's source is called."""
        if graph == GRAPH_DERIVED:
            return "Derived by rule from the stated facts"
        if not graph.startswith(ID):
            return f"The project's own {graph.rpartition('/')[2]}"
        return self.label(graph)

    def caption_text(self, iri: str, predicate: str) -> str:
        """A literal among the captions of `iri`: in the page's language, in English, or none."""
        told = {
            value.language or "": value.value
            for _, property, value, _ in self._captions.of(iri)
            if property.value == predicate and isinstance(value, ox.Literal)
        }
        return told.get(self.lang) or told.get("en") or next(iter(told.values()), "")

    def label(self, iri: str) -> str:
        """What `iri` is called in the language of the page, else in English."""
        return self.cell(iri).text

    def cell(self, iri: str, note: str = "") -> Cell:
        """`iri` as a cell that leads to its page."""
        entry = self._labels.entry(iri)
        if entry is None or not entry.preferred:
            return Cell(self._plain(iri), self.href(iri), "", note)
        text = entry.label(self.lang)
        lang = next((tag for tag, label in entry.preferred.items() if label == text), "")
        for tag in (self.lang, "en"):
            if entry.preferred.get(tag) == text:
                lang = tag
                break
        return Cell(text, self.href(iri), "" if lang == "en" else lang, note)

    def cells(self, iris: Iterable[str]) -> list[Cell]:
        """Several IRIs as cells, by name."""
        return sorted((self.cell(iri) for iri in iris), key=lambda cell: cell.text.casefold())

    def value_cell(self, value: Value) -> Cell:
        """Any value as a cell."""
        if isinstance(value, ox.NamedNode):
            return self.cell(value.value)
        if isinstance(value, ox.Literal):
            lang = value.language or ""
            return Cell(value.value, None, "" if lang == "en" else lang)
        return Cell(str(value))

    def property_cell(self, predicate: str) -> Cell:
        """A property by its label, with its definition a click away."""
        text = self.caption_text(predicate, PREFIXES["rdfs"] + "label")
        return Cell(text or self._plain(predicate), self.href(predicate) or predicate)

    def types(self, iri: str) -> list[str]:
        """The classes of `iri`."""
        return self._captions.types(iri)

    def href(self, iri: str) -> str | None:
        """Where an IRI leads to on this service; a stranger's leads to itself, if it is the web."""
        known = name(iri)
        if known is not None:
            return f"{self.root}/doc/{known.kind}/{known.slug}"
        if iri.startswith(MG):
            return f"{self.root}/ontology#{iri[len(MG) :]}"
        if iri.startswith(BASE + "graph/"):
            return f"{self.root}/dataset#{iri.rpartition('/')[2]}"
        return iri if iri.startswith(("http://", "https://", "mailto:")) else None

    @staticmethod
    def _plain(iri: str) -> str:
        known = name(iri)
        if known is not None:
            return known.slug
        short = compact(iri)
        return iri if short == iri else _WORDS.sub(" ", short.partition(":")[2]).lower()
