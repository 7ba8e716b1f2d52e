"""`migov reconcile`: a column of names in a CSV file, offline; no row and no cell is lost."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from migov.cli import app

Reconcile = Callable[..., Result]
ADDED = ["id", "label", "type", "score", "match", "matched", "note", "candidates"]


@pytest.fixture
def reconcile(releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reconcile:
    """Runs the command on `names.csv` of an empty folder, with the bytes given."""
    monkeypatch.setenv("MIGOV_RELEASES", str(releases))
    monkeypatch.chdir(tmp_path)

    def run(content: bytes, *arguments: str) -> Result:
        Path("names.csv").write_bytes(content)
        done = CliRunner().invoke(app, ["reconcile", "names.csv", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return run


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_names_are_matched_or_have_candidates_and_every_cell_stays(reconcile: Reconcile) -> None:
    content = (
        b'year,country,note\n2001,"Korea, Rep.","a ""quoted""\nline, of two"\n2002,Congo\n'
        b"2003,Zaire,x\n2004,,\n\n2005,Ethopia,\n"
    )
    done = reconcile(content, "--column", "country", "--type", "state")
    assert done.exit_code == 0, done.stderr
    found = rows(done.stdout)
    # The file has a column of one of the names already.
    assert list(found[0]) == ["year", "country", "note", *(f"migov_{each}" for each in ADDED)]
    assert [row["year"] for row in found] == ["2001", "2002", "2003", "2004", "", "2005"]
    assert found[0]["note"] == 'a "quoted"\nline, of two'
    assert [row["migov_match"] == "true" for row in found] == [True, False, True, *[False] * 3]
    assert (found[0]["migov_id"], found[0]["migov_label"]) == ("state:KOR", "Republic of Korea")
    assert found[1]["migov_id"] == ""
    assert "state:COD" in found[1]["migov_candidates"]
    assert "state:COG" in found[1]["migov_candidates"]
    assert "until 17 May 1997" in found[2]["migov_note"]
    assert found[5]["migov_candidates"].startswith("state:ETH Ethiopia")
    assert "6 rows: 2 matched, 2 without a certain match, 2 without a name." in done.stderr


@pytest.mark.parametrize(("delimiter", "named"), [(";", None), ("\t", "tab")])
def test_other_delimiters_are_seen_or_named(
    reconcile: Reconcile, delimiter: str, named: str | None
) -> None:
    content = f"id_{delimiter}country\n1{delimiter}Türkiye\n".encode()
    more = ["--delimiter", named] if named else []
    done = reconcile(content, "--column", "country", *more)
    assert rows(done.stdout, delimiter)[0]["id"] == "state:TUR"


def test_a_byte_order_mark_is_no_part_of_a_column_and_stays(
    reconcile: Reconcile, tmp_path: Path
) -> None:
    done = reconcile(b"\xef\xbb\xbfcountry\r\nFrance\r\n", "-c", "country", "-o", "out.csv")
    assert done.exit_code == 0, done.stderr
    written = (tmp_path / "out.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfcountry,id,")
    assert done.stdout == ""


def test_another_encoding_is_said_and_can_be_given(reconcile: Reconcile) -> None:
    content = "country\nSuisse\nCôte d'Ivoire\n".encode("cp1252")
    done = reconcile(content, "--column", "country")
    assert done.exit_code == 2
    assert "line 3" in done.stderr
    assert "--encoding cp1252" in done.stderr
    assert rows(reconcile(content, "-c", "country", "--encoding", "cp1252").stdout)[1]["id"] == (
        "state:CIV"
    )
    wide = "country\nFrance\n".encode("utf-16")
    assert "--encoding utf-16" in reconcile(wide, "-c", "country").stderr


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (b"country\nFrance\n", ["-c", "land"], "Its columns: country"),
        (b"country,country\nFrance,x\n", ["-c", "country"], "more than once"),
        (b"country\nFrance\n", ["-c", "country", "-t", "planet"], "choose of state"),
        (b"", ["-c", "country"], "empty"),
        (b"a,country\n1,Korea, Rep.\n", ["-c", "country"], "line 2: the row has 3 cells"),
        (b'country\n"France\n', ["-c", "country"], "line 2"),
        (b"country\n\0\n", ["-c", "country"], "NUL"),
        (b"country\nFrance\n", ["-c", "country", "--delimiter", ";;"], "one character"),
        (b"country\nFrance\n", ["-c", "country", "--encoding", "no-such"], "Unknown encoding"),
        (b"country\nFrance\n", ["-c", "country", "-o", "no/such/folder.csv"], "No such file"),
    ],
)
def test_what_cannot_be_done_is_said(
    reconcile: Reconcile, content: bytes, arguments: list[str], said: str
) -> None:
    done = reconcile(content, *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_file_that_is_not_there_and_standard_input(reconcile: Reconcile) -> None:
    missing = CliRunner().invoke(app, ["reconcile", "none.csv", "-c", "country"])
    assert (missing.exit_code, "none.csv" in missing.stderr) == (2, True)
    piped = subprocess.run(
        [sys.executable, "-m", "migov", "reconcile", "-", "-c", "country"],
        input="country\nالاردن\n".encode(),
        capture_output=True,
        check=True,
    )
    assert rows(piped.stdout.decode())[0]["id"] == "state:JOR"
