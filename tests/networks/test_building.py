"""Networks made from a handful of facts, in which every figure can be counted by hand."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest

from migov.networks import KINDS, Network, ReleaseTies, build, read
from migov.networks.comparison import compare
from migov.networks.comparison import read as read_comparison
from migov.networks.export import FORMATS, gexf, graphml
from migov.networks.spells import Spell
from migov.networks.ties import Membership, Partnership
from migov.questions.errors import ParameterError
from migov.questions.labels import Entry, Labels
from migov.vocabulary import iri

TODAY = date(2024, 1, 1)
SOURCE = iri("source", "list-2020")


def _spell(
    start: str, end: str | None = None, seen: str = "", presumed: str = "", since: str | None = None
) -> Spell:
    """From `start` to a stated `end`, else shown until `seen` and presumed until `presumed`."""
    if end is not None:
        return Spell(start, end, start, end, end, since)
    return Spell(start, "9999-12-31", start, seen, presumed, since)


def _fact(actor: str, hub: str, role: str = "member", spell: Spell | None = None) -> Membership:
    kind, slug = actor.split(":")
    of, name = hub.split(":")
    statement = iri("membership", f"{name}-{slug}-{role}")
    known = spell or _spell("2000-01-01", seen="2023-12-31", presumed="2038-12-31", since="2000")
    return Membership(statement, iri(kind, slug), iri(of, name), None, role, known, (SOURCE,))


def _agreement(slug: str, partners: tuple[str, ...], kind: str) -> Partnership:
    return Partnership(
        iri("agreement", slug),
        partners,
        (kind,),
        (),
        _spell("2010-01-01", seen="2010-01-01", presumed="9999-12-31"),
        (SOURCE,),
    )


#: AAA and BBB sit in both dialogues, CCC in the south alone, DDD left the north in 2010.
FACTS = ReleaseTies(
    memberships=(
        _fact("state:AAA", "mechanism:north"),
        _fact("state:AAA", "mechanism:south"),
        _fact("state:AAA", "mechanism:north", "chair", _spell("2005-01-01", "2005-12-31")),
        _fact("state:BBB", "mechanism:north"),
        _fact("state:BBB", "mechanism:south"),
        _fact("state:CCC", "mechanism:south"),
        _fact("state:DDD", "mechanism:north", spell=_spell("2000-01-01", "2010-12-31")),
        _fact("organization:helper", "mechanism:north", "secretariat"),
        _fact("organization:helper", "mechanism:south", "partner"),
        _fact("state:AAA", "organization:club"),
    ),
    partnerships=(
        Partnership(
            iri("partnership", "north-south-exchange"),
            (iri("mechanism", "north"), iri("mechanism", "south")),
            ("exchange",),
            (),
            _spell("2010-01-01", seen="2010-01-01", presumed="2024-12-31"),
            (SOURCE,),
        ),
    ),
    classes={
        **{iri("state", one): ("State", "Actor") for one in ("AAA", "BBB", "CCC", "DDD")},
        iri("mechanism", "north"): ("InterregionalForum", "ConsultationMechanism", "Actor"),
        iri("mechanism", "south"): ("GlobalProcess", "ConsultationMechanism", "Actor"),
        iri("organization", "helper"): ("UnitedNationsEntity", "Actor"),
    },
    regions={
        iri("mechanism", "north"): frozenset({iri("region", "africa"), iri("region", "world")}),
        iri("state", "CCC"): frozenset({iri("region", "africa"), iri("region", "world")}),
    },
    themes={iri("mechanism", "south"): frozenset({iri("theme", "asylum")})},
    wider={},
)
LABELS = Labels(
    Entry(iri(kind, slug), kind, slug, {"en": label}, [(label, "label"), (slug, "code")])
    for kind, slug, label in (
        ("state", "AAA", "Alphaland"),
        ("state", "BBB", "Betaland"),
        ("state", "CCC", "Gammaland"),
        ("state", "DDD", "Deltaland"),
        ("mechanism", "north", "North Dialogue"),
        ("mechanism", "south", "South Dialogue"),
        ("organization", "helper", "Helper & Friends <Ltd>"),
        ("organization", "club", "Club"),
        ("region", "africa", "Africa"),
        ("theme", "asylum", "asylum"),
        ("role", "member", "member"),
        ("role", "chair", "chair"),
        ("role", "secretariat", "secretariat"),
        ("role", "partner", "partner"),
        ("role", "funder", "funder"),
    )
)


def made(**params: str) -> Network:
    return build(FACTS, LABELS, read(params, LABELS, TODAY), "test")


def edges(network: Network) -> dict[tuple[str, str], int]:
    slugs = {node.iri: node.slug for node in network.nodes}
    return {(slugs[e.source], slugs[e.target]): e.weight for e in network.edges}


def test_two_modes_on_a_day() -> None:
    assert edges(made(kind="actor-mechanism", asOf="2005-06-01")) == {
        ("AAA", "north"): 2,
        ("AAA", "south"): 1,
        ("BBB", "north"): 1,
        ("BBB", "south"): 1,
        ("CCC", "south"): 1,
        ("DDD", "north"): 1,
        ("helper", "north"): 1,
        ("helper", "south"): 1,
    }
    assert ("DDD", "north") not in edges(made(asOf="2011"))
    assert ("DDD", "north") in edges(made(asOf="any"))


def test_mechanisms_share_members_and_states_share_mechanisms() -> None:
    network = made(kind="mechanism-mechanism", asOf="2005-06-01")
    assert edges(network) == {("north", "south"): 2}
    assert network.edges[0].jaccard == 0.5
    assert edges(made(kind="state-state", asOf="2005-06-01")) == {
        ("AAA", "BBB"): 2,
        ("AAA", "CCC"): 1,
        ("AAA", "DDD"): 1,
        ("BBB", "CCC"): 1,
        ("BBB", "DDD"): 1,
    }


def test_a_projection_over_time_joins_only_who_met() -> None:
    late = _fact(
        "state:EEE",
        "mechanism:north",
        spell=_spell("2015-01-01", seen="2015-01-01", presumed="2030-01-01"),
    )
    facts = ReleaseTies(
        (*FACTS.memberships, late), (), {**FACTS.classes, late.actor: ("State",)}, {}, {}, {}
    )
    network = build(facts, LABELS, read({"kind": "state-state", "asOf": "any"}, LABELS, TODAY), "x")
    pairs = {frozenset((edge.source, edge.target)) for edge in network.edges}
    assert frozenset((late.actor, iri("state", "AAA"))) in pairs
    assert frozenset((late.actor, iri("state", "DDD"))) not in pairs


def test_via_says_which_partnerships_count() -> None:
    alpha, beta, gamma = (iri("state", one) for one in ("AAA", "BBB", "CCC"))
    labour = iri("kind", "labour-mobility-agreement")
    with_agreements = replace(
        FACTS,
        partnerships=(
            *FACTS.partnerships,
            _agreement("readmission", (alpha, beta), "readmission-agreement"),
            _agreement("workers", (alpha, gamma), "bilateral-labour-agreement"),
        ),
        wider={iri("kind", "bilateral-labour-agreement"): frozenset({labour})},
    )

    def pairs(**params: str) -> set[tuple[str, str]]:
        asked = read({"kind": "partnership", **params}, LABELS, TODAY)
        return set(edges(build(with_agreements, LABELS, asked, "test")))

    dialogues = {("north", "south"), ("south", "helper")}
    assert pairs(via="dialogues") == dialogues
    assert pairs() == dialogues | {("AAA", "BBB")}
    assert pairs(via="all") == dialogues | {("AAA", "BBB"), ("AAA", "CCC")}
    assert pairs(via="agreements") == {("AAA", "BBB"), ("AAA", "CCC")}


def test_partnership_and_support() -> None:
    assert edges(made(kind="partnership")) == {("north", "south"): 1, ("south", "helper"): 1}
    support = made(kind="support")
    assert support.directed
    assert edges(support) == {("helper", "north"): 1}


@pytest.mark.parametrize(
    ("params", "kept"),
    [
        ({"region": "africa"}, {("AAA", "north"), ("BBB", "north"), ("helper", "north")}),
        (
            {"theme": "asylum", "role": "member"},
            {("AAA", "south"), ("BBB", "south"), ("CCC", "south")},
        ),
        ({"actorKind": "united-nations-entity"}, {("helper", "north"), ("helper", "south")}),
        ({"actorKind": "organization, mechanism"}, {("helper", "north"), ("helper", "south")}),
        ({"actor": "CCC"}, {("CCC", "south")}),
        ({"role": "secretariat,chair"}, {("helper", "north")}),
        ({"hub": "organization"}, {("AAA", "club")}),
        ({"kind": "state-state", "region": "africa"}, set()),
        ({"kind": "state-state", "minWeight": "2"}, {("AAA", "BBB")}),
        ({"asOf": "1990"}, set()),
    ],
)
def test_filters(params: dict[str, str], kept: set[tuple[str, str]]) -> None:
    assert edges(made(**params)).keys() == kept


def test_around_an_actor_by_steps() -> None:
    assert edges(made(actor="CCC", depth="2", role="member")).keys() == {
        ("CCC", "south"),
        ("AAA", "south"),
        ("BBB", "south"),
    }


def test_who_has_no_tie_is_still_there_when_asked_for() -> None:
    network = made(actor="DDD")
    assert [(node.slug, node.degree, node.component) for node in network.nodes] == [("DDD", 0, 1)]


def test_measures_are_those_of_networkx() -> None:
    network = made(asOf="2005-06-01")
    graph = nx.Graph([(edge.source, edge.target) for edge in network.edges])
    expected = nx.betweenness_centrality(graph)
    for node in network.nodes:
        assert node.betweenness == pytest.approx(expected[node.iri], abs=1e-6)
        assert node.degree == graph.degree(node.iri)
        assert node.component == 1
    aaa = next(node for node in network.nodes if node.slug == "AAA")
    assert (aaa.degree, aaa.weighted_degree) == (2, 3)


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        ({"kind": "support", "role": "member"}, "role"),
        ({"kind": "partnership", "hub": "all"}, "hub"),
        ({"depth": "2"}, "depth"),
        ({"kind": "rumour"}, "kind"),
        ({"actorKind": "state,ghost"}, "actorKind"),
        ({"minWeight": "0"}, "minWeight"),
        ({"lang": "'; DROP"}, "lang"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_does_not_fit_names_its_parameter(params: dict[str, str], parameter: str) -> None:
    with pytest.raises(ParameterError) as caught:
        made(**params)
    assert caught.value.parameter == parameter


@pytest.mark.parametrize(
    "kind", ["actor-mechanism", "mechanism-mechanism", "state-state", "support"]
)
@pytest.mark.parametrize("day", ["2005-06-01", "any"])
def test_what_is_written_reads_back(kind: str, day: str) -> None:
    network = made(kind=kind, asOf=day)
    written = {form.name: form.write(network, LABELS) for form in FORMATS}
    for graph in (
        nx.read_graphml(io.BytesIO(written["graphml"])),
        nx.read_gexf(io.BytesIO(written["gexf"])),
    ):
        assert set(graph) == {node.id for node in network.nodes}
        assert graph.number_of_edges() == len(network.edges)
        assert graph.is_directed() == network.directed
        assert {node.label for node in network.nodes} == {
            d["label"] for _, d in graph.nodes(data=True)
        }
    rows = list(csv.DictReader(io.StringIO(written["csv"].decode())))
    assert [int(row["weight"]) for row in rows] == [edge.weight for edge in network.edges]
    assert all(row["sources"] == "list-2020" for row in rows)
    assert len(written["nodes.csv"].splitlines()) == len(network.nodes) + 1


@pytest.mark.parametrize("kind", KINDS)
def test_igraph_reads_it_and_measures_the_same(kind: str, tmp_path: Path) -> None:
    network = made(kind=kind, asOf="2011")
    (tmp_path / "network.graphml").write_bytes(graphml(network))
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "network.graphml"))
    nodes = {node.id: node for node in network.nodes}
    assert set(graph.vs["id"]) == set(nodes)
    assert graph.is_directed() == network.directed
    assert graph.es["weight"] == [edge.weight for edge in network.edges]
    graph.to_undirected()
    pairs = (len(nodes) - 1) * (len(nodes) - 2) / 2 or 1
    for vertex, between in zip(graph.vs, graph.betweenness(), strict=True):
        node = nodes[vertex["id"]]
        assert node.betweenness == pytest.approx(between / pairs, abs=1e-6)
        assert (node.degree, node.label) == (vertex.degree(), vertex["label"])
    assert max(node.component for node in network.nodes) == len(graph.connected_components())


@pytest.mark.parametrize("kind", KINDS)
def test_gexf_holds_what_its_schema_allows(kind: str) -> None:
    """The rules of GEXF 1.3 that a reader depends on: order, types, references and times."""
    root = ElementTree.fromstring(gexf(made(kind=kind, asOf="any")))
    name = "{http://gexf.net/1.3}"
    assert (root.tag, root.get("version")) == (f"{name}gexf", "1.3")
    graph = root[1]
    assert [each.tag.removeprefix(name) for each in root] == ["meta", "graph"]
    assert [each.tag.removeprefix(name) for each in graph] == [
        "attributes", "attributes", "nodes", "edges",
    ]  # fmt: skip
    assert graph.get("timeformat") == "date"
    types = {each.get("type") for each in graph.iter(f"{name}attribute")}
    assert types <= {"string", "integer", "long", "float", "double", "boolean"}
    ids = {node.get("id") for node in graph.iter(f"{name}node")}
    for part in ("node", "edge"):
        (of,) = [each for each in graph.iter(f"{name}attributes") if each.get("class") == part]
        declared = {each.get("id") for each in of}
        for element in graph.iter(f"{name}{part}"):
            children = [each.tag.removeprefix(name) for each in element]
            assert children in (["attvalues"], ["spells", "attvalues"])
            assert {each.get("for") for each in element.iter(f"{name}attvalue")} <= declared
            for spell in element.iter(f"{name}spell"):
                days = [date.fromisoformat(day) for day in spell.attrib.values()]
                assert days and days == sorted(days)
    for edge in graph.iter(f"{name}edge"):
        assert {edge.get("source"), edge.get("target")} <= ids


def test_gexf_is_dynamic_with_spells() -> None:
    graph = nx.read_gexf(io.BytesIO(gexf(made(asOf="any"))), version="1.3")
    assert graph.graph["mode"] == "dynamic"
    assert graph.edges["state:DDD", "mechanism:north"]["spells"] == [("2000-01-01", "2010-12-31")]
    assert gexf(made()) == gexf(made())
    assert b"lastmodifieddate" not in gexf(made())


def test_mechanisms_side_by_side() -> None:
    wanted = read_comparison(
        {"actors": "north, South Dialogue", "asOf": "2005-06-01"}, LABELS, TODAY
    )
    found = compare(FACTS, LABELS, wanted)
    north, south = wanted.actors
    assert [one.rpartition("/")[2] for one in found.shared] == ["AAA", "BBB"]
    assert found.jaccard == 0.5
    pair = found.pairs[0]
    assert (pair.one, pair.other, pair.jaccard) == (north, south, 0.5)
    assert pair.only_one == (iri("state", "DDD"),)
    assert pair.only_other == (iri("state", "CCC"),)
    assert dict(found.combinations)[(north, south)] == (iri("state", "AAA"), iri("state", "BBB"))
    assert not found.partners
    assert len(found.partnerships) == 0  # it began in 2010


@pytest.mark.parametrize(
    "actors", ["", "north", "north,north", "AAA,north", "north,south,club,helper,AAA"]
)
def test_a_comparison_takes_two_to_four(actors: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read_comparison({"actors": actors}, LABELS, TODAY)
    assert caught.value.parameter == "actors"
