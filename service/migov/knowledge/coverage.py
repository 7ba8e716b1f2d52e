"""The state of knowledge in a release, measured: what is found, what is stated, what is missing.

Everything is read from the release's store by SPARQL and depends on the data alone, not on the
clock: the newest source's day stands for today, and "now" is what no source has ended by then.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from migov.engine import stored
from migov.knowledge.release import Release
from migov.vocabulary import PREFIXES, name

#: Knowledge of a mechanism is called old when its newest source is this many years behind the
#: newest source of the release.
OLD_AFTER_YEARS = 5

#: What a mechanism's description should say, and how its absence is told.
_WANTED = {
    "established": "its founding date",
    "region": "the region it covers",
    "priority": "its themes",
    "homepage": "a homepage",
}

#: Stands for a day that is not known, after all others.
_NO_DAY = "9999"


@dataclass(frozen=True)
class StatedCount:
    """How many members a source counts, beside how many are listed for the day of that source.

    `sure` are listed for that day beyond doubt; up to `possible` may have been members then.
    """

    count: int
    source: str
    source_title: str
    source_date: str | None
    sure: int
    possible: int
    sure_states: int
    possible_states: int

    @property
    def is_met(self) -> bool:
        """Whether the count lies within what is listed, all members or states alone."""
        return (
            self.sure <= self.count <= self.possible
            or self.sure_states <= self.count <= self.possible_states
        )


@dataclass(frozen=True)
class Chair:
    """One chair or co-chair: whether it chairs now, and when a source shows it last."""

    label: str
    since: str | None
    until: str | None
    last_shown: str | None
    is_current: bool


@dataclass(frozen=True)
class Meetings:
    """The meetings that an actor convened: how many, how many with a date, the newest date."""

    total: int = 0
    dated: int = 0
    newest: str | None = None


@dataclass(frozen=True)
class ActorCoverage:
    """What is known of one mechanism, or of one organization whose members are listed."""

    iri: str
    label: str
    status: str | None
    members: int
    member_states: int
    former_members: int
    stated: tuple[StatedCount, ...]
    chairs: tuple[Chair, ...]
    secretariat: tuple[str, ...]
    support: tuple[str, ...]
    meetings: Meetings
    sources: int
    newest_source: str | None
    missing: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The last part of the IRI."""
        return _slug(self.iri)


@dataclass(frozen=True)
class SourceShare:
    """How many of the sourced triples one source states."""

    iri: str
    title: str
    kind: str
    date: str | None
    triples: int


@dataclass(frozen=True)
class Coverage:
    """The measure of one release; `newest_day` is the last day for which a source stands."""

    newest_day: str | None
    totals: dict[str, int]
    mechanisms: tuple[ActorCoverage, ...]
    organizations: tuple[ActorCoverage, ...]
    sources: tuple[SourceShare, ...]

    @property
    def triples(self) -> int:
        """All triples in the graphs of sources; one that two sources state counts twice."""
        return sum(source.triples for source in self.sources)

    def triples_by_kind(self) -> dict[str, tuple[int, int]]:
        """For each kind of source how many sources and triples it has, the most triples first."""
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for source in self.sources:
            sums[source.kind][0] += 1
            sums[source.kind][1] += source.triples
        ordered = sorted(sums.items(), key=lambda item: (-item[1][1], item[0]))
        return {kind: (count, triples) for kind, (count, triples) in ordered}


def measure(release: Release) -> Coverage:
    """The coverage of a release."""
    store = stored.load(release.store).quads
    return _measure(store, release.manifest["date"], release.manifest["counts"])


def _measure(store: Store, newest_day: str | None, counts: dict[str, int]) -> Coverage:
    facts = _Facts(store, newest_day or "")
    oldest = str(int(newest_day[:4]) - OLD_AFTER_YEARS) if newest_day else ""
    mechanisms = tuple(facts.coverage(actor, oldest) for actor in facts.of_kind("mechanism"))
    organizations = tuple(facts.coverage(actor, oldest) for actor in facts.of_kind("organization"))
    named = ("states", "mechanisms", "organizations", "bodies", "memberships", "partnerships")
    return Coverage(
        newest_day,
        {
            kind: counts.get(kind, 0)
            for kind in (*named, "meetings", "instruments", "initiatives", "sources")
        },
        mechanisms,
        tuple(one for one in organizations if one.members or one.stated),
        tuple(_share(row) for row in _rows(store, _SOURCES)),
    )


