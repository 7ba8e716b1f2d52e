"""What the coverage page says is what the release holds, and the committed page is current."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer
from pyoxigraph import Literal, NamedNode
from typer.testing import CliRunner

from migov.commands.knowledge import coverage as coverage_command
from migov.engine import storage
from migov.knowledge.coverage import report
from migov.knowledge.coverage.measure import ActorCoverage, Coverage, measure
from migov.knowledge.release.release import Release
from migov.questions import Catalogue
from migov.questions.binding import bound
from migov.questions.types import Value
from migov.settings import resources
from migov.stored_queries import load_query
from migov.vocabulary import PREFIXES, slug_of

_DATE = NamedNode(f"{PREFIXES['xsd']}date")
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def coverage(release: Release) -> Coverage:
    return measure(release)


def _of(coverage: Coverage, slug: str) -> ActorCoverage:
    return next(one for one in coverage.mechanisms if slug_of(one.iri) == slug)


def test_the_committed_page_is_current(coverage: Coverage) -> None:
    committed = (DOCS / "coverage.md").read_text(encoding="utf-8")
    assert report.as_markdown(coverage) == committed, (
        "docs/coverage.md is out of date: run `migov coverage > docs/coverage.md`"
    )


def test_every_mechanism_has_a_row(coverage: Coverage, release: Release) -> None:
    assert len(coverage.mechanisms) == release.manifest["counts"]["mechanisms"]
    page = report.as_markdown(coverage)
    for one in coverage.mechanisms:
        assert f"]({one.iri})" in page


def test_a_stated_count_is_set_beside_the_list_of_its_day(coverage: Coverage) -> None:
    counts = {one.count: one for one in _of(coverage, "khartoum-process").stated}
    assert (counts[40].sure, counts[40].possible, counts[40].is_met) == (40, 40, True)
    assert counts[41].is_met, "the United Kingdom may still have been a member in 2017"
    assert counts[41].possible == 41
    assert not counts[36].is_met
    assert counts[36].source_title.startswith("Egypt Today: ")


def test_the_page_the_question_and_the_check_have_one_answer_to_missed_counts(
    coverage: Coverage, release: Release
) -> None:
    store = storage.load(release.store, apart=False).quads
    missed = {
        (one.iri, stated.source, stated.count)
        for one in coverage.mechanisms
        for stated in one.stated
        if not stated.is_met
    }
    assert missed

    question = Catalogue.load(resources() / "queries" / "questions").get("gaps")
    only, today = "member count differs", Literal("2026-11-29", datatype=_DATE)
    values = {
        "only": Value((Literal(only),), (only,)),
        "today": Value((today,), (today.value,)),
        "since": Value((today,), (today.value,)),
    }
    rows = store.query(bound(question, values))
    assert {
        (row["mechanism"].value, row["sources"].value, int(row["stated"].value)) for row in rows
    } == missed

    check = load_query(resources() / "queries" / "checks" / "member-count-missed.rq")
    found = {
        (row["focus"].value, row["graph"].value, int(row["value"].value))
        for row in store.query(check.text)
    }
    assert {one for one in found if one[0].startswith(PREFIXES["mechanism"])} == missed
    assert found - missed == {
        (one.iri, stated.source, stated.count)
        for one in coverage.organizations
        for stated in one.stated
        if not stated.is_met
    }


def test_a_count_may_speak_of_states_alone(coverage: Coverage) -> None:
    bali = {one.source_date: one for one in _of(coverage, "bali-process").stated}["2023"]
    assert (bali.count, bali.sure, bali.sure_states, bali.is_met) == (45, 49, 45, True)


def test_a_chair_is_told_with_its_begin_and_the_last_sight_of_it(coverage: Coverage) -> None:
    chairs = _of(coverage, "khartoum-process").chairs
    assert not any(chair.is_current for chair in chairs), "the term of one year is over"
    france = next(chair for chair in chairs if chair.label == "France")
    assert (france.since, france.until, france.last_shown) == ("2025-04-09", None, "2025-11")


def test_an_attestation_in_a_year_is_told_as_a_year(coverage: Coverage) -> None:
    shown = {
        chair.last_shown
        for one in coverage.mechanisms
        for chair in one.chairs
        if chair.last_shown is not None
    }
    assert any(re.fullmatch(r"\d{4}", day) for day in shown)
    assert not any(day.endswith("-12-31") for day in shown if day < "2019")


def test_what_is_missing_is_missing(coverage: Coverage) -> None:
    for one in coverage.mechanisms:
        assert ("members" in one.missing) == (not one.members and one.status != "concluded")
        assert ("a chair" in one.missing) == (not one.chairs)
        assert ("meetings" in one.missing) == (one.meetings.total == 0)


def test_the_shares_of_the_sources_add_up(coverage: Coverage, release: Release) -> None:
    graphs = storage.load(release.store, apart=False).quads
    sourced = sum(
        1
        for graph in graphs.named_graphs()
        if graph.value.startswith(PREFIXES["source"])
        for _ in graphs.quads_for_pattern(None, None, None, graph)
    )
    assert coverage.triples == sourced
    assert sum(triples for _, triples in coverage.triples_by_kind().values()) == sourced
    assert len(coverage.sources) == release.manifest["counts"]["sources"]


def test_no_cell_breaks_its_row(coverage: Coverage) -> None:
    width = 0
    for line in report.as_markdown(coverage).splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not (width and cells) or cells == width, line
        width = cells


def test_the_command_prints_the_page_and_all_sources(
    coverage: Coverage, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIGOV_RELEASES", str(releases))
    app = typer.Typer()
    app.command()(coverage_command)
    printed = CliRunner().invoke(app, [])
    assert (printed.exit_code, printed.stdout) == (0, report.as_markdown(coverage))
    as_json = json.loads(CliRunner().invoke(app, ["--format", "json"]).stdout)
    assert len(as_json["sources"]) == len(coverage.sources)
    assert as_json["triples"] == coverage.triples
