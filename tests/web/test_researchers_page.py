"""The examples of docs/researchers.md run, against a server, in every language that is here."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import polars
import pytest
from csvw import CSVW
from tests.conftest import Server, program

from migov import Graph

PAGE = Path(__file__).parents[2] / "docs" / "researchers.md"


@pytest.fixture(scope="module")
def served(server: Server) -> Server:
    """The server once it has read what panels are made of, which may take a loaded machine long."""
    deadline = time.monotonic() + 120
    while server.client.get("/panel/state-year/codebook").status_code == 504:
        assert time.monotonic() < deadline
    return server


def blocks(language: str, server: Server) -> list[str]:
    """The examples in a language, with the address of the server in them."""
    text = PAGE.read_text(encoding="utf-8").replace("http://127.0.0.1:8080", server.url)
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_the_examples_in_python_run(
    served: Server, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MIGOV_RELEASES", str(releases))
    names: dict[str, Any] = {}
    for block in blocks("python", served):
        exec(block, names)
    assert names["merged"]["state"].tolist() == ["Ethiopia", "Kenya"]
    assert names["merged"]["dialogues"].notna().all()
    assert len(names["members"].rows) > 40
    assert names["counts"]["states"].is_monotonic_decreasing
    assert "partners" in names["workbook"].columns
    assert len(names["strongest"]) == 3
    assert names["same"].equals(names["pairs"])
    assert names["frame"]["dialogues"].dtype == "Int64"
    assert "mechanisms" in names["meaning"]
    sheets = openpyxl.load_workbook("members.xlsx").sheetnames
    assert sheets == ["Rows", "Sources", "Asked"]
    frame = polars.read_parquet("members.parquet")
    assert {"member", "member_iri", "sources_iri", "body_iri"} <= set(frame.columns)
    assert frame["sources"].dtype == polars.List(polars.String)


def test_the_example_in_r_runs(served: Server) -> None:
    rscript = program("Rscript", "Debian's r-base-core")
    (block,) = blocks("r", served)
    told = "cat(nrow(memberships) > 3000, merged$state, class(merged$dialogues))"
    done = subprocess.run(
        [rscript, "--vanilla", "-e", block + told], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "TRUE Kenya Ethiopia integer"


def test_the_example_in_stata_asks_for_what_stata_takes(served: Server) -> None:
    (block,) = blocks("stata", served)
    address = re.search(r'"(http[^"]+)"', block)
    assert address is not None
    lines = csv.DictReader(io.StringIO(served.client.get(address[1]).text))
    keys = {(row["iso3"], row["year"]) for row in lines}
    assert lines.fieldnames is not None
    assert max(map(len, lines.fieldnames)) <= 32
    assert len(keys) == lines.line_num - 1


@pytest.mark.parametrize("panel", ["state-year", "dyad-year", "mechanism-year"])
def test_every_panel_is_there_in_every_format(served: Server, panel: str) -> None:
    params = {"from": "2013", "to": "2014", "states": "ETH,KEN,DEU"}
    counts = set()
    for form in ("csv", "tsv", "json", "xml", "xlsx", "parquet"):
        response = served.client.get(f"/panel/{panel}", params={**params, "format": form})
        assert response.status_code == 200, response.text
        assert "codebook" in response.headers["link"]
        if form == "csv":
            counts.add(response.text.count("\r\n") - 1)
        elif form == "json":
            counts.add(len(response.json()["rows"]))
        elif form == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(response.content))
            counts.add(book["Rows"].max_row - 1)
        elif form == "parquet":
            frame = polars.read_parquet(io.BytesIO(response.content))
            counts.add(len(frame))
            assert frame["year"].dtype == polars.Int64
    assert len(counts) == 1


@pytest.mark.parametrize("panel", ["state-year", "mechanism-year"])
def test_a_panel_is_what_its_codebook_says_by_a_validator_not_ours(
    served: Server, panel: str
) -> None:
    address = f"{served.url}/panel/{panel}/codebook?from=2013&to=2014&states=ETH,SSD,TWN"
    checked = CSVW(address, validate=True)
    assert checked.is_valid
    assert [str(each.message) for each in checked.warnings] == []


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/panel/state-year?from=2020&to=2010", 422, "from"),
        ("/panel/state-year?codes=fips", 422, "codes"),
        ("/panel/state-year?columns=nothing", 422, "columns"),
        ("/panel/state-year?format=sav", 400, "format"),
        ("/panel/state-year?for=spss", 422, "for"),
        ("/panel/state-year/codebook?format=csv", 400, "format"),
        ("/panel/region-year", 404, None),
    ],
)
def test_faults_are_problems_that_say_what_to_do(
    served: Server, path: str, status: int, parameter: str | None
) -> None:
    response = served.client.get(path)
    assert response.status_code == status, response.text
    problem = response.json()
    assert problem.get("parameter") == parameter
    assert problem["detail"]
    assert problem.get("remedy") or problem["available"]


def test_a_panel_has_a_page_with_its_files(served: Server) -> None:
    page = served.client.get("/panel/state-year", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "format=xlsx" in page.text
    assert "member_khartoum_process" in page.text


def test_here_and_elsewhere_give_the_same_panel(served: Server, releases: Path) -> None:
    chosen = next(path for path in releases.iterdir() if (path / "manifest.json").exists())
    asked: dict[str, Any] = {"from_": 2021, "to": 2022, "states": ["ETH", "SSD"]}
    with Graph.open(chosen) as here, Graph.connect(served.url) as elsewhere:
        for name in ("state-year", "mechanism-year"):
            one, other = here.panel(name, **asked), elsewhere.panel(name, **asked)
            assert one.columns == other.columns
            assert one.rows == other.rows
            assert one.codebook() == other.codebook()
            assert one.release == other.release


def test_a_page_that_asks_again_needs_no_body(served: Server) -> None:
    address = "/panel/state-year?from=2014&to=2014&states=ETH&format=csv"
    first: httpx.Response = served.client.get(address)
    again = served.client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
