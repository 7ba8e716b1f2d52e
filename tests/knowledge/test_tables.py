"""The tables are what their CSVW description says, by a validator that is not ours."""

from __future__ import annotations

import csv
import json
import shutil
import warnings
from pathlib import Path

import pytest
from csvw import CSVW

from migov.knowledge.release.dumps import FILE
from migov.knowledge.release.release import Release
from migov.knowledge.release.tables import TABLES


def faults(folder: Path) -> list[str]:
    """What the validator says against the tables in `folder`; it warns, or raises ValueError."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        checked = CSVW(str(folder / FILE), validate=True)
        try:
            valid = checked.is_valid
        except ValueError as error:
            return [str(error)]
    messages = [str(warning.message) for warning in checked.warnings]
    assert valid == (not messages)
    return messages


def test_the_description_and_the_tables_are_valid(release: Release) -> None:
    assert faults(release.path) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("\nETH,", "\nEthiopia,"), ("2014-11-28", "28 November 2014")],
    ids=["an actor that no table tells of", "a date written out"],
)
def test_the_validator_would_notice(release: Release, tmp_path: Path, old: str, new: str) -> None:
    for table in TABLES:
        shutil.copy(release.path / table.file, tmp_path)
    shutil.copy(release.path / FILE, tmp_path)
    file = tmp_path / "memberships.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert faults(tmp_path)


def test_every_column_is_described_once(release: Release) -> None:
    described = json.loads((release.path / FILE).read_text(encoding="utf-8"))["tables"]
    assert {table["url"] for table in described} == {
        name for name in release.manifest["files"] if name.endswith(".csv")
    }
    for table in described:
        with (release.path / table["url"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert header == [column["name"] for column in table["tableSchema"]["columns"]]
        assert all(column["dc:description"] for column in table["tableSchema"]["columns"])


def test_several_values_stand_only_where_several_are_announced(release: Release) -> None:
    for table in TABLES:
        single = [column.name for column in table.columns if not column.many]
        with (release.path / table.file).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert [name for name in single if " | " in row[name]] == [], row


def test_the_actors_are_all_there(release: Release) -> None:
    counts = release.manifest["counts"]
    with (release.path / "actors.csv").open(encoding="utf-8", newline="") as file:
        kinds = [row["kind"] for row in csv.DictReader(file)]
    for kind, plural in (
        ("state", "states"),
        ("mechanism", "mechanisms"),
        ("organization", "organizations"),
        ("body", "bodies"),
    ):
        assert kinds.count(kind) == counts[plural]
