"""Serves the files of a release, whole or in ranges, and its tables in other formats.

A release stores its tables only as CSV; their CSVW description gives the type of each column, in
this release and every earlier one.
"""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import Path as PathPart
from fastapi import Request
from fastapi.responses import FileResponse, Response

from migov.knowledge.release.dumps import FILE as DESCRIPTION
from migov.knowledge.release.dumps import FILE as TABLES_DESCRIBED
from migov.knowledge.release.release import Release
from migov.tabular import BY_NAME, Column, TableFormat, Tabular, Value
from migov.tabular.model import Kind
from migov.vocabulary import LICENSE
from migov.web.dataset.terms import compression, file_type
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
    params = parameters(request)
    ending = file.rpartition(".")[2]
    if "for" in params and ending in BY_NAME:
        params.setdefault("format", ending)
    excel = for_excel(params)
    table = requested(release, file, params.get("format", ""))
    if table is not None and (excel or not (table[0] == file and table[1].name == "csv")):
        return await _converted(request, release, modified, *table, root, excel=excel)
    if "format" in params and file in release.manifest["files"]:
        names = list(BY_NAME) if file.endswith(".csv") else [file.partition(".")[2]]
        if params["format"] not in names:
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


_KINDS: Mapping[str, Kind] = {"integer": "integer", "date": "date", "anyURI": "iri"}


def requested(release: Release, file: str, format: str) -> tuple[str, TableFormat] | None:
    """The CSV and the format that the name `file` requests; None for any other file.

    `memberships.xlsx` is `memberships.csv` as a workbook; `format`, the value of `?format=`, takes
    precedence.
    """
    stem, _, ending = file.rpartition(".")
    table = f"{stem}.csv"
    if table not in release.manifest["files"] or DESCRIPTION not in release.manifest["files"]:
        return None
    chosen = BY_NAME.get(format or ending)
    return None if chosen is None else (table, chosen)


def release_table(release: Release, file: str) -> Tabular:
    """The table in the CSV `file` of the release, with typed columns."""
    described = json.loads((release.path / DESCRIPTION).read_text(encoding="utf-8"))
    table = next(each for each in described["tables"] if each["url"] == file)
    columns = table["tableSchema"]["columns"]
    separators = [column.get("separator") for column in columns]
    asked = {
        "table": file,
        "description": table["dc:description"],
        "release": release.id,
        "license": LICENSE,
    }
    return Tabular(
        [
            Column(column["name"], column["name"], _kind(column), column["dc:description"])
            for column in columns
        ],
        _rows(release, file, [_kind(column) for column in columns], separators),
        asked,
        separator=next((each for each in separators if each), "; "),
    )


def _kind(column: Mapping[str, Any]) -> Kind:
    if "separator" in column:
        return "texts"
    datatype = column["datatype"]
    return _KINDS.get(datatype, "text") if isinstance(datatype, str) else "text"


def _rows(
    release: Release, file: str, kinds: list[Kind], separators: list[str | None]
) -> Iterator[list[Value]]:
    # A release built by an earlier version begins its tables with a byte order mark.
    with (release.path / file).open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        for row in reader:
            yield [
                _value(text, kind, separator)
                for text, kind, separator in zip(row, kinds, separators, strict=True)
            ]


def _value(text: str, kind: Kind, separator: str | None) -> Value:
    if kind == "texts":
        return text.split(separator) if text else []
    if not text:
        return None
    return int(text) if kind == "integer" else text
