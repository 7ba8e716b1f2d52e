"""Serves the files of a release, whole or in ranges, with their media types."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated

from fastapi import Path as PathPart
from fastapi import Request
from fastapi.responses import FileResponse, Response

from migov.knowledge.release.csvw import FILE as TABLES_DESCRIBED
from migov.knowledge.release.release import Release
from migov.tabular import BY_NAME, TableFormat
from migov.vocabulary import LICENSE
from migov.web.dataset.formats import compression, file_type
from migov.web.dataset.table_files import release_table, requested
from migov.web.http.operations import gives
from migov.web.http.problems import Problem
from migov.web.http.representations import (
    Validators,
    collected,
    not_modified,
    represent,
    wants_length,
)
from migov.web.http.requests import parameters, unknown_format
from migov.web.http.table_files import disposition, file_content, for_excel

FileName = Annotated[
    str, PathPart(description="The name of the file.", examples=["migov.nq.gz", "memberships.csv"])
]
#: The OpenAPI responses of a file.
FILE = gives("The file, whole.", ["*/*"], 400, 404, 422, 501) | {
    206: {"description": "The requested ranges.", "content": {"*/*": {"schema": {}}}},
    416: {"description": "The file has no such range."},
}


async def file_of(
    request: Request, release: Release, modified: datetime, file: str, root: str
) -> Response:
    """A file of `release`, or one of its tables in another format; raises Problem if there is none.

    The release is described at `{root}dataset`.
    """
    given = parameters(request)
    ending = file.rpartition(".")[2]
    if "for" in given and ending in BY_NAME:
        given.setdefault("format", ending)
    excel = for_excel(given)
    table = requested(release, file, given.get("format", ""))
    if table is not None and (excel or not (table[0] == file and table[1].name == "csv")):
        return await _converted(request, release, modified, *table, root, excel=excel)
    if "format" in given and file in release.manifest["files"]:
        names = list(BY_NAME) if file.endswith(".csv") else [file.partition(".")[2]]
        if given["format"] not in names:
            raise unknown_format(names)
    return _as_it_is(request, release, modified, file, root)


async def _converted(
    request: Request,
    release: Release,
    modified: datetime,
    file: str,
    format: TableFormat,
    root: str,
    *,
    excel: bool,
) -> Response:
    """The table in the CSV `file` in another format."""
    entry = release.manifest["files"][file]
    validators = Validators(request, modified, entry["sha256"], format.name, str(excel))
    headers = {"Link": _links(release, root), **disposition(file.removesuffix(".csv"), format.name)}
    if validators.held():
        return not_modified(request, validators)
    content: bytes | AsyncIterator[bytes]
    content = file_content(release_table(release, file), format, excel=excel)
    if wants_length(request):
        content = await collected(content)
    return represent(request, content, format.content_type, validators, headers=headers)


def _links(release: Release, root: str, *, table: bool = True) -> str:
    links = [f'<{root}dataset>; rel="describedby"', f'<{LICENSE}>; rel="license"']
    if table and TABLES_DESCRIBED in release.manifest["files"]:
        # Model for Tabular Data and Metadata on the Web, section 5.2
        described = f"{root}dump/{TABLES_DESCRIBED}"
        links.insert(0, f'<{described}>; rel="describedby"; type="application/csvm+json"')
    return ", ".join(links)


def _as_it_is(
    request: Request, release: Release, modified: datetime, file: str, root: str
) -> Response:
    entries = release.manifest["files"]
    entry = entries.get(file)
    if entry is None:
        listed = sorted(entries)
        raise Problem(
            404,
            "unknown-file",
            f"The release has no such file; its files are {', '.join(listed)}.",
            available=[f"{root}dump/{each}" for each in listed],
        )
    validators = Validators(request, modified, entry["sha256"])
    # The file is served as stored: every client gets the same bytes.
    validators.etag = f'"{entry["sha256"]}"'
    headers = {
        **validators.headers(),
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Link": _links(release, root, table=file.endswith(".csv")),
        "Content-Disposition": f'attachment; filename="{file}"',
    }
    if validators.unchanged():
        return Response(status_code=304, headers=headers)
    media = compression(file) or file_type(file).media
    if media.startswith("text/"):
        media += "; charset=utf-8"
    # `file` is a name in the manifest, so the path is one of the release's own files.
    return FileResponse(release.path / file, headers=headers, media_type=media)
