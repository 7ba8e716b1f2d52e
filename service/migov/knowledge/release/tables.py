"""The tables of a release: the columns, the source of each cell and its meaning.

One description serves both the CSV and its CSVW metadata.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple

from migov.knowledge.release.table_view import View
from migov.vocabulary import ACTOR_KINDS, name

#: The separator of several values in one cell.
SEPARATOR: Final = " | "

#: The type of a cell; a partial date is a day, a month or a year, as precise as the source.
Kind = Literal["text", "iri", "date", "partial date", "integer"]


class Column(NamedTuple):
    """One column: `values` returns the texts of its cell for the thing of a row, in order."""

    name: str
    about: str
    values: Callable[[View, str], Sequence[str]]
    kind: Kind = "text"
    many: bool = False


class Table(NamedTuple):
    """One file: `rows` returns the IRIs of its things, `key` names the unique column.

    `refers` names columns that hold the slug of an actor in `actors.csv`.
    """

    file: str
    about: str
    rows: Callable[[View], Sequence[str]]
    columns: tuple[Column, ...]
    key: str
    refers: tuple[str, ...] = ()


def _texts(predicate: str) -> Callable[[View, str], Sequence[str]]:
    return lambda view, node: view.values(node, predicate)


def _slugs(predicate: str) -> Callable[[View, str], Sequence[str]]:
    return lambda view, node: view.slugs(view.values(node, predicate))


def _labels(predicate: str) -> Callable[[View, str], Sequence[str]]:
    return lambda view, node: view.labels(view.values(node, predicate))


def _whole(view: View, node: str) -> list[str]:
    """The mechanism or organization of a membership; for one in a body, its parent."""
    organization = view.values(node, "org:organization")
    whole = [part for one in organization for part in view.values(one, "org:unitOf")]
    return whole or organization


def _kinds(iris: Sequence[str]) -> list[str]:
    return [known.kind for iri in iris if (known := name(iri))]


def _actors(view: View) -> list[str]:
    return [iri for iri in view.instances("mg:Actor") if set(_kinds([iri])) & set(ACTOR_KINDS)]


def _wikidata(view: View, node: str) -> list[str]:
    start = "http://www.wikidata.org/entity/"
    return [
        iri.removeprefix(start) for iri in view.values(node, "owl:sameAs") if iri.startswith(start)
    ]


_CERTAINTY = Column(
    "certainty",
    "How sure an editor is, where that is said, and of each doubt where there are several.",
    _slugs("mg:certainty"),
    many=True,
)
_SOURCES = Column(
    "sources",
    "The slugs of the sources that say so.",
    _slugs("prov:wasDerivedFrom"),
    many=True,
)
_START = Column("start", "When it began.", _texts("schema:startDate"), "partial date", True)
_END = Column(
    "end",
    "When it ended; empty means unknown or not yet.",
    _texts("schema:endDate"),
    "partial date",
    True,
)
_ENDED_BY = Column(
    "ended_by", "By when it was over at the latest.", _texts("mg:endedBy"), "partial date", True
)


def _iri(of: str) -> Column:
    return Column(of, "The IRI of this row's thing.", lambda _, node: [node], "iri")


MEMBERSHIPS: Final = Table(
    "memberships.csv",
    "Who is or was in what, in which role and when: one row a membership.",
    lambda view: view.instances("org:Membership"),
    (
        Column("actor", "The slug or code of the member.", _slugs("org:member")),
        Column("actor_label", "What the member is called.", _labels("org:member")),
        Column(
            "actor_kind",
            "State, mechanism, organization or body.",
            lambda view, node: _kinds(view.values(node, "org:member")),
        ),
        Column("organization", "The slug of what it is a member of.", _slugs("org:organization")),
        Column("organization_label", "What that is called.", _labels("org:organization")),
        Column(
            "mechanism",
            "The slug of the same, or for a body of what the body belongs to.",
            lambda view, node: view.slugs(_whole(view, node)),
        ),
        Column(
            "mechanism_label",
            "What that is called.",
            lambda view, node: view.labels(_whole(view, node)),
        ),
        Column("role", "The role.", _slugs("org:role")),
        _START,
        _END,
        _ENDED_BY,
        Column(
            "attested_in",
            "When a source shows the member there.",
            _texts("mg:attestedIn"),
            "partial date",
            True,
        ),
        Column(
            "first_attested",
            "The first day on which a source shows the member there.",
            _texts("mg:firstAttestedOn"),
            "date",
        ),
        Column(
            "last_attested",
            "The last such day.",
            lambda view, node: (
                view.values(node, "mg:lastAttestedOn")
                if view.values(node, "mg:firstAttestedOn")
                else []
            ),
            "date",
        ),
        _CERTAINTY,
        _SOURCES,
        _iri("membership"),
    ),
    "membership",
    ("actor", "organization", "mechanism"),
)

_PARTNERS = (
    Column("partners", "The slugs of the partners.", _slugs("mg:partner"), many=True),
    Column("partner_labels", "What they are called.", _labels("mg:partner"), many=True),
)
_CONCERNS = (
    Column("concerns", "The slugs of what it is about.", _slugs("mg:concerns"), many=True),
    Column("concerns_labels", "What that is called.", _labels("mg:concerns"), many=True),
)

PARTNERSHIPS: Final = Table(
    "partnerships.csv",
    "Who works with whom on what, without an agreement: one row a partnership.",
    lambda view: [
        iri for iri in view.instances("mg:Partnership") if _kinds([iri]) == ["partnership"]
    ],
    (
        *_PARTNERS,
        Column("kind", "What kind of partnership it is.", _slugs("mg:partnershipKind")),
        *_CONCERNS,
        _START,
        _END,
        _ENDED_BY,
        _CERTAINTY,
        _SOURCES,
        _iri("partnership"),
    ),
    "partnership",
)

AGREEMENTS: Final = Table(
    "agreements.csv",
    "Which texts partners agreed between themselves: one row an agreement.",
    lambda view: view.instances("mg:Agreement"),
    (
        Column("label", "What the agreement is called.", lambda view, node: view.labels([node])),
        *_PARTNERS,
        Column("kind", "What kind of agreement it is.", _slugs("mg:partnershipKind"), many=True),
        Column(
            "legal_nature",
            "A treaty or non-binding, where that is known.",
            _slugs("mg:legalNature"),
            many=True,
        ),
        *_CONCERNS,
        Column("signed", "The day of signature.", _texts("mg:signedOn"), "partial date", True),
        Column(
            "in_force",
            "When it entered into force.",
            _texts("mg:inForceFrom"),
            "partial date",
            True,
        ),
        _START,
        _END,
        _ENDED_BY,
        _CERTAINTY,
        _SOURCES,
        _iri("agreement"),
    ),
    "agreement",
)

ADHERENCES: Final = Table(
    "adherences.csv",
    "What each state did about each treaty, compact or declaration: one row a pair of the two.",
    lambda view: view.instances("mg:Adherence"),
    (
        Column("party", "The code of the state, or the slug of the union.", _slugs("mg:party")),
        Column("party_label", "What it is called.", _labels("mg:party")),
        Column("instrument", "The slug of the text.", _slugs("mg:instrument")),
        Column("instrument_label", "What it is called.", _labels("mg:instrument")),
        Column("acts", "What was done about it, dated or not.", _slugs("mg:act"), many=True),
        *(
            Column(name, f"The day of {what}.", _texts(f"mg:{term}"), "partial date", True)
            for name, what, term in (
                ("signed", "signature", "signedOn"),
                ("ratified", "ratification", "ratifiedOn"),
                ("acceded", "accession", "accededOn"),
                ("succeeded", "succession", "succeededOn"),
                ("accepted", "acceptance", "acceptedOn"),
                ("approved", "approval", "approvedOn"),
                ("denounced", "denunciation", "denouncedOn"),
            )
        ),
        Column("vote", "How the state voted on it.", _slugs("mg:vote")),
        Column("voted", "The day of the vote.", _texts("mg:votedOn"), "partial date", True),
        Column(
            "not_party_in",
            "A date at which a source says that it was no party.",
            _texts("mg:notPartyIn"),
            "partial date",
            True,
        ),
        _START,
        _END,
        _ENDED_BY,
        _CERTAINTY,
        _SOURCES,
        _iri("adherence"),
    ),
    "adherence",
    ("party",),
)

MEETINGS: Final = Table(
    "meetings.csv",
    "Which meetings were held, by whom, when and where: one row a meeting.",
    lambda view: view.instances("mg:Meeting"),
    (
        Column("label", "What the meeting is called.", lambda view, node: view.labels([node])),
        Column(
            "class",
            "What kind of meeting it is.",
            lambda view, node: view.classes(node),
            many=True,
        ),
        Column("conveners", "The slugs of who held it.", _slugs("mg:convenedBy"), many=True),
        Column("convener_labels", "What they are called.", _labels("mg:convenedBy"), many=True),
        Column("start", "Its day, or the first.", _texts("schema:startDate"), "partial date", True),
        Column(
            "end",
            "Its last day, where it is known to have lasted.",
            _texts("schema:endDate"),
            "partial date",
            True,
        ),
        Column("city", "The place.", _texts("mg:city"), many=True),
        Column("host_states", "The codes of who received it.", _slugs("mg:hostState"), many=True),
        Column("host_state_labels", "What they are called.", _labels("mg:hostState"), many=True),
        Column("format", "In person, virtual or hybrid.", _slugs("mg:format"), many=True),
        Column("concerns", "The slugs of its themes.", _slugs("mg:concerns"), many=True),
        Column("adopted", "The slugs of what it adopted.", _slugs("mg:adopted"), many=True),
        Column("adopted_labels", "What that is called.", _labels("mg:adopted"), many=True),
        Column("participants", "The slugs of who came.", _slugs("mg:participant"), many=True),
        _SOURCES,
        _iri("meeting"),
    ),
    "meeting",
)

ACTORS: Final = Table(
    "actors.csv",
    "The states, mechanisms, organizations and bodies: one row an actor.",
    _actors,
    (
        Column("actor", "Its slug; of a state the code.", lambda view, node: view.slugs([node])),
        Column("label", "What it is called in English.", lambda view, node: view.labels([node])),
        Column("kind", "State, mechanism, organization or body.", lambda _, node: _kinds([node])),
        Column("class", "Its class, the narrowest.", lambda v, node: v.classes(node), many=True),
        Column("abbreviations", "Its abbreviations.", _texts("mg:abbreviation"), many=True),
        Column("iso2", "Of a state, its ISO 3166-1 alpha-2 code.", _texts("mg:iso2")),
        Column("m49", "Of a state, its UN M49 code.", _texts("mg:m49")),
        Column("status", "Active, dormant or concluded.", _slugs("mg:status")),
        Column("established", "When it began.", _texts("mg:established"), "partial date", True),
        Column("dissolved", "When it ended.", _texts("mg:dissolved"), "partial date", True),
        Column("body_of", "The slug of what it is a body of.", _slugs("org:unitOf"), many=True),
        Column(
            "stated_members",
            "The number of members that a source states.",
            _texts("mg:statedMemberCount"),
            "integer",
            True,
        ),
        Column("homepage", "Its page.", _texts("foaf:homepage"), "iri", True),
        Column("wikidata", "Its Wikidata identifier.", _wikidata, many=True),
        _iri("iri"),
    ),
    "actor",
)

TABLES: Final = (ACTORS, ADHERENCES, AGREEMENTS, MEETINGS, MEMBERSHIPS, PARTNERSHIPS)
