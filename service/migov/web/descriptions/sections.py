"""The tables of an entity page: answers of the catalogue, then other statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from migov.networks.spells import FIRST_DAY, LAST_DAY
from migov.questions.messages import marked
from migov.vocabulary import ACTOR_KINDS, GRAPH_DERIVED, MG, PREFIXES, RDF_TYPE, expand, name
from migov.web.descriptions.answers import Answers, Placed, table_of
from migov.web.descriptions.description import TIES
from migov.web.descriptions.view import Facts
from migov.web.http.formats import dated
from migov.web.http.translation import gettext as _
from migov.web.tables import Cell, Row, Table, headed

_NAMES = ("skos:prefLabel", "skos:altLabel", "mg:abbreviation", "dcterms:title", "rdfs:label")
_LANGUAGES = {
    "ar": marked("Arabic"),
    "de": marked("German"),
    "en": marked("English"),
    "es": marked("Spanish"),
    "fr": marked("French"),
    "nl": marked("Dutch"),
    "pt": marked("Portuguese"),
    "ru": marked("Russian"),
    "zh": marked("Chinese"),
}
#: Properties shown in the page's heading or in separate tables.
_APART = frozenset(expand(each) for each in (*_NAMES, "skos:definition"))


#: The cells of a row, and the graphs that state it.
Stated = tuple[Sequence[Sequence[Cell]], Sequence[str]]


def _table(
    facts: Facts,
    id: str,
    title: str,
    labels: Sequence[str],
    stated: Sequence[Stated],
    most: int | None,
    **given: Any,
) -> Table:
    """A table of the first `most` rows of `stated`; only their sources get footnotes."""
    rows = [Row(cells, facts.references(graphs)) for cells, graphs in stated[:most]]
    return Table(id, title, headed(*labels), rows, total=len(stated), **given)


def names(facts: Facts, subject: str, most: int | None = None) -> Table:
    """The names of the subject by language."""
    rows: list[Stated] = []
    for prefixed in _NAMES:
        predicate = expand(prefixed)
        for value in facts.values(subject, prefixed):
            lang = value.language if isinstance(value, ox.Literal) else None
            language = _(_LANGUAGES.get(lang or "", lang or marked("any language")))
            cells = [
                [facts.value_cell(value)],
                [Cell(language)],
                [facts.property_cell(predicate)],
            ]
            rows.append((cells, facts.graphs(subject, predicate, value)))
    return _table(facts, "names", _("Names"), (_("Name"), _("Language"), _("Kind")), rows, most)


def statements(
    facts: Facts,
    subject: str,
    id: str = "facts",
    title: str = marked("Facts"),
    *,
    only: Sequence[str] = (),
    but: Sequence[str] = (),
    most: int | None = None,
) -> Table:
    """The sources' statements about the subject itself, one row per value.

    `only` names the properties to show, `but` those to omit; default: all.
    """
    included = frozenset(expand(each) for each in only)
    left = _APART | {expand(each) for each in but}
    rows = [
        row
        for predicate in sorted(facts.properties(subject), key=_rank)
        if (predicate in included if included else predicate not in left)
        for row in _said(facts, subject, predicate, derived=False)
    ]
    return _table(facts, id, title, (_("Property"), _("Value")), rows, most, grouped=True)


def derived(facts: Facts, subject: str, day: str, most: int | None = None) -> Table:
    """The derived statements about the subject; relations such as "chair of" are those of `day`."""
    rows = [
        row
        for predicate in sorted(facts.properties(subject), key=_rank)
        for row in _said(facts, subject, predicate, derived=True)
    ]
    lead = _(
        "What rules make of the stated facts when a release is built. Relations such as “chair of” "
        "are those of %(day)s, the day of its newest source."
    ) % {"day": dated(day)}
    return _table(
        facts,
        "derived",
        _("Derived facts"),
        (_("Property"), _("Value")),
        rows,
        most,
        lead=lead,
        grouped=True,
    )


def _said(facts: Facts, subject: str, predicate: str, *, derived: bool) -> list[Stated]:
    """The values of one property, either stated or only derived."""
    values = []
    for value in facts.values(subject, predicate):
        if derived and isinstance(value, ox.Literal) and value.value in (FIRST_DAY, LAST_DAY):
            continue  # no bound, or never
        graphs = facts.graphs(subject, predicate, value)
        if (graphs == [GRAPH_DERIVED]) is derived:
            values.append((facts.value_cell(value), graphs))
    values.sort(key=lambda item: item[0].text.casefold())
    name = [facts.property_cell(predicate)]
    return [([name, [cell]], graphs) for cell, graphs in values]


def stated(
    facts: Facts, source: str, triples: Sequence[ox.Triple], limit: int, most: int | None = None
) -> Table:
    """The first `limit` statements of a source: thing, property, value."""
    rows: list[Stated] = [
        (
            [
                [facts.value_cell(triple.subject)],
                [facts.property_cell(triple.predicate.value)],
                [facts.value_cell(triple.object)],
            ],
            [source],
        )
        for triple in triples
    ]
    lead = _("The first %(number)s statements.") % {"number": limit} if len(rows) == limit else ""
    query = f"SELECT * {{ GRAPH <{source}> {{ ?s ?p ?o }} }}"
    links = [(_("All as a query"), f"{facts.root}/sparql?{urlencode({'query': query})}")]
    columns = (_("Thing"), _("Property"), _("Value"))
    return _table(
        facts,
        "states",
        _("What it states"),
        columns,
        rows,
        most,
        lead=lead,
        links=links,
        grouped=True,
    )


def links(facts: Facts, subject: str, *, ties: bool, most: int | None = None) -> Table:
    """The links to the subject; `ties` are included if no other table shows them."""
    rows: list[Stated] = []
    for predicate, other in facts.links(subject):
        kind = name(other)
        if kind is not None and kind.kind in TIES and not ties:
            continue
        graphs = facts.graphs(other, predicate, ox.NamedNode(subject))
        if graphs != [GRAPH_DERIVED]:
            cells = [[facts.property_cell(predicate)], [facts.cell(other)]]
            rows.append((cells, graphs))
    rows.sort(key=lambda row: [cells[0].text.casefold() for cells in row[0]])
    return _table(
        facts, "links", _("What points here"), (_("How"), _("What")), rows, most, grouped=True
    )


def _rank(predicate: str) -> tuple[int, str]:
    """The rank of a property: those of the ontology first, notes and matches last."""
    if predicate == RDF_TYPE:
        return (0, "")
    if predicate.startswith(MG):
        return (1, predicate)
    if predicate.endswith(("startDate", "endDate")):
        # "start" stands after "end" in the alphabet, and before it in time.
        return (2, "" if predicate.endswith("startDate") else " ")
    if predicate.startswith(PREFIXES["skos"]) or predicate.startswith(PREFIXES["owl"]):
        return (3, predicate)
    return (2, predicate)


#: Properties with tables of their own on an actor's page.
_NOTES = ("skos:editorialNote", "skos:note", "skos:historyNote", "skos:scopeNote")
_ELSEWHERE = (
    "owl:sameAs",
    "skos:exactMatch",
    "skos:closeMatch",
    "skos:broadMatch",
    "skos:narrowMatch",
    "skos:relatedMatch",
    "dcterms:isReferencedBy",
)
#: Properties that an actor's page shows as answers, or in the tables above.
_TABLED = (
    "mg:priority",
    "mg:foundedBy",
    "mg:governedBy",
    "mg:implements",
    "wgs84:lat",
    "wgs84:long",
    *_NOTES,
    *_ELSEWHERE,
)
#: Rows shown initially per table.
FIRST = 10


def layout(
    facts: Facts,
    subject: str,
    kind: str,
    placed: Sequence[Placed],
    answers: Answers,
    day: str,
    whole: str = "",
) -> list[Table]:
    """The tables of the page of `subject`, including empty ones; `day` is the reference day of the
    release.

    Each has its first rows; the table with the id `whole` has all. They are built in the order of
    display, which numbers the footnotes.
    """

    def most(id: str) -> int | None:
        return None if id == whole else FIRST

    answered = [table_of(facts, each, answers, subject, most(each.table.id)) for each in placed]
    if kind not in ACTOR_KINDS:
        return [
            *answered,
            statements(facts, subject),
            links(facts, subject, ties=True, most=most("links")),
            names(facts, subject, most("names")),
            derived(facts, subject, day, most("derived")),
        ]
    return [
        *answered,
        statements(facts, subject, but=_TABLED, most=most("facts")),
        statements(facts, subject, "notes", _("Notes"), only=_NOTES, most=most("notes")),
        links(facts, subject, ties=False, most=most("links")),
        names(facts, subject, most("names")),
        statements(
            facts,
            subject,
            "elsewhere",
            _("Elsewhere"),
            only=(*_ELSEWHERE, "wgs84:lat", "wgs84:long"),
            most=most("elsewhere"),
        ),
        derived(facts, subject, day, most("derived")),
    ]
