"""The coverage report as Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from migov.knowledge.coverage.measure import ActorCoverage, Chair, Coverage, StatedCount

#: Sources that state at least this share of all sourced triples have a row of their own.
NAMED_SHARE = 0.002

_INTRO = """\
# The state of knowledge

What the graph knows about each mechanism, compared with the numbers that its sources state, and
what is missing. `migov coverage` writes this page from the current release; a test compares them.

*Now* is the day of the newest source; current means dated, attested or assumed on it. A stated
number is compared with the members listed for the day of its source; `40–41` means that 40 were
certainly members on that day and 41 may have been. Dates are as precise as their sources.
[contributing-facts.md](contributing-facts.md) shows how to add what is missing.
"""

_ACCURACY = """\
## How right it is

This page counts what the graph holds. [accuracy.md](accuracy.md) reports how much of it is right:
the samples checked against their sources, the errors found, and the rates with their intervals.
"""

_MECHANISMS = """\
## Mechanism by mechanism

*Chair*: the current chair, since when, and when a source last shows it; else the last known chair.
*Secretariat*: the actors that run and support it now. *Meetings*: the number of meetings and the
newest. *Newest source*: its content date, and the number of sources.
"""

_COUNTS = """\
## Stated counts

The numbers of members stated by sources, and whether the list of that day agrees. A number may
count all members or only states.
"""

_SOURCES = """\
## Where the triples come from

