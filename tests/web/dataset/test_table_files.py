"""Rows by their address: every format of every route that has rows, as clients read them."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from typing import Any

import httpx
import openpyxl
import polars
import pyarrow.parquet as pq
import pytest
from csvw import CSVW

SELECT = """PREFIX mg: <https://w3id.org/migov/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
SELECT ?meeting ?start ?host ?source {
  ?meeting mg:convenedBy <https://w3id.org/migov/id/mechanism/khartoum-process> ;
    schema:startDate ?start ; prov:wasDerivedFrom ?source .
  OPTIONAL { ?meeting mg:hostState ?host }
} ORDER BY ?meeting ?source"""
#: Routes that have rows, each with parameters.
ROUTES: dict[str, dict[str, str]] = {
    "/sparql": {"query": SELECT},
    "/questions/members": {"actor": "khartoum-process", "asOf": "2022-06-01"},
    "/questions/overlap": {"limit": "5"},
    "/network": {"kind": "support"},
    "/dump/partnerships.csv": {},
}


@pytest.fixture(scope="module", autouse=True)
def warm(client: httpx.Client) -> None:
    """Has the server read the ties of its networks, which may take a loaded machine long."""
    deadline = time.monotonic() + 120
    while client.get("/network", params=ROUTES["/network"]).status_code == 504:
        assert time.monotonic() < deadline


def delimited(dialect: str) -> Callable[[bytes], list[Any]]:
    """Reads the rows of CSV or TSV, without the heading."""
    return lambda data: list(csv.reader(io.StringIO(data.decode(), newline=""), dialect))[1:]


def workbook(content: bytes) -> openpyxl.Workbook:
    """A workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


READERS: dict[str, Callable[[bytes], list[Any]]] = {
    "csv": delimited("excel"),
    "tsv": delimited("excel-tab"),
    "xlsx": lambda content: list(workbook(content)["Rows"].rows)[1:],
    "parquet": lambda content: pq.read_table(io.BytesIO(content)).to_pylist(),
}


@pytest.mark.parametrize("path", ROUTES)
def test_every_route_gives_its_rows_in_every_format(client: httpx.Client, path: str) -> None:
    counts = {}
    for name, read in READERS.items():
        response = client.get(path, params={**ROUTES[path], "format": name})
        assert response.status_code == 200, (name, response.text)
        assert not response.content.startswith(b"\xef\xbb\xbf")
        again = client.get(path, params={**ROUTES[path], "format": name})
        assert again.content == response.content
        assert again.headers["etag"] == response.headers["etag"]
        counts[name] = len(read(response.content))
    assert len(set(counts.values())) == 1, counts
    assert counts["csv"] > 4
    for name in ("json", "xml"):
        response = client.get(path, params={**ROUTES[path], "format": name})
        assert response.status_code == 200
        assert name in response.headers["content-type"]


@pytest.mark.parametrize(
    "path", [*ROUTES, "/questions", "/search", "/ask", "/compare", "/releases", "/dataset"]
)
def test_an_unknown_format_is_refused_with_the_list(client: httpx.Client, path: str) -> None:
    response = client.get(path, params={**ROUTES.get(path, {}), "q": "x", "format": "ods"})
    if path.startswith(("/questions/", "/network")):
        response = client.get(path, params={**ROUTES[path], "format": "ods"})
    assert response.status_code == 400, response.text
    problem = response.json()
    assert problem["parameter"] == "format"
    assert {"json", "csv", "html", "ttl"} & set(problem["available"])


