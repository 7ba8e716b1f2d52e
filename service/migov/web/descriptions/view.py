"""The view model of an entity page: statements by subject and property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from migov.questions.labels import Labels
from migov.vocabulary import BASE, GRAPH_DERIVED, ID, MG, PREFIXES, expand, local_name, name
from migov.web.descriptions.description import Captions, Description
from migov.web.http.translation import gettext as _
from migov.web.tables import Cell, Footnotes, Names, Note, in_words

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Facts(Names):
    """The statements of a description by subject and property, and the footnotes of its page."""

    def __init__(
        self,
        description: Description,
        captions: Captions,
        labels: Labels,
        lang: str,
        root: str = "",
    ) -> None:
        """`root` is the path of the release's pages."""
        super().__init__(labels, lang, root)
        self.description = description
        self._captions = captions
        self._values: dict[str, dict[str, dict[Value, list[str]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )
        # An insertion-ordered set by target: the subjects and properties that point to it.
        self._pointing: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        self._notes = Footnotes(self.source_title, self.href)
        for about, property, value, source in description.statements:
            if not isinstance(about, ox.NamedNode):
                continue
            subject, predicate = about.value, property.value
            graph = source.value if isinstance(source, ox.NamedNode) else ""
            self._values[subject][predicate][value].append(graph)
            if isinstance(value, ox.NamedNode):
                self._pointing[value.value][predicate, subject] = None

    def properties(self, subject: str) -> list[str]:
        """The properties of a subject."""
        return list(self._values.get(subject, {}))

    def values(self, subject: str, *names: str) -> list[Value]:
        """The values of properties (`mg:established`), in the order of the description."""
        values = self._values.get(subject, {})
        return list(dict.fromkeys(v for n in names for v in values.get(expand(n), {})))

    def iris(self, subject: str, *names: str) -> list[str]:
        """The values that are IRIs."""
        return [v.value for v in self.values(subject, *names) if isinstance(v, ox.NamedNode)]

    def texts(self, subject: str, *names: str) -> list[str]:
        """The values that are literals, as text."""
        return [v.value for v in self.values(subject, *names) if isinstance(v, ox.Literal)]

    def text(self, subject: str, *names: str) -> str:
        """The first value as text, "" if there is none."""
        return next(iter(self.texts(subject, *names)), "")

    def pointing(self, target: str, *names: str) -> list[str]:
        """The subjects that point to `target` with one of the properties."""
        wanted = {expand(n) for n in names}
        return list(dict.fromkeys(s for p, s in self.links(target) if p in wanted))

    def links(self, target: str) -> list[tuple[str, str]]:
        """All links to `target` as (property, subject)."""
        return list(self._pointing.get(target, ()))

    def graphs(self, subject: str, predicate: str, value: Value) -> list[str]:
        """The graphs that contain one statement."""
        return self._values.get(subject, {}).get(predicate, {}).get(value, [])

    def stating(self, subject: str, *names: str) -> list[str]:
        """The graphs with statements about `subject`, or only with the given properties."""
        values = self._values.get(subject, {})
        wanted = [expand(n) for n in names] or list(values)
        return sorted({g for p in wanted for gs in values.get(p, {}).values() for g in gs})

    def sources_of(self, subject: str, *names: str) -> list[Note]:
        """The source graphs; the editorial one only if there is no other."""
        graphs = [g for g in self.stating(subject, *names) if g != GRAPH_DERIVED]
        others = [g for g in graphs if not g.endswith("/source/editorial")]
        return self.references(others or graphs)

    def references(self, graphs: Iterable[str]) -> list[Note]:
        """The footnotes of graphs, linked to the source's page or to the derivation rules."""
        return self._notes.of(graphs)

    def footnotes(self) -> Footnotes:
        """The footnotes of the page."""
        return self._notes

    def notes(self) -> list[tuple[Note, str]]:
        """All footnotes so far with the content dates of their sources."""
        return [
            (note, self.caption_text(note.source, MG + "contentDate")) for note in self._notes.all()
        ]

    def source_title(self, graph: str) -> Cell:
        """The title of a graph's source."""
        if graph == GRAPH_DERIVED:
            return Cell(_("Derived by rule from the stated facts"))
        if not graph.startswith(ID):
            name = graph.rpartition("/")[2]
            return Cell(_("The project's own graph: %(name)s") % {"name": name})
        return self.cell(graph)

    def caption_text(self, iri: str, predicate: str) -> str:
        """A literal caption of `iri` in the page's language or English, or None."""
        return self._caption(iri, predicate).text

    def _caption(self, iri: str, predicate: str) -> Cell:
        """The same with its language."""
        values = {
            value.language or "": value.value
            for _, property, value, _ in self._captions.of(iri)
            if property.value == predicate and isinstance(value, ox.Literal)
        }
        lang = next((tag for tag in (self.lang, "en", *values) if values.get(tag)), "")
        return Cell(values.get(lang, ""), lang=lang)

    def value_cell(self, value: Value) -> Cell:
        """Any value as a cell."""
        if isinstance(value, ox.NamedNode):
            return self.cell(value.value)
        if isinstance(value, ox.Literal):
            # Text of no stated language is not of the page's: BCP 47 has a tag for it.
            text = "und" if value.datatype.value == PREFIXES["xsd"] + "string" else ""
            return Cell(value.value, None, value.language or text)
        return Cell(str(value))

    def property_cell(self, predicate: str) -> Cell:
        """A property by its label, with its definition a click away."""
        label = self._caption(predicate, PREFIXES["rdfs"] + "label")
        if not label.text:
            label = Cell(in_words(predicate), lang="en")
        return label._replace(href=self.href(predicate) or predicate)

    def types(self, iri: str) -> list[str]:
        """The classes of `iri`."""
        return self._captions.types(iri)

    def href(self, iri: str) -> str | None:
        """The link of an IRI: a thing's page in the release, a term's in the ontology."""
        known = name(iri)
        if known is not None:
            return f"{self.root}/doc/{known.kind}/{known.slug}"
        if iri.startswith(MG):
            return f"{self.root}/ontology#{iri[len(MG) :]}"
        if iri.startswith(BASE + "graph/"):
            return f"{self.root}/dataset#{local_name(iri)}"
        return iri if iri.startswith(("http://", "https://", "mailto:")) else None
