"""Builds a release atomically: read, derive, validate, write.

The directory is written under a temporary name, synced and renamed, and `current` is replaced last,
so a build that fails or is killed leaves every release unchanged. The same input gives the same id
and the same bytes in every dump.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from migov import settings
from migov.engine import storage
from migov.knowledge.derive import gather
from migov.knowledge.findings import Finding, has_violation
from migov.knowledge.release.dumps import dumps, files
from migov.knowledge.release.partitions import examples, partitions
from migov.knowledge.release.release import CURRENT, MANIFEST, STORE, NoRelease, Release
from migov.knowledge.validate.validate import judge
from migov.vocabulary import (
    GRAPH_EXAMPLES,
    GRAPH_PARTITIONS,
    MG,
    ONTOLOGY,
    PREFIXES,
    RDF_TYPE,
    name,
)

_ASIDE = ".building-"
_LOCK = ".lock"
_COUNTED = {
    "state": "states",
    "mechanism": "mechanisms",
    "organization": "organizations",
    "body": "bodies",
    "membership": "memberships",
    "partnership": "partnerships",
    "agreement": "agreements",
    "adherence": "adherences",
    "meeting": "meetings",
    "instrument": "instruments",
    "initiative": "initiatives",
    "source": "sources",
}

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """The result of a build: the findings, and the release unless a violation stopped it."""

    release: Release | None
    findings: list[Finding]


def build(
    paths: Iterable[Path] = (),
    releases: Path | None = None,
    resources: Path | None = None,
    progress: Progress = lambda _: None,
) -> Built:
    """Build a release of the data under `paths` (by default `data/`) into the folder `releases`.

    Raises CannotRun if a path or rule is missing, OSError if the folder cannot be written.
    """
    root = resources or settings.resources()
    progress("Reading and deriving")
    knowledge = gather(list(paths) or [root / "data"], resources=root)
    progress("Validating")
    findings = judge(knowledge, root)
    if has_violation(findings):
        return Built(None, findings)
    progress("Describing the release")
    _add(knowledge.store, GRAPH_EXAMPLES, examples(root))
    _add(knowledge.store, GRAPH_PARTITIONS, partitions(knowledge.store))
    progress("Writing the dumps")
    content = dumps(knowledge.store)
    progress("Writing the store")
    release = write(knowledge.store, content, releases or settings.releases())
    return Built(release, findings)


def _add(store: Store, graph: str, triples: list[Triple]) -> None:
    """Add `triples` to `store` as a named graph, and to the merge."""
    for place in (NamedNode(graph), DefaultGraph()):
        store.extend([Quad(t.subject, t.predicate, t.object, place) for t in triples])


def write(store: Store, content: dict[str, bytes], releases: Path) -> Release:
    """Write the release of `store` and its dumps into `releases` and make it the current one."""
    digest = hashlib.sha256()
    for key in sorted(content):
        digest.update(f"{key} {hashlib.sha256(content[key]).hexdigest()}\n".encode())
    identity = digest.hexdigest()[:12]
    with _only_writer(releases):
        target = releases / identity
        try:
            Release.open(target)
        except NoRelease:
            aside = Path(mkdtemp(prefix=_ASIDE, dir=releases))
            aside.chmod(0o755)
            _fill(aside, store, content, digest.hexdigest())
            if target.exists():  # the existing directory is a damaged release
                target.rename(releases / f"{_ASIDE}damaged-{identity}")
            aside.rename(target)
            _sync(releases)
        _replace(releases / CURRENT, f"{identity}\n")
        _sweep(releases)
        return Release.open(target)


def _fill(folder: Path, store: Store, content: dict[str, bytes], digest: str) -> None:
    entries = {}
    for file, kept in files(content).items():
        _write(folder / file, kept)
        entries[file] = {"size": len(kept), "sha256": hashlib.sha256(kept).hexdigest()}
    (folder / STORE).mkdir()
    storage.save(folder / STORE, store)
    for part in (folder / STORE).iterdir():
        _sync(part)
    _sync(folder / STORE)
    manifest = {
        "id": digest[:12],
        "hash": digest,
        "date": _date(store),
        "referenceDay": _reference_day(store),
        "ontologyVersion": _ontology_version(store),
        "counts": _counts(store),
        "files": dict(sorted(entries.items())),
    }
    _write(folder / MANIFEST, json.dumps(manifest, indent=2).encode() + b"\n")
    _sync(folder)


def _counts(store: Store) -> dict[str, int]:
    merge, kinds = DefaultGraph(), dict.fromkeys(_COUNTED.values(), 0)
    merged = sum(1 for _ in store.quads_for_pattern(None, None, None, merge))
    described = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, NamedNode(RDF_TYPE), None, merge)
        if isinstance(quad.subject, NamedNode)
    }
    for iri in described:
        thing = name(iri)
        if thing is not None and thing.kind in _COUNTED:
            kinds[_COUNTED[thing.kind]] += 1
    graphs = sum(1 for _ in store.named_graphs())
    return {"triples": merged, "quads": len(store) - merged, "graphs": graphs, **kinds}


def _date(store: Store) -> str | None:
    """The newest content date of a source, taken at its first possible day."""
    dates = []
    for quad in store.quads_for_pattern(None, NamedNode(f"{MG}contentDate"), None, DefaultGraph()):
        for start in store.quads_for_pattern(
            quad.subject, NamedNode(f"{MG}startsOn"), None, DefaultGraph()
        ):
            if isinstance(start.object, Literal):
                dates.append(start.object.value)
    return max(dates, default=None)


def _reference_day(store: Store) -> str | None:
    """The derived reference day, on which the release's direct relations hold."""
    days = store.quads_for_pattern(None, NamedNode(f"{MG}referenceDay"), None, DefaultGraph())
    return next((day.object.value for day in days if isinstance(day.object, Literal)), None)


def _ontology_version(store: Store) -> str | None:
    for predicate in ("versionInfo", "versionIRI"):
        for quad in store.quads_for_pattern(
            NamedNode(ONTOLOGY), NamedNode(PREFIXES["owl"] + predicate), None, DefaultGraph()
        ):
            if isinstance(quad.object, Literal | NamedNode):
                return quad.object.value
    return None


@contextmanager
def _only_writer(releases: Path) -> Iterator[None]:
    """Hold the folder's lock, so builds take turns; removes the remains of killed builds."""
    releases.mkdir(parents=True, exist_ok=True)
    with (releases / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _sweep(releases)
        yield


def _sweep(releases: Path) -> None:
    for stale in releases.glob(f"{_ASIDE}*"):
        shutil.rmtree(stale, ignore_errors=True) if stale.is_dir() else stale.unlink()


def _replace(path: Path, text: str) -> None:
    aside = path.with_name(f"{_ASIDE}{path.name}")
    _write(aside, text.encode())
    aside.replace(path)
    _sync(path.parent)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
