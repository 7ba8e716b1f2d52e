"""The scaled graph of the load tests has the proportions of the real one, and its derivation."""

from __future__ import annotations

import gzip
from itertools import islice
from pathlib import Path

import pytest
from benchmarks.generate import scaled
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from migov.knowledge.derive import derive
from migov.knowledge.release.release import Release
from migov.settings import resources
from migov.vocabulary import GRAPH_DERIVED, PREFIXES

SCALE = 3
EDITORIAL = PREFIXES["source"] + "editorial"


@pytest.fixture(scope="module")
def dump(release: Release) -> Path:
    return release.path / "migov.nq.gz"


@pytest.fixture(scope="module")
def quads(dump: Path) -> list[Quad]:
    return list(parse("".join(scaled(dump, SCALE, seed=7)), format=RdfFormat.N_QUADS))


def _instances(quads: list[Quad], of: str) -> set[str]:
    return {
        quad.subject.value
        for quad in quads
        if quad.predicate.value == PREFIXES["rdf"] + "type"
        and isinstance(quad.object, NamedNode)
        and quad.object.value == of
        and isinstance(quad.subject, NamedNode)
    }


def test_every_kind_of_thing_grows_alike(quads: list[Quad], dump: Path) -> None:
    with gzip.open(dump) as lines:
        real = list(parse(lines, format=RdfFormat.N_QUADS))
    for of in ("mg:State", "org:Membership", "mg:Partnership", "mg:Meeting", "mg:Source"):
        prefix, _, local = of.partition(":")
        once = _instances(real, PREFIXES[prefix] + local) - {EDITORIAL}
        often = _instances(quads, PREFIXES[prefix] + local) - {EDITORIAL}
        assert len(often) == SCALE * len(once) > 0


def test_concepts_stay_one(quads: list[Quad]) -> None:
    roles = {q.subject.value for q in quads if str(q.subject).startswith(f"<{PREFIXES['role']}")}
    assert not any("-x" in role for role in roles)


def test_copies_are_no_islands(quads: list[Quad]) -> None:
    members = {
        quad.object.value
        for quad in quads
        if quad.predicate.value == PREFIXES["org"] + "member"
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.endswith("-x2")
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(PREFIXES["state"])
    }
    assert any(member.endswith("-x1") for member in members)
    assert any(not member.endswith(("-x1", "-x2")) for member in members)


def _is_compared(subject: str, _: str, value: str) -> bool:
    """Whether the generator derives the triple as the rules do.

    It copies relations between two states pair by pair, and counts under names of its own.
    """
    state = f"<{PREFIXES['state']}"
    between_states = subject.startswith(state) and value.startswith(state)
    return not between_states and not subject.startswith(f"<{PREFIXES['count']}")


def test_what_is_derived_follows_from_what_is_stated(quads: list[Quad]) -> None:
    store = Store()
    given = set()
    for quad in quads:
        if quad.graph_name == NamedNode(GRAPH_DERIVED):
            given.add((str(quad.subject), str(quad.predicate), str(quad.object)))
        else:
            store.add(quad)
            store.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    derive(store, resources() / "queries" / "derive")
    derived = {
        (str(quad.subject), str(quad.predicate), str(quad.object))
        for quad in store.quads_for_pattern(None, None, None, NamedNode(GRAPH_DERIVED))
    }
    assert {each for each in given if _is_compared(*each)} == {
        each for each in derived if _is_compared(*each)
    }


def test_the_same_seed_gives_the_same_lines(dump: Path) -> None:
    # What is shared comes first, and then the copies, of which some are compared.
    first, again, other = (islice(scaled(dump, 2, seed), 50_000, 120_000) for seed in (1, 1, 2))
    lines = list(first)
    assert lines
    assert all(line == same for line, same in zip(lines, again, strict=True))
    assert any(line != unlike for line, unlike in zip(lines, other, strict=True))
