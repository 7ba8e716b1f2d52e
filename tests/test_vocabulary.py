"""Prefixed names: the one module that compacts and expands IRIs."""

from __future__ import annotations

import pytest

from migov.vocabulary import (
    MG,
    PREFIXES,
    compact,
    expand,
    kind_of,
    local_name,
    prefixes,
    slug_of,
)

ETHIOPIA = "https://w3id.org/migov/id/state/ETH"


@pytest.mark.parametrize(
    ("iri", "curie"),
    [
        (MG + "State", "mg:State"),
        (ETHIOPIA, "state:ETH"),
        (PREFIXES["skos"] + "prefLabel", "skos:prefLabel"),
        ("http://example.org/x", "http://example.org/x"),
    ],
)
def test_an_iri_and_its_prefixed_name(iri, curie):
    assert compact(iri) == curie
    assert expand(curie) == iri


def test_the_longest_namespace_wins():
    assert compact("https://w3id.org/migov/shapes#remedy") == "mgsh:remedy"


@pytest.mark.parametrize(
    ("iri", "name"),
    [(MG + "State", "State"), (ETHIOPIA, "ETH"), ("http://example.org/a#b/c", "c"), ("", "")],
)
def test_the_local_name_follows_the_last_separator(iri, name):
    assert local_name(iri) == name


def test_kind_and_slug_are_those_of_our_own_iris():
    assert (kind_of(ETHIOPIA), slug_of(ETHIOPIA)) == ("state", "ETH")
    assert (kind_of("http://example.org/x"), slug_of("http://example.org/x")) == (
        "",
        "http://example.org/x",
    )


def test_prefix_lines_are_sparql():
    assert prefixes("mg", "org").splitlines() == [
        f"PREFIX mg: <{MG}>",
        "PREFIX org: <http://www.w3.org/ns/org#>",
    ]
