"""The tables of a page, each made of a description: names, statements, ties, links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import pyoxigraph as ox

from migov.vocabulary import GRAPH_DERIVED, MG, PREFIXES, RDF_TYPE, expand, name
from migov.web.descriptions.description import TIES
from migov.web.descriptions.view import Cell, Facts, Row, Section

_NAMES = ("skos:prefLabel", "skos:altLabel", "mg:abbreviation", "dcterms:title", "rdfs:label")
_LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
}
#: Properties that a page tells in its heading or in tables of their own.
_ELSEWHERE = frozenset(expand(each) for each in (*_NAMES, "skos:definition"))


def names(facts: Facts, subject: str) -> Section:
    """What the subject is called, by language."""
    rows = []
    for prefixed in _NAMES:
        predicate = expand(prefixed)
        for value in facts.values(subject, prefixed):
            lang = value.language if isinstance(value, ox.Literal) else None
            language = _LANGUAGES.get(lang or "", lang or "any language")
            cells = [
                [facts.value_cell(value)],
                [Cell(language)],
                [facts.property_cell(predicate)],
            ]
            rows.append(Row(cells, facts.references(facts.graphs(subject, predicate, value))))
    return Section("names", "Names", ("Name", "Language", "Kind"), rows, folded=True)


def statements(
    facts: Facts,
    subject: str,
    id: str = "facts",
    title: str = "Facts",
    *,
    only: Sequence[str] = (),
    but: Sequence[str] = (),
) -> Section:
    """What sources state of the subject itself, a row a value.

    `only` names the properties to tell, `but` those to leave out; all by default.
    """
    told = frozenset(expand(each) for each in only)
    left = _ELSEWHERE | {expand(each) for each in but}
    rows = [
        row
        for predicate in sorted(facts.properties(subject), key=_rank)
        if (predicate in told if told else predicate not in left)
        for row in _said(facts, subject, predicate, derived=False)
    ]
    return Section(id, title, ("Property", "Value"), rows, grouped=True)


def derived(facts: Facts, subject: str) -> Section:
    """What the rules derive about the subject."""
    rows = [
        row
        for predicate in sorted(facts.properties(subject), key=_rank)
        for row in _said(facts, subject, predicate, derived=True)
    ]
    lead = "What rules make of the stated facts when a release is built."
    return Section(
        "derived", "Derived facts", ("Property", "Value"), rows, lead, folded=True, grouped=True
    )


def _said(facts: Facts, subject: str, predicate: str, *, derived: bool) -> list[Row]:
    """The values of one property: those that sources state, or those that only rules derive."""
    values = []
    for value in facts.values(subject, predicate):
        graphs = facts.graphs(subject, predicate, value)
        if (graphs == [GRAPH_DERIVED]) is derived:
            values.append((facts.value_cell(value), graphs))
    values.sort(key=lambda item: item[0].text.casefold())
    name = [facts.property_cell(predicate)]
    return [Row([name, [cell]], facts.references(graphs)) for cell, graphs in values]


def holders(facts: Facts, organization: str, id: str, title: str) -> Section:
    """Who holds which role in an organization or body, as far as ever recorded."""
    rows = [
        _membership_row(facts, membership, facts.cells(facts.iris(membership, "org:member")))
        for membership in facts.pointing(organization, "org:organization")
    ]
    rows.sort(key=_by_text)
    return Section(id, title, ("Who", "Role", "Since", "Until", "Attested"), rows)


def held(facts: Facts, subject: str, keep: Callable[[str], bool], id: str, title: str) -> Section:
    """The roles that the subject holds: where, which, since when."""
    rows = []
    for membership in facts.pointing(subject, "org:member"):
        if any(keep(role) for role in facts.iris(membership, "org:role")):
            organizations = facts.cells(facts.iris(membership, "org:organization"))
            rows.append(_membership_row(facts, membership, organizations))
    rows.sort(key=_by_text)
    return Section(id, title, ("Where", "Role", "Since", "Until", "Attested"), rows)


def _membership_row(facts: Facts, membership: str, first: Sequence[Cell]) -> Row:
    ended = facts.text(membership, "schema:endDate")
    gone = facts.text(membership, "mg:endedBy")
    until = Cell(ended) if ended else Cell(f"gone by {gone}" if gone else "")
    attested = _bounds(
        facts.text(membership, "mg:firstAttestedOn"), facts.text(membership, "mg:lastAttestedOn")
    )
    cells = [
        first,
        facts.cells(facts.iris(membership, "org:role")),
        [Cell(facts.text(membership, "schema:startDate"))],
        [until],
        [Cell(attested)],
    ]
    return Row(cells, facts.sources_of(membership, "org:member"), facts.href(membership))


def stated(facts: Facts, source: str, triples: Sequence[ox.Triple], most: int) -> Section:
    """What a source states: thing, property, value."""
    rows = [
        Row(
            [
                [facts.value_cell(triple.subject)],
                [facts.property_cell(triple.predicate.value)],
                [facts.value_cell(triple.object)],
            ],
            facts.references([source]),
        )
        for triple in triples
    ]
    lead = f"The first {most} statements." if len(rows) == most else ""
    query = f"SELECT * {{ GRAPH <{source}> {{ ?s ?p ?o }} }}"
    links = [("All as a query", f"{facts.root}/sparql?{urlencode({'query': query})}")]
    headers = ("Thing", "Property", "Value")
    return Section("states", "What it states", headers, rows, lead, links, grouped=True)


def bodies(facts: Facts, subject: str) -> Section:
    """The bodies and departments that are part of the subject."""
    rows = [
        Row(
            [[facts.cell(body)], facts.cells(facts.types(body))],
            facts.sources_of(body, "org:unitOf"),
            facts.href(body),
        )
        for body in facts.pointing(subject, "org:unitOf", "org:subOrganizationOf")
    ]
    return Section("bodies", "Bodies", ("Body", "Kind"), sorted(rows, key=_by_text))


def partnerships(facts: Facts, subject: str) -> Section:
    """With whom the subject works, how and on what."""
    rows = []
    for tie in facts.pointing(subject, "mg:partner", "mg:concerns"):
        if (known := name(tie)) is None or known.kind != "partnership":
            continue
        others = [each for each in facts.iris(tie, "mg:partner") if each != subject]
        since = facts.text(tie, "schema:startDate", "mg:attestedIn")
        rows.append(
            Row(
                [
                    facts.cells(others),
                    facts.cells(facts.iris(tie, "mg:partnershipKind")),
                    facts.cells(facts.iris(tie, "mg:concerns")),
                    [Cell(_span(since, facts.text(tie, "schema:endDate", "mg:endedBy")))],
                ],
                facts.sources_of(tie, "mg:partner"),
                facts.href(tie),
            )
        )
    rows.sort(key=_by_text)
    return Section("partnerships", "Partnerships", ("With", "Through", "About", "When"), rows)


def meetings(facts: Facts, subject: str) -> Section:
    """The meetings that the subject convened, hosted or took part in, the newest first."""
    rows = []
    for event in _of_kind(facts, subject, "meeting"):
        place = [Cell(facts.text(event, "mg:city"))] if facts.text(event, "mg:city") else []
        place += facts.cells(facts.iris(event, "mg:hostState"))
        rows.append(
            Row(
                [
                    [
                        Cell(
                            _span(*(facts.text(event, f"schema:{p}Date") for p in ("start", "end")))
                        )
                    ],
                    [facts.cell(event)],
                    facts.cells(facts.types(event)),
                    place,
                ],
                facts.sources_of(event, "mg:convenedBy", "schema:startDate", "mg:hostState"),
                facts.href(event),
            )
        )
    rows.sort(key=lambda row: row.cells[0][0].text, reverse=True)
    return Section("meetings", "Meetings", ("When", "Meeting", "Kind", "Where"), rows)


def documents(facts: Facts, subject: str) -> Section:
    """The instruments that found, govern, or come from the subject, with how they are tied."""
    rows = []
    for predicate in ("mg:foundedBy", "mg:governedBy", "mg:implements", "mg:adopted"):
        for document in facts.iris(subject, predicate):
            if (known := name(document)) is not None and known.kind == "instrument":
                cells = [
                    [facts.cell(document)],
                    [facts.property_cell(expand(predicate))],
                    [Cell(facts.text(document, "dcterms:date"))],
                ]
                graphs = facts.graphs(subject, expand(predicate), ox.NamedNode(document))
                rows.append(Row(cells, facts.references(graphs)))
    for document in _of_kind(facts, subject, "instrument"):
        hows = _links(facts, document, subject)
        cells = [
            [facts.cell(document)],
            [facts.property_cell(link) for link in hows],
            [Cell(facts.text(document, "dcterms:date"))],
        ]
        sources = facts.sources_of(document, *hows)
        rows.append(Row(cells, sources, facts.href(document)))
    rows.sort(key=lambda row: row.cells[2][0].text, reverse=True)
    return Section("documents", "Documents", ("Document", "How", "Date"), rows)


def initiatives(facts: Facts, subject: str) -> Section:
    """Projects, programmes and funds around the subject."""
    rows = []
    for project in _of_kind(facts, subject, "initiative"):
        hows = _links(facts, project, subject)
        cells = [
            [facts.cell(project)],
            [facts.property_cell(link) for link in hows],
            [Cell(_dates(facts, project))],
        ]
        sources = facts.sources_of(project, *hows)
        rows.append(Row(cells, sources, facts.href(project)))
    rows.sort(key=_by_text)
    return Section("initiatives", "Projects and programmes", ("Project", "How", "When"), rows)


def listed(facts: Facts, subject: str, prefixed: str, id: str, title: str, header: str) -> Section:
    """The values of one property, a row each."""
    predicate = expand(prefixed)
    rows = [
        Row(
            [[facts.value_cell(value)]],
            facts.references(facts.graphs(subject, predicate, value)),
        )
        for value in facts.values(subject, prefixed)
    ]
    return Section(id, title, (header,), sorted(rows, key=_by_text))


def links(facts: Facts, subject: str, *, ties: bool) -> Section:
    """What points to the subject; `ties` are told too where no other table of the page does."""
    rows = []
    for predicate, other in facts.links(subject):
        kind = name(other)
        if kind is not None and kind.kind in TIES and not ties:
            continue
        graphs = facts.graphs(other, predicate, ox.NamedNode(subject))
        if graphs != [GRAPH_DERIVED]:
            cells = [[facts.property_cell(predicate)], [facts.cell(other)]]
            rows.append(Row(cells, facts.references(graphs)))
    rows.sort(key=lambda row: [cells[0].text.casefold() for cells in row.cells])
    return Section("links", "What points here", ("How", "What"), rows, grouped=True)


def _links(facts: Facts, thing: str, subject: str) -> list[str]:
    """The properties with which a thing points to the subject."""
    return [p for p in facts.properties(thing) if subject in facts.iris(thing, p)]


def _of_kind(facts: Facts, subject: str, kind: str) -> list[str]:
    """The things of a kind that point to the subject."""
    found = [
        other
        for _, other in facts.links(subject)
        if (known := name(other)) is not None and known.kind == kind
    ]
    return list(dict.fromkeys(found))


def _dates(facts: Facts, thing: str) -> str:
    """When something began and ended."""
    return _span(facts.text(thing, "schema:startDate"), facts.text(thing, "schema:endDate"))


def _bounds(first: str, last: str) -> str:
    """Two days as the period that they bound: whole years as years."""
    if first.endswith("-01-01") and last.endswith("-12-31"):
        first, last = first[:4], last[:4]
    return _span(first[:7], last[:7])


def _span(start: str, end: str) -> str:
    return f"{start} to {end}" if start and end and start != end else start or end


def _by_text(row: Row) -> str:
    return row.cells[0][0].text.casefold() if row.cells[0] else ""


def _rank(predicate: str) -> tuple[int, str]:
    """Properties of the ontology come first, notes and matches last."""
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
