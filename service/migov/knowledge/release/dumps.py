"""The files of a release that people download: sorted, compressed, the same bytes every time.

RDF is compressed twice, for those who have gzip and for those who have zstd; tables and their
description are small and stay as they are, so that a spreadsheet opens them from their address.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from io import BytesIO

import zstandard
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, serialize

from migov.knowledge.release import csvw
from migov.knowledge.release.csvw_tables import tables
from migov.knowledge.release.jsonld import json_ld
from migov.vocabulary import PREFIXES

_GZIP_LEVEL = 6
#: Within a fifth of the smallest, in a tenth of a second.
_ZSTD_LEVEL = 9
_AS_THEY_ARE = (".csv", ".json")


def dumps(store: Store) -> dict[str, bytes]:
    """The uncompressed content of each dump by name (without `.gz`), from a whole store.

    N-Quads and TriG hold the named graphs; Turtle and JSON-LD their merge, the default graph.
    """
    merge = DefaultGraph()
    named = sorted((quad for quad in store if quad.graph_name != merge), key=_order)
    merged = sorted(store.quads_for_pattern(None, None, None, merge), key=_order)
    prefixes = dict(sorted(PREFIXES.items()))
    lines = sorted(_bytes(named, RdfFormat.N_QUADS).splitlines(keepends=True))
    return {
        "migov.nq": b"".join(lines),
        "migov.trig": _bytes(named, RdfFormat.TRIG, prefixes),
        "migov.ttl": _bytes((quad.triple for quad in merged), RdfFormat.TURTLE, prefixes),
        "migov.jsonld": json_ld((quad.triple for quad in merged), prefixes),
        **tables(store),
        csvw.FILE: csvw.described(),
    }


def files(content: dict[str, bytes]) -> dict[str, bytes]:
    """The files that a release stores, by name, of what `dumps` gave."""
    made = {}
    for name, text in content.items():
        if name.endswith(_AS_THEY_ARE):
            made[name] = text
        else:
            made[f"{name}.gz"] = compressed(text)
            made[f"{name}.zst"] = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(text)
    return made


def compressed(content: bytes) -> bytes:
    """`content` as gzip without a time or a name in its header."""
    buffer = BytesIO()
    with gzip.GzipFile("", "wb", _GZIP_LEVEL, buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()


def _order(quad: Quad) -> tuple[str, str, str, str]:
    predicate = str(quad.predicate)
    # rdf:type stands first, as an author writes it
    first = "" if predicate.endswith("22-rdf-syntax-ns#type>") else predicate
    return (str(quad.graph_name), str(quad.subject), first, str(quad.object))


def _bytes(
    statements: Iterable[Quad] | Iterable[Triple],
    form: RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    return serialize(statements, format=form, prefixes=prefixes) or b""
