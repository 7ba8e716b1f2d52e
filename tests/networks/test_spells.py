"""The basis of a spell on a day, and intervals, case by case."""

from __future__ import annotations

import pytest

from migov.networks.spells import BASES, Basis, Interval, Spell, meet, merged, weakest

DAY = "2022-06-01"


@pytest.mark.parametrize(
    ("spell", "basis"),
    [
        (Spell(starts="2020-01-01", ends="2024-12-31"), "dated"),
        (Spell(starts="2022-06-02", ends="2024-12-31"), None),
        (Spell(starts="2020-01-01", ends="2022-05-31"), None),
        (Spell(gone="2022-05-31", first="2019-01-01", last="2019-12-31"), None),
        (Spell(first="2022-01-01", last="2022-12-31"), "attested"),
        (Spell(starts="2014-11-28", last="2022-12-31"), "attested"),
        (Spell(starts="2014-11-28"), "assumed"),
        (Spell(), "assumed"),
        (Spell(first="2019-01-01", last="2019-12-31"), "assumed"),
        (Spell(first="2023-01-01", last="2023-12-31"), "unknown"),
        (Spell(first="2019-01-01", last="2019-12-31", gone="2022-12-31"), "unknown"),
        (Spell(first="2019-01-01", last="2022-07-01", gone="2022-12-31"), "attested"),
        (Spell(ends="2024-12-31"), "unknown"),
    ],
)
def test_the_basis_on_a_day(spell: Spell, basis: Basis | None) -> None:
    assert spell.basis(DAY) == basis


@pytest.mark.parametrize(
    ("spell", "shown"),
    [
        (Spell(starts="2014-11-28"), ("2014-11-28", None)),
        (Spell(first="2019-01-01", last="2019-12-31"), ("2019-01-01", None)),
        (
            Spell(starts="2014-01-01", ends="2016-12-31", last="2020-01-01"),
            ("2014-01-01", "2016-12-31"),
        ),
        (
            Spell(first="2019-01-01", last="2019-12-31", gone="2022-12-31"),
            ("2019-01-01", "2019-12-31"),
        ),
        (Spell(gone="2022-12-31"), (None, "2022-12-31")),
        (Spell(), (None, None)),
    ],
)
def test_the_days_shown_are_those_that_are_not_unknown(spell: Spell, shown: Interval) -> None:
    assert spell.shown == shown


def test_intervals_meet() -> None:
    assert meet(("2014-01-01", None), (None, "2016-12-31")) == ("2014-01-01", "2016-12-31")
    assert meet(("2017-01-01", None), (None, "2016-12-31")) is None
    assert meet((None, None), (None, None)) == (None, None)


def test_intervals_merge_where_they_touch() -> None:
    spells: list[Interval] = [
        ("2018-01-01", "2018-12-31"),
        ("2010-01-01", "2012-01-01"),
        ("2011-01-01", "2013-01-01"),
        ("2018-06-01", None),
    ]
    assert merged(spells) == [("2010-01-01", "2013-01-01"), ("2018-01-01", None)]
    assert merged([(None, "2012-01-01"), ("2011-01-01", None)]) == [(None, None)]
    assert merged([]) == []


def test_the_weakest_basis() -> None:
    assert weakest(["dated", "assumed", "attested"]) == "assumed"
    assert [weakest([basis]) for basis in BASES] == list(BASES)
