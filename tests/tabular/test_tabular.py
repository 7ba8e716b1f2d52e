"""One table in every format, read back by programs that are not ours."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest

from migov.tabular import (
    BY_NAME,
    FORMATS,
    Column,
    MissingExtra,
    Source,
    Tabular,
    TooLarge,
    Value,
    written,
)
from migov.tabular import workbook as workbooks
from migov.tabular.formats import check

COLUMNS = [
    Column("name", "Name", "text", "What it is called."),
    Column("count", "Count", "integer"),
    Column("share", "Share", "number"),
    Column("current", "Current", "flag"),
    Column("day", "Day", "date"),
    Column("themes", "Themes", "texts"),
    Column("iri", "IRI", "iri"),
]
ROWS: list[list[Value]] = [
    ['Éthiopie, "the" <first>', 3, 0.5, True, "2020-02-29", ["a", "b"], "https://e.org/?a&b"],
    [None, None, None, None, None, [], None],
    ["2016-03", -2, -1.5, False, "1985-01-01", ["c"], "https://e.org/é"],
]
#: Texts that some spreadsheet takes for a formula, a link or a number when it opens a table.
FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://e.org")', "\t=1", "\r=1",
    "=cmd|' /C x'!A0", "https://e.org", "mailto:x@e.org", "0012", "1e5", "2016-03", "{=1}",
]  # fmt: skip


def table(rows: Sequence[Sequence[Value]] = ROWS, **more: Any) -> Tabular:
    asked = {"question": "members", "parameters": {"actor": "x"}, "release": "r1"}
    sources = [Source("A paper", "https://e.org/paper")]
    return Tabular(COLUMNS, rows, asked, lambda: sources, **more)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def test_csv_is_what_programs_read() -> None:
    content = written(table(), BY_NAME["csv"])
    assert content.startswith(b"name,count,share,current,day,themes,iri\r\n")
    first, unknown, last = csv.DictReader(io.StringIO(content.decode(), newline=""))
    assert first["name"] == ROWS[0][0]
    assert (first["current"], first["themes"]) == ("true", "a; b")
    assert set(unknown.values()) == {""}
    assert (last["name"], last["current"]) == ("2016-03", "false")


def test_csv_for_excel_names_its_encoding_and_separator() -> None:
    lines = written(table(), BY_NAME["csv"], excel=True).decode().split("\r\n")
    assert lines[:2] == ["\ufeffsep=,", "name,count,share,current,day,themes,iri"]
    tabs = written(table(), BY_NAME["tsv"], excel=True).decode()
    assert tabs.startswith("\ufeffname\tcount")


def test_csv_for_excel_holds_no_formula() -> None:
    rows = [[text, -1, -0.5, None, None, [text], text] for text in FORMULAS]
    content = written(table(rows), BY_NAME["csv"], excel=True).decode()
    read = list(csv.reader(io.StringIO(content, newline="")))[2:]
    assert len(read) == len(FORMULAS)
    for row in read:
        assert not any(row[at].startswith(("=", "+", "-", "@", "\t", "\r")) for at in (0, 5, 6))
        assert row[1:3] == ["-1", "-0.5"]


def test_json_holds_what_was_asked_and_the_rows() -> None:
    read = json.loads(written(table(), BY_NAME["json"]))
    assert read["release"] == "r1"
    assert read["columns"] == [column.name for column in COLUMNS]
    assert [list(row.values()) for row in read["rows"]] == ROWS
    assert json.loads(written(table([]), BY_NAME["json"]))["rows"] == []


def test_xml_is_sparql_results() -> None:
    read = ox.parse_query_results(
        written(table(), BY_NAME["xml"]), format=ox.QueryResultsFormat.XML
    )
    assert isinstance(read, ox.QuerySolutions)
    first, unknown, _ = list(read)
    assert first["iri"] == ox.NamedNode("https://e.org/?a&b")
    assert first["count"] == ox.Literal(3)
    assert first["current"] == ox.Literal(True)
    assert first["day"].value == "2020-02-29"
    assert unknown["name"] is None


def test_xml_escapes_what_xml_cannot_hold() -> None:
    content = written(table([["a\x00\x1b\ufffeb", *[None] * 4, [], None]]), BY_NAME["xml"])
    assert r"a\u0000\u001B\uFFFEb" in "".join(ElementTree.fromstring(content).itertext())


def test_a_workbook_has_rows_sources_and_what_was_asked() -> None:
    read = sheets(written(table(headings="label"), BY_NAME["xlsx"]))
    assert list(read) == ["Rows", "Sources", "Asked"]
    assert read["Rows"][0] == [column.label for column in COLUMNS]
    first = ['Éthiopie, "the" <first>', 3, 0.5, True, "2020-02-29", "a; b", "https://e.org/?a&b"]
    assert read["Rows"][1] == first
    assert read["Rows"][2] == [None] * len(COLUMNS)
    assert read["Rows"][3][0] == "2016-03"  # a month, and no day of it
    assert read["Sources"] == [["Source", "IRI"], ["A paper", "https://e.org/paper"]]
    assert ["parameters: actor", "x"] in read["Asked"]
    assert ["column: Name", "What it is called."] in read["Asked"]


def test_a_workbook_holds_texts_as_texts() -> None:
    rows = [[text, *[None] * 4, [text], text] for text in FORMULAS]
    book = openpyxl.load_workbook(io.BytesIO(written(table(rows), BY_NAME["xlsx"])))
    read = list(book["Rows"].iter_rows(min_row=2))
    assert len(read) == len(FORMULAS)
    for text, row in zip(FORMULAS, read, strict=True):
        for cell in (row[0], row[5], row[6]):
            assert cell.data_type == "s"
            assert cell.hyperlink is None
            # XML ends every line with a line feed (XML 1.0, section 2.11).
            assert str(cell.value).replace("_x000D_", "\r") == text


def test_a_workbook_keeps_the_digits_of_numbers() -> None:
    rows = [[None, 1 << 60, float("inf"), None, None, [], None]]
    read = sheets(written(table(rows), BY_NAME["xlsx"]))["Rows"][1]
    assert read[1:3] == [str(1 << 60), "inf"]


def test_a_text_that_no_cell_holds_says_that_it_is_cut() -> None:
    rows = [["x" * 40_000, *[None] * 4, [], None]]
    [cell] = [row[0] for row in sheets(written(table(rows), BY_NAME["xlsx"]))["Rows"][1:]]
    assert cell.startswith("xxx")
    assert "cut" in cell
    assert len(cell) < 32_767


def test_a_workbook_that_would_be_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "CELLS_MOST", 2 * len(COLUMNS))
    with pytest.raises(TooLarge, match="holds 2 rows"):
        written(table(), BY_NAME["xlsx"])
    with pytest.raises(TooLarge, match="holds 2 rows"):
        check(table(count=3), BY_NAME["xlsx"])


def test_parquet_has_types_and_says_what_was_asked() -> None:
    read = pq.read_table(io.BytesIO(written(table(), BY_NAME["parquet"])))
    types = [str(field.type) for field in read.schema]
    assert types[:5] == ["string", "int64", "double", "bool", "date32[day]"]
    assert types[5].startswith("list<")
    assert read.to_pylist()[0]["day"] == date(2020, 2, 29)
    assert read.to_pylist()[1]["name"] is None
    assert json.loads(read.schema.metadata[b"migov"])["question"] == "members"
    assert read.schema.field("name").metadata[b"description"] == b"What it is called."


def test_parquet_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migov.tabular.parquet.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match="pip install pyarrow"):
        written(table(), BY_NAME["parquet"])


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_same_table_is_the_same_bytes(form: Any) -> None:
    assert written(table(), form) == written(table(), form)
