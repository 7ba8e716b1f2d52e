"""The table layouts of `migov import`, with the headings of the catalogue's CSV answers.

So an answer of `members`, `chairs`, `meetings`, `parties` or `agreements`, saved as CSV, is a
template. Headings may be in any order; case, accents and punctuation are ignored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from migov.curation.spreadsheet import Row, Sheet
from migov.knowledge.findings import Finding, Severity
from migov.questions.names import folded

#: Columns of answers that an import ignores.
_COMPUTED = ("basis", "last seen", "current", "complete until")
_EVIDENCE = ("sources", "sources iri", "statement", "statement iri")


@dataclass(frozen=True)
class Layout:
    """One kind of table, recognized by the heading `key`.

    `columns` are text, `things` are names with an optional column "… IRI".
    """

    name: str
    key: str
    things: tuple[str, ...]
    columns: tuple[str, ...]
    about: str

    @property
    def headings(self) -> list[str]:
        """The headings for curators, without columns that only answers have."""
        return list(dict.fromkeys([self.key, *self.things, *self.columns]))

    def reads(self, heading: str) -> bool:
        """Whether the heading belongs to this table, including columns of answers."""
        iris = tuple(f"{thing} iri" for thing in self.things)
        return heading in (*self.things, *iris, *self.columns, *_COMPUTED, *_EVIDENCE)


MEMBERS = Layout(
    "members",
    "member",
    ("member", "role", "body", "committee"),
    ("since", "until", "gone by", "seen in", "note"),
    "who is in a mechanism, organization or body, and in which role (member where none is given)",
)
CHAIRS = Layout(
    "chairs",
    "chair",
    ("chair", "role", "body"),
    ("since", "until", "gone by", "seen in", "note"),
    "who chairs it",
)
MEETINGS = Layout(
    "meetings",
    "meeting",
    ("meeting", "kind", "convened by", "state", "themes", "adopted"),
    ("from", "to", "city", "note"),
    "its meetings; From and Kind are needed for a new one",
)
ACTS = Layout(
    "treaty acts",
    "party",
    ("party", "acts"),
    (
        "since",
        "until",
        "signed",
        "ratified",
        "acceded",
        "succeeded",
        "accepted",
        "approved",
        "denounced",
        "vote",
        "voted",
        "not party in",
        "note",
    ),
    "what states did about a treaty: a date under the act, or the act and its date (Since)",
)
AGREEMENTS = Layout(
    "agreements",
    "agreement",
    ("agreement", "kind", "partners", "about", "legal nature"),
    ("signed", "in force from", "until", "page", "slug", "note"),
    "agreements between states or organizations; Kind and Partners are needed for a new one",
)
#: Synonyms of headings.
_ALSO = {
    "since": ("start", "start date", "depuis", "desde", "begin", "joined"),
    "until": ("end", "end date", "jusqu a", "hasta", "left"),
    "gone by": ("ended by",),
    "seen in": ("attested in",),
    "body": ("organe", "organo"),
    "role": ("rôle", "rol", "funcao"),
    "member": ("membre", "miembro", "membro", "member state", "country", "pays", "pais", "state"),
}
LAYOUTS = (MEMBERS, CHAIRS, MEETINGS, ACTS, AGREEMENTS)


def with_known_headings(sheet: Sheet) -> Sheet:
    """The table with synonyms of headings, such as "Pays", replaced.

    Synonyms of the member only count in a table without a key heading.
    """
    keys = {layout.key for layout in LAYOUTS}
    renamed: dict[str, str] = {}
    for heading, others in _ALSO.items():
        other = next((folded(each) for each in others if folded(each) in sheet.columns), None)
        taken = keys & sheet.columns.keys() if heading == "member" else heading in sheet.columns
        if other and not taken:
            renamed[other] = heading
    if not renamed:
        return sheet
    columns = {renamed.get(heading, heading): at for heading, at in sheet.columns.items()}
    rows = [
        Row(row.line, {renamed.get(heading, heading): text for heading, text in row.cells.items()})
        for row in sheet.rows
    ]
    return replace(sheet, columns=columns, rows=rows)


def layout_of(sheet: Sheet) -> Layout | Finding:
    """The layout of the table by its key heading, or a finding about its header."""
    layouts = [layout for layout in LAYOUTS if layout.key in sheet.columns]
    if len(layouts) == 1:
        return layouts[0]
    known = "; ".join(f"{layout.key.capitalize()} ({layout.name})" for layout in LAYOUTS)
    written = ", ".join(head for _, head in sheet.columns.values()) or "none"
    if layouts:
        message = f"The header fits several tables: {', '.join(layout.name for layout in layouts)}."
        remedy = "Split the table, or rename the headings that mean something else."
    else:
        message = f"The header says no table: {written}."
        remedy = f"One heading determines the table: {known}. docs/curation.md describes each."
    return sheet.finding(1, None, message, remedy)


def header_findings(sheet: Sheet, layout: Layout) -> list[Finding]:
    """A finding for each heading that the table does not have."""
    findings = []
    for heading, (_, written) in sheet.columns.items():
        if layout.reads(heading):
            continue
        near = process.extractOne(heading, layout.headings, scorer=fuzz.ratio, score_cutoff=60)
        hint = f"Did you mean {near[0].capitalize()}? " if near else ""
        allowed = ", ".join(each.capitalize() for each in layout.headings)
        findings.append(
            sheet.finding(
                1,
                heading,
                f"A table of {layout.name} has no column “{written}”.",
                f"{hint}Rename or remove it. The columns are {allowed}.",
                Severity.VIOLATION,
            )
        )
    return findings