class _Facts:
    """The answers of all queries, by actor; `today` is the day that "now" speaks of."""

    def __init__(self, store: Store, today: str) -> None:
        self._today = today
        self._actors = {row["actor"]: row for row in _rows(store, _ACTORS)}
        self._spells = _by_actor(_rows(store, _SPELLS))
        self._counts = _by_actor(_rows(store, _COUNTS))
        self._named = {(row["source"], row["membership"]) for row in _rows(store, _NAMED)}
        self._chairs = _by_actor(_rows(store, _CHAIRS))
        self._support = _by_actor(_rows(store, _SUPPORT))
        self._meetings = {row["actor"]: row for row in _rows(store, _MEETINGS)}
        self._newest = {row["actor"]: row for row in _rows(store, _NEWEST)}

    def of_kind(self, kind: str) -> list[str]:
        """The actors of one kind, by name."""
        found = [iri for iri in self._actors if (known := name(iri)) and known.kind == kind]
        return sorted(found, key=lambda iri: (self._actors[iri]["label"].casefold(), iri))

    def coverage(self, actor: str, oldest: str) -> ActorCoverage:
        """What is known of an actor; knowledge from before the year `oldest` is called old."""
        about = self._actors[actor]
        spells = self._spells.get(actor, [])
        now = {row["member"] for row in spells if self._holds(row)}
        support = self._support.get(actor, [])
        meetings, newest = self._meetings.get(actor, {}), self._newest.get(actor, {})
        told = ActorCoverage(
            iri=actor,
            label=about["label"],
            status=about.get("status"),
            members=len(now),
            member_states=sum(_is_state(member) for member in now),
            former_members=len({row["member"] for row in spells} - now),
            stated=tuple(self._stated(row) for row in self._counts.get(actor, [])),
            chairs=tuple(
                sorted(
                    (_chair(row, self._holds(row)) for row in self._chairs.get(actor, [])),
                    key=lambda chair: not chair.is_current,
                )
            ),
            secretariat=tuple(row["label"] for row in support if row["role"] == "secretariat"),
            support=tuple(row["label"] for row in support if row["role"] != "secretariat"),
            meetings=Meetings(
                int(meetings.get("total", 0)),
                int(meetings.get("dated", 0)),
                meetings.get("newest") or None,
            ),
            sources=int(newest.get("sources", 0)),
            newest_source=newest.get("date") or None,
            missing=(),
        )
        return replace(told, missing=tuple(_missing(told, about, oldest)))

    def _holds(self, spell: dict[str, str]) -> bool:
        """Whether no source has ended a spell by today."""
        return not spell.get("over") and (spell.get("ended") or _NO_DAY) >= self._today

    def _stated(self, row: dict[str, str]) -> StatedCount:
        """A count beside the list of its source's day.

        Who had not begun, had ended or was gone by then is left out; of the others those are sure
        whom that source names, or who were there before with no end near.
        """
        start, end = row.get("from", _NO_DAY), row.get("to", _NO_DAY)
        sure, possible = set(), set()
        for spell in self._spells.get(row["actor"], []):
            over, ended = spell.get("over", _NO_DAY), spell.get("ended", _NO_DAY)
            if spell.get("begins", "") > end or ended < start or over <= end != _NO_DAY:
                continue
            if end == _NO_DAY and (over != _NO_DAY or ended != _NO_DAY):
                continue
            possible.add(spell["member"])
            begun = spell.get("begins") or spell.get("first") or _NO_DAY
            named = (row["source"], spell["membership"]) in self._named
            before = begun < start and over == _NO_DAY
            if (named or before) and (ended > end or ended == _NO_DAY):
                sure.add(spell["member"])
        return StatedCount(
            count=int(row["count"]),
            source=row["source"],
            source_title=row.get("title") or _slug(row["source"]),
            source_date=row.get("date"),
            sure=len(sure),
            possible=len(possible),
            sure_states=sum(_is_state(member) for member in sure),
            possible_states=sum(_is_state(member) for member in possible),
        )


def _missing(told: ActorCoverage, about: dict[str, str], oldest: str) -> Iterator[str]:
    """What a curator could add, in plain words; the concluded need nobody of today."""
    concluded = told.status == "concluded"
    if not told.members and not concluded:
        yield "members"
    for stated in told.stated:
        if not stated.is_met:
            when = f" in {stated.source_date}" if stated.source_date else ""
            yield f"why a source counts {stated.count} members{when}"
    if not told.chairs:
        yield "a chair"
    elif not any(chair.is_current for chair in told.chairs) and not concluded:
        yield "the chair of today"
    if not told.secretariat and not concluded:
        yield "a secretariat"
    if not told.meetings.total:
        yield "meetings"
    elif told.meetings.dated < told.meetings.total:
        undated = told.meetings.total - told.meetings.dated
        yield f"the date of {undated} meeting{'s' if undated > 1 else ''}"
    for about_it, words in _WANTED.items():
        if about_it not in about:
            yield words
    if not concluded and (told.newest_source or "") < oldest:
        yield f"anything newer than {told.newest_source}"


