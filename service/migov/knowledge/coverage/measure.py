"""Measures the coverage of a release.

Everything is read from the release's store by SPARQL and depends only on the data, not on the
clock: "now" means dated, attested or assumed on the release's reference day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from migov.engine import storage
from migov.knowledge.release.release import Release
from migov.stored_queries import service_query
from migov.vocabulary import PREFIXES, name, slug_of


@dataclass(frozen=True)
class StatedCount:
    """A number of members stated by a source, and the members listed for that source's day.

    `sure` members are certainly listed for that day; up to `possible` may have been members. The
    count `is_met` if it lies between the two, for all members or for states only. The numbers come
    from the rule `queries/derive/25-member-counts.rq`.
    """

    count: int
    source: str
    source_title: str
    source_date: str | None
    sure: int
    possible: int
    sure_states: int
    possible_states: int
    is_met: bool


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
    """The coverage of one mechanism, or of one organization whose members are listed."""

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


@dataclass(frozen=True)
class SourceShare:
    """The number of triples that one source states."""

    iri: str
    title: str
    kind: str
    date: str | None
    triples: int


@dataclass(frozen=True)
class Coverage:
    """The coverage of one release; `newest_day` is the newest content date of a source."""

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
        """The numbers of sources and triples of each kind of source, by falling number of
        triples."""
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for source in self.sources:
            sums[source.kind][0] += 1
            sums[source.kind][1] += source.triples
        ordered = sorted(sums.items(), key=lambda item: (-item[1][1], item[0]))
        return {kind: (count, triples) for kind, (count, triples) in ordered}


#: A solution: the bound variables as text.
Row = dict[str, str]

#: Knowledge of a mechanism is called old when its newest source is this many years behind the
#: newest source of the release.
OLD_AFTER_YEARS = 5

#: Properties that a mechanism should have, with the words that report their absence.
_WANTED = {
    "established": "its founding date",
    "region": "the region it covers",
    "priority": "its themes",
    "homepage": "a homepage",
}


def measure(release: Release) -> Coverage:
    """The coverage of a release."""
    store = storage.load(release.store, apart=False).quads
    return _measure(store, release.manifest["date"], release.manifest["counts"])


def _measure(store: Store, newest_day: str | None, counts: dict[str, int]) -> Coverage:
    facts = _Facts(store)
    oldest = str(int(newest_day[:4]) - OLD_AFTER_YEARS) if newest_day else ""
    mechanisms = tuple(facts.coverage(actor, oldest) for actor in facts.of_kind("mechanism"))
    organizations = tuple(facts.coverage(actor, oldest) for actor in facts.of_kind("organization"))
    named = ("states", "mechanisms", "organizations", "bodies", "memberships", "partnerships")
    return Coverage(
        newest_day,
        {
            kind: counts.get(kind, 0)
            for kind in (
                *named,
                "agreements",
                "adherences",
                "meetings",
                "instruments",
                "initiatives",
                "sources",
            )
        },
        mechanisms,
        tuple(one for one in organizations if one.members or one.stated),
        tuple(_share(row) for row in _rows(store, "coverage-sources")),
    )


class _Facts:
    """The rows of all queries, by actor."""

    def __init__(self, store: Store) -> None:
        self._actors = {row["actor"]: row for row in _rows(store, "coverage-actors")}
        self._spells = _by_actor(_rows(store, "coverage-members"))
        self._counts = _by_actor(_rows(store, "coverage-counts"))
        self._chairs = _by_actor(_rows(store, "coverage-chairs"))
        self._support = _by_actor(_rows(store, "coverage-secretariats"))
        self._meetings = {row["actor"]: row for row in _rows(store, "coverage-meetings")}
        self._newest = {row["actor"]: row for row in _rows(store, "coverage-sources-of-actors")}

    def of_kind(self, kind: str) -> list[str]:
        """The actors of one kind, by name."""
        actors = [iri for iri in self._actors if (thing := name(iri)) and thing.kind == kind]
        return sorted(actors, key=lambda iri: (self._actors[iri]["label"].casefold(), iri))

    def coverage(self, actor: str, oldest: str) -> ActorCoverage:
        """The coverage of an actor; sources from before the year `oldest` count as old."""
        about = self._actors[actor]
        spells = self._spells.get(actor, [])
        now = {row["member"] for row in spells if _is_true(row["current"])}
        support = self._support.get(actor, [])
        meetings, newest = self._meetings.get(actor, {}), self._newest.get(actor, {})
        coverage = ActorCoverage(
            iri=actor,
            label=about["label"],
            status=about.get("status"),
            members=len(now),
            member_states=sum(_is_state(member) for member in now),
            former_members=len({row["member"] for row in spells} - now),
            stated=tuple(_stated(row) for row in self._counts.get(actor, [])),
            chairs=tuple(
                sorted(
                    (_chair(row) for row in self._chairs.get(actor, [])),
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
        return replace(coverage, missing=tuple(_missing(coverage, about, oldest)))


def _stated(row: Row) -> StatedCount:
    return StatedCount(
        count=int(row["count"]),
        source=row["source"],
        source_title=row.get("title") or slug_of(row["source"]),
        source_date=row.get("date"),
        sure=int(row["sure"]),
        possible=int(row["possible"]),
        sure_states=int(row["sureStates"]),
        possible_states=int(row["possibleStates"]),
        is_met=_is_true(row["met"]),
    )


def _missing(coverage: ActorCoverage, about: Row, oldest: str) -> Iterator[str]:
    """What a curator could add, in words; a concluded mechanism needs no current holders."""
    concluded = coverage.status == "concluded"
    if not coverage.members and not concluded:
        yield "members"
    for stated in coverage.stated:
        if not stated.is_met:
            when = f" in {stated.source_date}" if stated.source_date else ""
            yield f"why a source counts {stated.count} members{when}"
    if not coverage.chairs:
        yield "a chair"
    elif not any(chair.is_current for chair in coverage.chairs) and not concluded:
        yield "the current chair"
    if not coverage.secretariat and not concluded:
        yield "a secretariat"
    if not coverage.meetings.total:
        yield "meetings"
    elif coverage.meetings.dated < coverage.meetings.total:
        undated = coverage.meetings.total - coverage.meetings.dated
        yield f"the date of {undated} meeting{'s' if undated > 1 else ''}"
    for about_it, words in _WANTED.items():
        if about_it not in about:
            yield words
    if not concluded and (coverage.newest_source or "") < oldest:
        yield f"anything newer than {coverage.newest_source}"


def _chair(row: Row) -> Chair:
    return Chair(
        row["label"],
        row.get("since") or None,
        row.get("until") or None,
        row.get("seen") or None,
        _is_true(row["current"]),
    )


def _is_true(text: str) -> bool:
    return text == "true"


def _share(row: Row) -> SourceShare:
    return SourceShare(
        row["source"],
        row.get("title") or slug_of(row["source"]),
        row.get("kind") or "of unknown kind",
        row.get("date"),
        int(row["triples"]),
    )


def _is_state(iri: str) -> bool:
    return iri.startswith(PREFIXES["state"])


def _by_actor(rows: list[Row]) -> dict[str, list[Row]]:
    rows_by: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        rows_by[row["actor"]].append(row)
    return rows_by


def _rows(store: Store, query: str) -> list[Row]:
    """The rows of a service query as texts, without unbound variables."""
    solutions = store.query(service_query(query))
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
