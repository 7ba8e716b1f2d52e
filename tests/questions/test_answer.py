"""Answers: the page that was asked for, cells, dates, formats."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from datetime import date
from typing import Any

import pyoxigraph as ox
import pytest

from migov.questions import Catalogue, ParameterError
from migov.questions.cells import scalar
from migov.questions.certainty import ALLOWED
from migov.questions.dates import day
from migov.questions.formats import json_text, sparql_results, table
from migov.questions.preparation import prepare

TODAY = date(2026, 11, 22)
XSD = "http://www.w3.org/2001/XMLSchema#"


def test_the_members_of_the_khartoum_process_in_june_2022(ask: Any) -> None:
    found = ask("members", actor="khartoum-process", asOf="2022-06-01", role="member", limit="500")
    document = found.json()
    assert list(document) == [
        "question", "parameters", "asOf", "release", "answer", "columns", "rows", "total",
        "sources",
    ]  # fmt: skip
    assert document["total"] == len(document["rows"]) == 40
    assert document["asOf"] == "2022-06-01"
    assert document["parameters"] == {
        "actor": "khartoum-process", "role": "member", "asOf": "2022-06-01", "certainty": "default",
    }  # fmt: skip
    ethiopia = next(row for row in document["rows"] if row["member"]["slug"] == "ETH")
    assert ethiopia["member"] == {
        "iri": "https://w3id.org/migov/id/state/ETH", "label": "Ethiopia", "slug": "ETH",
    }  # fmt: skip
    assert ethiopia["since"] == "2014-11-28"
    assert ethiopia["until"] is None
    assert all(row["basis"] in ("attested", "dated") for row in document["rows"])
    json.dumps(document)


def test_a_page_is_part_of_the_whole(ask: Any) -> None:
    whole = ask("members", actor="khartoum-process", role="member", limit="1000")
    page = ask("members", actor="khartoum-process", role="member", limit="5", offset="3")
    assert page.rows == whole.rows[3:8]
    assert page.total == whole.total


def test_labels_come_in_the_language_asked_for(ask: Any) -> None:
    found = ask("chairs", actor="khartoum-process", asOf="2017-06-01", lang="fr")
    assert [row["chair"]["label"] for row in found.rows] == ["Éthiopie"]


def test_without_a_day_chairs_are_all_intervals_the_last_known_first(ask: Any) -> None:
    found = ask("chairs", actor="khartoum-process")
    assert not any(row["current"] for row in found.rows)
    assert found.as_of == TODAY
    first = found.rows[0]
    assert (first["chair"]["slug"], first["since"]) == ("FRA", "2025-04-09")
    assert first["basis"] == "last known"
    assert first["lastSeen"] >= "2025-04"
    assert [row["basis"] for row in found.rows].count("last known") == 1
    assert ask("chairs", actor="khartoum-process", asOf="2021-01-01").total == 1


def test_a_chair_is_current_until_the_end_of_its_term_and_counted_after_it(ask: Any) -> None:
    within = ask("chairs", actor="khartoum-process", asOf="2026-04-09")
    assert [(row["chair"]["slug"], row["basis"]) for row in within.rows] == [("FRA", "assumed")]
    after = ask("chairs", actor="khartoum-process", asOf="2026-04-10")
    assert (after.total, after.left_out) == (0, 1)
    wider = ask("chairs", actor="khartoum-process", asOf="2026-04-10", certainty="all")
    assert [(row["chair"]["slug"], row["basis"]) for row in wider.rows] == [("FRA", "last known")]
    assert ask("chairs", actor="khartoum-process", asOf="2026-04-10", certainty="strict").total == 0


@pytest.mark.parametrize(
    ("name", "actor"),
    [("chairs", "commit-process"), ("chairs", "fibemyd"), ("secretariats", "soderkoping-process")],
)
def test_nobody_is_current_on_evidence_older_than_its_presumption(
    ask: Any, name: str, actor: str
) -> None:
    found = ask(name, actor=actor)
    assert found.rows
    assert not any(row["current"] for row in found.rows)


@pytest.mark.parametrize(
    "actor", ["soderkoping-process", "cis-conference", "jaeu-tripoli", "acp-eu-dialogue"]
)
def test_a_concluded_or_dormant_mechanism_has_no_members_today(ask: Any, actor: str) -> None:
    assert ask("members", actor=actor).total == 0


@pytest.mark.parametrize("certainty", ["strict", "default", "all"])
def test_certainty_widens_the_answer(ask: Any, certainty: str) -> None:
    found = ask("members", actor="khartoum-process", asOf="2022-06-01", certainty=certainty)
    bases = {row["basis"] for row in found.rows}
    allowed = {
        "strict": {"dated", "attested"},
        "default": {"dated", "attested", "assumed"},
        "all": {"dated", "attested", "assumed", "last known", "unknown"},
    }
    assert bases == allowed[certainty] - ({"dated", "last known"} - bases)


def test_the_united_kingdom_is_unknown_between_its_last_trace_and_its_absence(ask: Any) -> None:
    found = ask(
        "members", actor="khartoum-process", asOf="2021-01-01", role="member", certainty="all"
    )
    assert [row["basis"] for row in found.rows if row["member"]["slug"] == "GBR"] == ["unknown"]


@pytest.mark.parametrize(
    ("params", "parameter"),
    [({"limit": "0"}, "limit"), ({"limit": "99999"}, "limit"), ({"offset": "-1"}, "offset"),
     ({"limit": "ten"}, "limit"), ({"lang": "fr; DROP"}, "lang")],
)  # fmt: skip
def test_a_bad_page_is_refused(ask: Any, params: dict[str, str], parameter: str) -> None:
    with pytest.raises(ParameterError) as caught:
        ask("members", actor="khartoum-process", **params)
    assert caught.value.parameter == parameter


@pytest.mark.parametrize(
    ("text", "bound", "meant"),
    [
        ("2022-06-01", "last", "2022-06-01"),
        ("2022-6-1", "last", "2022-06-01"),
        ("2022", "last", "2022-12-31"),
        ("2022", "first", "2022-01-01"),
        ("2020-02", "last", "2020-02-29"),
        ("2020-02", "first", "2020-02-01"),
        ("2026", "last", "2026-11-22"),
        ("2026-11", "last", "2026-11-22"),
        ("2027", "last", "2027-12-31"),
        ("today", "first", "2026-11-22"),
    ],
)
def test_a_partial_date_means_a_day(text: str, bound: str, meant: str) -> None:
    assert day(text, bound, TODAY).isoformat() == meant


@pytest.mark.parametrize(
    "text", ["", "22", "2022-13", "2022-02-30", "0000", "2022-06-01T00:00", "٢٠٢٢"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        day(text, "last", TODAY)


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (ox.Literal("5", datatype=ox.NamedNode(XSD + "integer")), 5),
        (ox.Literal("0.5", datatype=ox.NamedNode(XSD + "decimal")), 0.5),
        (ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")), True),
        (ox.Literal("2014", datatype=ox.NamedNode(XSD + "gYear")), "2014"),
        (ox.Literal("2014-11", datatype=ox.NamedNode(XSD + "gYearMonth")), "2014-11"),
        (ox.Literal("x", language="en"), "x"),
        (ox.Literal(""), None),
    ],
)
def test_a_literal_is_a_scalar(term: ox.Literal, cell: object) -> None:
    assert scalar(term) == cell


def test_a_table_has_readable_columns(ask: Any, catalogue: Catalogue) -> None:
    found = ask("secretariats", actor="khartoum-process")
    rows = list(csv.DictReader(io.StringIO(table(found, catalogue.get("secretariats").columns))))
    assert rows[0]["Whose"] == "Khartoum Process"
    assert rows[0]["Whose IRI"] == "https://w3id.org/migov/id/mechanism/khartoum-process"
    assert rows[0]["Current"] == "true"
    assert "; " in rows[0]["Sources IRI"]


@pytest.mark.parametrize("name", ["overlap", "chairs"])
def test_sparql_results_hold_the_page(ask: Any, name: str) -> None:
    found = ask(name, actor="khartoum-process", limit="3")
    parsed = json.loads(sparql_results(found, ox.QueryResultsFormat.JSON))
    assert parsed["head"]["vars"] == found.columns
    assert len(parsed["results"]["bindings"]) == len(found.rows) == 3


def test_certainty_only_filters_the_rows_of_statements(
    engine: Any, catalogue: Catalogue, labels: Any
) -> None:
    # An answer takes the rows of a certainty from those of `certainty=all`; the queries agree.
    compared = 0
    for question in catalogue:
        if not {"basis", "statement"} <= set(question.columns) or "asOf" not in question.params:
            continue
        for expected in question.expect:
            given = {**expected.params, "asOf": expected.params.get("asOf", "2020-01-02")}
            rows = {
                certainty: asyncio.run(
                    engine.select(
                        prepare(
                            catalogue,
                            labels,
                            question.name,
                            {**given, "certainty": certainty},
                            TODAY,
                        ).query
                    )
                ).rows
                for certainty in ("strict", "default", "all")
            }
            for certainty in ("strict", "default"):
                kept = [row for row in rows["all"] if row["basis"].value in ALLOWED[certainty]]
                assert list(map(_sorted, rows[certainty])) == list(map(_sorted, kept)), given
                compared += len(kept)
    assert compared > 500


def _sorted(row: dict[str, Any]) -> dict[str, list[str]]:
    """A row without the order in which a store gives the values of one cell."""
    return {name: sorted(term.value.split()) for name, term in row.items()}


def test_json_is_the_text_that_the_standard_library_writes() -> None:
    value = {"é": ["€", {}, [], None, True, 1, 0.25, 'a "quote"\n'], "rows": [{"a": {"b": "‏"}}]}
    assert json_text(value) == json.dumps(value, ensure_ascii=False, indent=1) + "\n"
