"""Tables as responses: formats, `?for=excel`, and file names."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping
from tempfile import TemporaryFile
from typing import Final

from migov.tabular import BY_NAME, FORMATS, TableFormat, Tabular, write
from migov.tabular.formats import check
from migov.web.http.problems import Problem
from migov.web.http.translation import gettext as _

#: The value of `?for=` for CSV and TSV that spreadsheets read.
EXCEL: Final = "excel"
#: The OpenAPI description of the parameter `for`.
FOR_PARAMETER: Final = {
    "name": "for",
    "in": "query",
    "description": "excel: CSV and TSV with a byte order mark, and CSV with its separator named.",
    "schema": {"type": "string", "enum": [EXCEL]},
}
MEDIA_TYPES: Final = tuple(format.media_type for format in FORMATS)
#: Chunk size when sending a file, in bytes.
_PIECE = 1 << 16


def for_excel(given: MutableMapping[str, str], *more: str) -> bool:
    """Removes `for` from the parameters; returns whether a text table is for Excel.

    With it, CSV is the default format. `more` are other values of the route, which are kept. Raises
    Problem for any other value, or if the format is not text.
    """
    purpose = given.get("for", "")
    if not purpose or purpose in more:
        return False
    format = given.setdefault("format", "csv")
    if purpose != EXCEL:
        values = ", ".join((EXCEL, *more))
        raise Problem(
            422,
            "parameter",
            f"`for` is one of {values}." if more else f"`for` is {EXCEL}, or left out.",
            parameter="for",
            remedy="Leave it out for a table that programs read.",
        )
    if format in BY_NAME and format not in ("csv", "tsv"):
        raise Problem(
            422,
            "parameter",
            f"`for={EXCEL}` goes with `format=csv` or `format=tsv`; {format} is as it is.",
            parameter="for",
            remedy="Leave one of the two out.",
        )
    del given["for"]
    return True


def disposition(stem: str, format: str) -> dict[str, str]:
    """The Content-Disposition header: inline if a browser can show the file, else attachment."""
    how = "attachment" if format in ("xlsx", "parquet") else "inline"
    return {"Content-Disposition": f'{how}; filename="{stem}.{format}"'}


def file_content(
    table: Tabular,
    format: TableFormat,
    *,
    excel: bool = False,
    close: Callable[[], None] = lambda: None,
) -> AsyncIterator[bytes]:
    """The bytes of a table, written on first read; `close` is called after the last.

    Raises MissingExtra and TooLarge before anything is sent. The table is written in a thread to a
    temporary file.
    """
    try:
        check(table, format)
    except BaseException:
        close()
        raise
    return _content(table, format, excel, close)


async def _content(
    table: Tabular, format: TableFormat, excel: bool, close: Callable[[], None]
) -> AsyncIterator[bytes]:
    try:
        with TemporaryFile() as file:
            await asyncio.to_thread(write, table, format, file, excel=excel)
            file.seek(0)
            while piece := await asyncio.to_thread(file.read, _PIECE):
                yield piece
    finally:
        close()


def links(query: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """The spreadsheet downloads of a page: name and parameters."""
    return {
        "Excel": {**query, "format": "xlsx"},
        _("CSV for Excel"): {**query, "format": "csv", "for": EXCEL},
    }
