"""The basis of a spell on a day, and intervals, case by case."""

from __future__ import annotations

import pytest

from migov.networks.spells import Interval, Spell, meet, merged, weakest
from migov.questions.certainty import BASES, Basis

DAY = "2022-06-01"


#: Attested in 2019, presumed until the end of 2025.
SEEN = {
    "attested_from": "2019-01-01",
    "attested_until": "2019-12-31",
    "presumed_until": "2025-12-31",
}


@pytest.mark.parametrize(
    ("spell", "basis"),
    [
        (Spell("2020-01-01", "2024-12-31", "2020-01-01", "2024-12-31", "2024-12-31"), "dated"),
        (Spell("2022-06-02", "2024-12-31", "2022-06-02", "2024-12-31", "2024-12-31"), None),
        (Spell("2020-01-01", "2022-05-31", "2020-01-01", "2022-05-31", "2022-05-31"), None),
        (Spell(attested_from="2022-01-01", attested_until="2022-12-31"), "attested"),
        (Spell(**SEEN), "assumed"),
        (Spell(**SEEN | {"presumed_until": "2022-05-31"}), "last known"),
        (Spell(possible_until="2022-12-31", **SEEN | {"presumed_until": "2019-12-31"}), "unknown"),
        (Spell(attested_from="2023-01-01", attested_until="2023-12-31"), "unknown"),
        (Spell(), "unknown"),
        (
            Spell("2014-01-01", "2024-12-31", "0001-01-01", "0001-01-01", "0001-01-01"),
            "unknown",
        ),
    ],
)
def test_the_basis_on_a_day(spell: Spell, basis: Basis | None) -> None:
    assert spell.basis(DAY) == basis


@pytest.mark.parametrize(
    ("spell", "shown"),
    [
        (Spell(**SEEN), ("2019-01-01", "2025-12-31")),
        (Spell(**SEEN | {"presumed_until": "9999-12-31"}), ("2019-01-01", None)),
        (
            Spell("0001-01-01", "9999-12-31", "0001-01-01", "0001-01-01", "9999-12-31"),
            (None, None),
        ),
        (Spell(), None),
        (
            Spell("2014-01-01", "2017-12-31", "0001-01-01", "0001-01-01", "0001-01-01"),
            None,
        ),
    ],
)
def test_the_days_shown_are_those_on_which_it_is_current(
    spell: Spell, shown: Interval | None
) -> None:
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
