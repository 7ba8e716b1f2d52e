"""What to look up next: statements near the end of their presumption, and sources that may fail."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from migov.curation.collection import Collection
from migov.engine.solutions import Solutions, text
from migov.questions.labels import Labels, Selecting
from migov.stored_queries import bound_query, service_query
from migov.vocabulary import PREFIXES, kind_of, slug_of

#: Roles by importance: those that lead and run a mechanism before members.
ROLES = (
    ("chair", "co-chair", "incoming-chair"),
    ("secretariat",),
    ("steering-committee-member", "host"),
    ("member",),
    ("observer", "participant", "partner", "funder", "technical-support"),
)
#: Search terms by role; other roles use their label.
_PHRASES = {
    "chair": "chair handover",
    "co-chair": "co-chair handover",
    "incoming-chair": "next chair",
    "secretariat": "secretariat",
    "steering-committee-member": "steering committee members",
    "member": "members",
    "observer": "observers",
}
#: Number of members named in a line.
NAMED = 3


@dataclass(frozen=True)
class Stale:
    """One thing to look up: the memberships of one role in one organization.

    `until` is the first day after the presumption of one of them, `seen` its last trace. `size` is
    the number of members of the organization, `search` a phrase for a search engine.
    """

    organization: str
    label: str
    role: str
    members: tuple[str, ...]
    statements: tuple[str, ...]
    until: str
    seen: str
    overdue: bool
    importance: int
    size: int
    search: str

    def json(self) -> dict[str, Any]:
        """The members in `--format json`."""
        return asdict(self)


async def stale(
    engine: Selecting, labels: Labels, today: date, within: int, overdue: int
) -> list[Stale]:
    """Memberships presumed for at most `within` more months, or until at most `overdue` months ago.

    Sorted by importance of the role, overdue first, then by size of the organization.
    """
    day = ox.NamedNode(PREFIXES["xsd"] + "date")
    bounds = {
        "from": [ox.Literal(months_from(today, -overdue).isoformat(), datatype=day)],
        "to": [ox.Literal(months_from(today, within).isoformat(), datatype=day)],
    }
    solutions = await engine.select(bound_query("stale", bounds))
    numbers = await engine.select(service_query("member-numbers"))
    sizes = {text(row["organization"]): int(text(row["size"])) for row in numbers.rows}
    terms = _texts(await engine.select(service_query("terms-of-chairs")))
    groups: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in _texts(solutions):
        if slug_of(row["role"]) in ROLES[0] and _succeeded(row, terms):
            continue
        groups[row["organization"], row["role"]].append(row)
    entries = [_of(rows, labels, sizes, today) for rows in groups.values()]
    return sorted(entries, key=lambda s: (s.importance, not s.overdue, -s.size, s.until, s.label))


def _texts(found: Solutions) -> list[dict[str, str]]:
    return [{name: text(term) for name, term in row.items()} for row in found.rows]


def _succeeded(row: dict[str, str], terms: list[dict[str, str]]) -> bool:
    """Whether a source shows a later chair of the same organization."""
    return any(
        each["organization"] == row["organization"]
        and each["tie"] != row["tie"]
        and each["shown"] >= row["witnessed"]
        and each["witnessed"] > row["witnessed"]
        for each in terms
    )


def _of(rows: list[dict[str, str]], labels: Labels, sizes: dict[str, int], today: date) -> Stale:
    first = min(rows, key=lambda row: (row["until"], row["tie"]))
    organization, role = first["organization"], slug_of(first["role"])
    whole = first.get("whole", organization)
    importance = next((at for at, among in enumerate(ROLES) if role in among), len(ROLES))
    name = labels.label(whole)
    phrase = _PHRASES.get(role, labels.label(first["role"]))
    who = labels.label(first["member"]) if len(rows) == 1 and role not in _PHRASES else ""
    search = " ".join(part for part in (f'"{name}"', phrase, who, str(today.year)) if part)
    ties = sorted({row["tie"]: row for row in rows}.values(), key=lambda r: (r["until"], r["tie"]))
    return Stale(
        organization,
        labels.label(organization),
        role,
        tuple(labels.label(row["member"]) for row in ties),
        tuple(row["tie"] for row in ties),
        first["until"],
        max((row["seen"] for row in rows if "seen" in row), default=""),
        first["until"] < today.isoformat(),
        importance,
        sizes.get(whole, 0),
        search,
    )


def months_from(day: date, months: int) -> date:
    """The same day `months` later (earlier if negative), or the last day of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def stale_text(found: list[Stale], limit: int) -> str:
    """One paragraph for each of the first `limit` entries."""
    lines = []
    for each in found[:limit]:
        when = f"last known, presumed until {each.until}" if each.overdue else f"until {each.until}"
        names = ", ".join(each.members[:NAMED])
        more = f" and {len(each.members) - NAMED} more" if len(each.members) > NAMED else ""
        role = each.role.replace("-", " ")
        lines.append(f"{each.label}: {role} {names}{more} ({when}; seen {each.seen or 'never'})")
        lines.append(f"    search  {each.search}")
    shown = f"; the first {limit} are shown" if len(found) > limit else ""
    lines.append(f"{len(found)} to look up{shown}." if found else "No presumption is near its end.")
    return "\n".join(lines)


