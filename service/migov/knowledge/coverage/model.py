"""The data model of a coverage report: what is listed, stated and missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass


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

    @property
    def slug(self) -> str:
        """The last part of the IRI."""
        return slug(self.iri)


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


def slug(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rsplit("/", 1)[-1]
