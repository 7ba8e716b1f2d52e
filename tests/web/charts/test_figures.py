"""Pictures of facts: they say what the table beside them says, or are not there."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import lacking

from migov.vocabulary import ID
from migov.web.charts import world
from migov.web.charts.answers import chart, pictures, times
from migov.web.charts.bars import Ranking, Spell, drawn, year
from migov.web.charts.timeline import Timeline, steps, years
from migov.web.charts.upset import upset
from migov.web.charts.world import Spot

TODAY = date(2026, 1, 1)


class TestSpells:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2020", 2020, 2021),
            ("2020-07", 2020.5, 2020 + 7 / 12),
            ("2020-01-01", 2020, 2020),
            ("2020-13", None, None),
            ("2020-02-31", None, None),
            ("<b>2020", None, None),
            ("", None, None),
            (None, None, None),
        ],
    )
    def test_a_date_is_as_precise_as_it_is_known(self, text, first, last):
        assert year(text) == first
        assert year(text, last=True) == last

    def test_bars_lie_within_their_axis(self):
        axis, bars = drawn([Spell(2000, 2010, True), None, Spell(2019.9, 2020, False)])
        assert axis == (2000, 2021)
        assert bars[1] is None
        assert all(bar.x >= 0 and bar.x + bar.width <= 100.01 for bar in bars if bar)
        assert bars[0] == (0, pytest.approx(47.62), True)

    def test_one_time_alone_is_no_picture(self):
        assert drawn([Spell(2000, 2010, True), None]) == (None, [None, None])


class TestTimes:
    def test_what_is_open_lasts_until_the_day(self):
        axis, bars = times([{"since": "2020", "until": None}, {"since": "2022"}], TODAY)
        assert axis == (2020, 2027)
        assert bars[0] == (0, pytest.approx(85.71), False)

    def test_what_is_over_on_an_unknown_day_is_only_begun(self):
        _, bars = times([{"since": "2020", "current": False}, {"since": "2010"}], TODAY)
        assert bars[0] is not None and bars[0].width < 1

    def test_gone_by_bounds_it(self):
        _, bars = times([{"since": "2010", "goneBy": "2018"}, {"since": "2020"}], TODAY)
        assert bars[0] == (0, pytest.approx(47.06), False)

    def test_many_equal_times_are_not_drawn(self):
        assert times([{"since": "2014-11-28"}] * 40 + [{"since": "2020"}], TODAY)[0] is None


class TestCalendar:
    def test_days_stand_in_their_months(self):
        rows = [{"start": "2014-11"}, {"start": "2020"}, {"start": None}, {"start": "2024-04-17"}]
        drawn = pictures({}, rows, TODAY, "calendar").calendar
        assert drawn is not None
        assert [cell.said for cell in drawn.cells] == ["2014-11: 1", "2020: 1", "2024-04: 1"]
        assert [cell.x for cell in drawn.cells] == sorted(cell.x for cell in drawn.cells)
        assert drawn.unknown is not None
        assert drawn.total == 3
        assert all(cell.x + drawn.cell <= drawn.width + 1 for cell in drawn.cells)

    def test_two_days_need_no_calendar(self):
        rows = [{"date": "2014"}, {"date": "2015"}]
        assert pictures({}, rows, TODAY, "calendar").calendar is None

    def test_no_other_question_has_one(self):
        rows = [{"date": "2014"}] * 5
        assert pictures({}, rows, TODAY, None).calendar is None


def thing(label: str, kind: str = "state") -> dict[str, str]:
    return {"iri": f"{ID}{kind}/{label}", "slug": label, "label": label}


class TestPictureOfAQuestion:
    def test_chairs_are_a_timeline_and_no_map(self):
        rows = [
            {"mechanism": thing("M"), "chair": thing(name), "since": since, "until": until}
            for name, since, until in (
                ("AAA", "2014", "2016"),
                ("BBB", "2016", "2018"),
                ("AAA", "2018", None),
                ("CCC", None, None),
            )
        ]
        columns = {"mechanism": "Mechanism", "chair": "Chair", "since": "Since"}
        drawn = chart(columns, rows, TODAY, "timeline")
        assert isinstance(drawn, Timeline)
        assert [(lane.name, len(lane.pieces)) for lane in drawn.lanes] == [("AAA", 2), ("BBB", 1)]
        assert [piece.sure for piece in drawn.lanes[0].pieces] == [True, False]
        assert pictures(columns, rows, TODAY, "timeline").world is None

    def test_counts_are_bars_by_the_number_they_are_ordered_by(self):
        rows = [
            {"a": thing(a), "b": thing(b), "size": size, "shared": shared}
            for a, b, size, shared in (("A", "B", 5, 9), ("A", "C", 7, 4), ("B", "C", 6, 1))
        ]
        columns = {"a": "One", "b": "Other", "size": "Size", "shared": "Shared"}
        drawn = chart(columns, rows, TODAY, "bars", 2)
        assert isinstance(drawn, Ranking)
        assert [(row.name, row.number) for row in drawn.rows] == [("A – B", "9"), ("A – C", "4")]
        assert (drawn.of, drawn.left_out) == ("Shared", 1)
        assert drawn.rows[0].width > 2 * drawn.rows[1].width

    def test_where_none_helps_there_is_none(self):
        assert chart({"a": "A"}, [{"a": thing("A")}] * 5, TODAY, None) is None


class TestSteps:
    def test_a_line_rises_with_who_joins_and_falls_with_who_leaves(self):
        joined = [(1951.5, 1), (1952.0, 1), (1960.2, 1), (1960.7, 1), (None, 1)]
        drawn = steps([*joined, (1970.0, -1)], 2020.0)
        assert drawn is not None
        assert (drawn.vague, drawn.last) == (1, 4)
        assert [words for _, _, words in drawn.points] == [
            "1951: +1, 2 in all",
            "1952: +1, 3 in all",
            "1960: +2, 5 in all",
            "1970: -1, 4 in all",
        ]
        heights = [y for _, y, _ in drawn.points]
        assert heights[0] > heights[1] > heights[2] < heights[3]

    def test_few_dates_are_no_chart(self):
        assert steps([(2000.0, 1), (2001.0, 1), (None, 1)], 2020.0) is None


class TestYears:
    def test_each_year_is_a_link_and_this_one_is_today(self):
        found = years(["2020-05", None, "2023"], date(2024, 12, 31), TODAY, lambda day: f"?{day}")
        assert [(one.year, one.current) for one in found] == [
            (2020, False), (2021, False), (2022, False), (2023, False), (2024, True), (2025, False),
            (2026, False),
        ]  # fmt: skip
        assert found[-1].href == "?2026-01-01"
        assert found[0].href == "?2020"

    def test_a_century_is_no_hundred_links(self):
        found = years(["1921"], TODAY, TODAY, str)
        assert len(found) < 40
        assert found[0].year == 1921

    def test_two_years_need_none(self):
        assert years(["2025"], TODAY, TODAY, str) == []


class TestCounts:
    def test_numbers_become_widths_of_the_largest(self):
        rows = [{"shared": 8}, {"shared": 4}, {"shared": None}, {"shared": 2}]
        assert pictures({"shared": "Shared"}, rows, TODAY, None).counted == {
            "shared": [100, 50, None, 25]
        }

    @pytest.mark.parametrize(
        "values", [[1, 2], [3, 3, 3], [1, "2", 3], [True, False, True], [-1, 2, 3]]
    )
    def test_what_is_no_comparison_of_numbers_is_not_drawn(self, values):
        rows = [{"shared": value} for value in values]
        assert pictures({"shared": "Shared"}, rows, TODAY, None).counted == {}


SHAPES = {
    "width": 960,
    "height": 452,
    "shapes": {
        code: f"M{x},100L{x + 20},100L{x},120Z"
        for x, code in ((100, "AAA"), (130, "BBB"), (160, "CCC"))
    },
    "points": {"DDD": [150, 140]},
}


def spot(code: str, total: int = 1) -> Spot:
    return Spot(f"{ID}state/{code}", f"Land {code}", f"/doc/state/{code}", total)


class TestMap:
    @pytest.fixture(autouse=True)
    def shapes(self, monkeypatch):
        monkeypatch.setattr(world, "_shapes", lambda: SHAPES)

    def test_it_shows_where_its_states_lie(self):
        drawn = world.part([spot("AAA"), spot("BBB"), spot("CCC"), spot("DDD"), spot("ZZZ")])
        assert drawn is not None
        assert "".join(land.label[-1] for land in drawn.lands) == "ABCD"
        left, top, width, height = map(float, drawn.box.split())
        assert 0 <= left <= 100
        assert 0 <= top <= 100
        assert 180 <= left + width <= 960
        assert 140 <= top + height <= 452

    def test_a_few_states_need_no_map(self):
        assert world.part([spot("AAA"), spot("BBB"), spot("CCC"), spot("DDD", 0)]) is None

    def test_without_the_build_there_is_none(self, monkeypatch):
        monkeypatch.setattr(world, "_shapes", lambda: None)
        assert world.world([spot("AAA")], "Dialogues") is None
        assert world.part([spot(code) for code in ("AAA", "BBB", "CCC", "DDD")]) is None

    def test_tones_and_their_legend_agree(self):
        drawn = world.world([spot("AAA", 0), spot("BBB", 3), spot("CCC", 10)], "Dialogues")
        assert drawn is not None
        assert [land.tone for land in drawn.lands] == [0, 2, 5]
        assert drawn.legend == ["0", "1–2", "3–4", "5–6", "7–8", "9–10"]


class TestOwnTerritory:
    """The shapes that the build of the assets draws."""

    @pytest.fixture
    def shapes(self):
        found = world._shapes()
        if found is None:
            lacking("the map is not built: make assets")
        return found

    def test_french_guiana_is_not_france(self, shapes):
        drawn = world.part([spot(code) for code in ("FRA", "DEU", "ITA", "ESP")])
        assert drawn is not None
        assert "GUF" in shapes["shapes"]
        france = next(land for land in drawn.lands if land.label == "Land FRA")
        # All of France in Europe lies east of Greenwich's fifth degree west.
        starts = [float(ring.partition(",")[0]) for ring in (france.path or "").split("M")[1:]]
        assert france.box[0] > 450
        assert min(starts) > 450

    def test_a_short_path_ends_where_the_long_one_does(self):
        assert world._relative("M1.5,2L1,3.2L0.9,3.2ZM10,0L10,5L9.5,4Z") == (
            "M1.5,2l-.5,1.2-.1,0zM10,0l0,5-.5-1z"
        )

    def test_disputed_areas_are_given_to_no_state(self, shapes):
        starts = {ring.split("L")[0] for ring in shapes["disputed"].split("M")[1:]}
        assert len(starts) >= 3
        for path in shapes["shapes"].values():
            assert starts.isdisjoint(ring.split("L")[0] for ring in path.split("M")[1:])
        # Crimea is a ring of its own in neither of the two that claim it.
        for code in ("UKR", "RUS"):
            for ring in shapes["shapes"][code].split("M")[1:]:
                points = [(float(x), float(y)) for x, y in world._POINT.findall(ring)]
                x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
                assert not (560 < x < 569 and 117 < y < 122)

    def test_a_small_state_has_room_for_a_finger(self, shapes):
        drawn = world.part([spot(code) for code in ("MLT", "ITA", "TUN", "LBY")])
        assert drawn is not None
        caught = {land.label[-3:]: land.catch for land in drawn.lands if land.catch}
        assert set(caught) == {"MLT"}
        assert caught["MLT"][2] > 2 * drawn.radius / 2


class TestUpset:
    def test_each_combination_is_a_column_that_joins_its_sets(self):
        plot = upset(
            [("One", 5), ("Two", 4), ("Three", 2)],
            [((True, True, False), 3), ((True, False, True), 2), ((False, True, False), 1)],
        )
        assert plot is not None
        assert [column.members for column in plot.columns] == [3, 2, 1]
        assert [column.said for column in plot.columns] == [
            "3 in One and Two alone",
            "2 in One and Three alone",
            "1 in Two alone",
        ]
        first, second, last = plot.columns
        assert first.height > second.height > last.height
        ys = [line.y for line in plot.lines]
        assert first.line == (ys[0], ys[1])
        assert second.line == (ys[0], ys[2])
        assert last.line is None

    def test_a_long_name_is_cut_and_kept(self):
        plot = upset([("N" * 80, 1), ("B", 1)], [((True, False), 1), ((False, True), 1)])
        assert plot is not None
        assert len(plot.lines[0].short) < 40
        assert plot.lines[0].name == "N" * 80

    def test_one_group_is_no_plot(self):
        assert upset([("One", 2), ("Two", 2)], [((True, True), 2)]) is None