Each triple counts once for each source that states it. An editorial decision is a slug, a class, a
name, an alignment or a note; everything else comes from a source.
"""


def as_json(coverage: Coverage) -> str:
    """The whole coverage as JSON values, including every source."""
    return json.dumps(
        {**asdict(coverage), "triples": coverage.triples}, ensure_ascii=False, indent=2
    )


def as_markdown(coverage: Coverage) -> str:
    """The page `docs/coverage.md`."""
    sections = [
        _INTRO,
        f"## Totals\n\n{_table(('', 'number'), _totals(coverage))}",
        _ACCURACY,
        f"{_MECHANISMS}\n{_mechanisms(coverage.mechanisms)}",
        f"## What is missing\n\n{_missing(coverage.mechanisms)}",
        f"{_COUNTS}\n{_counts(coverage.mechanisms)}",
        f"## Organizations whose members are listed\n\n{_organizations(coverage.organizations)}",
        f"{_SOURCES}\n{_kinds(coverage)}\n{_sources(coverage)}",
    ]
    return "\n".join(sections)


def _totals(coverage: Coverage) -> Iterator[tuple[str, str]]:
    found = coverage.mechanisms
    stated = [count for one in found for count in one.stated]

    def having(what: Iterable[bool]) -> str:
        return f"{sum(what)} of {len(found)}"

    yield from ((kind, str(number)) for kind, number in coverage.totals.items())
    yield "triples in the graphs of sources", f"{coverage.triples:,}"
    yield "newest source", coverage.newest_day or "–"
    yield "mechanisms with members", having(bool(one.members) for one in found)
    yield "with a chair now", having(any(c.is_current for c in one.chairs) for one in found)
    yield "with any chair", having(bool(one.chairs) for one in found)
    yield "with a secretariat now", having(bool(one.secretariat) for one in found)
    yield "with a dated meeting", having(bool(one.meetings.dated) for one in found)
    yield (
        "stated counts of members that are met",
        f"{sum(c.is_met for c in stated)} of {len(stated)}",
    )


def _mechanisms(mechanisms: Sequence[ActorCoverage]) -> str:
    columns = ("mechanism", "members now", "chair", "secretariat", "meetings", "newest source")
    return _table(columns, (_mechanism(one) for one in mechanisms))


def _mechanism(one: ActorCoverage) -> tuple[str, ...]:
    status = "" if one.status in (None, "active") else f" ({one.status})"
    newest = f"{one.newest_source or 'undated'} (of {one.sources})"
    support = [name for name in one.support if name not in one.secretariat]
    return (
        f"{_linked(one)}{status}",
        _members(one),
        _chairs(one.chairs),
        _join((*one.secretariat, *(f"{name} (support)" for name in support))),
        f"{one.meetings.total}: {one.meetings.newest or 'undated'}" if one.meetings.total else "–",
        newest,
    )


def _members(one: ActorCoverage) -> str:
    if not one.members:
        return "–"
    others = one.members - one.member_states
    described = f"{one.members} ({one.member_states} states)" if others else str(one.members)
    latest = one.stated[-1] if one.stated else None
    return f"{described} of {latest.count}" if latest and latest.count != one.members else described


def _chairs(chairs: Sequence[Chair]) -> str:
    current = [f"{chair.label}{_shown(chair)}" for chair in chairs if chair.is_current]
    if current or not chairs:
        return _join(current)
    last = chairs[0]
    return _join([f"last {last.label}{_shown(last)}"])


def _shown(chair: Chair) -> str:
    described = [
        f"since {chair.since}" if chair.since else "",
        f"until {chair.until}" if chair.until else "",
        f"shown in {chair.last_shown}" if chair.last_shown and not chair.until else "",
    ]
    known = ", ".join(part for part in described if part)
    return f" ({known})" if known else ""


def _missing(mechanisms: Sequence[ActorCoverage]) -> str:
    lines = [f"* {_linked(one)}: {', '.join(one.missing)}" for one in mechanisms if one.missing]
    whole = [_linked(one) for one in mechanisms if not one.missing]
    if whole:
        lines.append(f"\nNothing of that kind is missing for {', '.join(whole)}.")
    return "\n".join(lines) + "\n"


def _counts(mechanisms: Sequence[ActorCoverage]) -> str:
    rows = (_count(one, stated) for one in mechanisms for stated in one.stated)
    return _table(("mechanism", "date", "stated", "listed", "met", "source"), rows)


def _count(one: ActorCoverage, stated: StatedCount) -> tuple[str, ...]:
    listed = _range(stated.sure, stated.possible)
    if stated.possible_states != stated.possible:
        listed += f" ({_range(stated.sure_states, stated.possible_states)} states)"
    return (
        _linked(one),
        stated.source_date or "undated",
        str(stated.count),
        listed,
        "yes" if stated.is_met else "**no**",
        _escaped(stated.source_title),
    )


def _organizations(organizations: Sequence[ActorCoverage]) -> str:
    rows = (
        (_linked(one), _members(one), str(one.former_members), one.newest_source or "undated")
        for one in organizations
    )
    return _table(("organization", "members now", "former", "newest source"), rows)


def _kinds(coverage: Coverage) -> str:
    rows = (
        (kind, f"{sources:,}", f"{triples:,}", _percent(triples, coverage.triples))
        for kind, (sources, triples) in coverage.triples_by_kind().items()
    )
    return _table(("kind of source", "sources", "triples", "share"), rows)


def _sources(coverage: Coverage) -> str:
    large = [one for one in coverage.sources if one.triples >= NAMED_SHARE * coverage.triples]
    rest = coverage.sources[len(large) :]
    rows = [
        (
            f"[{_escaped(one.title)}]({one.iri})",
            one.date or "undated",
            f"{one.triples:,}",
            _percent(one.triples, coverage.triples),
        )
        for one in large
    ]
    if rest:
        triples = sum(one.triples for one in rest)
        rest_of_sources = (
            f"{len(rest)} more, each below {NAMED_SHARE:.1%} (`migov coverage --format json`)"
        )
        rows.append((rest_of_sources, "", f"{triples:,}", _percent(triples, coverage.triples)))
    return _table(("source", "date", "triples", "share"), rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(columns), _row(["---"] * len(columns)), *(_row(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _linked(one: ActorCoverage) -> str:
    return f"[{_escaped(one.label)}]({one.iri})"


def _join(parts: Iterable[str]) -> str:
    return _escaped(", ".join(parts)) or "–"


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _escaped(text: str) -> str:
    """Text that Markdown takes as it is, also inside a table."""
    for character in "\\|[]*_`<":
        text = text.replace(character, f"\\{character}")
    return text