#: Hosts of unofficial copies, which may change or disappear.
MIRRORS: Final = frozenset(
    {
        "academia.edu",
        "alchetron.com",
        "coursehero.com",
        "docplayer.net",
        "docslib.org",
        "dokumen.pub",
        "dokumen.tips",
        "en-academic.com",
        "fandom.com",
        "fliphtml5.com",
        "infogalactic.com",
        "issuu.com",
        "kipdf.com",
        "pdfcoffee.com",
        "pdfslide.net",
        "scribd.com",
        "silo.tips",
        "slideplayer.com",
        "slideshare.net",
        "studylib.net",
        "the-uncensored-wiki.com",
        "vdocuments.mx",
        "vdocuments.net",
        "wikibrief.org",
        "wikimili.com",
        "wikiwand.com",
        "wikizero.com",
        "yumpu.com",
        "zazoom.info",
        "zazoom.it",
    }
)
#: Hosts of short links.
SHORTENERS: Final = frozenset(["bit.ly", "goo.gl", "lnkd.in", "ow.ly", "t.co", "tinyurl.com"])
ARCHIVES: Final = ("web.archive.org", "archive.ph", "archive.today", "perma.cc", "webcitation.org")


@dataclass(frozen=True)
class SourceUse:
    """One source: the statements and things in its graph, and its weakness.

    `weak` says why its address may fail: "bare address" (a number or a port), "mirror",
    "short address", "front page" or "no address".
    """

    source: str
    title: str
    page: str
    date: str
    statements: int
    things: int
    weak: str
    archived: tuple[str, ...]
    place: str

    def json(self) -> dict[str, Any]:
        """The members in `--format json`."""
        return asdict(self)


def sources(collection: Collection) -> list[SourceUse]:
    """Every source but the editorial one, the most used first."""
    statements: dict[str, int] = defaultdict(int)
    things: dict[str, set[str]] = defaultdict(set)
    for file in collection.files:
        for quad in file.quads:
            if isinstance(quad.graph_name, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
                statements[quad.graph_name.value] += 1
                things[quad.graph_name.value].add(quad.subject.value)
    uses = []
    for source in collection.subjects("source"):
        kinds = {slug_of(kind) for kind in collection.values(source, "mg:sourceKind")}
        if "editorial" in kinds or slug_of(source) == "editorial":
            continue
        page = min(collection.values(source, "foaf:page"), default="")
        uses.append(
            SourceUse(
                source,
                min(collection.values(source, "dcterms:title"), default=slug_of(source)),
                page,
                min(collection.values(source, "mg:contentDate"), default=""),
                statements[source],
                len({thing for thing in things[source] if kind_of(thing) != "source"}),
                weakness(page),
                tuple(sorted(collection.values(source, "mg:archivedAt"))),
                collection.place(source),
            )
        )
    return sorted(uses, key=lambda each: (-each.statements, each.source))


def weakness(page: str) -> str:
    """The reason why the address of a source may fail, or ""."""
    if not page:
        return "no address"
    parts = urlsplit(page)
    host = (parts.hostname or "").removeprefix("www.")
    labels = host.split(".")
    domains = {".".join(labels[at:]) for at in range(len(labels))}
    if parts.port or re.fullmatch(r"[0-9.]+|.*:.*", host):
        return "bare address"
    if domains & MIRRORS:
        return "mirror"
    if domains & SHORTENERS:
        return "short address"
    if parts.path.strip("/") in ("", "index.html", "index.php", "en", "home") and not parts.query:
        return "front page"
    return ""


def is_archived(use: SourceUse) -> bool:
    """Whether an archived copy is known, or the page is one itself."""
    return bool(use.archived) or (urlsplit(use.page).hostname or "") in ARCHIVES


def sources_text(shown: list[SourceUse], every: list[SourceUse], limit: int) -> str:
    """One line per source, and a summary."""
    lines = []
    for each in shown[:limit]:
        faults = [each.weak, "" if each.date else "no date", "" if is_archived(each) else "no copy"]
        lines.append(
            f"{each.statements:6}  {slug_of(each.source)}  [{', '.join(f for f in faults if f)}]  "
            f"{each.page}  {each.place}"
        )
    if len(shown) > limit:
        lines.append(f"        … {len(shown) - limit} more")
    weak: dict[str, int] = defaultdict(int)
    for each in every:
        if each.weak:
            weak[each.weak] += 1
    why = ", ".join(f"{count} {fault}" for fault, count in sorted(weak.items()))
    undated = sum(not each.date for each in every)
    copied = sum(is_archived(each) for each in every)
    lines.append(
        f"{len(every)} sources: {sum(weak.values())} with a weak address ({why or 'none'}), "
        f"{undated} without a date, {copied} with an archived copy."
    )
    return "\n".join(lines)
