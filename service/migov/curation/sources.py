"""Reports on sources: statements that rest on each, and addresses that may fail."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from migov.curation.collection import Collection
from migov.vocabulary import kind_of, slug_of

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
    found = []
    for source in collection.subjects("source"):
        kinds = {slug_of(kind) for kind in collection.values(source, "mg:sourceKind")}
        if "editorial" in kinds or slug_of(source) == "editorial":
            continue
        page = min(collection.values(source, "foaf:page"), default="")
        found.append(
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
    return sorted(found, key=lambda each: (-each.statements, each.source))


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


def as_text(shown: list[SourceUse], every: list[SourceUse], limit: int) -> str:
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
