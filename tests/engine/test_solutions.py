"""Solutions in TSV are the same terms whether all, some, or one column of them is read."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from migov.engine.solutions import Solutions, TsvRows, column, take

QUERY = r"""
SELECT ?s ?text ?more WHERE {
  VALUES (?s ?text ?more) {
    (<urn:a> "a tab \t and a line\nfeed" 1)
    (<urn:b> "بلد"@ar UNDEF)
    (<urn:a> UNDEF "2022-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>)
    (UNDEF UNDEF UNDEF)
    (<urn:c> "" true)
  }
}
"""


def solutions(form: ox.QueryResultsFormat, query: str = QUERY) -> Solutions:
    result = ox.Store().query(query)
    assert isinstance(result, ox.QuerySolutions)
    data = result.serialize(format=form)
    assert data is not None
    return Solutions.parsed(data, form)


TSV, JSON = (solutions(form) for form in (ox.QueryResultsFormat.TSV, ox.QueryResultsFormat.JSON))


def rows() -> TsvRows:
    """Rows of which nothing was parsed yet."""
    found = solutions(ox.QueryResultsFormat.TSV).rows
    assert isinstance(found, TsvRows)
    return found


def test_all_rows_equal_those_of_another_format() -> None:
    assert list(TSV.rows) == list(JSON.rows)
    assert (TSV.variables, len(TSV.rows)) == (JSON.variables, 5)


@pytest.mark.parametrize("part", [slice(0, 2), slice(1, 4), slice(3, None), slice(7, 9)])
def test_a_part_of_the_rows_needs_no_other(part: slice) -> None:
    assert list(rows()[part]) == list(JSON.rows)[part]


def test_one_row_is_found_from_either_end() -> None:
    assert rows()[1] == JSON.rows[1]
    assert rows()[-1] == JSON.rows[-1]
    with pytest.raises(IndexError):
        rows()[5]


@pytest.mark.parametrize("variable", ["s", "text", "more"])
def test_a_column_has_a_term_or_nothing_for_each_row(variable: str) -> None:
    assert column(rows(), variable) == column(JSON.rows, variable)
    assert column(JSON.rows, variable) == [row.get(variable) for row in JSON.rows]


def test_rows_are_taken_by_their_places() -> None:
    assert list(take(rows(), [4, 0])) == [JSON.rows[4], JSON.rows[0]]
    assert take(JSON.rows, [4, 0]) == [JSON.rows[4], JSON.rows[0]]


def test_no_solution_is_no_row() -> None:
    none = solutions(ox.QueryResultsFormat.TSV, "SELECT ?a ?b WHERE { ?a ?b ?c }")
    assert (none.variables, list(none.rows)) == (["a", "b"], [])
    assert column(none.rows, "a") == []


def test_solutions_of_one_unbound_variable_are_counted() -> None:
    one = solutions(ox.QueryResultsFormat.TSV, "SELECT ?a WHERE { VALUES ?a { UNDEF 1 UNDEF } }")
    assert len(one.rows) == 3
    assert [row.get("a") for row in one.rows] == column(one.rows, "a")


@pytest.mark.parametrize("data", [b"?a\t?b\r\n<urn:a>\t1\r\n", b"?a\t?b\n<urn:a>\t1"])
def test_lines_of_other_servers_are_read(data: bytes) -> None:
    other = Solutions.parsed(data, ox.QueryResultsFormat.TSV)
    assert list(other.rows) == [{"a": ox.NamedNode("urn:a"), "b": ox.Literal(1)}]
    assert column(other.rows, "b") == [ox.Literal(1)]


def test_an_ask_has_no_solutions() -> None:
    with pytest.raises(TypeError, match="ASK"):
        Solutions.parsed(b'{"head": {}, "boolean": true}', ox.QueryResultsFormat.JSON)
