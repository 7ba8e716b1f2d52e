"""The graph from Python: the release here and a service elsewhere answer alike."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.conftest import Server, alive

from migov import Graph
from migov.engine.errors import LimitExceeded, QueryRefused, QuerySyntaxError, StoreUnavailable
from migov.graph import MissingExtra
from migov.knowledge.release.release import NoRelease
from migov.questions import AmbiguousActor, ParameterError, UnknownActor, UnknownQuestion

DOCS = Path(__file__).parents[1] / "docs"
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture(scope="module")
def embedded(release) -> Iterator[Graph]:
    with Graph.open(release.path) as graph:
        yield graph


@pytest.fixture(scope="module")
def remote(server: Server) -> Iterator[Graph]:
    with Graph.connect(server.url) as graph:
        yield graph


@pytest.fixture(params=["embedded", "remote"])
def graph(request: pytest.FixtureRequest) -> Graph:
    chosen: Graph = request.getfixturevalue(request.param)
    return chosen


def test_a_question_is_answered_with_its_sources(graph, release):
    answer = graph.ask("members", actor="khartoum-process", as_of="2022-06-01", role="member")
    assert (answer.question, answer.total, len(answer)) == ("members", 40, 40)
    assert answer.as_of == date(2022, 6, 1)
    assert answer.release == graph.release == release.id
    assert answer.columns[:2] == ["member", "role"]
    members = {row["member"]["slug"] for row in answer}
    assert "ETH" in members and "GBR" not in members
    slugs = {source["slug"] for source in answer.sources()}
    assert "iom-khartoum-process-factsheet-2022" in slugs
    assert all("/id/source/" in source["iri"] for source in answer.sources())


@pytest.mark.parametrize(
    ("question", "parameters"),
    [
        ("members", {"actor": "khartoum-process", "as_of": date(2022, 6, 1)}),
        ("shared-members", {"actors": ["khartoum-process", "rabat-process"], "limit": 7}),
        ("joined-left", {"actor": "khartoum-process", "from_": "2016", "until": "2022"}),
        ("chairs", {"actor": "Processus de Rabat", "lang": "fr", "role": None}),
    ],
)
def test_both_ways_give_the_same(embedded, remote, question, parameters):
    here, there = (graph.ask(question, **parameters) for graph in (embedded, remote))
    assert here.rows
    assert here == there


def test_an_answer_counts_what_it_leaves_out_as_unknown(graph):
    asked = {"actor": "khartoum-process", "as_of": "2021-01-01", "role": "member"}
    sure, wider = graph.ask("members", **asked), graph.ask("members", **asked, certainty="all")
    assert sure.left_out == wider.total - sure.total > 0
    assert wider.left_out == 0


def test_all_rows_come_unless_a_limit_is_given(graph):
    everything = graph.ask("overlap", as_of="2025-01-01")
    assert len(everything) == everything.total > 100
    assert len(graph.ask("overlap", as_of="2025-01-01", limit=3)) == 3
    rest = graph.ask("overlap", as_of="2025-01-01", offset=5)
    assert rest.rows == everything.rows[5:]


def test_an_answer_longer_than_a_page_is_fetched_page_by_page(embedded, monkeypatch):
    monkeypatch.setattr("migov.graph.graph.PAGE", 15)
    asked = embedded.ask("members", actor="khartoum-process", as_of="2022-06-01", role="member")
    assert len({row["statement"]["iri"] for row in asked}) == asked.total == 40


def test_a_data_frame_shows_things_as_one_likes(graph):
    answer = graph.ask("members", actor="khartoum-process", as_of="2022-06-01", role="member")
    frame = answer.to_pandas()
    assert list(frame.columns) == answer.columns
    assert "Ethiopia" in set(frame["member"])
    assert frame.attrs["release"] == graph.release
    assert frame.attrs["asOf"] == "2022-06-01"
    assert "ETH" in set(answer.to_pandas("slug")["member"])
    assert answer.to_pandas("iri")["member"][0].startswith("https://w3id.org/migov/id/state/")
    assert set(frame["sources"].map(type)) == {list}


def test_a_data_frame_without_pandas_says_how_to_get_it(graph, monkeypatch):
    answer = graph.ask("chairs", actor="khartoum-process", limit=1)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match="pip install pandas"):
        answer.to_pandas()
    with pytest.raises(ImportError):
        graph.query("ASK { ?s ?p ?o }").to_pandas()


def test_a_query_gives_a_table_whatever_its_form(graph):
    table = graph.query(
        'SELECT ?n ?text ?iri ?unbound { VALUES (?n ?text ?iri ?unbound) { (1 "" <x:y> UNDEF) } }'
    )
    assert table.columns == ["n", "text", "iri", "unbound"]
    assert table.rows == [{"n": 1, "text": "", "iri": "x:y", "unbound": None}]
    assert table.terms[0]["iri"] == ox.NamedNode("x:y")
    assert table.release == graph.release
    assert list(table.to_pandas().columns) == table.columns
    assert graph.query("ASK { ?s ?p 'no such text' }").rows == [{"answer": False}]
    built = graph.query("CONSTRUCT { <x:a> <x:b> 2.5 } {}")
    assert list(built) == [{"subject": "x:a", "predicate": "x:b", "object": 2.5}]


def test_an_actor_is_told_with_the_source_of_each_fact(graph):
    process = graph.actor("khartoum-process")
    assert process.label == "Khartoum Process"
    assert process.labels["es"] == "Proceso de Jartum"
    assert process.classes == ("mg:InterregionalForum",)
    assert "HoAMRI" in process.names
    assert all(fact.sources for fact in process.facts)
    assert {f.value for f in process.facts if f.property == "foaf:homepage"} == {
        "https://www.khartoumprocess.net"
    }
    established = [f for f in process.facts if f.property == "mg:established"]
    assert "2014" in str(established[0].value)


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("ET", "state/ETH"),
        ("Éthiopie", "state/ETH"),
        ("https://w3id.org/migov/id/organization/iom", "organization/iom"),
        ("mechanism:rabat-process", "mechanism/rabat-process"),
        ("khartoum-process-secretariat", "body/khartoum-process-secretariat"),
    ],
)
def test_an_actor_goes_by_any_name(graph, text, iri):
    assert graph.actor(text).iri == f"https://w3id.org/migov/id/{iri}"


def test_a_search_finds_what_is_misspelt(graph):
    found = graph.search("khartum proces")
    assert found[0].slug == "khartoum-process"
    assert {hit.kind for hit in graph.search("ethiopia", "state")} == {"state"}
    assert graph.search("zzzzqqqq") == []


def test_where_a_search_finds_nothing_the_nearest_names_are_given(graph):
    assert graph.search("Columbja") == []
    assert graph.nearest("Columbja")[0].slug == "COL"
    assert {each.kind for each in graph.nearest("Columbja", "mechanism")} <= {"mechanism"}


def test_a_former_name_says_so(graph):
    found = graph.search("Zaire", "state")[0]
    assert (found.slug, found.by) == ("COD", "former name")
    assert found.note.endswith("until 17 May 1997.")


def test_both_ways_find_the_same(embedded, remote):
    assert embedded.search("process") == remote.search("process")


def test_both_ways_list_the_same_questions(embedded, remote):
    assert embedded.questions() == remote.questions()
    members = next(q for q in embedded.questions() if q.name == "members")
    assert members.parameters[0]["name"] == "actor"


def test_the_ontology_is_turtle(graph):
    terms = {quad.subject for quad in ox.parse(graph.ontology(), format=ox.RdfFormat.TURTLE)}
    assert ox.NamedNode("https://w3id.org/migov/ontology#ConsultationMechanism") in terms


def test_what_is_wrong_is_said_in_the_same_errors(graph):
    with pytest.raises(UnknownActor, match="Khartoum Process") as unknown:
        graph.ask("members", actor="khartum process")
    assert unknown.value.near[0].slug == "khartoum-process"
    assert (unknown.value.parameter, unknown.value.text) == ("actor", "khartum process")
    with pytest.raises(UnknownActor):
        graph.actor("no such actor anywhere")
    with pytest.raises(AmbiguousActor) as ambiguous:
        graph.ask("memberships", actor="Congo")
    assert {candidate.slug for candidate in ambiguous.value.candidates} == {"COD", "COG"}
    with pytest.raises(ParameterError, match="is a date") as wrong:
        graph.ask("members", actor="khartoum-process", as_of="yesterday")
    assert wrong.value.parameter == "asOf"
    with pytest.raises(ParameterError):
        graph.ask("members", actor="khartoum-process", colour="red")
    with pytest.raises(UnknownQuestion, match="members") as question:
        graph.ask("membres", actor="khartoum-process")
    assert question.value.name == "membres"
    with pytest.raises(UnknownQuestion):
        graph.ask("../health/ready")
    with pytest.raises(QuerySyntaxError) as syntax:
        graph.query("SELECT *\n{ ?s ?p }")
    assert syntax.value.line == 2
    with pytest.raises(QueryRefused):
        graph.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")


def test_a_query_that_runs_too_long_is_stopped_elsewhere_too(remote):
    with pytest.raises(LimitExceeded) as stopped:
        remote.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")
    assert stopped.value.limit in ("time", "memory")
    assert stopped.value.value


def test_several_threads_may_ask_at_once(graph):
    def chairs(actor: str) -> int:
        return graph.ask("chairs", actor=actor).total

    with ThreadPoolExecutor(6) as threads:
        totals = list(threads.map(chairs, ["khartoum-process", "rabat-process"] * 6))
    assert totals == totals[:2] * 6


def test_a_closed_graph_says_so(release, server):
    for graph in (Graph.open(release.path), Graph.connect(server.url)):
        graph.close()
        graph.close()
        with pytest.raises(StoreUnavailable, match="closed"):
            graph.ask("members", actor="khartoum-process")


def test_a_release_goes_by_its_id_or_path(releases, release, monkeypatch, tmp_path):
    monkeypatch.setenv("MIGOV_RELEASES", str(releases))
    with Graph.open(release.id) as graph:
        assert graph.release == release.id
    with pytest.raises(NoRelease, match="migov build"):
        Graph.open("0123456789ab")
    monkeypatch.setenv("MIGOV_RELEASES", str(tmp_path))
    with pytest.raises(NoRelease, match="migov build"):
        Graph.open()


@pytest.mark.parametrize("url", ["ftp://example.org/", "localhost:8080", "/sparql"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(ValueError, match="http"):
        Graph.connect(url)


def test_nobody_at_the_address_is_said_so():
    with pytest.raises(StoreUnavailable, match="does not answer"):
        Graph.connect("http://127.0.0.1:9/")


def test_another_service_at_the_address_is_said_so(server):
    with pytest.raises(StoreUnavailable):
        Graph.connect(f"{server.url}/static")


@pytest.mark.parametrize("ending", ["pass", "raise SystemExit(3)", "graph.ask"])
def test_a_script_that_closes_nothing_leaves_no_process(releases, ending, tmp_path):
    script = (
        "import os, pathlib\n"
        "from migov import Graph\n"
        "graph = Graph.open()\n"
        "graph.ask('chairs', actor='khartoum-process')\n"
        "children = pathlib.Path(f'/proc/{os.getpid()}/task')\n"
        "print(*(pid for task in children.iterdir()"
        " for pid in (task / 'children').read_text().split()), flush=True)\n"
        f"{ending}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "MIGOV_RELEASES": str(releases)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode in (0, 3), done.stderr
    assert done.stderr == ""
    started = [int(pid) for pid in done.stdout.split()]
    assert started
    deadline = time.monotonic() + 5
    while alive(started) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(started)


def test_importing_the_package_alone_is_cheap():
    loaded = subprocess.run(
        [sys.executable, "-c", "import migov, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not {"pyoxigraph", "fastapi", "pandas", "rdflib", "networkx"} & set(loaded)


def _run(source: str, name: str) -> None:
    """Runs the examples of a text; fails with what they printed instead."""
    test = doctest.DocTestParser().get_doctest(source, {"Graph": Graph}, name, name, 0)
    assert test.examples
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    runner.run(test, out=said.append)
    assert not runner.summarize(verbose=False).failed, "".join(said)


@pytest.mark.parametrize(
    "documented", [Graph, Graph.ask, Graph.query, Graph.actor], ids=lambda each: each.__name__
)
def test_the_examples_in_the_code_hold(documented, releases, monkeypatch):
    monkeypatch.setenv("MIGOV_RELEASES", str(releases))
    _run(documented.__doc__, documented.__name__)


def test_the_examples_in_the_page_hold(releases, server, monkeypatch):
    monkeypatch.setenv("MIGOV_RELEASES", str(releases))
    monkeypatch.setenv("COLUMNS", "100")
    page = (DOCS / "python.md").read_text()
    sessions = re.findall(r"^```pycon\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    _run("\n".join(sessions).replace("http://127.0.0.1:8080", server.url), "python.md")
