"""The releases on disk, datetime negotiation over them (RFC 7089, Memento), and withdrawn IRIs.

`/doc/{kind}/{slug}` is the Original Resource and its own TimeGate (section 4.1): a request with
`Accept-Datetime` is redirected to the description in the release that was current then, which is
the Memento. A release's datetime is its build time on this server. `/timemap/{kind}/{slug}` lists
all Mementos. A withdrawn IRI answers 410 with its replacement.
"""

from __future__ import annotations

import asyncio
import gzip
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from fastapi import Request
from fastapi.responses import Response

from migov.knowledge.release.release import MANIFEST, Release
from migov.stored_queries import service_query
from migov.vocabulary import BASE, kind_of, local_name, slug_of
from migov.web.http.problems import Problem
from migov.web.http.templating import local
from migov.web.service import Service, release_cache


class Version(NamedTuple):
    """A release on disk, with its build time."""

    release: Release
    modified: datetime

    @property
    def iri(self) -> str:
        """The IRI of the release as a data set."""
        return iri(self.release.id)


def iri(id: str) -> str:
    """The IRI of the release `id`."""
    return f"{BASE}release/{id}/"


async def versions(release: Release) -> list[Version]:
    """All complete releases in the folder of `release`, including itself, the oldest first."""
    return await asyncio.to_thread(_versions, release.path.parent)


def previous(known: list[Version], id: str) -> Version | None:
    """The version before the release `id`, if there is one."""
    ids = [version.release.id for version in known]
    place = ids.index(id) if id in ids else 0
    return known[place - 1] if place else None


def _versions(folder: Path) -> list[Version]:
    releases = [Version(release, _modified(release)) for release in Release.all(folder)]
    # Releases with the same content date are ordered by build time.
    return sorted(releases, key=lambda v: (v.release.manifest["date"] or "", v.modified))


def _modified(release: Release) -> datetime:
    return datetime.fromtimestamp((release.path / MANIFEST).stat().st_mtime, UTC)


LINK_FORMAT = "application/link-format"
_DUMP = "migov.nq.gz"

#: The Vary header of responses with datetime negotiation.
VARY = "Accept-Datetime"


def wanted(request: Request, service: Service) -> datetime | None:
    """The requested datetime; raises Problem (400) if it is invalid.

    The description of a named release already is a Memento and is not negotiated.
    """
    header = request.headers.get("accept-datetime")
    if header is None or service.root:
        return None
    try:
        moment = parsedate_to_datetime(header)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        pass
    raise Problem(
        400,
        "datetime",
        "`Accept-Datetime` is a date of HTTP, such as Sun, 22 Nov 2026 12:00:00 GMT.",
        headers={"Vary": VARY},
    )


async def gate(
    request: Request, service: Service, iri: str, kind: str, slug: str, moment: datetime
) -> Response:
    """A redirect (302) to the description in the last release before `moment`, else the first after
    it.

    Raises Problem (404) if no release states anything about `iri`.
    """
    known = await _in_time(service)
    before = [version for version in known if version.modified <= moment]
    after = known[len(before) :]
    for version in (*before[::-1], *after):
        if await _states(version.release, iri):
            chosen = version
            break
    else:
        raise Problem(404, "unknown-thing", f"No release here tells of the {kind} “{slug}”.")
    query = f"?{request.url.query}" if request.url.query else ""
    location = f"/release/{chosen.release.id}{request.url.path}{query}"
    headers = {"Location": location, "Vary": f"Accept, {VARY}", "Link": links(kind, slug)}
    return Response(status_code=302, headers=headers)


async def mementos(service: Service, iri: str) -> list[Version]:
    """The releases that state anything about `iri`, in build order."""
    return [version for version in await _in_time(service) if await _states(version.release, iri)]


def links(kind: str, slug: str) -> str:
    """The links of a description, as in RFC 7089, section 2.2."""
    original = f"/doc/{kind}/{slug}"
    return (
        f'<{original}>; rel="original timegate", '
        f'<{timemap_of(kind, slug)}>; rel="timemap"; type="{LINK_FORMAT}"'
    )


def headers(service: Service) -> dict[str, str]:
    """The headers of a Memento; empty for the current release."""
    return {"Memento-Datetime": _http(service.modified)} if service.root else {}


def timemap_of(kind: str, slug: str) -> str:
    """The URL of the TimeMap of a description."""
    return f"/timemap/{kind}/{slug}"


def timemap(known: Sequence[Version], kind: str, slug: str, base: str) -> str:
    """The TimeMap in link format (RFC 7089, section 5), with URLs under `base`."""
    original = f"{base}doc/{kind}/{slug}"
    lines = [
        f'<{original}>; rel="original timegate"',
        f'<{base}timemap/{kind}/{slug}>; rel="self"; type="{LINK_FORMAT}"; '
        f'from="{_http(known[0].modified)}"; until="{_http(known[-1].modified)}"',
    ]
    for place, version in enumerate(known):
        first = "first " if place == 0 else ""
        last = "last " if place == len(known) - 1 else ""
        address = f"{base}release/{version.release.id}/doc/{kind}/{slug}"
        lines.append(
            f'<{address}>; rel="{first}{last}memento"; datetime="{_http(version.modified)}"'
        )
    return ",\n".join(lines) + "\n"


async def _in_time(service: Service) -> list[Version]:
    return sorted(await versions(service.release), key=lambda version: version.modified)


async def _states(release: Release, iri: str) -> bool:
    return iri in await asyncio.to_thread(_subjects, release.path)


@lru_cache(maxsize=16)
def _subjects(folder: Path) -> frozenset[str]:
    """The described IRIs of a release, read from its dump once, since a release never changes."""
    with gzip.open(folder / _DUMP) as lines:
        return frozenset(line[1 : line.index(b">")].decode() for line in lines if line[:1] == b"<")


def _http(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


#: The statements about withdrawn IRIs: by IRI, the values by local name of the property.
Withdrawn = dict[str, dict[str, list[str]]]


async def standing(service: Service, iri: str) -> None:
    """Raises Problem (410) if `iri` was withdrawn."""
    gone = await release_cache(service).once("withdrawn", lambda: _withdrawals(service))
    stated = gone.get(iri)
    if stated is None:
        return
    replacements, notes = stated["isReplacedBy"], stated["changeNote"]
    detail = f"The {kind_of(iri)} “{slug_of(iri)}” was withdrawn."
    if notes:
        detail += " " + " ".join(notes)
    links = [f'<{service.root}{local(other)}>; rel="successor-version"' for other in replacements]
    raise Problem(
        410,
        "withdrawn",
        detail,
        headers={"Link": ", ".join(links)} if links else None,
        replacedBy=replacements,
        suggestions=[
            {
                "iri": other,
                "kind": kind_of(other),
                "slug": slug_of(other),
                "label": service.labels.label(other) or other,
                "url": service.root + local(other).replace("/id/", "/doc/", 1),
            }
            for other in replacements
        ],
    )


async def _withdrawals(service: Service) -> Withdrawn:
    withdrawn: Withdrawn = {}
    for row in (await service.engine.select(service_query("withdrawn"))).rows:
        gone, property, value = row["gone"], row["property"], row["value"]
        if (
            isinstance(gone, ox.NamedNode)
            and isinstance(property, ox.NamedNode)
            and isinstance(value, ox.NamedNode | ox.Literal)
        ):
            stated = withdrawn.setdefault(gone.value, defaultdict(list))
            stated[local_name(property.value)].append(value.value)
    for stated in withdrawn.values():
        for values in stated.values():
            values.sort()
    return withdrawn
