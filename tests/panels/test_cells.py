"""Which cells are 1, 0 or missing."""

from __future__ import annotations

import pytest

from migov.networks.spells import Spell
from migov.panels.columns import MISSING, NO, YES, role_cells, treaty_cells
from migov.panels.facts import Adherence, Held

DAYS = ["2009-12-31", "2014-12-31", "2018-12-31", "2024-12-31"]
UNITS = {"a": 0, "b": 1}
FOUNDED = ("2010-01-01", None)
#: Attested in 2014 and presumed until 2020, without a stated beginning or end.
ATTESTED = Spell("2010-01-01", "9999-12-31", "2014-01-01", "2014-12-31", "2020-12-31")


def test_a_member_is_missing_where_it_is_last_known_or_unknown() -> None:
    early = Spell("2010-01-01", "9999-12-31", "2016-01-01", "2016-12-31", "2020-12-31")
    cells = role_cells("member", [Held("a", early)], FOUNDED, UNITS, DAYS)
    assert cells[0].tolist() == [NO, MISSING, YES, MISSING]
    assert cells[1].tolist() == [NO, NO, NO, NO]


def test_of_two_spells_the_surer_counts() -> None:
    later = Spell("2010-01-01", "9999-12-31", "2024-01-01", "2024-12-31", "2030-12-31")
    for held in ([Held("a", ATTESTED), Held("a", later)], [Held("a", later), Held("a", ATTESTED)]):
        assert role_cells("member", held, FOUNDED, UNITS, DAYS)[0].tolist() == [NO, YES, YES, YES]


def test_where_no_chair_is_known_nobody_is_known_not_to_chair() -> None:
    cells = role_cells("chair", [Held("a", ATTESTED)], FOUNDED, UNITS, DAYS)
    assert cells.tolist() == [[NO, YES, YES, MISSING], [NO, NO, NO, MISSING]]


def adherence(start: str | None, **more: str | None) -> Adherence:
    since = start or "2012-01-01"
    spell = Spell(
        since, more.get("end") or "9999-12-31", since, since, more.get("end") or "9999-12-31"
    )
    return Adherence("a", spell, True, start, more.get("not_party"))


@pytest.mark.parametrize(
    ("adherences", "complete", "cells"),
    [
        ([adherence("2012-06-22")], None, [NO, YES, YES, YES]),
        ([adherence("2012-06-22", end="2016-01-01")], None, [NO, YES, NO, NO]),
        ([], "2014-12-31", [NO, NO, MISSING, MISSING]),
        ([], None, [MISSING] * 4),
        ([adherence("2020", not_party="2013-12-31")], None, [NO, NO, NO, YES]),
    ],
    ids=["joined", "left", "the list is complete", "nothing known", "named as no party"],
)
def test_a_party(adherences: list[Adherence], complete: str | None, cells: list[int]) -> None:
    assert treaty_cells(adherences, complete, UNITS, DAYS)[0].tolist() == cells


def test_a_state_that_only_signed_is_known_no_party_up_to_a_complete_list() -> None:
    signed = adherence(None)._replace(binds=False)
    cells = treaty_cells([signed], "2018-12-31", UNITS, DAYS)[0].tolist()
    assert cells == [NO, NO, NO, MISSING]
