"""Pictures of facts: they say what the table beside them says, or are not there."""

from __future__ import annotations

from datetime import date

import pytest

from migov.vocabulary import ID
from migov.web.charts import world
from migov.web.charts.answers import pictures, times
from migov.web.charts.bars import Spell, drawn, year
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


class TestMoments:
    def test_days_stand_on_one_line(self):
        rows = [{"start": "2014-11"}, {"start": "2020"}, {"start": None}, {"start": "2024-04-17"}]
        moments = pictures({}, rows, TODAY).moments
        assert moments is not None
        axis, bars = moments
        assert axis == (2014, 2025)
        assert len(bars) == 3
        assert [bar.x for bar in bars] == sorted(bar.x for bar in bars)

    def test_two_days_need_no_line(self):
        assert pictures({}, [{"date": "2014"}, {"date": "2015"}], TODAY).moments is None


class TestCounts:
    def test_numbers_become_widths_of_the_largest(self):
        rows = [{"shared": 8}, {"shared": 4}, {"shared": None}, {"shared": 2}]
        assert pictures({"shared": "Shared"}, rows, TODAY).counted == {
            "shared": [100, 50, None, 25]
        }

    @pytest.mark.parametrize(
        "values", [[1, 2], [3, 3, 3], [1, "2", 3], [True, False, True], [-1, 2, 3]]
    )
    def test_what_is_no_comparison_of_numbers_is_not_drawn(self, values):
        rows = [{"shared": value} for value in values]
        assert pictures({"shared": "Shared"}, rows, TODAY).counted == {}


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
