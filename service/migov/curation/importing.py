"""Imports a table of facts as a patch of the curated files."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from migov.curation import events, memberships
from migov.curation.claims import Claim, Context, Converter, place
from migov.curation.collection import EDITORIAL, Collection
from migov.curation.layouts import (
    ACTS,
    AGREEMENTS,
    CHAIRS,
    MEETINGS,
    MEMBERS,
    Layout,
    header_findings,
    layout_of,
    with_known_headings,
)
from migov.curation.patch import Patch
from migov.curation.reader import DateOrder, NoDate, Reader, partial_date
from migov.curation.spreadsheet import Unreadable, read_sheet
from migov.errors import CannotRun
from migov.knowledge.findings import Finding, has_violation
from migov.knowledge.write import dated
from migov.questions.errors import QuestionError
from migov.questions.names import folded
from migov.questions.resolve import near, resolve
from migov.vocabulary import compact, expand, iri, name

_CONVERTERS: Final[dict[str, Converter]] = {
    MEMBERS.name: memberships.member,
    CHAIRS.name: memberships.chair,
    MEETINGS.name: events.meeting,
    ACTS.name: events.act,
    AGREEMENTS.name: events.agreement,
}
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`/]+\.[^\s<>\"{}|\\^`]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class SourceWanted:
    """The source of a table: a known one by slug, URL or title, or the description of a new one."""

    text: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    content_date: str | None = None
    language: str | None = None
    kind: str = "web-page"


@dataclass
class Import:
    """The result of an import: the patch, findings, and the numbers of rows new, more, stated."""

    patch: Patch
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def import_table(
    path: Path,
    collection: Collection,
    of: str | None = None,
    source: SourceWanted | None = None,
    order: DateOrder = DateOrder.ISO,
    file: Path | None = None,
) -> Import:
    """Import the table at `path` about `of` (a mechanism, organization or treaty by any name).

    `file` is the file for new agreements. Raises CannotRun for an invalid option, OSError if the
    table cannot be read; faults of the table are findings.
    """
    source = source or SourceWanted()
    done = Import(Patch())
    try:
        sheet = with_known_headings(read_sheet(path))
    except Unreadable as error:
        done.findings.append(error.finding)
        return done
    done.findings += sheet.findings
    layout = layout_of(sheet)
    if isinstance(layout, Finding):
        done.findings.append(layout)
        return done
    done.findings += header_findings(sheet, layout)
    if has_violation(done.findings):
        return done
    about = _subject(layout, of, collection)
    described = Patch()
    graph, day = _source(source, collection, described)
    reader = Reader(sheet, collection, order)
    home = file or (collection.home(about) if about else None)
    context = Context(reader, collection, about, home or _agreements(collection), graph, day)
    claims = _claims(layout, context)
    if file is None and layout is AGREEMENTS:
        _refuse_homeless(claims, context)
    for claim in claims:
        done.counts[place(claim, context, done.patch)] += 1
    if done.patch.added:
        done.patch.merge(described)
    done.findings += reader.findings
    return done


def _claims(layout: Layout, context: Context) -> list[Claim]:
    converter, seen = _CONVERTERS[layout.name], dict[str, int]()
    claims = []
    for row in context.reader.sheet.rows:
        claim = converter(row, context)
        if claim is None:
            continue
        first = seen.setdefault(claim.subject, row.line)
        if first != row.line and layout is not ACTS:
            context.reader.fault(
                row,
                layout.key,
                f"The row is about {compact(claim.subject)}, as is line {first}.",
                "Keep one of the two rows; give Since where they are two spells.",
            )
        claims.append(claim)
    return claims


def _subject(layout: Layout, of: str | None, collection: Collection) -> str:
    kinds = ("instrument",) if layout is ACTS else ("mechanism", "organization", "body")
    option = "--instrument" if layout is ACTS else "--mechanism"
    if layout is AGREEMENTS:
        return ""
    if of is None:
        raise CannotRun(f"A table of {layout.name} needs {option}: whose table is it?")
    try:
        return resolve(collection.labels, of, kinds, "treaty" if layout is ACTS else "actor").iri
    except QuestionError as error:
        raise CannotRun(f"{option}: {error}") from error


def _agreements(collection: Collection) -> Path:
    return collection.data / "agreements"


def _refuse_homeless(claims: list[Claim], context: Context) -> None:
    for claim in claims:
        if not context.collection.about(claim.subject):
            context.reader.fault(
                claim.row,
                "agreement",
                f"{compact(claim.subject)} is new, and no file is named for it.",
                f"Give --file, such as {_agreements(context.collection) / 'italy.trig'}.",
            )


def _source(
    wanted: SourceWanted, collection: Collection, patch: Patch
) -> tuple[str | None, str | None]:
    """The IRI and date of the table's source; a new one is added to the patch."""
    if wanted.text is None:
        return None, None
    source = find_source(wanted.text, collection) or (
        find_source(wanted.url, collection) if wanted.url else None
    )
    if source is not None:
        days = collection.values(source, "mg:contentDate")
        return source, min(days, default=None)
    if wanted.url is None or wanted.title is None:
        alike = ", ".join(
            each.slug for each in near(collection.labels, wanted.text, ("source",), 3)
        )
        raise CannotRun(
            f"--source: no source is called “{wanted.text}”."
            + (f" Nearest: {alike}." if alike else "")
            + " Describe a new one with --title and --url (and --publisher, --content-date,"
            " --language): a source without an address cannot be looked up."
        )
    return add_source(wanted, collection, patch)


