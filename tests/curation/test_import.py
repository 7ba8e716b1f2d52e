"""`migov import`: tables as people make them, to TriG; nothing is written where a row is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from migov.cli import app
from migov.curation.collection import Collection
from migov.curation.importing import SourceWanted, import_table, summary
from migov.curation.patch import unified_diff
from migov.curation.reader import DateOrder, NoDate, partial_date
from migov.knowledge.write import file_quads
from migov.settings import resources

NEW = SourceWanted(
    "paris-note-2026", "Note of Paris", "https://paris.example/note", content_date="2026-06"
)


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "table.csv"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return path


def imported(path: Path, collection: Collection, of: str | None = "khartoum-process", **more):
    return import_table(path, collection, of, more.pop("source", NEW), **more)


def messages(done) -> str:
    return "\n".join(f"{f.line}:{f.column} {f.message} {f.remedy}" for f in done.findings)


@pytest.mark.parametrize(
    ("question", "parameter", "of"),
    [
        ("members", "actor=khartoum-process", "khartoum-process"),
        ("members", "actor=rabat-process", "rabat-process"),
        ("members", "actor=igad", "igad"),
        ("chairs", "actor=rabat-process", "rabat-process"),
        ("steering-committee", "actor=khartoum-process", "khartoum-process"),
        ("meetings", "actor=khartoum-process", "khartoum-process"),
        ("parties", "instrument=1951-refugee-convention", "1951-refugee-convention"),
        ("agreements", "actor=eu", None),
    ],
)
def test_an_exported_answer_changes_nothing(
    releases, tmp_path, collection, question, parameter, of
):
    command = [sys.executable, "-m", "migov", "ask", question, parameter, "limit=1000"]
    if question == "members":
        command.append("certainty=all")
    done = subprocess.run(
        [*command, "--format", "csv"],
        env={**os.environ, "MIGOV_RELEASES": str(releases)},
        capture_output=True,
        check=True,
    )
    path = tmp_path / "answer.csv"
    path.write_bytes(done.stdout)
    rows = len(done.stdout.splitlines()) - 1
    assert rows > 5
    # With a source of its own and without one: the rows name theirs.
    for source in (SourceWanted(), NEW):
        back = imported(path, collection, of, source=source)
        assert messages(back) == ""
        assert back.counts == {"stated": rows}
        assert back.patch.texts() == {}


def test_a_changed_cell_of_an_answer_goes_to_the_source_of_the_table(tmp_path, collection):
    path = table(
        tmp_path,
        "Member,Since,Statement IRI\n"
        "Finland,2024-05-01,https://w3id.org/migov/id/membership/khartoum-process-FIN-member\n"
        "Ethiopia,,https://w3id.org/migov/id/membership/khartoum-process-ETH-member\n",
    )
    done = imported(path, collection)
    assert done.counts == {"more": 1, "stated": 1}
    diff = unified_diff(done.patch.texts())
    assert '+    schema:startDate "2024-05-01"^^xsd:date .' in diff
    assert "+  source:paris-note-2026 a mg:Source ;" in diff
    assert "ETH" not in "".join(line for line in diff.splitlines() if line.startswith("+"))
    assert "--source" in messages(imported(path, collection, source=SourceWanted()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_office_programs(tmp_path, collection, encoding, delimiter):
    text = "Pays;Role;Depuis\nCôte d'Ivoire;observateur;2026-06-01\n Allemagne ;membre;\n\n;;\n"
    done = imported(table(tmp_path, text.replace(";", delimiter), encoding), collection)
    assert done.counts == {"new": 1, "more": 1}, messages(done)
    diff = unified_diff(done.patch.texts())
    assert "+  membership:khartoum-process-CIV-observer a org:Membership ;" in diff
    assert "+  membership:khartoum-process-DEU-member a org:Membership ;" in diff
    assert ("Windows-1252" in messages(done)) == (encoding == "cp1252")


def test_excels_line_that_names_the_delimiter(tmp_path, collection):
    done = imported(table(tmp_path, "sep=;\nMember;Since\nKenya;2026,5\n"), collection)
    assert "3:2 column 2 (Since): “2026,5” is not a date" in messages(done)


@pytest.mark.parametrize(
    ("row", "line", "said"),
    [
        (
            "Congo,member,,",
            2,
            ("Congo (state:COG, ", "states/COG.trig:", "state:COD", "Write which"),
        ),
        ("Wakanda,member,,", 2, ("No actor is called “Wakanda”", "Rwanda (state:RWA, ", ".trig:")),
        (
            '"France, Italie",,,',
            2,
            ("names more than one actor: state:FRA, state:ITA", "row of its own"),
        ),
        (",observer,,", 2, ("column 1 (Member)", "names no actor", "merged cells")),
        ("Kenya,boss,,", 2, ("column 2 (Role)", "No role is called “boss”")),
        ("Kenya,,03/04/2026,", 2, ("2026-04-03 or 2026-03-04", "--dates day-first")),
        ("Kenya,,28 novembre 2014,", 2, ("Write 2014-11-28",)),
        ("Kenya,,41971,", 2, ("number of 2014-11-28",)),
        ("Kenya,,2014-13,", 2, ("no day 2014-13",)),
        ("Kenya,,14,", 2, ("not a date in ISO form",)),
        ("Kenya,,,,surplus", 2, ("Field 5 ('surplus') has no heading", "quotes")),
        ("Kenya,,,\nKenya,,,", 3, ("as is line 2",)),
        ("Kenya,,,a\x07b", 2, ("column 4 (Note)", "control character")),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(tmp_path, collection, row, line, said):
    done = imported(table(tmp_path, f"Member,Role,Since,Note\n{row}\n"), collection)
    found = [f for f in done.findings if f.line == line]
    assert found, messages(done)
    for part in said:
        assert part in messages(done)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no header"),
        ("Name of capital,Since\nParis,2014\n", "One heading determines the table"),
        ("Member,Capital\nFrance,Paris\n", "no column “Capital”"),
        ("Member,Sinse\nFrance,2014\n", "Did you mean Since?"),
        ("Member,member\nFrance,France\n", "both called"),
        ("Member,Chair\nFrance,Italy\n", "fits several tables: members, chairs"),
        ('Member\n"France\nItaly\n', "quote that is not closed"),
        ("PK\x03\x04", "workbook"),
        ("Member\nFr\0ance\n", "not text"),
    ],
)
def test_files_that_are_no_table(tmp_path, collection, text, said):
    done = imported(table(tmp_path, text), collection)
    assert said in messages(done)
    assert not done.patch.texts()


def test_an_iri_beside_another_name_is_a_fault(tmp_path, collection):
    text = "Member,Member IRI\nChad,https://w3id.org/migov/id/state/ETH\n"
    assert "“Chad” is not a name of" in messages(imported(table(tmp_path, text), collection))


def test_who_is_stated_to_be_gone_is_not_listed_again_silently(tmp_path, collection):
    done = imported(table(tmp_path, "Member\nUnited Kingdom\n"), collection)
    assert "khartoum-process-GBR-member ended 2022" in messages(done)
    again = imported(table(tmp_path, "Member,Since\nUnited Kingdom,2026-02\n"), collection)
    assert "membership:khartoum-process-GBR-member-2026 a" in unified_diff(again.patch.texts())


def test_dates_that_disagree_both_stand_and_are_told(tmp_path, collection):
    done = imported(
        table(tmp_path, "Party,Acceded\nEthiopia,2012-06-23\n"),
        collection,
        "palermo-protocol-smuggling",
    )
    assert "Another source has 2012-06-22" in messages(done)
    assert 'schema:startDate "2012-06-23"^^xsd:date' in unified_diff(done.patch.texts())


def test_meetings_acts_and_agreements(tmp_path, collection):
    meetings = table(
        tmp_path,
        "Meeting,Kind,From,To,City,State,Themes\n"
        ",Senior officials' meeting,2026-10-05,2026-10-06,Paris,France,labour migration\n"
        ",,2026-12,,,,\n",
    )
    done = imported(meetings, collection)
    assert "3:2 column 2 (Kind): A new meeting needs From and Kind" in messages(done)
    diff = unified_diff(done.patch.texts())
    assert (
        "meeting:khartoum-process-2026-10-05-senior-officials a mg:SeniorOfficialsMeeting" in diff
    )

    acts = (
        "Party,Acts,Since,Vote\nKenya,signature; ratification,2025-01-02,\nKenya,,,maybe\nChad,,,\n"
    )
    said = messages(imported(table(tmp_path, acts), collection, "palermo-convention"))
    assert "2 acts and one date" in said
    assert "“maybe” is not a vote" in said
    assert "nothing that was done" in said

    text = (
        "Agreement;Kind;Partners;Signed;Page\n"
        "Italy-Kenya memorandum;memorandum of understanding;Italie, Kenya;2026-03-04;paris\n"
        "Italy-Kenya memorandum;memorandum of understanding;Italie;;\n"
    )
    said = messages(imported(table(tmp_path, text), collection, None))
    assert "3:3 column 3 (Partners): A new agreement needs" in said
    assert "names more than one partner: state:ITA, state:KEN" in said
    good = table(
        tmp_path,
        "Agreement;Kind;Partners;Signed\n"
        '"Italy-Kenya memorandum";memorandum of understanding;"Italie; Kenya";2026-03-04\n',
    )
    assert "no file is named" in messages(imported(good, collection, None))
    file = resources() / "data" / "agreements" / "italy.trig"
    diff = unified_diff(imported(good, collection, None, file=file).patch.texts())
    assert "agreement:italy-kenya-memorandum-of-understanding-2026 a mg:Agreement" in diff


def test_dates_with_an_order():
    assert partial_date("03/04/2026", DateOrder.DAY_FIRST) == "2026-04-03"
    assert partial_date("03.04.2026", DateOrder.MONTH_FIRST) == "2026-03-04"
    assert partial_date("2014-11-28 00:00:00") == "2014-11-28"
    with pytest.raises(NoDate, match="read month-first"):
        partial_date("13/04/2026", DateOrder.MONTH_FIRST)


def run(*arguments: str):
    return CliRunner().invoke(app, ["import", *arguments])


def test_the_command_writes_only_when_told_and_only_what_is_fine(small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = str(table(tmp_path, "Member;Since\nKenya;2024-05\nEthiopia;\n"))
    options = [path, "--mechanism", "Alpha Process", "--data", str(small)]
    before = {file: file.read_text() for file in small.rglob("*.trig")}
    new = ["--source", "list", "--title", "List", "--url", "https://alpha.example/list"]

    done = run(*options, *new)
    assert done.exit_code == 0, done.output
    assert "+++ b/data/mechanisms/alpha.trig" in done.stdout
    assert "2 rows: 1 new, 1 that add something" in done.stderr
    assert {file: file.read_text() for file in before} == before

    assert run(*options, *new, "--write").exit_code == 0
    stated = file_quads(small / "mechanisms" / "alpha.trig")
    assert sum("alpha-KEN-member" in quad.subject.value for quad in stated) == 5
    again = run(*options, "--source", "https://alpha.example/list/", "--format", "json")
    assert json.loads(again.stdout) == {"findings": [], "diff": "", "written": False}

    # What the shapes refuse is not written either.
    path = str(table(tmp_path, "Member;Since;Until\nCôte d'Ivoire;2024;2020\n"))
    before = {file: file.read_text() for file in small.rglob("*.trig")}
    done = run(path, "--mechanism", "alpha", "--data", str(small), "--source", "list", "--write")
    assert done.exit_code == 1
    assert "data/mechanisms/alpha.trig:" in done.stderr
    assert "before it begins" in done.stderr
    assert {file: file.read_text() for file in before} == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "needs --mechanism"),
        (["--mechanism", "nowhere"], "--mechanism: No actor is called"),
        (["--mechanism", "alpha", "--source", "unheard"], "source without an address"),
        (
            ["--mechanism", "alpha", "--source", "x", "--title", "X", "--url", "ftp//x"],
            "not an address of a page",
        ),
        (
            ["--mechanism", "alpha", "--source", "x", "--title", "X", "--url", "https://x.example/a",
             "--content-date", "May 2024"],
            "Write 2024-05",
        ),
    ],
)  # fmt: skip
def test_options_that_name_nothing_are_exit_status_2(small, tmp_path, options, said):
    done = run(str(table(tmp_path, "Member\nKenya\n")), "--data", str(small), *options, "--write")
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_missing_file_is_exit_status_2(small):
    assert run("nowhere.csv", "--mechanism", "alpha", "--data", str(small)).exit_code == 2


def test_the_summary_counts_rows(tmp_path, collection):
    done = imported(table(tmp_path, "Member\nKenya\n"), collection)
    assert summary(done) == "1 rows: 0 new, 1 that add something, 0 stated already."
