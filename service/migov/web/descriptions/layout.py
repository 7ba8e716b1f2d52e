"""The tables of an entity page in order: answers of the catalogue, then other statements."""

from __future__ import annotations

from collections.abc import Sequence

from migov.vocabulary import ACTOR_KINDS
from migov.web.descriptions.answers import Answers, Placed, table_of
from migov.web.descriptions.sections import derived, links, names, statements
from migov.web.descriptions.view import Facts
from migov.web.http.translation import gettext as _
from migov.web.tables import Table

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
    whole: str = "",
) -> list[Table]:
    """The tables of the page of `subject`, including empty ones.

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
            derived(facts, subject, most("derived")),
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
        derived(facts, subject, most("derived")),
    ]