def find_source(text: str, collection: Collection) -> str | None:
    """The known source with a slug, IRI, page URL or exact title."""
    slug = text.removeprefix("source:")
    if collection.about(iri("source", slug)):
        return iri("source", slug)
    if (known := name(text)) and known.kind == "source" and collection.about(text):
        return text
    address, title = text.rstrip("/"), folded(text)
    for source in collection.subjects("source"):
        pages = collection.values(source, "foaf:page")
        titles = collection.values(source, "dcterms:title")
        if address in {page.rstrip("/") for page in pages} or title in map(folded, titles):
            return source
    return None


def add_source(
    wanted: SourceWanted, collection: Collection, patch: Patch
) -> tuple[str, str | None]:
    """Describe a new source in the patch; returns its IRI and date. Raises CannotRun for invalid
    parts."""
    title, url = wanted.title or "", wanted.url or ""
    if not _ADDRESS.fullmatch(url):
        raise CannotRun(f"--url: “{url}” is not an address of a page. Write https://….")
    try:
        day = partial_date(wanted.content_date) if wanted.content_date else None
    except NoDate as error:
        raise CannotRun(f"--content-date: {error} {error.remedy}") from error
    kind = iri("kind", wanted.kind)
    if collection.labels.entry(kind) is None:
        raise CannotRun(f"--source-kind: there is no kind:{wanted.kind}; see ontology/kinds.ttl.")
    text = (wanted.text or "").removeprefix("source:")
    slug = text if _SLUG.fullmatch(text) else source_slug(title, wanted.publisher or "", day)
    source, file = iri("source", slug), collection.home(EDITORIAL)
    file = collection.data / "sources.trig" if file is None else file
    parts: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        ("rdf:type", ox.NamedNode(expand("mg:Source"))),
        ("skos:prefLabel", ox.Literal(title, language="en")),
        ("dcterms:title", ox.Literal(title)),
        ("mg:sourceKind", ox.NamedNode(kind)),
        ("foaf:page", ox.NamedNode(url)),
    ]
    if wanted.publisher:
        parts.append(("dcterms:publisher", ox.Literal(wanted.publisher)))
    if wanted.language:
        parts.append(("dcterms:language", ox.Literal(wanted.language)))
    if day:
        parts.append(("mg:contentDate", dated(day)))
    for predicate, value in parts:
        patch.add(file, EDITORIAL, source, expand(predicate), value)
    return source, day


def source_slug(title: str, publisher: str, day: str | None) -> str:
    """A slug of publisher, title (at most eight words) and date."""
    words = [
        *folded(publisher).split()[:3],
        *folded(title).split()[:8],
        *([day[:4]] if day else []),
    ]
    slug = "-".join(dict.fromkeys(re.sub(r"[^a-z0-9]", "", word) for word in words))
    return re.sub(r"-+", "-", slug).strip("-") or "source"


def summary(done: Import) -> str:
    """The numbers of rows that are new, add something, or repeat the data, as one line."""
    new, more, stated = (done.counts[key] for key in ("new", "more", "stated"))
    rows = f"{new + more + stated} rows: {new} new"
    return f"{rows}, {more} that add something, {stated} stated already."