def _chair(row: dict[str, str], current: bool) -> Chair:
    return Chair(
        row["label"],
        row.get("since") or None,
        row.get("until") or None,
        _as_told(row.get("shown", ""), row.get("days", "").split()) or None,
        current,
    )


def _as_told(last: str, days: Collection[str]) -> str:
    """The last day of an attestation as precise as it was told: a year, a month or a day.

    An attestation in a year or month has its first and its last day among the `days`.
    """
    for precision, first in ((4, "-01-01"), (7, "-01")):
        begin = last[:precision] + first
        if last and begin in days and last == _last_day(begin, precision):
            return last[:precision]
    return last


def _last_day(begin: str, precision: int) -> str:
    year, month = int(begin[:4]), int(begin[5:7])
    if precision == len("2024"):
        return f"{begin[:4]}-12-31"
    return f"{begin[:7]}-{monthrange(year, month)[1]:02}"


def _share(row: dict[str, str]) -> SourceShare:
    return SourceShare(
        row["source"],
        row.get("title") or _slug(row["source"]),
        row.get("kind") or "of a kind not told",
        row.get("date"),
        int(row["triples"]),
    )


def _is_state(iri: str) -> bool:
    return iri.startswith(PREFIXES["state"])


def _slug(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _by_actor(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        found[row["actor"]].append(row)
    return found


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    """The rows of a SELECT as texts; what is unbound is left out."""
    solutions = store.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {
            name: value.value
            for name, value in zip(names, row, strict=True)
            if isinstance(value, NamedNode | Literal)
        }
        for row in solutions
    ]


_ACTORS = """
SELECT ?actor (SAMPLE(?name) AS ?label) (SAMPLE(?state) AS ?status) (MIN(STR(?begun)) AS ?established)
       (MIN(STR(?covered)) AS ?region) (MIN(STR(?theme)) AS ?priority) (MIN(STR(?page)) AS ?homepage)
WHERE {
  ?actor a ?class ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "en")
  FILTER(STRSTARTS(STR(?actor), STR(mechanism:)) || STRSTARTS(STR(?actor), STR(organization:)))
  OPTIONAL { ?actor mg:status ?is BIND(REPLACE(STR(?is), "^.*/", "") AS ?state) }
  OPTIONAL { ?actor mg:established ?begun }
  OPTIONAL { ?actor mg:coversRegion ?covered }
  OPTIONAL { ?actor mg:priority ?theme }
  OPTIONAL { ?actor foaf:homepage ?page }
}
GROUP BY ?actor
"""  # noqa: E501

_SPELLS = """
SELECT ?actor ?member ?membership ?begins ?first ?ended ?over
WHERE {
  ?membership org:organization ?actor ; org:role role:member ; org:member ?member .
  OPTIONAL { ?membership mg:startsOn ?begins }
  OPTIONAL { ?membership mg:firstAttestedOn ?first }
  OPTIONAL { ?membership mg:endsOn ?ended }
  OPTIONAL { ?membership mg:goneBy ?over }
}
"""

_NAMED = """
SELECT ?source ?membership
WHERE {
  { SELECT DISTINCT ?source WHERE { GRAPH ?source { ?actor mg:statedMemberCount ?count } } }
  GRAPH ?source { ?membership org:member ?member }
}
"""

_COUNTS = """
SELECT ?actor ?count ?source ?title ?date ?from ?to
WHERE {
  GRAPH ?source { ?actor mg:statedMemberCount ?count }
  FILTER(STRSTARTS(STR(?source), STR(source:)))
  OPTIONAL { ?source skos:prefLabel ?name FILTER(LANG(?name) = "en") }
  OPTIONAL { ?source dcterms:publisher ?by }
  BIND(CONCAT(IF(BOUND(?by), CONCAT(STR(?by), ": "), ""), STR(?name)) AS ?title)
  OPTIONAL { ?source mg:contentDate ?date ; mg:startsOn ?from ; mg:endsOn ?to }
}
ORDER BY ?actor ?from ?count ?source
"""

_CHAIRS = """
SELECT ?actor ?label (MAX(COALESCE(STR(?begin), "")) AS ?since)
       (MAX(COALESCE(STR(?end), "")) AS ?until) (MAX(COALESCE(STR(?last), "")) AS ?shown)
       (GROUP_CONCAT(DISTINCT STR(?day)) AS ?days) (MAX(COALESCE(STR(?bound), "")) AS ?ended)
       (MAX(COALESCE(STR(?gone), "")) AS ?over)
WHERE {
  ?spell org:organization ?actor ; org:member ?member .
  { ?spell org:role role:chair } UNION { ?spell org:role role:co-chair }
  ?member skos:prefLabel ?label FILTER(LANG(?label) = "en")
  OPTIONAL { ?spell schema:startDate ?begin }
  OPTIONAL { ?spell schema:endDate|mg:endedBy ?end }
  OPTIONAL { ?spell mg:endsOn ?bound }
  OPTIONAL { ?spell mg:goneBy ?gone }
  OPTIONAL { ?spell mg:lastAttestedOn ?last . ?spell mg:attestedOn ?day }
}
GROUP BY ?actor ?spell ?label
ORDER BY ?actor DESC(IF(?until = "", ?shown, ?until)) DESC(?since) ?label
"""

_SUPPORT = """
SELECT ?actor ?role ?member (MIN(COALESCE(?short, STR(?long))) AS ?label)
WHERE {
  VALUES (?in ?role) { (role:secretariat "secretariat") (role:technical-support "support") }
  ?spell org:role ?in ; org:organization ?body ; org:member ?member .
  OPTIONAL { ?body org:unitOf ?whole }
  BIND(COALESCE(?whole, ?body) AS ?actor)
  FILTER NOT EXISTS { ?spell schema:endDate|mg:endedBy ?over }
  OPTIONAL { ?member mg:abbreviation ?short }
  ?member skos:prefLabel ?long FILTER(LANG(?long) = "en")
}
GROUP BY ?actor ?role ?member
ORDER BY ?actor ?role ?label ?member
"""

# The day sorts, the date stands behind it as precise as its source tells it.
_MEETINGS = """
SELECT ?actor (COUNT(DISTINCT ?meeting) AS ?total) (COUNT(DISTINCT ?known) AS ?dated)
       (SUBSTR(MAX(?day), 11) AS ?newest)
WHERE {
  ?meeting mg:convenedBy ?actor .
  OPTIONAL { ?meeting mg:startsOn ?starts ; schema:startDate ?date BIND(?meeting AS ?known) }
  BIND(COALESCE(CONCAT(STR(?starts), STR(?date)), "") AS ?day)
}
GROUP BY ?actor
"""

# An index that does no more than name a mechanism tells nothing new about it.
_NEWEST = """
SELECT ?actor ?sources ?date
WHERE {
  {
    SELECT ?actor (COUNT(DISTINCT ?source) AS ?sources) (MAX(?dated) AS ?latest)
    WHERE {
      { GRAPH ?source { ?actor ?about ?value } FILTER(?about != dcterms:isReferencedBy) }
      UNION { GRAPH ?source { ?thing ?with ?actor } }
      FILTER(?source != source:editorial && STRSTARTS(STR(?source), STR(source:)))
      FILTER(STRSTARTS(STR(?actor), STR(mechanism:)) || STRSTARTS(STR(?actor), STR(organization:)))
      OPTIONAL { ?source mg:startsOn ?starts ; mg:contentDate ?on }
      BIND(COALESCE(CONCAT(STR(?starts), STR(?on)), "") AS ?dated)
    }
    GROUP BY ?actor
  }
  BIND(SUBSTR(?latest, 11) AS ?date)
}
ORDER BY ?actor
"""

_SOURCES = """
SELECT ?source ?title ?kind ?date ?triples
WHERE {
  {
    SELECT ?source (COUNT(*) AS ?triples)
    WHERE {
      GRAPH ?source { ?subject ?predicate ?object }
      FILTER(STRSTARTS(STR(?source), STR(source:)))
    }
    GROUP BY ?source
  }
  OPTIONAL { ?source skos:prefLabel ?name FILTER(LANG(?name) = "en") }
  OPTIONAL { ?source dcterms:publisher ?by }
  BIND(CONCAT(IF(BOUND(?by), CONCAT(STR(?by), ": "), ""), STR(?name)) AS ?title)
  OPTIONAL { ?source mg:sourceKind/skos:prefLabel ?kind FILTER(LANG(?kind) = "en") }
  OPTIONAL { ?source mg:contentDate ?on BIND(STR(?on) AS ?date) }
}
ORDER BY DESC(?triples) ?source
"""
