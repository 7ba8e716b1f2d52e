"""The types of a release's files: title, media type, and code in the EU's file-type list."""

from __future__ import annotations

from typing import Final, NamedTuple

from migov.questions.messages import marked


class FileType(NamedTuple):
    """A file type: its title, its media type, and its code in the EU's file-type list."""

    title: str
    media: str
    code: str


#: By the ending of the file name, without compression.
DUMPS: Final = {
    ".nq": FileType(marked("N-Quads, one graph a source"), "application/n-quads", "RDF_N_QUADS"),
    ".trig": FileType(marked("TriG, one graph a source"), "application/trig", "RDF_TRIG"),
    ".ttl": FileType(marked("Turtle, all graphs merged"), "text/turtle", "RDF_TURTLE"),
    ".jsonld": FileType(marked("JSON-LD, all graphs merged"), "application/ld+json", "JSON_LD"),
    "actors.csv": FileType(marked("table, one row an actor"), "text/csv", "CSV"),
    "meetings.csv": FileType(marked("table, one row a meeting"), "text/csv", "CSV"),
    "memberships.csv": FileType(marked("table, one row a membership"), "text/csv", "CSV"),
    "adherences.csv": FileType(marked("table, one row a state and a treaty"), "text/csv", "CSV"),
    "partnerships.csv": FileType(marked("table, one row a partnership"), "text/csv", "CSV"),
    "agreements.csv": FileType(marked("table, one row an agreement"), "text/csv", "CSV"),
    ".csv": FileType(marked("table"), "text/csv", "CSV"),
    "csv-metadata.json": FileType(
        marked("CSVW description of the tables"), "application/csvm+json", "JSON"
    ),
}
#: The compressions of dumps by the ending of the name (RFC 6713, RFC 8878).
CODINGS: Final = {".gz": "application/gzip", ".zst": "application/zstd"}


def file_type(file: str) -> FileType:
    """The type of the file with that name."""
    stem = file.removesuffix(".gz").removesuffix(".zst")
    for end, known in DUMPS.items():
        if stem.endswith(end):
            return known
    return FileType(marked("file"), "application/octet-stream", "BIN")


def compression(file: str) -> str:
    """The media type of a dump's compression; empty if uncompressed."""
    return next((media for end, media in CODINGS.items() if file.endswith(end)), "")
