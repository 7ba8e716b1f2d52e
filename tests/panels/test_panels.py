"""Panels say what the questions say, for whole years, in bounds of time and memory."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from migov.engine import open_engine
from migov.engine.interface import BaseEngine
from migov.graph.embedded import Background
from migov.knowledge.release.release import Release
from migov.panels import PANELS, Panel, PanelFacts, build, read
from migov.panels.codebook import csvw, markdown
from migov.questions import Catalogue, Labels, answer
from migov.questions.errors import ParameterError, QuestionError
from migov.settings import Settings, resources
from migov.tabular import BY_NAME, written
from migov.vocabulary import kind_of, slug_of

TODAY = date(2026, 11, 29)


class World:
    """The release with everything that panels and questions need."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.background = Background()
        settings = Settings(workers=1)
        self.engine: BaseEngine = self.run(open_engine(release.store, settings))
        self.labels: Labels = self.run(Labels.load(self.engine))
        self.facts: PanelFacts = self.run(PanelFacts.load(self.engine))
        self.catalogue = Catalogue.load(resources() / "queries" / "questions")

    def run(self, work: Any) -> Any:
        return self.background.run(work)

    def panel(self, panel: str, **given: str) -> Panel:
        own = {name.rstrip("_"): value for name, value in given.items()}
        return build(self.facts, self.labels, read(panel, own, self.labels, TODAY), "r1")

    def rows(self, panel: str, **given: str) -> list[dict[str, Any]]:
        made = self.panel(panel, **given)
        names = [column.name for column in made.columns]
        return [dict(zip(names, row, strict=True)) for row in made.rows()]

    def ask(self, question: str, **given: str) -> list[dict[str, Any]]:
        found = answer(
            self.engine, self.catalogue, self.labels, question, {"limit": "10000", **given},
            self.release.id, TODAY, wider=False,
        )  # fmt: skip
        return list(self.run(found).rows)


@pytest.fixture(scope="module")
def world(release: Release) -> Iterator[World]:
    made = World(release)
    yield made
    made.run(made.engine.close())
    made.background.stop()


def cases(world: World) -> list[tuple[str, str, int]]:
    """Roles in mechanisms and organizations, and years, drawn at random, always the same."""
    states = {state.iri for state in world.facts.states}
    ties = [
        (role, hub)
        for role, hub in sorted(world.facts.held)
        if kind_of(hub) in ("mechanism", "organization")
        and any(held.actor in states for held in world.facts.held[role, hub])
    ]
    drawn = random.Random(16)
    chosen = [("member", "https://w3id.org/migov/id/mechanism/khartoum-process")]
    chosen += drawn.sample(ties, 14)
    return [(role, hub, drawn.choice(range(1990, 2026))) for role, hub in chosen]


def test_cells_are_what_the_question_members_answers(world: World) -> None:
    compared = 0
    for role, hub, year in cases(world):
        asked = {"actor": f"{kind_of(hub)}:{slug_of(hub)}", "role": role, "asOf": f"{year}-12-31"}
        sure = {row["member"]["slug"] for row in world.ask("members", **asked)}
        perhaps = {row["member"]["slug"] for row in world.ask("members", **asked, certainty="all")}
        prefix = {"steering-committee-member": "steering", "technical-support": "support"}
        name = f"{prefix.get(role, role)}_{slug_of(hub)}".replace("-", "_")
        rows = world.rows("state-year", from_=str(year), to=str(year), columns=name, states="all")
        assert len(rows) == len(world.facts.states)
        for row in rows:
            code, cell = row["iso3"], row[name]
            if code in sure:
                assert cell == 1, (role, hub, year, code)
            elif code in perhaps:
                assert cell is None, (role, hub, year, code)
            elif role in ("chair", "co-chair", "incoming-chair"):
                # Nobody is known not to chair where no chair is known.
                assert cell in (0, None)
            else:
                assert cell == 0, (role, hub, year, code)
            compared += 1
    assert compared > 3000


@pytest.mark.parametrize("year", [1970, 2005, 2014, 2022, 2025])
@pytest.mark.parametrize(
    "treaty", ["palermo-protocol-smuggling", "1951-refugee-convention", "ilo-c097"]
)
def test_parties_are_what_the_questions_answer(world: World, treaty: str, year: int) -> None:
    day = f"{year}-12-31"
    name = f"party_{treaty}".replace("-", "_")
    rows = world.rows("state-year", from_=str(year), to=str(year), columns=name, states="all")
    cells = {row["iso3"]: row[name] for row in rows}
    parties = {
        row["party"]["slug"] for row in world.ask("parties", instrument=treaty, asOf=day)
    } & cells.keys()
    assert {code for code, cell in cells.items() if cell == 1} == parties
    members = world.ask("not-parties", actor="un", instrument=treaty, asOf=day)
    for row in members:
        code = row["member"]["slug"]
        if code in cells:
            assert cells[code] == (0 if row["isSure"] else None), (code, row["known"])


def test_agreements_of_a_pair_are_what_the_question_answers(world: World) -> None:
    compared = 0
    for one, other in (("ESP", "MAR"), ("DEU", "GEO"), ("PHL", "SAU"), ("ITA", "TUN")):
        [row] = world.rows("dyad-year", from_="2020", to="2020", states=f"{one},{other}")
        asked = {"actor": one, "with": other, "asOf": "2020-12-31"}
        sure = {each["agreement"]["iri"] for each in world.ask("agreements", **asked)}
        rows = world.ask("agreements", **asked, certainty="all")
        perhaps = {each["agreement"]["iri"] for each in rows}
        assert row["agreements"] == len(sure)
        assert row["agreements_unknown"] == len(perhaps - sure)
        compared += len(perhaps)
    assert compared > 2


