"""Generates a graph many times the size of the real one, in its proportions, for load tests.

Reads the N-Quads dump of a release and writes it `scale` times, in N-Quads. Concepts, ontology and
shapes are written once; each copy has its own states, mechanisms, organizations, meetings,
memberships and sources, with IRIs that end in `-x{copy}` and names that end in the copy's number.
The copies are connected: the states of a mechanism are drawn from all copies by the seed, the same
for the membership and everything derived from it, so that counts and joins grow as in a real graph
of that size. Copy 0 keeps its names, and its states are drawn like those of the others.

The same dump, scale and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from migov.knowledge.release.release import Release
from migov.settings import releases
from migov.vocabulary import GRAPH_DERIVED, PREFIXES, name

#: Kinds whose things stay the same in every copy.
SHARED_KINDS = frozenset({"role", "theme", "kind", "region", "scheme"})

_STATE = PREFIXES["state"]
_ORG = PREFIXES["org"]
_MEMBER, _ORGANIZATION, _UNIT_OF = _ORG + "member", _ORG + "organization", _ORG + "unitOf"
_HAS_MEMBERSHIP = _ORG + "hasMembership"
_PARTNER = PREFIXES["mg"] + "partner"


def scaled(dump: Path, scale: int, seed: int) -> Iterator[str]:
    """The lines of the scaled graph, each a quad in N-Quads."""
    quads = _quads(dump)
    world = _World(quads, scale, seed)
    templates = []
    for quad in quads:
        if _is_shared(quad):
            yield f"{quad} .\n"
        else:
            templates.append(world.template(quad))
    for copy in range(scale):
        for template in templates:
            yield template(copy)


#: Writes one quad for a copy.
Template = Callable[[int], str]
_Term = Callable[[int], str]


class _World:
    """What must be known of the whole graph to write one quad of a copy."""

    def __init__(self, quads: list[Quad], scale: int, seed: int) -> None:
        self._scale, self._seed = scale, seed
        self._unit_of = _objects(quads, _UNIT_OF)
        self._organizations = _objects(quads, _ORGANIZATION)
        self._partners = _objects(
            [quad for quad in quads if not str(quad.object).startswith(f"<{_STATE}")], _PARTNER
        )

    def template(self, quad: Quad) -> Template:
        """How to write a quad for any copy."""
        assert isinstance(quad.subject, NamedNode)
        subject, predicate = quad.subject.value, quad.predicate.value
        value = quad.object
        graph = self._own(quad.graph_name)
        written_subject, written_object = self._own(quad.subject), self._own(value)
        if isinstance(value, NamedNode):
            if predicate == _MEMBER and value.value.startswith(_STATE):
                organization = self._organizations.get(subject, subject)
                written_object = self._drawn_state(value.value, organization)
            elif predicate == _HAS_MEMBERSHIP and subject.startswith(_STATE):
                organization = self._organizations.get(value.value, value.value)
                written_subject = self._drawn_state(subject, organization)
            elif predicate == _PARTNER and value.value.startswith(_STATE):
                # States that agree with states alone stay in one copy.
                if subject in self._partners:
                    written_object = self._drawn_state(value.value, self._partners[subject])
            elif quad.graph_name == NamedNode(GRAPH_DERIVED) and _is_gathering(
                value.value if subject.startswith(_STATE) else subject
            ):
                if subject.startswith(_STATE) and not value.value.startswith(_STATE):
                    written_subject = self._drawn_state(subject, value.value)
                elif value.value.startswith(_STATE) and not subject.startswith(_STATE):
                    written_object = self._drawn_state(value.value, subject)

        def write(copy: int) -> str:
            return f"{written_subject(copy)} <{predicate}> {written_object(copy)} {graph(copy)} .\n"

        return write

    def _own(self, term: object) -> _Term:
        """How a term that belongs to the copy is written."""
        if isinstance(term, Literal):
            return _literal(term)
        assert isinstance(term, NamedNode)
        if not _is_copied(term.value) or term.value == PREFIXES["source"] + "editorial":
            return lambda _copy: f"<{term.value}>"
        return lambda copy: _copied(term.value, copy)

    def _drawn_state(self, state: str, organization: str) -> _Term:
        """How a state is written that is in an organization or body: of a copy the seed draws."""
        whole = self._unit_of.get(organization, organization)

        def write(copy: int) -> str:
            return _copied(state, _drawn(self._seed, f"{whole} {copy}", state, self._scale))

        return write


def _literal(term: Literal) -> _Term:
    text = str(term)
    if term.language is None:
        return lambda _copy: text
    return lambda copy: (
        text if not copy else str(Literal(f"{term.value} {copy}", language=term.language))
    )


def _copied(iri: str, copy: int) -> str:
    return f"<{iri}-x{copy}>" if copy else f"<{iri}>"


def _is_copied(iri: str) -> bool:
    known = name(iri)
    return known is not None and known.kind not in SHARED_KINDS


def _is_gathering(iri: str) -> bool:
    """Whether the thing is one that states of several copies gather in."""
    known = name(iri)
    return known is not None and known.kind in ("mechanism", "organization", "body")


def _is_shared(quad: Quad) -> bool:
    """Whether a quad is about a concept, the ontology or a shape, and so written once."""
    return not (isinstance(quad.subject, NamedNode) and _is_copied(quad.subject.value))


def _drawn(seed: int, what: str, which: str, among: int) -> int:
    digest = hashlib.blake2b(f"{seed} {what} {which}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % among


def _objects(quads: list[Quad], predicate: str) -> dict[str, str]:
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate.value == predicate
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
    }


def _quads(dump: Path) -> list[Quad]:
    return list(parse(gzip.decompress(dump.read_bytes()), format=RdfFormat.N_QUADS))


def main() -> None:
    """Write the scaled graph of the current release to a file or to standard output."""
    options = argparse.ArgumentParser(prog="migov bench generate", description=__doc__)
    options.add_argument("--scale", type=int, default=10, help="how many times the real graph")
    options.add_argument("--seed", type=int, default=1, help="draws which states are where")
    options.add_argument(
        "--output", type=Path, help="file, compressed if it ends in .gz (default: standard output)"
    )
    chosen = options.parse_args()
    dump = Release.current(releases()).path / "migov.nq.gz"
    with _opened(chosen.output) as output:
        output.writelines(scaled(dump, chosen.scale, chosen.seed))


def _opened(path: Path | None) -> IO[str]:
    if path is None:
        return sys.stdout
    if path.suffix == ".gz":
        return gzip.open(path, "wt", compresslevel=1, encoding="utf-8", newline="\n")
    return path.open("w", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
