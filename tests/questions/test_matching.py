"""Candidates for names: what is a match, in which order, and how conditions choose."""

from __future__ import annotations

import pytest

from migov.questions import Labels
from migov.questions.matching import AMBIGUOUS, CERTAIN, candidates


def test_a_match_is_alone_and_certain(labels: Labels) -> None:
    (found,) = candidates(labels, "Korea, Rep.", ["state"])
    assert (found.entry.slug, found.score, found.match) == ("KOR", CERTAIN, True)
    assert found.matched == "Korea, Rep."


def test_an_ambiguous_name_has_equal_candidates_before_what_is_only_like_it(
    labels: Labels,
) -> None:
    found = candidates(labels, "Korea")
    assert {each.entry.slug for each in found[:2]} == {"KOR", "PRK"}
    assert [each.score for each in found[:2]] == [AMBIGUOUS, AMBIGUOUS]
    assert all(each.score < AMBIGUOUS and not each.match for each in found[2:])


@pytest.mark.parametrize("text", ["Ethopia", "khartum proces", "xqzzy", "migration"])
def test_likeness_alone_is_never_a_match(labels: Labels, text: str) -> None:
    assert not any(each.match for each in candidates(labels, text))


def test_a_condition_chooses_and_an_unmet_one_prevents_a_match(labels: Labels) -> None:
    def is_prk(entry: object) -> bool:
        return getattr(entry, "slug", "") == "PRK"

    chosen = candidates(labels, "Korea", ["state"], conditions=[is_prk])
    assert [each.entry.slug for each in chosen if each.match] == ["PRK"]
    assert chosen[0].met == (True,)
    against = candidates(labels, "France", ["state"], conditions=[is_prk])
    assert against[0].entry.slug == "FRA"
    assert not any(each.match for each in against)
    assert [each.entry.slug for each in candidates(labels, "", ["state"], 5, [is_prk])] == ["PRK"]


def test_a_name_that_fits_says_what_it_is(labels: Labels) -> None:
    assert candidates(labels, "Zaire")[0].remark.endswith("until 17 May 1997.")
    assert candidates(labels, "Zaire")[0].matched == "Zaire"
    assert candidates(labels, "France")[0].remark == ""
    assert candidates(labels, "Holland")[0].remark == "other name: Holland"
    assert candidates(labels, "") == []