def test_shared_dialogues_are_those_in_both_rows(world: World) -> None:
    years = {"from_": "2010", "to": "2012"}
    states = world.rows("state-year", **years, states="ETH,KEN,DEU", columns="member_*")
    dialogues = {
        f"member_{slug_of(hub)}".replace("-", "_")
        for hub in world.facts.mechanisms
    }  # fmt: skip
    by_key = {(row["iso3"], row["year"]): row for row in states}
    pairs = world.rows("dyad-year", **years, states="ETH,KEN,DEU")
    assert len(pairs) == 9
    for pair in pairs:
        one, other = (by_key[pair[side], pair["year"]] for side in ("iso3_a", "iso3_b"))
        names = [name for name in one if name in dialogues]
        assert pair["iso3_a"] < pair["iso3_b"]
        assert pair["shared_dialogues"] == sum(one[n] == 1 == other[n] for n in names)
        perhaps = sum(one[n] != 0 and other[n] != 0 for n in names)
        assert pair["shared_dialogues_unknown"] == perhaps - pair["shared_dialogues"]


def test_codes_are_those_of_the_year(world: World) -> None:
    rows = world.rows("state-year", from_="1989", to="2012", states="DEU,SSD,YEM", columns="chairs")
    codes = {(row["iso3"], row["year"]): (row["cow"], row["gw"]) for row in rows}
    assert codes["DEU", 1989] == (260, 260)
    assert codes["DEU", 1990] == (255, 260)
    assert codes["SSD", 2010] == (None, None)
    assert codes["SSD", 2011] == (626, 626)
    assert codes["YEM", 1989] == (678, 678)
    assert codes["YEM", 1990] == (679, 678)


def test_a_mechanism_s_row(world: World) -> None:
    rows = {
        row["year"]: row
        for row in world.rows("mechanism-year", from_="2013", to="2026")
        if row["mechanism"] == "khartoum-process"
    }
    assert (rows[2013]["existing"], rows[2013]["states"]) == (0, 0)
    assert (rows[2022]["states"], rows[2022]["chair"], rows[2022]["chair_cow"]) == (
        40, ["SSD"], ["626"],
    )  # fmt: skip
    assert rows[2026]["chair"] == []  # France was the last known one


def test_columns_of_a_panel_begin_as_promised(world: World) -> None:
    heads = {
        name: [column.name for column in world.panel(name).columns][:7] for name in PANELS
    }  # fmt: skip
    assert heads["state-year"][:4] == ["iso3", "year", "cow", "gw"]
    assert heads["dyad-year"] == ["iso3_a", "iso3_b", "year", "cow_a", "cow_b", "gw_a", "gw_b"]
    assert heads["mechanism-year"][:2] == ["mechanism", "year"]


def test_names_for_stata_are_short_and_apart(world: World) -> None:
    whole = world.panel("state-year").columns
    short = world.panel("state-year", for_="stata").columns
    names = [column.name for column in short]
    assert len(set(names)) == len(names) == len(whole)
    assert max(map(len, names)) <= 32
    assert all(name.replace("_", "a").isalnum() and name[0].isalpha() for name in names)
    assert {c.label for c in short} == {c.name for c in whole}


@pytest.mark.parametrize(
    ("panel", "given", "parameter", "says"),
    [
        ("state-year", {"from_": "2020", "to": "2010"}, "from", "reversed"),
        ("state-year", {"to": "2031"}, "to", "not begun"),
        ("state-year", {"from_": "soon"}, "from", "whole number"),
        ("state-year", {"codes": "cow,fips"}, "codes", "'fips'"),
        ("state-year", {"columns": "member_kartoum_process"}, "columns", "member_khartoum_process"),
        ("state-year", {"day": "02-40"}, "day", "MM-DD"),
        ("dyad-year", {"states": "ETH"}, "states", "two states"),
        ("mechanism-year", {"colour": "red"}, "colour", "no parameter"),
    ],
)
def test_faults_name_their_parameter(
    world: World, panel: str, given: dict[str, str], parameter: str, says: str
) -> None:
    with pytest.raises(ParameterError, match=says) as caught:
        world.panel(panel, **given)
    assert caught.value.parameter == parameter


def test_an_unknown_panel_names_those_that_there_are(world: World) -> None:
    with pytest.raises(QuestionError, match="state-year"):
        world.panel("region-year")


def test_the_codebook_describes_every_column(world: World) -> None:
    for name in PANELS:
        made = world.panel(name)
        columns = csvw(made, "x.csv")["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == [column.name for column in made.columns]
        assert all(column["dc:description"] for column in columns)
        text = markdown(made)
        assert all(f"| `{column.name}` |" in text for column in made.columns)


def test_all_states_since_1985_are_made_in_bounds(world: World) -> None:
    made = world.panel("state-year", from_="1985", to="2026")
    started = time.process_time()
    content = written(made.table(), BY_NAME["csv"])
    assert time.process_time() - started < 10
    assert content.count(b"\n") == 1 + made.count
    assert made.count > 42 * 193
    assert len(content) < 50 << 20


@pytest.mark.parametrize("panel", ["state-year", "dyad-year"])
def test_the_cells_of_a_panel_are_small_and_rows_come_one_by_one(world: World, panel: str) -> None:
    tracemalloc.start()
    rows = world.panel(panel, from_="1985", to="2026").rows()
    for _ in range(1000):
        next(rows)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 200 << 20
