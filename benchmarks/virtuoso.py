"""Virtuoso 7 in a folder of its own: the settings with which it is measured, and tested."""

from __future__ import annotations

from pathlib import Path

_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = {threads}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = {http_threads}
[SPARQL]
ResultSetMaxRows = 1000000
"""


def written(folder: Path, sql: int, http: int, *, roomy: bool = False) -> Path:
    """Writes the settings into `folder`, where it keeps its files and may read; their path.

    `roomy` gives it memory and threads for a load test.
    """
    room = {"threads": 40, "buffers": 170_000, "dirty": 130_000, "http_threads": 20}
    if not roomy:
        room = {"threads": 20, "buffers": 20_000, "dirty": 15_000, "http_threads": 10}
    path = folder / "virtuoso.ini"
    path.write_text(_INI.format(sql=sql, http=http, folder=folder, **room))
    return path
