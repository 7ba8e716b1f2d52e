"""The key `pages` of a header: on which pages of things an answer is shown."""

from __future__ import annotations

import pytest

from migov.questions import Catalogue
from migov.questions.page_tables import InvalidPages, read_pages

PARAMS, COLUMNS = ("actor", "asOf", "until"), ("member", "role", "body")


def table(**given):
    (one,) = read_pages(
        [{"kinds": ["mechanism"], "title": "Members", **given}], "members", PARAMS, COLUMNS
    )
    return one


def test_most_of_it_goes_without_saying():
    one = table()
    assert (one.id, one.parameter, one.day) == ("members", "actor", "asOf")
    assert one.keeps({"member": {"slug": "ETH"}})


def test_rows_are_kept_by_the_slugs_of_a_column():
    one = table(where={"role": ["member", "observer"], "body": None})
    member = {"role": {"slug": "member"}, "body": None}
    assert one.keeps(member)
    assert not one.keeps({**member, "role": {"slug": "chair"}})
    assert not one.keeps({**member, "body": {"slug": "secretariat"}})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kinds": ["planet"]}, "planet"),
        ({"kinds": "mechanism"}, "kinds"),
        ({"title": None}, "title"),
        ({"parameter": "state"}, "state"),
        ({"day": "since"}, "since"),
        ({"params": {"role": "member"}}, "role"),
        ({"columns": ["flag"]}, "flag"),
        ({"where": {"flag": "x"}}, "flag"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_is_said(given, said):
    with pytest.raises(InvalidPages, match=said):
        table(**given)


def test_no_two_tables_of_a_page_share_an_anchor(catalogue: Catalogue):
    anchors = [
        (kind, each.id) for one in catalogue for each in one.header.pages for kind in each.kinds
    ]
    assert len(anchors) == len(set(anchors)) > 20
