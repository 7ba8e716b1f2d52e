"""The files of a release that people download: sorted, compressed, the same bytes every time."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from io import BytesIO

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, Triple, serialize

from migov.knowledge.tables import memberships, partnerships
from migov.vocabulary import PREFIXES

_LEVEL = 6


def dumps(store: Store) -> dict[str, bytes]:
    """The uncompressed content of each dump by name (without `.gz`), from a whole store.

    N-Quads and TriG hold the named graphs; Turtle holds their merge, the default graph.
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
        "memberships.csv": memberships(store).encode(),
        "partnerships.csv": partnerships(store).encode(),
    }


def compressed(content: bytes) -> bytes:
    """`content` as gzip without a time or a name in its header."""
    buffer = BytesIO()
    with gzip.GzipFile("", "wb", _LEVEL, buffer, mtime=0) as file:
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
