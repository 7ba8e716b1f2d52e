"""A release's store: N-Quads on disk, loaded into memory at start.

In memory joins run two to five times faster than on disk.

Three files of sorted lines, compressed: `merged.nt.zst` (the default graph), `named.nq.zst` (the
named graphs), and `blank.nq.zst`, every statement of either with a blank node. Those are separate
because a bulk load relabels blank nodes, and answers must show the same labels after every start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import zstandard

from migov.engine.errors import StoreUnavailable

#: Up to this compressed size (about four million triples) the merge is held twice.
_TWICE = 32 << 20

_MERGED, _NAMED, _BLANK = "merged.nt.zst", "named.nq.zst", "blank.nq.zst"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The data to query: `quads` are the named graphs with their merge as the default graph.

    `merged` holds that default graph only. A pattern is matched by scanning the quads of one of its
    terms, which takes a quarter less time without the copies in named graphs. Beyond some millions
    of triples both are the same store, which saves a third of memory and loading time.
    """

    quads: ox.Store
    merged: ox.Store

    def store_for(self, query: str) -> ox.Store:
        """The smallest store that answers `query` over the release's own dataset.

        A query reads named graphs only through the keyword GRAPH, and no escape can hide it: the
        parser accepts escapes in IRIs and literals only.
        """
        return self.quads if "graph" in query.lower() else self.merged


def write(folder: Path, merged: Iterable[bytes], named: Iterable[bytes]) -> None:
    """Writes a store into `folder` from lines of N-Triples and of N-Quads."""
    with (
        zstandard.open(folder / _BLANK, "wb") as blank,
        zstandard.open(folder / _MERGED, "wb") as into_merged,
        zstandard.open(folder / _NAMED, "wb") as into_named,
    ):
        for lines, ground in ((merged, into_merged), (named, into_named)):
            for line in lines:
                # A literal may contain this too; its line loads equally well from that file.
                (blank if b"_:" in line else ground).write(line)


def save(folder: Path, store: ox.Store) -> None:
    """Writes `store`, its default graph and its named graphs, into `folder`, sorted."""
    merge = ox.DefaultGraph()
    triples = store.quads_for_pattern(None, None, None, merge)
    quads = (quad for quad in store if quad.graph_name != merge)
    write(
        folder,
        _lines((quad.triple for quad in triples), ox.RdfFormat.N_TRIPLES),
        _lines(quads, ox.RdfFormat.N_QUADS),
    )


def _lines(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat
) -> Iterator[bytes]:
    text = ox.serialize(statements, format=form) or b""
    return iter(sorted(text.splitlines(keepends=True)))


def present(folder: Path) -> bool:
    """Whether all the files of a store are in `folder`."""
    return all((folder / file).is_file() for file in (_MERGED, _NAMED, _BLANK))


def load(folder: Path, *, apart: bool = True) -> Dataset:
    """Loads the store in `folder` into memory; raises StoreUnavailable if it cannot be read.

    With `apart`, a merge of ordinary size is also held in a store of its own.
    """
    quads = ox.Store()
    try:
        apart = apart and (folder / _MERGED).stat().st_size < _TWICE
        merged = ox.Store() if apart else quads
        with ThreadPoolExecutor(2) as beside:  # parsing runs outside Python's lock
            loading = [beside.submit(_fill, quads, folder, (_NAMED, _MERGED))]
            if merged is not quads:
                loading.append(beside.submit(_fill, merged, folder, (_MERGED,)))
            for each in loading:
                each.result()
        with zstandard.open(folder / _BLANK, "rb") as lines:
            for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS):
                quads.add(quad)
                if merged is not quads and isinstance(quad.graph_name, ox.DefaultGraph):
                    merged.add(quad)
    except (OSError, ValueError, SyntaxError, zstandard.ZstdError) as error:
        raise StoreUnavailable(f"The release's store cannot be read: {error}") from error
    return Dataset(quads, merged)


def _fill(store: ox.Store, folder: Path, files: Iterable[str]) -> None:
    for file in files:
        # Read as a whole: from a file, the store waits for Python's lock at every few kilobytes.
        with zstandard.open(folder / file, "rb") as lines:
            text = lines.read()
        # Written by `save` from a store: no need to check it again.
        store.bulk_load(text, format=ox.RdfFormat.N_QUADS, lenient=True)
