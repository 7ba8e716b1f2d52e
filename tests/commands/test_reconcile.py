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
    done = reconcile(
        b'year,country,note\n2001,"Korea, Rep.","a ""quoted""\nline"\n2002,Congo\n2003,Zaire,x\n'
        b"2004,,\n\n2005,Ethopia,\n",
        "--column", "country", "--type", "state",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    found = rows(done.stdout)
    assert list(found[0]) == ["year", "country", "note", *ADDED]
    assert [row["year"] for row in found] == ["2001", "2002", "2003", "2004", "", "2005"]
    assert found[0]["note"] == "x" or found[0]["country"] == "Korea, Rep."
    assert [row["match"] for row in found] == ["true", "false", "true", "false", "false", "false"]
    assert (found[0]["id"], found[0]["label"]) == ("state:KOR", "Republic of Korea")
    assert found[1]["id"] == ""
    assert "state:COD" in found[1]["candidates"]
    assert "state:COG" in found[1]["candidates"]
    assert found[5]["candidates"].startswith("state:ETH Ethiopia")
    assert "3 without a certain match" not in done.stderr
    assert "6 rows: 2 matched, 2 without a certain match, 2 without a name." in done.stderr


def test_a_note_stays_whole_and_a_former_name_says_so(reconcile: Reconcile) -> None:
    text = 'country,note\nZaire,"a ""quoted""\nline, of two"\n'
    found = rows(reconcile(text.encode(), "-c", "country").stdout)[0]
    assert "until 17 May 1997" in reconcile(b"country\nZaire\n", "-c", "country").stdout
    assert found["migov_note"].startswith("Called") and found["note"] == 'a "quoted"\nline, of two'


@pytest.mark.parametrize(("delimiter", "name"), [(";", ";"), ("\t", "tab"), ("|", "|")])
def test_other_delimiters_are_seen_or_named(
    reconcile: Reconcile, delimiter: str, name: str
) -> None:
    content = f"id_{delimiter}country\n1{delimiter}Türkiye\n".encode()
    for more in ([], ["--delimiter", name]):
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
    done = reconcile(wide, "-c", "country", "--encoding", "utf-16")
    assert rows(done.stdout)[0]["id"] == "state:FRA"


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
        (b"country\nFrance\n", ["-c", "country", "--encoding", "no-such"], "no encoding"),
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