@pytest.mark.parametrize("path", ROUTES)
def test_csv_for_excel_has_a_mark_and_names_its_separator(client: httpx.Client, path: str) -> None:
    response = client.get(path, params={**ROUTES[path], "for": "excel"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbfsep=,\r\n")
    plain = client.get(path, params={**ROUTES[path], "format": "csv"})
    assert plain.headers["etag"] != response.headers["etag"]
    for wrong in ({"for": "lotus"}, {"for": "excel", "format": "xlsx"}):
        refused = client.get(path, params={**ROUTES[path], **wrong})
        assert refused.status_code == 422
        assert refused.json()["parameter"] == "for"


def test_a_workbook_says_what_was_asked_and_who_says_so(client: httpx.Client) -> None:
    params = {**ROUTES["/questions/members"], "format": "xlsx"}
    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/questions/members", params=params).content)
    )
    asked = {row[0].value: row[1].value for row in book["Asked"].rows}
    assert asked["question"] == "members"
    assert asked["parameters: actor"] == "khartoum-process"
    assert asked["asOf"] == "2022-06-01"
    assert asked["release"] == client.get("/health/ready").json()["release"]
    sources = {row[1].value for row in book["Sources"].rows}
    assert "https://w3id.org/migov/id/source/iom-khartoum-process-factsheet-2022" in sources


def test_the_results_of_a_query_are_typed(client: httpx.Client) -> None:
    query = """SELECT ?i ?d ?m ?b ?n ?t { VALUES (?i ?d ?m ?b ?n ?t) {
      (1 "2020-01-02"^^<http://www.w3.org/2001/XMLSchema#date>
       "2016-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> true 1.5 "=1+1")
      (2 UNDEF UNDEF UNDEF 2 "é") } }"""
    params = {"query": query, "format": "parquet"}
    read = pq.read_table(io.BytesIO(client.get("/sparql", params=params).content))
    types = {field.name: str(field.type) for field in read.schema}
    assert types == {
        "i": "int64", "d": "date32[day]", "m": "string", "b": "bool", "n": "double", "t": "string",
    }  # fmt: skip
    assert json.loads(read.schema.metadata[b"migov"])["query"].endswith(query)
    book = client.get("/sparql", params={**params, "format": "xlsx"}).content
    cells = list(workbook(book)["Rows"].rows)[1]
    assert [cell.value for cell in cells] == [1, "2020-01-02", "2016-03", True, 1.5, "=1+1"]
    assert cells[5].data_type == "s"


def test_sources_in_a_query_s_rows_are_listed(client: httpx.Client) -> None:
    params = {"query": SELECT, "format": "xlsx"}
    book = workbook(client.get("/sparql", params=params).content)
    named = {row[3].value for row in book["Rows"].iter_rows(min_row=2)}
    assert {row[1].value for row in book["Sources"].iter_rows(min_row=2)} == named


@pytest.mark.parametrize(
    "media_type",
    [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.apache.parquet",
    ],
)
@pytest.mark.parametrize("path", ["/sparql", "/questions/members", "/network"])
def test_accept_asks_for_a_file_too(client: httpx.Client, path: str, media_type: str) -> None:
    response = client.get(path, params=ROUTES[path], headers={"Accept": media_type})
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["content-disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1"])
def test_what_is_no_table_is_no_workbook(client: httpx.Client, query: str) -> None:
    response = client.get("/sparql", params={"query": query, "format": "xlsx"})
    assert response.status_code == 406


def test_a_failing_query_is_a_problem_and_no_workbook(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT *", "format": "xlsx"})
    assert response.status_code == 400
    assert response.json()["line"] == 1


def test_the_tables_validate_over_http(client: httpx.Client) -> None:
    address = f"{client.base_url}/dump/tables.csv-metadata.json".replace("//dump", "/dump")
    checked = CSVW(address, validate=True)
    assert checked.is_valid
    assert [str(each.message) for each in checked.warnings] == []


@pytest.mark.parametrize(
    "table", ["actors", "adherences", "agreements", "meetings", "memberships", "partnerships"]
)
def test_a_dump_s_tables_are_files_of_every_kind(client: httpx.Client, table: str) -> None:
    rows = READERS["csv"](client.get(f"/dump/{table}.csv").content)
    for name, read in READERS.items():
        response = client.get(f"/dump/{table}.{name}")
        assert response.status_code == 200
        assert len(read(response.content)) == len(rows)
        assert "csvm+json" in response.headers["link"]
    assert len(client.get(f"/dump/{table}.json").json()["rows"]) == len(rows)
    frame = polars.read_parquet(io.BytesIO(client.get(f"/dump/{table}.parquet").content))
    assert frame["sources" if "sources" in frame.columns else "class"].dtype == polars.List(
        polars.String
    )


def test_partnerships_and_agreements_are_apart(client: httpx.Client) -> None:
    kinds: dict[str, set[Any]] = {}
    for table in ("partnerships", "agreements"):
        rows = client.get(f"/dump/{table}.json").json()["rows"]
        kinds[table] = {row[table[:-1]].split("/")[-2] for row in rows}
    assert kinds == {"partnerships": {"partnership"}, "agreements": {"agreement"}}


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("path", ["/sparql", "/questions/members", "/dump/agreements.csv"])
def test_parts_of_a_file_make_the_whole(client: httpx.Client, path: str, form: str) -> None:
    params = {**ROUTES.get(path, {}), "format": form}
    plain = {"Accept-Encoding": "identity"}
    whole = client.get(path, params=params, headers=plain)
    size = len(whole.content)
    head = client.head(path, params=params, headers=plain)
    assert int(head.headers["content-length"]) == size
    parts = []
    for asked in ("bytes=0-99", "bytes=100-"):
        part = client.get(path, params=params, headers={**plain, "Range": asked})
        assert part.status_code == 206
        assert part.headers["content-range"].endswith(f"/{size}")
        parts.append(part.content)
    assert b"".join(parts) == whole.content
    beyond = client.get(path, params=params, headers={**plain, "Range": f"bytes={size}-"})
    assert beyond.status_code == 416
    changed = {**plain, "Range": "bytes=0-9", "If-Range": '"another"'}
    assert client.get(path, params=params, headers=changed).content == whole.content


def test_polars_reads_an_address_itself(client: httpx.Client) -> None:
    base = str(client.base_url).rstrip("/")
    text = polars.read_csv(f"{base}/dump/agreements.csv", infer_schema_length=None)
    typed = polars.read_parquet(f"{base}/dump/agreements.parquet")
    assert text.shape == typed.shape
