"""The files of a release as responses: whole or in ranges, with their media types."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Path as PathPart
from fastapi import Request
from fastapi.responses import FileResponse, Response

from migov.knowledge.release.csvw import FILE as TABLES_DESCRIBED
from migov.knowledge.release.release import Release
from migov.web.dataset.formats import compression, file_type
from migov.web.dataset.terms import LICENSE
from migov.web.http.operations import gives
from migov.web.http.problems import Problem
from migov.web.http.representations import Validators

FileName = Annotated[
    str, PathPart(description="The name of the file.", examples=["migov.nq.gz", "memberships.csv"])
]
#: What asking for a file answers.
FILE = gives("The file, whole.", ["*/*"], 404, 422) | {
    206: {"description": "The ranges that were asked for.", "content": {"*/*": {"schema": {}}}},
    416: {"description": "The file has no such range."},
}


def file_of(
    request: Request, release: Release, modified: datetime, file: str, root: str
) -> Response:
    """A file of `release`, described at `{root}dataset`; raises Problem if there is none."""
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
    # The file is coded as it is: every client gets the same bytes.
    validators.etag = f'"{entry["sha256"]}"'
    links = [f'<{root}dataset>; rel="describedby"', f'<{LICENSE}>; rel="license"']
    if file.endswith(".csv") and TABLES_DESCRIBED in entries:
        # Model for Tabular Data and Metadata on the Web, section 5.2
        described = f"{root}dump/{TABLES_DESCRIBED}"
        links.insert(0, f'<{described}>; rel="describedby"; type="application/csvm+json"')
    headers = {
        **validators.headers(),
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Link": ", ".join(links),
        "Content-Disposition": f'attachment; filename="{file}"',
    }
    if validators.unchanged():
        return Response(status_code=304, headers=headers)
    media = compression(file) or file_type(file).media
    if media.startswith("text/"):
        media += "; charset=utf-8"
    # `file` is a name of the manifest, so the path is one of the release's own files.
    return FileResponse(release.path / file, headers=headers, media_type=media)
