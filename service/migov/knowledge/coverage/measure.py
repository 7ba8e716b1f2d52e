"""Measures the state of knowledge in a release.

Everything is read from the release's store by SPARQL and depends on the data alone, not on the
clock: the newest source's day stands for today, and "now" is what no source has ended by then.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from pyoxigraph import Store

from migov.engine import storage
from migov.knowledge.coverage import queries as queries
from migov.knowledge.coverage.model import (
    ActorCoverage,
    Chair,
    Coverage,
    Meetings,
    SourceShare,
    StatedCount,
    slug,
)
from migov.knowledge.coverage.queries import Row
from migov.knowledge.release.release import Release
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


def measure(release: Release) -> Coverage:
    """The coverage of a release."""
    store = storage.load(release.store).quads
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
        tuple(_share(row) for row in queries.rows(store, queries.SOURCES)),
    )


class _Facts:
    """The answers of all queries, by actor; `today` is the day that "now" speaks of."""

    def __init__(self, store: Store, today: str) -> None:
        self._today = today
        self._actors = {row["actor"]: row for row in queries.rows(store, queries.ACTORS)}
        self._spells = _by_actor(queries.rows(store, queries.SPELLS))
        self._counts = _by_actor(queries.rows(store, queries.COUNTS))
        self._named = {
            (row["source"], row["membership"]) for row in queries.rows(store, queries.NAMED)
        }
        self._chairs = _by_actor(queries.rows(store, queries.CHAIRS))
        self._support = _by_actor(queries.rows(store, queries.SUPPORT))
        self._meetings = {row["actor"]: row for row in queries.rows(store, queries.MEETINGS)}
        self._newest = {row["actor"]: row for row in queries.rows(store, queries.NEWEST)}

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

    def _holds(self, spell: Row) -> bool:
        """Whether no source has ended a spell by today."""
        return not spell.get("over") and (spell.get("ended") or _NO_DAY) >= self._today

    def _stated(self, row: Row) -> StatedCount:
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
            source_title=row.get("title") or slug(row["source"]),
            source_date=row.get("date"),
            sure=len(sure),
            possible=len(possible),
            sure_states=sum(_is_state(member) for member in sure),
            possible_states=sum(_is_state(member) for member in possible),
        )


def _missing(told: ActorCoverage, about: Row, oldest: str) -> Iterator[str]:
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


def _chair(row: Row, current: bool) -> Chair:
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


def _share(row: Row) -> SourceShare:
    return SourceShare(
        row["source"],
        row.get("title") or slug(row["source"]),
        row.get("kind") or "of a kind not told",
        row.get("date"),
        int(row["triples"]),
    )


def _is_state(iri: str) -> bool:
    return iri.startswith(PREFIXES["state"])


def _by_actor(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["actor"]].append(row)
    return found
