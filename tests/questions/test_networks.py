"""Measures over networks, on networks small enough to reckon by hand."""

from __future__ import annotations

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migov.questions.measures import betweenness, jaccard, shortest_paths


def node(slug: str) -> ox.NamedNode:
    kind = "mechanism" if slug.isupper() else "state"
    return ox.NamedNode(f"https://w3id.org/migov/id/{kind}/{slug}")


def edges(*pairs: str) -> list[dict[str, object]]:
    return [
        {"from": node(pair[0]), "to": node(pair[1]), "tie": node("t"), "statement": node(pair)}
        for pair in pairs
    ]


def chains(start: str, goal: str, most: int, *pairs: str) -> list[str]:
    params = {"a": (node(start),), "b": (node(goal),), "chains": (ox.Literal(most),)}
    found: dict[str, str] = {}
    for row in shortest_paths(edges(*pairs), params):
        number = row["chain"].value
        ends = row["from"].value[-1] + row["to"].value[-1]
        found[number] = found.get(number, "") + ends
    return list(found.values())


def test_all_shortest_chains_in_a_fixed_order() -> None:
    assert chains("a", "b", 5, "aX", "bX", "bY", "aY", "aZ", "cZ", "bc") == ["aXXb", "aYYb"]


def test_no_more_chains_than_asked_for() -> None:
    assert chains("a", "b", 1, "aX", "bX", "bY", "aY") == ["aXXb"]


@pytest.mark.parametrize("pairs", [(), ("aX",), ("aX", "bY")])
def test_what_is_not_connected_has_no_chain(pairs: tuple[str, ...]) -> None:
    assert chains("a", "b", 5, *pairs) == []


def test_nobody_leads_to_himself() -> None:
    assert chains("a", "a", 5, "aX", "bX") == []


def test_the_only_link_between_two_mechanisms_bridges_them() -> None:
    rows = [
        {"actor": node(pair[0]), "mechanism": node(pair[1]), "source": node("s")}
        for pair in ("aX", "bX", "bY", "cY")
    ]
    rows.append({"mechanism": node("X"), "region": node("r")})
    found = betweenness(rows, {"kind": (ox.Literal("any"),)})
    # Of the six pairs of others, four meet in b: a-Y, a-c, X-Y, X-c.
    assert [(row["actor"], row["betweenness"].value) for row in found] == [(node("b"), "0.666667")]
    assert found[0]["mechanisms"] == ox.Literal(2)
    assert found[0]["regions"].value.endswith("r")
    assert betweenness(rows, {"kind": (ox.Literal("organization"),)}) == []


def test_the_overlap_of_two_places() -> None:
    rows = [
        {
            "place": node(place),
            "members": ox.Literal(" ".join(node(member).value for member in members)),
            "sources": ox.Literal(node(f"s{place.lower()}").value),
        }
        for place, members in (("X", "ab"), ("Y", "bc"), ("Z", "d"))
    ]
    (pair,) = jaccard(rows, {})
    assert (pair["shared"], pair["membersA"]) == (ox.Literal(1), ox.Literal(2))
    assert pair["jaccard"] == ox.Literal(0.3333)
    assert {iri[-2:] for iri in pair["sources"].value.split()} == {"sx", "sy"}
    assert jaccard(rows, {"actor": (node("Z"),)}) == []


@given(ties=st.sets(st.tuples(st.sampled_from("abcdeXYZ"), st.sampled_from("XYZWV")), max_size=25))
@settings(max_examples=60, deadline=None)
def test_betweenness_is_that_of_networkx(ties: set[tuple[str, str]]) -> None:
    """Two libraries reckon the same, also where mechanisms are tied to one another."""
    pairs = {(one, other) for one, other in ties if one != other}
    rows = [{"actor": node(one), "mechanism": node(other)} for one, other in pairs]
    expected = nx.betweenness_centrality(nx.Graph(pairs))
    found = {
        row["actor"].value[-1]: float(row["betweenness"].value)
        for row in betweenness(rows, {"kind": (ox.Literal("any"),)})
    }
    actors = {one for one, _ in pairs}
    assert found == pytest.approx(
        {one: expected[one] for one in actors if round(expected[one], 6) > 0}, abs=1e-6
    )
